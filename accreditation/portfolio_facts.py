"""The facts a portfolio document is made from, as the application gathers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accreditation.consent import Purpose
from accreditation.framework import CriteriaFramework, FilmKind, PrinciplesFramework
from accreditation.portfolio_document import (
    CourseLine,
    Cover,
    GoalLine,
    MeetingLine,
    Statement,
    SupervisionLine,
    SupervisorStatement,
)
from accreditation.readiness import Readiness
from accreditation.record import TrainingRecord
from accreditation.timecode import FrameRate, Span


@dataclass(frozen=True, slots=True)
class ChosenMoment:
    """A moment as chosen: keys of its tags, its frames, and the name of its still."""

    moment_id: int
    recording_id: int
    cycle_id: int
    film: FilmKind
    still: str
    rate: FrameRate
    span: Span
    principles: tuple[str, ...]
    criteria: tuple[str, ...]
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A level on a criterion by their keys. `rated_by` and `about` are words for people."""

    criterion: str
    level: str
    rated_by: str
    about: str
    rated_on: date
    by_trainee: bool = False


@dataclass(frozen=True, slots=True)
class FilmConsent:
    """What everyone in one film agreed to, and the first day on which that ends, if any."""

    recording_id: int
    cycle_id: int
    film: FilmKind
    people: int
    agreed_to: tuple[Purpose, ...]
    until: date | None


@dataclass(frozen=True, slots=True)
class SubmittedFilm:
    """A film for the accreditor to watch whole; `seconds` is its length, rounded."""

    recording_id: int
    cycle_id: int
    film: FilmKind
    filmed_on: date
    seconds: int


@dataclass(frozen=True, slots=True)
class PortfolioFacts:
    """Everything the document is made from. `record` and `readiness` are of the same day."""

    cover: Cover
    record: TrainingRecord
    readiness: Readiness
    principles: PrinciplesFramework
    criteria: CriteriaFramework
    moments: Sequence[ChosenMoment]
    supervision: Sequence[SupervisionLine]
    ratings: Sequence[Rating]
    meetings: Sequence[MeetingLine]
    statement: Statement
    consents: Sequence[FilmConsent]
    films: Sequence[SubmittedFilm] = ()
    courses: Sequence[CourseLine] = ()
    goals: Sequence[GoalLine] = ()
    supervisor_statements: Sequence[SupervisorStatement] = ()
