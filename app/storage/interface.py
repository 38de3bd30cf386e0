"""What the rest of Attune may ask of the place where footage and documents are kept."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

CHUNK = 256 * 1024

_NAME = r"[A-Za-z0-9_][A-Za-z0-9._-]*"
_KEY = re.compile(rf"{_NAME}(/{_NAME})*")
_LONGEST_KEY = 512


class NotStored(LookupError):
    """Nothing is kept under this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"nothing is stored under {key!r}")
        self.key = key


class StoreUnreachable(OSError):
    """The store did not answer, or answered that it will not. Nothing is known of the object."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"the store could not be asked about {key!r}: {reason}")
        self.key = key


class KeyRefused(ValueError):
    """The key is not a plain relative path of letters, digits, dots, dashes and underscores."""

    def __init__(self, key: str) -> None:
        super().__init__(f"{key!r} is not a storage key")
        self.key = key


class Storage(Protocol):
    """Objects under keys such as `recordings/7f3a/reference.mp4`.

    A prefix names a whole folder: `recordings/7f` does not reach `recordings/7f3a`;
    the empty prefix is everything. Deleting what is not there is no error, so that an
    erasure may be repeated.
    """

    def publish(self, key: str, source: Path) -> None:
        """Keep the file under `key`, replacing what was there, and consume `source`.

        A reader sees the old object or the whole new one, never a part of it.
        """

    def size(self, key: str) -> int:
        """Bytes kept under `key`. Raises NotStored."""

    def read_range(self, key: str, start: int, length: int) -> Iterator[bytes]:
        """At most `length` bytes from `start`, in pieces of 256 KiB or less.

        Ends early at the object's end. Raises NotStored at the call, before the first piece.
        """

    def fetch(self, key: str) -> AbstractContextManager[Path]:
        """A local path holding the object while the context lasts; it must not be written to.

        Raises NotStored.
        """

    def delete(self, key: str) -> None:
        """Forget the object."""

    def delete_under(self, prefix: str) -> int:
        """Forget every object under the prefix; how many there were."""

    def keys_under(self, prefix: str) -> Iterator[str]:
        """Every key under the prefix, in order."""


def checked_key(key: str) -> str:
    """The key itself, when it is one. Raises KeyRefused."""
    if len(key) > _LONGEST_KEY or not _KEY.fullmatch(key):
        raise KeyRefused(key)
    return key


def checked_prefix(prefix: str) -> str:
    """The prefix without a closing slash; empty for everything. Raises KeyRefused."""
    bare = prefix.removesuffix("/")
    return checked_key(bare) if bare else ""


def checked_range(start: int, length: int) -> None:
    """Raises ValueError when the range begins before the object or runs backwards."""
    if start < 0 or length < 0:
        raise ValueError(f"a range cannot start at {start} and be {length} bytes long")
