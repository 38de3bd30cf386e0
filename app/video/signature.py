"""What the first bytes of a file say it is, before any decoder is let near it."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Literal

Kind = Literal["empty", "picture", "playlist", "sound_only", "isom", "unknown"]

_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"8BPS",
    b"\0\0\x01\0\x01\0",
)
_SOUNDS = (b"ID3", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"\xff\xf9", b"#!AMR", b"FORM")
_LISTS = (
    b"#EXTM3U",
    b"ffconcat",
    b"[playlist]",
    b"[Reference]",
    b"[InternetShortcut]",
    b"RTSPtext",
    b"v=0\n",
    b"v=0\r\n",
    b"<ASX",
    b"<asx",
    b"<smil",
    b"<MPD",
)
_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"crx ")
_SOUND_BRANDS = (b"M4A ", b"M4B ", b"F4A ")
_ON_THE_WAY = (b"moov", b"trak", b"mdia", b"minf", b"dinf")
_HEADER = 8
_MOST_BOXES = 100_000
_FIRST_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp")


def kind_of(path: Path) -> Kind:
    """What the file is by its first bytes; `isom` is the MP4 and QuickTime family."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        return "empty"
    if start[4:8] in _FIRST_BOXES:
        return _kind_of_isom(start)
    if start.startswith(b"RIFF"):
        return {b"WAVE": "sound_only", b"WEBP": "picture"}.get(start[8:12], "unknown")  # type: ignore[return-value]
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(_LISTS) or (text.startswith(b"<?xml") and any(s in text for s in _LISTS)):
        return "playlist"
    if start.startswith(_PICTURES):
        return "picture"
    return "sound_only" if start.startswith(_SOUNDS) else "unknown"


def is_cut_short(path: Path) -> bool:
    """Whether an MP4 or QuickTime file ends inside a box it announced, or lacks its index.

    A hundredth of the last box may be missing: players and decoders do without it.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        boxes = list(_boxes(file, size))
    _, start, end = boxes[-1]
    names = {name for name, _, _ in boxes}
    return b"moov" not in names or (end - size) * 100 > end - start


def points_elsewhere(path: Path) -> bool:
    """Whether a QuickTime file names another file as the place of its pictures or sound.

    No tool is let near that other file; its name is not read here either.
    """
    with path.open("rb") as file:
        return any(not flags & 1 for flags in _places(file, 0, path.stat().st_size))


def _places(file: IO[bytes], at: int, end: int) -> Iterator[int]:
    """The flags of every data reference; 1 says that the media are in this file itself."""
    for name, start, after in list(_boxes(file, end, at)):
        if name in _ON_THE_WAY:
            yield from _places(file, start + _HEADER, min(after, end))
        elif name == b"dref":
            yield from _flags(file, start + _HEADER + 8, min(after, end))


def _flags(file: IO[bytes], at: int, end: int) -> Iterator[int]:
    for _, start, _ in list(_boxes(file, end, at)):
        file.seek(start + _HEADER)
        yield int.from_bytes(file.read(4), "big") & 0xFFFFFF


def _kind_of_isom(start: bytes) -> Kind:
    brand = start[8:12] if start[4:8] == b"ftyp" else b""
    if brand in _PICTURE_BRANDS:
        return "picture"
    return "sound_only" if brand in _SOUND_BRANDS else "isom"


def _boxes(file: IO[bytes], end: int, at: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the boxes from `at`; of a file made of crumbs only the first."""
    for _ in range(_MOST_BOXES):
        if at + _HEADER > end:
            return
        file.seek(at)
        header = file.read(16)
        length, name = struct.unpack(">I4s", header[:8])
        if length == 1 and len(header) == 16:
            length = struct.unpack(">Q", header[8:])[0]
        elif length == 0:
            length = end - at
        yield name, at, at + length
        at += max(length, _HEADER)
