"""What runs inside the limited process for papers that were scanned: files in, clean files out.

Run as a program, never imported by the application. A picture is decoded and encoded anew, so that
nothing but what is seen on it survives; a PDF is read, looked through and written anew.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LONGEST_SIDE = 3508  # pixels: A4 at 300 dots an inch, so that a signature can be read
MOST_PIXELS = 50_000_000  # A4 at 600 dots an inch has 35 million
MOST_PAGES = 30
QUALITY = 85

FORBIDDEN_KEYS = {
    *("/JS", "/JavaScript", "/XFA"),
    *("/EmbeddedFiles", "/EF", "/AF", "/RichMediaContent", "/RichMediaSettings"),
}
FORBIDDEN_VALUES = {
    "/S": {
        *("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE"),
        *("/Rendition", "/RichMediaExecute", "/Movie", "/Sound"),
    },
    "/Subtype": {"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"},
    "/Type": {"/EmbeddedFile"},
}
# Where and by what it was made, and what happens when it opens.
LEFT_OUT = ("/Metadata", "/PieceInfo", "/LastModified", "/OpenAction", "/AA")
PICTURE_FILTER = "/DCTDecode"
# Of a JPEG's own segments these say how to draw it; in the others stands where it was taken.
DRAWING_SEGMENTS = {0xE0, 0xE2, 0xEE}


class Refused(Exception):
    """This file cannot be kept; `str` is the reason in one word."""


def main() -> int:
    made = []
    for number, file in enumerate(json.load(sys.stdin.buffer), 1):
        try:
            made.append(cleaned(Path(file["source"]), file["target"]))
        except Refused as refused:
            return _said({"refused": str(refused), "number": number})
        except MemoryError:
            return _said({"refused": "too_much", "number": number})
        except Exception:  # what came from outside can make a reader stop anywhere
            return _said({"refused": "damaged", "number": number})
    return _said({"files": made})


def cleaned(source: Path, target: str) -> dict[str, Any]:
    with source.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise Refused("empty")
    if b"%PDF-" in head:
        return _paper(source, Path(f"{target}.pdf"))
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _picture(source, Path(f"{target}.jpg"))
    raise Refused("heic" if head[4:8] == b"ftyp" else "another_kind")


def _picture(source: Path, target: Path) -> dict[str, Any]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # asked below, before anything is decoded
    with Image.open(source, formats=("JPEG", "PNG")) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Refused("too_large")
        opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(_of_eight_bits(opened))
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        seen = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    # A picture of its own, with the dots of the first and nothing that was written beside them.
    kept = Image.new("RGB", seen.size, "white")
    kept.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    kept.save(target, "JPEG", quality=QUALITY)
    return {"path": str(target), "pages": 1}


def _of_eight_bits(picture: Any) -> Any:
    """Scanners write greys of sixteen bits too, which would come out white."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.point(lambda grey: grey / 256).convert("L")


def _paper(source: Path, target: Path) -> dict[str, Any]:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    with source.open("rb") as file:
        reader = PdfFileReader(file, strict=False)
        if reader.encrypted:
            raise Refused("locked")
        # Only what its pages lead to is copied: earlier versions and what hides between stay out.
        writer = copy_into_new_writer(reader, {"info": None})
        pages = int(writer.root["/Pages"]["/Count"])
        if not 1 <= pages <= MOST_PAGES:
            raise Refused("too_many_pages" if pages > 0 else "damaged")
        for one in _dictionaries(list(writer.objects.values())):
            _refuse_what_acts(one)
            for key in LEFT_OUT:
                one.pop(key, None)
            _forget_where_it_was_taken(one)
        with target.open("wb") as clean:
            writer.write(clean)
    return {"path": str(target), "pages": pages}


def _dictionaries(values: list[Any]) -> Iterator[Any]:
    """Every dictionary in these objects, however deep; a reference is an object of its own."""
    waiting = values
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [value for _, value in _raw(one)]
            yield one
        elif isinstance(one, list):
            waiting += list.__iter__(one)


def _raw(dictionary: Any) -> list[tuple[str, Any]]:
    return [(str(key), value) for key, value in dict.items(dictionary)]


def _refuse_what_acts(dictionary: Any) -> None:
    for key, value in _raw(dictionary):
        forbidden = FORBIDDEN_VALUES.get(key)
        if key in FORBIDDEN_KEYS or (forbidden and str(value.get_object()) in forbidden):
            raise Refused("acts")


def _forget_where_it_was_taken(dictionary: Any) -> None:
    """A JPEG inside a PDF is a file of its own, with all that a phone writes into one."""
    encoded = getattr(dictionary, "_encoded_data", None)
    if encoded is None or PICTURE_FILTER not in str(dictionary.get("/Filter")):
        return
    if encoded.startswith(b"\xff\xd8"):
        dictionary._encoded_data = _drawing_alone(encoded)


def _drawing_alone(jpeg: bytes) -> bytes:
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        is_said_beside = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not is_said_beside or marker in DRAWING_SEGMENTS:
            kept.append(jpeg[at : at + 2 + length])
        at += 2 + length
    return b"".join((*kept, jpeg[at:]))


def _said(answer: dict[str, Any]) -> int:
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)
