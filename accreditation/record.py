"""The facts about one trainee that the rules read.

Rows are turned into these plain values by the application. `stage` is the edition's key
of a stage, ids are the rows' own, minutes are whole minutes, and the order of the facts
never matters. Nothing here judges: what counts is said in `readiness`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accreditation.casework import CaseType
from accreditation.programme import Confirmer, DocumentKind


class EventKind(StrEnum):
    TRAINING_HALF_DAY = "training_half_day"
    GROUP_SHARING = "group_sharing"
    MIDPOINT = "midpoint"
    SUPERVISION_GIVEN = "supervision_given"
    SESSION_OBSERVED = "session_observed"
    MEETING_SHADOWED = "meeting_shadowed"
    SUPERVISION_OF_SUPERVISION = "supervision_of_supervision"


class MeetingKind(StrEnum):
    TRANSITION = "transition"
    ACCREDITATION = "accreditation"


class MeetingOutcome(StrEnum):
    GO_ON = "go_on"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class IntroAttendance:
    """Attended on one day of the intro course: 1 half-day or 2 (the whole day)."""

    id: int
    on: date
    half_days: int
    by: Confirmer | None = Confirmer.REGISTRAR


@dataclass(frozen=True, slots=True)
class StageOpening:
    stage: str
    opened_on: date


@dataclass(frozen=True, slots=True)
class Introduction:
    """An introduction to a stage; nobody confirmed it yet where `by` is None."""

    id: int
    stage: str
    on: date
    minutes: int
    by: Confirmer | None = Confirmer.SUPERVISOR


@dataclass(frozen=True, slots=True)
class Cycle:
    """One film and one shared review with one client.

    `film_ready` and `review_film_ready` say whether the footage is there now; a confirmed
    cycle counts without it, since footage goes and the count stays. `in_supervision` is
    true once supervision has been asked for or has seen the cycle.
    """

    id: int
    stage: str
    client_id: int
    client_code: str
    number: int
    case_type: CaseType = CaseType.VIG
    film_ready: bool = False
    filmed_on: date | None = None
    reviewed_on: date | None = None
    review_film_ready: bool = False
    in_supervision: bool = False
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class SupervisionSession:
    """A session of supervision; it counts from the day it is signed.

    `trainees` is how many were in it together, 1 in individual supervision.
    """

    id: int
    stage: str
    held_on: date
    minutes: int
    signed_on: date | None = None
    trainees: int = 1


@dataclass(frozen=True, slots=True)
class TrainingEvent:
    """Something that took place in a stage besides cycles, sessions and stage meetings.

    Nobody confirmed it yet where `by` is None.
    """

    id: int
    stage: str
    kind: EventKind
    on: date
    minutes: int
    by: Confirmer | None = Confirmer.SUPERVISOR


@dataclass(frozen=True, slots=True)
class StageMeeting:
    """A meeting that closes a stage. `external`: not held by the trainee's own supervisor."""

    id: int
    stage: str
    kind: MeetingKind
    held_on: date
    minutes: int
    external: bool
    outcome: MeetingOutcome


@dataclass(frozen=True, slots=True)
class Document:
    """A written document that is there; `on` is the day it was last written."""

    id: int
    stage: str
    kind: DocumentKind
    on: date


@dataclass(frozen=True, slots=True)
class Credit:
    """Prior learning credited to a requirement, in the unit it counts in, with its reason."""

    id: int
    stage: str
    requirement: str
    amount: int
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class MixedSupervision:
    """A supervisor confirmed, with reasons, that sessions of different lengths make a whole."""

    id: int
    stage: str
    requirement: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Rating:
    """The level a supervisor placed a criterion at; levels count from 1."""

    id: int
    stage: str
    criterion: str
    level: int
    on: date


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """Everything recorded about one enrolment, in any order."""

    intro_attendances: tuple[IntroAttendance, ...] = ()
    stage_openings: tuple[StageOpening, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    sessions: tuple[SupervisionSession, ...] = ()
    events: tuple[TrainingEvent, ...] = ()
    meetings: tuple[StageMeeting, ...] = ()
    documents: tuple[Document, ...] = ()
    credits: tuple[Credit, ...] = ()
    mixtures: tuple[MixedSupervision, ...] = ()
    ratings: tuple[Rating, ...] = ()
