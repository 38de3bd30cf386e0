"""An edition of the training programme: stages, and what each asks for.

Everything is a plain frozen value read from an edition file. Minutes are whole minutes;
`source` is a key of the edition's sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accreditation.casework import CaseMeaning, CaseType
from accreditation.framework import FilmKind
from accreditation.marks import Source, Status
from accreditation.portfolio_contents import ASKS_LITTLE, PortfolioContents
from accreditation.wording import minutes_in_words


class Kind(StrEnum):
    """The kinds of requirement an edition file may ask for."""

    INTRO_COURSE = "intro-course"
    INTRODUCTION = "introduction"
    CYCLES = "cycles"
    CLIENTS = "clients"
    SUPERVISION_SESSIONS = "supervision-sessions"
    SUPERVISION_TIME = "supervision-time"
    MID_POINT = "mid-point"
    GROUP_SHARING = "group-sharing"
    DOCUMENT = "document"
    TRANSITION_MEETING = "transition-meeting"
    ACCREDITATION_MEETING = "accreditation-meeting"
    STAGE_TIME = "stage-time"
    CASES_SEEN = "cases-seen"
    CRITERIA = "criteria"
    SUPERVISION_GIVEN = "supervision-given"
    SESSIONS_OBSERVED = "sessions-observed"
    MEETINGS_SHADOWED = "meetings-shadowed"
    SUPERVISION_OF_SUPERVISION = "supervision-of-supervision"


class DocumentKind(StrEnum):
    REFLECTIVE_STATEMENT = "reflective-statement"
    SELF_ASSESSMENT = "self-assessment"
    COURSE_EVALUATION = "course-evaluation"


class Confirmer(StrEnum):
    """Who may confirm, sign or record what counts."""

    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    OTHER_SUPERVISOR = "other-supervisor"
    TRAINER = "trainer"
    REGISTRAR = "registrar"


OWN = (Confirmer.SUPERVISOR,)
EITHER = (Confirmer.SUPERVISOR, Confirmer.OTHER_SUPERVISOR)
ANOTHER = (Confirmer.OTHER_SUPERVISOR,)
COURSE = (Confirmer.TRAINER, Confirmer.REGISTRAR)

CONFIRMED_BY: Mapping[Kind, tuple[Confirmer, ...]] = {
    Kind.INTRO_COURSE: COURSE,
    Kind.MID_POINT: ANOTHER,
    Kind.GROUP_SHARING: EITHER,
    Kind.DOCUMENT: (Confirmer.TRAINEE,),
    Kind.TRANSITION_MEETING: ANOTHER,
    Kind.ACCREDITATION_MEETING: ANOTHER,
}
"""Who confirms a kind where the edition does not say; for every other kind, the supervisor."""

MAY_CONFIRM: Mapping[Kind, tuple[Confirmer, ...]] = {
    **CONFIRMED_BY,
    Kind.INTRODUCTION: EITHER,
    Kind.MID_POINT: EITHER,
    Kind.SUPERVISION_GIVEN: EITHER,
    Kind.SESSIONS_OBSERVED: EITHER,
    Kind.MEETINGS_SHADOWED: EITHER,
    Kind.SUPERVISION_OF_SUPERVISION: EITHER,
}
"""Of whom an edition may choose; for every other kind the supervisor alone has the means."""

MEETINGS = frozenset({Kind.TRANSITION_MEETING, Kind.ACCREDITATION_MEETING})
END_OF_STAGE = MEETINGS | {Kind.GROUP_SHARING}
"""What closes a stage, and so is not asked for before its meeting is arranged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What every requirement carries: its key in the stage, its words, and its standing."""

    key: str
    kind: Kind
    title: str
    source: str
    status: Status
    note: str = ""
    confirmed_by: tuple[Confirmer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroCourse(Requirement):
    """Whole days attended or, where the edition allows it, that many half-days."""

    days: int
    half_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction(Requirement):
    """The introduction to a stage; `ideal_minutes` is what the source hopes for."""

    minutes: int
    ideal_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycles(Requirement):
    """Confirmed cycles in the stage."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients(Requirement):
    """Different clients with a cycle that counts; `new` ones have none in an earlier stage."""

    count: int
    new: bool


@dataclass(frozen=True, slots=True)
class SessionFormat:
    """One whole way to do the supervision of a stage: so many sessions of at least so long."""

    sessions: int
    minutes: int

    def __str__(self) -> str:
        return f"{self.sessions} x {minutes_in_words(self.minutes)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionSessions(Requirement):
    """Signed sessions in any one of the formats.

    `training_half_days` is how many sessions a training half-day may stand in for; `most_trainees`
    how many may be in a session together, 0 where the edition does not say.
    """

    formats: tuple[SessionFormat, ...]
    training_half_days: int = 0
    most_trainees: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionTime(Requirement):
    """Signed supervision by total time; `normally` when the source says so itself.

    `most_trainees` as in `SupervisionSessions`; 1 asks for individual supervision.
    """

    minutes: int
    normally: bool = False
    most_trainees: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MidPoint(Requirement):
    """A training day about halfway, where work is presented to a different supervisor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSharing(Requirement):
    """Films shared with the training group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRequired(Requirement):
    document: DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMeeting(Requirement):
    """A transition or accreditation meeting; minutes is 0 when the source gives no length.

    `outside_service`: whoever holds it does not work in the trainee's own service either.
    """

    minutes: int = 0
    external: bool = True
    outside_service: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTime(Requirement):
    """Days between the opening of the stage and its end."""

    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesSeen(Requirement):
    """Every client with a cycle that counts was seen in supervision at least once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaReached(Requirement):
    """Criteria that a supervisor placed at `level` or further on; levels count from 1."""

    count: int
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Requirement):
    """Something a supervisor in training does so many times, each of at least `minutes`."""

    count: int
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the training; `number` is its place, and 0 is the entry course."""

    key: str
    number: int
    title: str
    requirements: tuple[Requirement, ...]

    def requirement(self, key: str) -> Requirement | None:
        return next((each for each in self.requirements if each.key == key), None)

    @property
    def meeting(self) -> StageMeeting | None:
        """The meeting that closes the stage."""
        return next((each for each in self.requirements if isinstance(each, StageMeeting)), None)


@dataclass(frozen=True, slots=True)
class Programme:
    """An edition. `standing` is the sentence shown beside its title, `dated` its file's date.

    `principles`, `criteria` and `review_words` ("" for none) are ids of frameworks: the first for
    every film, the second for what is rated, the third for the films named by `review_words_on`.
    `before_submission` are the kinds of
    requirement that must be met before a portfolio can be submitted; `portfolio` is what it holds.
    """

    id: str
    title: str
    standing: str
    dated: date
    note: str
    principles: str
    criteria: str
    case_types: tuple[CaseType, ...]
    case_types_status: Status
    meanings: Mapping[CaseType, CaseMeaning]
    before_submission: tuple[Kind, ...]
    entry: Stage
    stages: tuple[Stage, ...]
    sources: Mapping[str, Source]
    review_words: str = ""
    review_words_on: tuple[FilmKind, ...] = (FilmKind.SHARED_REVIEW,)
    portfolio: PortfolioContents = ASKS_LITTLE

    def stage(self, key: str) -> Stage | None:
        """A stage by its key; the entry course has the key `entry`."""
        return next((stage for stage in self.every_stage() if stage.key == key), None)

    def every_stage(self) -> Iterator[Stage]:
        """The entry course, then the stages in order."""
        yield self.entry
        yield from self.stages

    def source_of(self, requirement: Requirement) -> Source:
        return self.sources[requirement.source]
