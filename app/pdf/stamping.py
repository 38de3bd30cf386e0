"""A line over every page of a finished PDF: whose copy it is."""

from __future__ import annotations

from pathlib import Path

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.generic import NumberObject, StreamObject

from app.pdf.signing import Adding

# What stands outside the text is an artifact: a screen reader passes over it on every page.
BEFORE = b"Q /Artifact <</Type /Pagination /Subtype /Watermark>> BDC q "
AFTER = b" Q EMC"


def stamp(source: Path, line: Path, target: Path) -> None:
    """Write `source` to `target`, the one page of `line` over each of its pages.

    Sign afterwards: a signature of `source` no longer holds.
    """
    with source.open("rb") as plain, target.open("w+b") as stamped:
        writer = Adding(plain)
        over = ImportedPdfPage(str(line))
        over.writer = writer
        drawn = StreamObject(stream_data=BEFORE + over.render() + AFTER)
        drawn.compress()
        reference = writer.add_object(drawn)
        as_it_was = writer.add_object(StreamObject(stream_data=b"q"))
        known: set[int] = set()  # pages may share their resources
        for page in range(_pages(writer)):
            _, resources = writer.find_page_for_modification(page)
            number = getattr(resources, "idnum", -page)
            added = None if number in known else over.resources.as_pdf_object()
            writer.add_stream_to_page(page, as_it_was, prepend=True)  # our Q ends it
            writer.add_stream_to_page(page, reference, added)
            known.add(number)
        writer.write(stamped)


def _pages(writer: Adding) -> int:
    count = writer.root["/Pages"]["/Count"]
    assert isinstance(count, NumberObject)
    return int(count)
