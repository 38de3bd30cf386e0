"""The entries of a portfolio document: plain frozen values that can be sealed one by one.

Each holds words by value, so that a document reads the same years later, and names no client:
codes only. Dates are days, and an absent date is None; times are labels beside the exact frame and
rate they were made from. A field with a default came later: what was sealed before has it not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeAlias

from accreditation.portfolio_since import Since
from accreditation.portfolio_statements import Statement, SupervisorStatement


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence that must stand in every copy of the document."""

    kind: ClassVar[str] = "notice"
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Cover:
    """Who, on which edition, and which submission; the edition's standing by value."""

    kind: ClassVar[str] = "cover"
    trainee: str
    service: str
    supervisor: str
    edition_id: str
    edition_title: str
    edition_standing: str
    edition_digest: str
    principles_id: str
    criteria_id: str
    submission_number: int
    submitted_on: date


@dataclass(frozen=True, slots=True)
class PathwayLine:
    """One requirement: the count, the labels of the evidence behind it, and its standing."""

    kind: ClassVar[str] = "requirement"
    stage: str
    requirement: str
    met: bool
    count: int
    needed: int
    unit: str
    sentence: str
    evidence: tuple[str, ...]
    source: str
    source_url: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A confirmed cycle: it stands here whether or not its footage is still kept."""

    kind: ClassVar[str] = "cycle"
    cycle_id: int
    stage: str
    client: str
    number: int
    case_type: str
    filmed_on: date | None
    reviewed_on: date | None
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class PrincipleTag:
    group: str
    group_number: int
    wording: str
    standing: str


@dataclass(frozen=True, slots=True)
class CriterionTag:
    area: str
    wording: str
    mark: str


@dataclass(frozen=True, slots=True)
class Covering:
    """A moment that stands for a criterion, and the stage it is from."""

    moment_id: int
    stage: str


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A criterion and the moments chosen for it: at most `most` of them, 0 for no bound."""

    kind: ClassVar[str] = "coverage"
    area: str
    criterion: str
    moments: tuple[Covering, ...]
    most: int
    mark: str


@dataclass(frozen=True, slots=True)
class MomentEntry:
    """A chosen moment. `still` names the image cut at `start_frame`; frames include the last."""

    kind: ClassVar[str] = "moment"
    moment_id: int
    recording_id: int
    stage: str
    client: str
    cycle_number: int
    film: str
    still: str
    rate: str
    start_frame: int
    last_frame: int
    timecode: str
    timecode_spoken: str
    principles: tuple[PrincipleTag, ...]
    criteria: tuple[CriterionTag, ...]
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class FilmLine:
    """A film submitted to be watched whole, while everyone in it agrees."""

    kind: ClassVar[str] = "film"
    recording_id: int
    stage: str
    client: str
    cycle_number: int
    film: str
    filmed_on: date
    seconds: int


@dataclass(frozen=True, slots=True)
class SupervisionLine:
    kind: ClassVar[str] = "supervision"
    session_id: int
    stage: str
    held_on: date
    minutes: int
    supervisor: str
    signed_on: date | None
    strengths: str
    next_steps: str
    working_points: tuple[str, ...]
    trainees: int = 1


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course or a day of training that somebody stands by; half-days are 0 where time counts."""

    kind: ClassVar[str] = "course"
    title: str
    stage: str
    held_on: tuple[date, ...]
    half_days: int
    minutes: int
    confirmed_by: str


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A level on a criterion, by whom and on what; `mark` says when the criteria are ours.

    `level_number` of `levels` places it on the scale; it is not a score.
    """

    kind: ClassVar[str] = "rating"
    area: str
    criterion: str
    level: str
    rated_by: str
    about: str
    rated_on: date
    mark: str
    level_number: int = 0
    levels: int = 0
    by_trainee: bool = False


@dataclass(frozen=True, slots=True)
class GoalLine:
    """Where a client stood on a goal, from 0 to 10; the goal's own words stay with the case.

    `later` is None where nobody asked again.
    """

    kind: ClassVar[str] = "goal"
    client: str
    number: int
    before: int
    after: int
    later: int | None


@dataclass(frozen=True, slots=True)
class MeetingLine:
    kind: ClassVar[str] = "meeting"
    meeting_id: int
    stage: str
    meeting: str
    held_on: date
    minutes: int
    held_by: str
    outcome: str
    strengths: str
    next_steps: str


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """What everyone in one film agreed to, counted and never named."""

    kind: ClassVar[str] = "consent"
    recording_id: int
    film: str
    people: int
    agreed_to: tuple[str, ...]
    until: date | None


@dataclass(frozen=True, slots=True)
class RemovedEntry:
    """Stands where an entry was taken out after the document was sealed."""

    kind: ClassVar[str] = "removed"
    text: str = "This entry was taken out. The seal of the rest still holds."


Entry: TypeAlias = (
    Notice
    | Cover
    | Since
    | PathwayLine
    | CycleLine
    | CoverageLine
    | MomentEntry
    | FilmLine
    | SupervisionLine
    | CourseLine
    | RatingLine
    | GoalLine
    | MeetingLine
    | Statement
    | SupervisorStatement
    | ConsentLine
    | RemovedEntry
)

ENTRY_TYPES: tuple[type[Entry], ...] = (
    Notice,
    Cover,
    Since,
    PathwayLine,
    CycleLine,
    CoverageLine,
    MomentEntry,
    FilmLine,
    SupervisionLine,
    CourseLine,
    RatingLine,
    GoalLine,
    MeetingLine,
    Statement,
    SupervisorStatement,
    ConsentLine,
    RemovedEntry,
)
