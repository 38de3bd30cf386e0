"""What changed from one submission of a portfolio to the next, entry by entry.

Entries are known again by what they are about: a moment by its id, a requirement by its name. One
that somebody took back since is counted, and neither its words nor its name are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from accreditation.portfolio_document import SECTION_OF, SECTIONS
from accreditation.portfolio_labels import IDENTITY, label_of, told_of
from accreditation.portfolio_since import SinceLine
from accreditation.seal import Plain, canonical
from accreditation.word_changes import Piece, word_changes

WITHOUT_RATINGS = frozenset({"rating"})
Known = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class FrozenEntry:
    """An entry as it was frozen; `taken_back` where its words may not be told any more."""

    kind: str
    table: Mapping[str, Plain]
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Retold:
    """One thing that an entry tells and that differs, word by word."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    label: str
    told: tuple[Retold, ...]


@dataclass(frozen=True, slots=True)
class SectionChanges:
    """Labels of what is new and of what left, what was rewritten, and how much stayed."""

    key: str
    new: tuple[str, ...]
    left: tuple[str, ...]
    rewritten: tuple[Rewritten, ...]
    stayed: int
    taken_back: int

    @property
    def title(self) -> str:
        return SECTIONS[self.key]

    @property
    def changed(self) -> bool:
        return bool(self.new or self.left or self.rewritten or self.taken_back)


def changes(
    earlier: Sequence[FrozenEntry], later: Sequence[FrozenEntry]
) -> tuple[SectionChanges, ...]:
    """Section by section in the order of the document; sections with nothing in either are not
    there."""
    before, now = _known(earlier), _known(later)
    found = (_of_section(key, before, now) for key in SECTIONS)
    return tuple(one for one in found if one is not None)


def in_numbers(
    found: Sequence[SectionChanges], without: frozenset[str] = WITHOUT_RATINGS
) -> tuple[SinceLine, ...]:
    """How much changed, for a document that some read before they rate."""
    kept_out = {SECTION_OF[kind] for kind in without}
    return tuple(
        SinceLine(one.title, len(one.new), len(one.left), len(one.rewritten), one.stayed)
        for one in found
        if one.key not in kept_out and (one.new or one.left or one.rewritten or one.stayed)
    )


def _known(entries: Sequence[FrozenEntry]) -> dict[Known, FrozenEntry]:
    """Entries by what they are about; the second about the same is known as the second."""
    known: dict[Known, FrozenEntry] = {}
    seen: Counter[Known] = Counter()
    for one in entries:
        if one.kind not in IDENTITY:
            continue
        about = (one.kind, *(canonical(one.table.get(field)) for field in IDENTITY[one.kind]))
        known[(*about, seen[about])] = one
        seen[about] += 1
    return known


def _of_section(
    key: str, before: Mapping[Known, FrozenEntry], now: Mapping[Known, FrozenEntry]
) -> SectionChanges | None:
    here = [one for one in dict.fromkeys([*now, *before]) if SECTION_OF[str(one[0])] == key]
    if not here:
        return None
    gone = {one for one in here if _is_taken_back(one, before, now)}
    shown = [one for one in here if one not in gone]
    both = [one for one in shown if one in before and one in now]
    rewritten = [found for one in both if (found := _rewritten(before[one], now[one]))]
    return SectionChanges(
        key=key,
        new=tuple(label_of(now[one]) for one in shown if one not in before),
        left=tuple(label_of(before[one]) for one in shown if one not in now),
        rewritten=tuple(rewritten),
        stayed=len(both) - len(rewritten),
        taken_back=len(gone),
    )


def _is_taken_back(
    one: Known, before: Mapping[Known, FrozenEntry], now: Mapping[Known, FrozenEntry]
) -> bool:
    return any(one in side and side[one].taken_back for side in (before, now))


def _rewritten(before: FrozenEntry, now: FrozenEntry) -> Rewritten | None:
    old, new = told_of(before), told_of(now)
    told = tuple(
        Retold(heading, word_changes(old.get(heading, ""), words))
        for heading, words in new.items()
        if old.get(heading, "") != words
    )
    return Rewritten(label_of(now), told) if told else None
