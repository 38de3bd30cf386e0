"""Reading association-authored TOML files, collecting every fault before refusing one.

A `Table` hands out typed values by key. Whatever is missing or wrong is written down
as a `Fault` and replaced by a harmless value, so that one reading finds all faults.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to put right: the file, the dotted key path in it, and the reason."""

    file: str
    key_path: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.key_path}" if self.key_path else self.file
        return f"{where}: {self.reason}"


class FileFault(ValueError):
    """A file was refused. `faults` holds all of them; the attributes give the first."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults

    @property
    def file(self) -> str:
        return self.faults[0].file

    @property
    def key_path(self) -> str:
        return self.faults[0].key_path

    @property
    def reason(self) -> str:
        return self.faults[0].reason


def digest(text: str) -> str:
    """The SHA-256 of a file's text as UTF-8, in hexadecimal: what an edition is pinned by."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(slots=True)
class Table:
    """One table of a file, with its dotted path; `faults` is shared by the whole file."""

    data: dict[str, object]
    file: str
    path: str = ""
    faults: list[Fault] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)

    @classmethod
    def parse(cls, text: str, file: str) -> Table:
        """Read a whole file. One that is not TOML is an empty table with its fault."""
        try:
            return cls(tomllib.loads(text), file)
        except tomllib.TOMLDecodeError as error:
            return cls({}, file, faults=[Fault(file, "", f"This is not TOML: {error}.")])

    @property
    def readable(self) -> bool:
        """Whether the file could be read as TOML at all."""
        return not any(fault.key_path == "" for fault in self.faults)

    def fault(self, key: str, reason: str) -> None:
        """Write down a fault at a key of this table, or at the table itself for ""."""
        self.faults.append(Fault(self.file, self._at(key), reason))

    def text(self, key: str, default: str | None = None) -> str:
        """A non-empty text; `default` makes it optional."""
        value = self._take(key, required=default is None)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is not None:
            self.fault(key, "This must be a text, and not an empty one.")
        return default or ""

    def whole(self, key: str, least: int = 1, default: int | None = None) -> int:
        """A whole number of at least `least`; `default` makes it optional."""
        value = self._take(key, required=default is None)
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        if value is not None:
            self.fault(key, f"This must be a whole number of at least {least}.")
        return least if default is None else default

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self._take(key, required=default is None)
        if isinstance(value, bool):
            return value
        if value is not None:
            self.fault(key, "This must be true or false.")
        return bool(default)

    def date(self, key: str) -> date:
        value = self._take(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None:
            self.fault(key, "This must be a date such as 2026-03-01, without quotation marks.")
        return date.min

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """One of the words of a StrEnum."""
        first = next(iter(choices))
        value = self._take(key)
        return first if value is None else self._chosen(key, value, choices) or first

    def choices(self, key: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """A list of words of a StrEnum, each once, at least one."""
        chosen = [self._chosen(key, word, choices) for word in self._list(key)]
        known = tuple(word for word in chosen if word is not None)
        if len(set(known)) < len(known):
            self.fault(key, "Each word may stand here only once.")
        return known

    def optional_choices(self, key: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """As choices; nothing where the key is left out."""
        return self.choices(key, choices) if key in self.data else ()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, at least one."""
        values = self._list(key)
        texts = tuple(value for value in values if isinstance(value, str) and value.strip())
        if len(texts) < len(values):
            self.fault(key, "Every entry of this list must be a text, and not an empty one.")
        return texts

    def slug(self, key: str) -> str:
        """A stable key: small letters, digits and single hyphens."""
        value = self.text(key)
        if value and not _SLUG.fullmatch(value):
            self.fault(key, SLUG_REASON)
        return value

    def optional_slug(self, key: str) -> str:
        """As slug; "" where there is none."""
        return self.slug(key) if key in self.data else ""

    def table(self, key: str) -> Table:
        """A table under a key; a missing one is a fault and reads as empty."""
        value = self._take(key)
        if isinstance(value, dict):
            return self._inner(value, key)
        if value is not None:
            self.fault(key, "This must be a table of its own.")
        missing = self._inner({}, key)
        missing.faults = []
        return missing

    def optional_table(self, key: str) -> Table | None:
        return self.table(key) if key in self.data else None

    def named_tables(self, key: str) -> Iterator[tuple[str, Table]]:
        """As keyed_tables; the keys must be slugs, since rows will hold them."""
        for name, table in self.keyed_tables(key):
            if not _SLUG.fullmatch(name):
                table.fault("", SLUG_REASON)
            yield name, table

    def keyed_tables(self, key: str) -> Iterator[tuple[str, Table]]:
        """The tables under a key with their own keys, in the file's order, at least one."""
        parent = self.table(key)
        if isinstance(self.data.get(key), dict) and not parent.data:
            self.fault(key, "At least one is needed here.")
        for name in parent.data:
            yield name, parent.table(name)

    def listed_tables(self, key: str) -> Iterator[Table]:
        """A list of tables, at least one; their paths count from 1."""
        for number, value in enumerate(self._list(key), start=1):
            if isinstance(value, dict):
                yield self._inner(value, f"{key}[{number}]")
            else:
                self.fault(f"{key}[{number}]", "This must be a table in braces.")

    def refuse_unknown_keys(self) -> None:
        """Call when everything known was asked for; a key nobody asked for is a fault."""
        for key in self.data:
            if key not in self._asked:
                self.fault(key, "This key is not known here.")

    def _at(self, key: str) -> str:
        return ".".join(part for part in (self.path, key) if part)

    def _inner(self, data: dict[str, object], key: str) -> Table:
        return Table(data, self.file, self._at(key), self.faults)

    def _take(self, key: str, required: bool = True) -> object | None:
        self._asked.add(key)
        if required and key not in self.data:
            self.fault(key, "This is missing.")
        return self.data.get(key)

    def _list(self, key: str) -> list[object]:
        value = self._take(key)
        if isinstance(value, list) and value:
            return value
        if value is not None:
            self.fault(key, "This must be a list with at least one entry.")
        return []

    def _chosen(self, key: str, value: object, choices: type[Choice]) -> Choice | None:
        known: Mapping[object, Choice] = {choice.value: choice for choice in choices}
        if isinstance(value, str) and value in known:
            return known[value]
        self.fault(key, f"{value!r} is not one of: {', '.join(choices)}.")
        return None


SLUG_REASON = "A key is made of small letters, digits and single hyphens, such as new-clients."
