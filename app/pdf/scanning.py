"""Papers that somebody scanned or photographed: looked through and made anew, or refused in words.

It happens in a limited process of its own, which knows only the files it is given: a picture or a
PDF that was made to harm takes that process down and nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from app.pdf.press import PATH, Limits, bounded

INSIDE = Path(__file__).with_name("inside_scan.py")
_MIB = 1024 * 1024
LIMITS = Limits(seconds=60, cpu_seconds=40, memory=1024 * _MIB, file_size=64 * _MIB)
_LESS = "Nothing was kept. Scan it again with fewer details, or photograph the page."
_SENTENCES = {
    "empty": "This file is empty. Nothing was kept. Choose the scan or the photo itself.",
    "another_kind": (
        "This is neither a PDF nor a JPEG or PNG picture, whatever its name ends with. "
        "Nothing was kept. Photograph the page, or save the scan as a PDF, and choose that."
    ),
    "heic": (
        "This is a photo in a format of one maker, which not every computer opens. Nothing was "
        "kept. Save it as JPEG, or photograph the page from this very page, and choose that."
    ),
    "damaged": (
        "This file is damaged and could not be read to its end. Nothing was kept. "
        "Scan or photograph the page again, and choose that."
    ),
    "too_large": f"This picture has more dots than a page needs. {_LESS}",
    "too_much": f"This file asks for more than a scan of a page needs. {_LESS}",
    "locked": (
        "This PDF is locked with a password. Nothing was kept. "
        "Save a copy without the password, or photograph the pages, and choose that."
    ),
    "acts": (
        "There is something in this PDF that acts by itself, or another file inside it. A scan "
        "has neither, so nothing was kept. Photograph the pages, and choose the photos."
    ),
    "too_many_pages": (
        "This PDF has more pages than a signed form. Nothing was kept. "
        "Save only the pages with the answers and the names, and choose that."
    ),
}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file that may be kept: a JPEG picture, or a PDF of so many pages."""

    path: Path
    pages: int
    size: int
    sha256: str

    @property
    def is_picture(self) -> bool:
        return self.path.suffix == ".jpg"


class ScanRefused(Exception):
    """A file that cannot be kept: `reason` for tests, `sentence` for the person who chose it.

    `number` says which of the files it is; None where that is not known.
    """

    def __init__(self, reason: str, number: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.number, self.sentence = reason, number, _SENTENCES[reason]


def clean_scan(
    sources: Sequence[Path], folder: Path, limits: Limits = LIMITS
) -> tuple[Cleaned, ...]:
    """Each file made anew in `folder`, in its order, with nothing but what is seen on it.

    Pictures become JPEG. Raises ScanRefused for the first that cannot be kept.
    """
    job = [
        {"source": str(source), "target": str(folder / f"clean-{number}")}
        for number, source in enumerate(sources, 1)
    ]
    answer = _told(job, limits)
    if "refused" in answer:
        raise ScanRefused(answer["refused"], answer["number"])
    return tuple(_measured(Path(one["path"]), one["pages"]) for one in answer["files"])


def _told(job: list[dict[str, str]], limits: Limits) -> dict[str, Any]:
    try:
        done = subprocess.run(
            bounded([sys.executable, "-I", str(INSIDE)], limits),
            input=json.dumps(job).encode(),
            capture_output=True,
            env={"PATH": PATH, "LC_ALL": "C.UTF-8"},
            timeout=limits.seconds,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as stopped:
        raise ScanRefused("too_much") from stopped
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _measured(path: Path, pages: int) -> Cleaned:
    with path.open("rb") as file:
        return Cleaned(path, pages, path.stat().st_size, file_digest(file, "sha256").hexdigest())
