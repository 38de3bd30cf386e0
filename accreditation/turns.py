"""Chains of turns, and the attuned and discordant cycles that can be counted in them.

As the slides have it (seed 004): in the attuned cycle the partner receives the person's initiative
and the person receives the partner's turn; in the discordant cycle both are missed. What else can
happen is called mixed, and a cycle whose next turn is not marked yet is open: those two words, and
reading a new initiative after a reception as its turn being received, are ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Turn(StrEnum):
    """An initiative, and what became of it: received, or missed."""

    INITIATIVE = "initiative"
    RECEPTION = "reception"
    MISSED = "missed"


class CycleKind(StrEnum):
    ATTUNED = "attuned"
    DISCORDANT = "discordant"
    MIXED = "mixed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn that somebody marked: its key, and the key of the turn before, if one is linked."""

    key: int
    turn: Turn
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class TurnCycle:
    """An initiative, what became of it, and the next turn: at most three keys."""

    kind: CycleKind
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Turns linked one after another, and the cycles that begin in them."""

    keys: tuple[int, ...]
    cycles: tuple[TurnCycle, ...]


def chains_of(turns: Sequence[Taken]) -> list[Chain]:
    """Every chain, in the order in which its first turn is given; a turn alone is one too."""
    by_key = {one.key: one for one in turns}
    after: dict[int | None, Taken] = {one.follows: one for one in turns if one.follows in by_key}
    first = [one for one in turns if one.follows not in by_key]
    return [_chain(tuple(_from(one, after))) for one in first]


def count_cycles(chains: Iterable[Chain]) -> Mapping[CycleKind, int]:
    """How many cycles of each kind; a kind that did not happen counts 0."""
    counted = Counter(cycle.kind for chain in chains for cycle in chain.cycles)
    return {kind: counted[kind] for kind in CycleKind}


def makes_a_ring(key: int, follows: int, before: Mapping[int, int | None]) -> bool:
    """Whether linking `key` after `follows` would lead back to itself; `before` has the links."""
    at: int | None = follows
    seen = set()
    while at is not None and at not in seen:
        if at == key:
            return True
        seen.add(at)
        at = before.get(at)
    return False


def _from(turn: Taken, after: Mapping[int | None, Taken]) -> Iterator[Taken]:
    at: Taken | None = turn
    while at is not None:
        yield at
        at = after.get(at.key)


def _chain(turns: tuple[Taken, ...]) -> Chain:
    starts = (n for n, one in enumerate(turns) if one.turn is Turn.INITIATIVE)
    return Chain(tuple(one.key for one in turns), tuple(_cycle(turns[n : n + 3]) for n in starts))


def _cycle(turns: tuple[Taken, ...]) -> TurnCycle:
    kind = _kind(tuple(one.turn for one in turns))
    return TurnCycle(kind, tuple(one.key for one in turns))


def _kind(turns: tuple[Turn, ...]) -> CycleKind:
    match turns[1:]:
        case (Turn.RECEPTION, Turn.RECEPTION | Turn.INITIATIVE):
            return CycleKind.ATTUNED
        case (Turn.MISSED, Turn.MISSED):
            return CycleKind.DISCORDANT
        case (Turn.RECEPTION | Turn.MISSED, _):
            return CycleKind.MIXED
        case _:
            return CycleKind.OPEN
