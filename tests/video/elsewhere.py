"""A QuickTime film whose pictures lie in another file, as some editing programs keep it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"dinf")


def pointing_at(other: Path, film: Path, target: Path) -> Path:
    """`film` written to `target` with every data reference changed to `other`."""
    data = film.read_bytes()
    target.write_bytes(_pointed(data, _alias(str(other))))
    return target


def _pointed(data: bytes, reference: bytes) -> bytes:
    made = b""
    for kind, box in _boxes(data):
        if kind in CONTAINERS:
            box = _box(kind, _pointed(box[8:], reference))
        elif kind == b"dref":
            box = _box(kind, box[8:12] + struct.pack(">I", 1) + reference)
        made += box
    return made


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        yield kind, data[at : at + size]
        at += size


def _box(kind: bytes, inner: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(inner), kind) + inner


def _alias(path: str) -> bytes:
    """An alias record: volume and name in their places, and an absolute path in a field of its own.

    QuickTime File Format, “Data References”; read as ffmpeg's demuxer does.
    """
    volume, name = b"disk", path.encode().rpartition(b"/")[2]
    told = path.encode()
    fields = struct.pack(">HH", 2, len(told)) + told + bytes(len(told) % 2)
    record = b"".join(
        (
            bytes(10),
            bytes([len(volume)]) + volume.ljust(27, bytes(1)),
            bytes(12),
            bytes([len(name)]) + name.ljust(63, bytes(1)),
            bytes(16),
            struct.pack(">HH", 1, 1),
            bytes(16),
            fields + struct.pack(">hH", -1, 0),
        )
    )
    return _box(b"alis", bytes(4) + record.ljust(170, bytes(1)))
