"""Sealing a portfolio: a canonical form, a salted digest for each entry, one root over all.

An entry can be taken out later, as when consent is withdrawn: its tombstone keeps the digest
and nothing else, so the root still holds for what remains. The salt goes with the entry, so
that nobody can guess what it said by trying. Salts are given by the caller, from a source of
real chance, one for each entry.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Plain: TypeAlias = "str | int | list[Plain] | dict[str, Plain] | None"
"""What can be sealed. No floats: they are not written alike everywhere."""

ENTRY_FORM = b"attune-entry-1\n"
ROOT_FORM = b"attune-root-1\n"

_HEX = re.compile(r"(?:[0-9a-f]{2}){16,32}")


class SealError(ValueError):
    """Something that cannot be sealed or read; the message names where it stands."""


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """An entry as it is kept. `body` is its canonical text; a tombstone has no body or salt."""

    digest: str
    body: str | None
    salt: str | None

    @property
    def removed(self) -> bool:
        return self.body is None

    @property
    def holds(self) -> bool:
        """Whether what is kept still gives the digest. Of a tombstone nothing can be said."""
        if self.body is None:
            return True
        return self.salt is not None and _entry_digest(self.body, self.salt) == self.digest

    def value(self) -> Plain:
        """What was sealed. Raises SealError for a tombstone."""
        if self.body is None:
            raise SealError("This entry was taken out; only its digest is kept.")
        value: Plain = json.loads(self.body)
        return value


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: positions count from 0. `root_holds` speaks of digests and their order."""

    root_holds: bool
    altered: tuple[int, ...]
    removed: tuple[int, ...]

    @property
    def intact(self) -> bool:
        """Whether everything that is still there is as it was sealed."""
        return self.root_holds and not self.altered


def canonical(value: Plain) -> str:
    """The one way to write a value: JSON, keys in code point order, no spaces, no escapes
    that are not needed. Raises SealError, with the place, for anything else than plain values.
    """
    _refuse_what_is_not_plain(value, "the entry")
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def seal_entry(value: Plain, salt: str) -> SealedEntry:
    """Seal one entry. `salt` is 16 to 32 random bytes in small hexadecimal letters."""
    if not _HEX.fullmatch(salt):
        raise SealError("A salt is 16 to 32 bytes in small hexadecimal letters.")
    body = canonical(value)
    return SealedEntry(_entry_digest(body, salt), body, salt)


def tombstone(entry: SealedEntry) -> SealedEntry:
    """What stays of an entry that is taken out: its digest, so that the root still holds."""
    return SealedEntry(entry.digest, None, None)


def root_of(digests: Iterable[str]) -> str:
    """The root over digests in their order, in hexadecimal."""
    return hashlib.sha256(ROOT_FORM + "\n".join(digests).encode()).hexdigest()


def seal(values: Sequence[Plain], salts: Sequence[str]) -> tuple[tuple[SealedEntry, ...], str]:
    """Seal entries in order, each with its own salt; gives them and their root."""
    if len(set(salts)) != len(values):
        raise SealError("Every entry needs a salt of its own.")
    entries = tuple(map(seal_entry, values, salts))
    return entries, root_of(entry.digest for entry in entries)


def verify(entries: Sequence[SealedEntry], root: str) -> Verification:
    """Check every entry against its digest, and all digests against the root."""
    return Verification(
        root_holds=root_of(entry.digest for entry in entries) == root,
        altered=tuple(n for n, entry in enumerate(entries) if not entry.holds),
        removed=tuple(n for n, entry in enumerate(entries) if entry.removed),
    )


def _entry_digest(body: str, salt: str) -> str:
    return hashlib.sha256(ENTRY_FORM + f"{salt}\n{body}".encode()).hexdigest()


def _refuse_what_is_not_plain(value: object, place: str) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise SealError(f"{place} has a key that is not a text: {key!r}.")
            _refuse_unwritable(key, place)
            _refuse_what_is_not_plain(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _refuse_what_is_not_plain(inner, f"{place}[{number}]")
    elif isinstance(value, str):
        _refuse_unwritable(value, place)
    elif value is not None and type(value) not in (int, bool):
        raise SealError(f"{place} holds a {type(value).__name__}, which cannot be sealed.")


def _refuse_unwritable(text: str, place: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise SealError(f"{place} holds half a character, which cannot be written.") from None
