"""Evidence, and the count of it for one requirement: the plain values counting gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from accreditation.wording import counted


class EvidenceKind(StrEnum):
    """What an evidence id is the id of."""

    INTRO_ATTENDANCE = "intro_attendance"
    INTRODUCTION = "introduction"
    CYCLE = "cycle"
    CLIENT = "client"
    SESSION = "session"
    EVENT = "event"
    MEETING = "meeting"
    DOCUMENT = "document"
    SELF_ASSESSMENT = "self_assessment"
    COURSE_EVALUATION = "course_evaluation"
    CREDIT = "credit"
    RATING = "rating"
    OPENING = "opening"


class Step(StrEnum):
    """What a piece of evidence waits for, in the order things happen."""

    FILM = "film"
    SHARED_REVIEW = "shared_review"
    REVIEW_FILM = "review_film"
    SUPERVISION = "supervision"
    CONFIRMATION = "confirmation"
    COUNTERSIGNATURE = "countersignature"
    SIGNATURE = "signature"


STEPS: tuple[Step | None, ...] = (None, *Step)
"""The steps in order, for finding what is furthest on; None comes before all."""


@dataclass(frozen=True, slots=True)
class Evidence:
    kind: EvidenceKind
    id: int
    label: str


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Evidence that does not count, or not yet. `step` is what it waits for, if for anything."""

    evidence: Evidence
    why: str
    step: Step | None = None

    def __str__(self) -> str:
        return f"{self.evidence.label} {self.why}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the evidence reaches: `count` of `needed`, in a unit, and in words.

    `count` may exceed `needed`. `sentence` says what is in place, or what is left. `confirmable`:
    it makes a whole once a supervisor confirms it and says why.
    """

    count: int
    needed: int
    unit: str
    sentence: str
    counted: tuple[Evidence, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    confirmable: bool = False

    @property
    def met(self) -> bool:
        return self.count >= self.needed

    @property
    def left(self) -> int:
        return max(0, self.needed - self.count)

    @property
    def share(self) -> Fraction:
        """How much of what is needed is in place, from 0 to 1."""
        return min(Fraction(1), Fraction(self.count, self.needed))


def count_in_words(count: int, needed: int, noun: str) -> str:
    """`6 cycles in place`, `6 cycles to come`, `2 more cycles`."""
    if count >= needed:
        return f"{counted(count, noun)} in place"
    if count == 0:
        return f"{counted(needed, noun)} to come"
    return more(needed - count, noun)


def more(number: int, noun: str) -> str:
    """`1 more new client`, `2 more new clients`."""
    one, _, many = noun.partition("|")
    return counted(number, f"more {one}|more {many}" if many else f"more {one}")
