"""What runs inside the limited process: one job from standard input, one file, then it ends.

Run as a program, never imported by the application: it loads WeasyPrint and knows nothing else.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

BASE = "https://document.invalid/"  # nothing answers there, and nothing is ever asked
UNIVERSAL = Path(__file__).with_name("universal.xml")
MEDIA_TYPES = {
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


def main() -> int:
    job = json.load(sys.stdin.buffer)
    try:
        pages = build(job)
    except MemoryError:
        return _ended("it needed more memory than it may use")
    except BaseException as error:  # a refused address is one, and must not be passed over
        return _ended(f"{type(error).__name__}: {error}")
    sys.stdout.write(json.dumps({"pages": pages}))
    return 0


def build(job: dict[str, Any]) -> int:
    """Write the job's target; how many pages it has."""
    import weasyprint

    fetcher = _fetcher(job["resources"])
    html = weasyprint.HTML(string=job["html"], base_url=BASE, url_fetcher=fetcher)
    document = html.render(pdf_variant=job["variant"])
    document.metadata.attachments = [
        weasyprint.Attachment(
            string=one["text"],
            name=one["name"],
            description=one["description"],
            relationship="Data",
        )
        for one in job["attached"]
    ]
    if job["universal"]:
        _say_that_it_is_universal(document.metadata)
    document.write_pdf(job["target"], pdf_variant=job["variant"])
    return len(document.pages)


def _say_that_it_is_universal(metadata: Any) -> None:
    """Add the identifier of PDF/UA-1 to that of PDF/A, which WeasyPrint writes one at a time."""
    written = metadata.generate_rdf_metadata

    def with_both(*variant: Any) -> bytes:
        whole: bytes = written(*variant)
        before, end, after = whole.rpartition(b"</rdf:RDF>")
        return before + UNIVERSAL.read_bytes() + end + after

    metadata.generate_rdf_metadata = with_both


def _fetcher(resources: dict[str, str]) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyWhatIsGiven(URLFetcher):
        """Opens the job's own files by name; any other address ends the job."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix(BASE)
            if name == url or name not in resources:
                raise FatalURLFetchingError(f"this address is not part of the document: {url}")
            path = Path(resources[name])
            kind = {"Content-Type": MEDIA_TYPES[path.suffix]}
            return URLFetcherResponse(url, path.read_bytes(), kind)

    return OnlyWhatIsGiven()


def _ended(reason: str) -> int:
    sys.stderr.write(f"{' '.join(reason.split())}\n")
    return 1


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # without taking the text libraries down, which may crash after all is done
