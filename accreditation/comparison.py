"""Two people's levels on the same criteria, side by side: where they agree, where they differ.

A level's number only orders; nothing is added up or averaged, for it is no score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

NOT_SEEN = "not-seen"
"""What stands in place of a level where somebody did not see the criterion; its number is 0."""


class Likeness(StrEnum):
    SAME = "same"
    A_STEP_APART = "a-step-apart"
    FURTHER_APART = "further-apart"
    ONE_SAW_IT = "one-saw-it"
    UNTOLD = "untold"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Likeness.SAME: "You see the same",
    Likeness.A_STEP_APART: "One step apart",
    Likeness.FURTHER_APART: "Further apart: worth talking about",
    Likeness.ONE_SAW_IT: "One of you saw it",
    Likeness.UNTOLD: "Not rated by both",
}


@dataclass(frozen=True, slots=True)
class Given:
    """A level as it was given: its key, its number on the scale (0: not seen), its words."""

    level: str
    number: int
    wording: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One criterion with what both gave."""

    criterion: str
    trainee: Given | None
    supervisor: Given | None

    @property
    def likeness(self) -> Likeness:
        return likeness(self.trainee, self.supervisor)


def likeness(one: Given | None, other: Given | None) -> Likeness:
    if one is None or other is None:
        return Likeness.UNTOLD
    if one.level == other.level:
        return Likeness.SAME
    if NOT_SEEN in (one.level, other.level):
        return Likeness.ONE_SAW_IT
    close = abs(one.number - other.number) == 1
    return Likeness.A_STEP_APART if close else Likeness.FURTHER_APART


def side_by_side(
    criteria: Sequence[str], trainee: Mapping[str, Given], supervisor: Mapping[str, Given]
) -> list[Beside]:
    """Each criterion, in order, with what trainee and supervisor gave."""
    return [Beside(key, trainee.get(key), supervisor.get(key)) for key in criteria]


def count_likeness(pairs: Iterable[Beside]) -> dict[Likeness, int]:
    """How many criteria of each likeness; one that did not happen counts 0."""
    found = [pair.likeness for pair in pairs]
    return {kind: found.count(kind) for kind in Likeness}
