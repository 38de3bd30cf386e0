"""Adding bytes to an upload: only ever at its end, whoever else is adding to it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Protocol

from werkzeug.exceptions import ClientDisconnected

FIRST_PIECE = 64 * 1024
LARGEST_PIECE = 1024 * 1024
QUICK = 0.25  # seconds; a piece that took longer is followed by a smaller one


class Bytes(Protocol):
    def read(self, size: int, /) -> bytes: ...


class OffsetDiffers(Exception):
    """The file does not end where the sender believes; `size` is where it does."""

    def __init__(self, size: int) -> None:
        super().__init__(f"The file holds {size} bytes.")
        self.size = size


class UploadGone(Exception):
    """The upload was ended meanwhile."""


def append(path: Path, offset: int, until: int, source: Bytes) -> int:
    """Add bytes from `source` at `offset`, up to `until` in all; the size of the file then.

    Ends early, without an error, when the sender falls silent. The file is locked for each piece
    and not in between: a connection that died unnoticed cannot keep out the one that follows it,
    and of two at once the second meets OffsetDiffers. Raises UploadGone when the file is removed.
    """
    descriptor = _opened(path)
    try:
        at = offset
        with _at_the_end(descriptor, at):
            pass
        size, began = FIRST_PIECE, monotonic()
        while piece := read_piece(source, min(size, until - at)):
            size = _next_size(size, monotonic() - began)
            with _at_the_end(descriptor, at):
                _write(descriptor, piece)
            at += len(piece)
            began = monotonic()
        return at
    finally:
        os.fsync(descriptor)
        os.close(descriptor)


def _next_size(size: int, took: float) -> int:
    """Large pieces cost a quick line least; of a slow one little is lost when it breaks."""
    return min(2 * size, LARGEST_PIECE) if took < QUICK else max(size // 2, FIRST_PIECE)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
    except FileNotFoundError:
        raise UploadGone from None


@contextmanager
def _at_the_end(descriptor: int, offset: int) -> Iterator[None]:
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        facts = os.fstat(descriptor)
        if facts.st_nlink == 0:
            raise UploadGone
        if facts.st_size != offset:
            raise OffsetDiffers(facts.st_size)
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def read_piece(source: Bytes, size: int) -> bytes:
    """The next bytes, none at the end and where the sender fell silent."""
    try:
        return source.read(size) if size else b""
    except (ClientDisconnected, ConnectionError, TimeoutError):
        return b""


def _write(descriptor: int, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
