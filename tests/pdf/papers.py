"""Scans of papers as people send them, and some that were made to harm."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter

PHONE, PLACE, REMARK = "PhoneModelX", "N", b"a remark of the phone"
_PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"  # noqa: E501
_DRAWN = b"q 200 0 0 150 0 0 cm /I Do Q"


def photo(width: int = 400, height: int = 300, kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture lying on its side, which says by what it was taken, and where."""
    written = Image.Exif()
    written[0x0110], written[0x0112] = PHONE, 6
    written.get_ifd(0x8825)[1] = PLACE
    more = {"comment": REMARK} if kind == "JPEG" else {}
    made = io.BytesIO()
    Image.new(mode, (width, height), 40000 if mode == "I;16" else "#777777").save(
        made, kind, exif=written, **more
    )
    return made.getvalue()


def pdf(catalog: bytes = b"", *more: bytes, picture: bytes | None = None) -> bytes:
    """One page with a photo on it. `catalog` is added to its catalogue; `more` begins at 6 0."""
    jpeg = picture or photo()
    image = b"<</Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace/DeviceRGB"
    image += b"/BitsPerComponent 8/Filter/DCTDecode" + _stream(jpeg)
    root = b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog
    return _written([root, _PAGES, _PAGE, image, b"<<" + _stream(_DRAWN), *more])


def _stream(content: bytes) -> bytes:
    return b"/Length %d>>\nstream\n%s\nendstream" % (len(content), content)


def _written(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(places)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + table + end % (len(objects) + 1, len(out))


def locked(password: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt(password, "of its owner")
    return _of(writer)


def with_a_file_inside() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("names.txt", b"Anna")
    return _of(writer)


def of_pages(number: int) -> bytes:
    writer = PdfWriter()
    for _ in range(number):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "Anna"})
    return _of(writer)


def _of(writer: PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def laid_out(folder: Path, *contents: bytes) -> list[Path]:
    paths = [folder / f"sent-{number}" for number in range(1, len(contents) + 1)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return paths
