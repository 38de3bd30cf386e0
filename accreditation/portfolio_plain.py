"""A portfolio document to plain values and back: texts, whole numbers, lists and tables only.

`freeze(document)` gives one plain table for each entry, in order, ready to be sealed and kept
as rows; `thaw(tables)` gives the document back. `to_plain` and `from_plain` do the same for a
document in one piece. Dates become `2026-03-01`, yes and no become 1 and 0, and an absent
value becomes an empty text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from accreditation.portfolio_document import (
    ENTRY_TYPES,
    SECTION_OF,
    SECTIONS,
    Entry,
    PortfolioDocument,
    RemovedEntry,
    Section,
)
from accreditation.seal import Plain

FORM = "attune-portfolio-1"

_TYPES = {entry.kind: entry for entry in ENTRY_TYPES}


class PlainFault(ValueError):
    """A plain value that is not a portfolio document, or is one of a form not known here."""


def to_plain(document: PortfolioDocument) -> dict[str, Plain]:
    return {"form": FORM, "entries": list(freeze(document))}


def from_plain(plain: Mapping[str, Plain]) -> PortfolioDocument:
    """Raises PlainFault for anything `to_plain` could not have written."""
    entries = plain.get("entries")
    if plain.get("form") != FORM or not isinstance(entries, list):
        raise PlainFault(f"This is not a document of the form {FORM}.")
    return thaw(entries)


def freeze(document: PortfolioDocument) -> tuple[dict[str, Plain], ...]:
    """Each entry as a plain table that names its section and kind, in order."""
    return tuple(
        {"section": section, "kind": entry.kind, **_table(entry)}
        for section, entry in document.entries()
    )


def thaw(tables: Sequence[Plain]) -> PortfolioDocument:
    """The document of frozen entries. Raises PlainFault for a table `freeze` does not write."""
    by_section: dict[str, list[Entry]] = {key: [] for key in SECTIONS}
    for table in tables:
        section, entry = _entry(table)
        by_section[section].append(entry)
    return PortfolioDocument(tuple(Section(key, tuple(each)) for key, each in by_section.items()))


def removed(kind: str) -> dict[str, Plain]:
    """The table that stands for an entry of this kind that was taken out, to be thawed in its
    place. Raises PlainFault for an unknown kind."""
    if kind not in SECTION_OF:
        raise PlainFault(f"There is no kind of entry {kind!r}.")
    return {"section": SECTION_OF[kind], "kind": RemovedEntry.kind, **_table(RemovedEntry())}


def _entry(table: Plain) -> tuple[str, Entry]:
    if not isinstance(table, dict):
        raise PlainFault("An entry must be a table.")
    section, kind = table.get("section"), table.get("kind")
    if not isinstance(section, str) or section not in SECTIONS:
        raise PlainFault(f"There is no section {section!r}.")
    if not isinstance(kind, str) or kind not in _TYPES:
        raise PlainFault(f"There is no kind of entry {kind!r}.")
    entry = _read(_TYPES[kind], {k: v for k, v in table.items() if k not in ("section", "kind")})
    assert isinstance(entry, ENTRY_TYPES)
    return section, entry


def _table(value: object) -> dict[str, Plain]:
    assert is_dataclass(value)
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: object) -> Plain:
    match value:
        case None:
            return ""
        case str():
            return str(value)
        case int():
            return int(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return dict(_table(value))


def _read(kind: object, value: Plain) -> object:
    if get_origin(kind) is tuple and isinstance(value, list):
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if get_origin(kind) is UnionType:
        return None if value == "" else _read(_present(get_args(kind)), value)
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, dict):
        return _read_table(kind, value)
    if kind is date and isinstance(value, str):
        return _read_date(value)
    if kind is bool and value in (0, 1):
        return bool(value)
    if kind in (str, int) and type(value) is kind:
        return value
    raise PlainFault(f"{value!r} cannot stand for {kind}.")


def _read_table(kind: type, table: Mapping[str, Plain]) -> object:
    hints = _hints(kind)
    if wrong := (set(hints) ^ set(table)) - (_came_later(kind) - set(table)):
        raise PlainFault(f"{kind.__name__} has other keys: {', '.join(sorted(wrong))}.")
    return kind(**{name: _read(hints[name], inner) for name, inner in table.items()})


def _read_date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PlainFault(f"{value!r} is not a day.") from None


def _present(kinds: Iterable[object]) -> object:
    return next(kind for kind in kinds if kind is not NoneType)


@cache
def _came_later(kind: type) -> set[str]:
    """Names of the fields that what was sealed before them does not have."""
    return {field.name for field in fields(kind) if field.default is not MISSING}


@cache
def _hints(kind: type) -> dict[str, object]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
