"""The portfolio as a document: sections and entries in order, as plain frozen values.

Each entry can be frozen and sealed on its own. It holds words by value, so that a document
reads the same years later, and names no client: codes only. Dates are days, and an absent
date is None; times are labels beside the exact frame and rate they were made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeAlias


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


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A level on a criterion, by whom and on what; `mark` says when the criteria are ours."""

    kind: ClassVar[str] = "rating"
    area: str
    criterion: str
    level: str
    rated_by: str
    about: str
    rated_on: date
    mark: str


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
class Statement:
    """A written document, its paragraphs as the trainee wrote them."""

    kind: ClassVar[str] = "statement"
    title: str
    text: str
    written_on: date | None


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
    | PathwayLine
    | CycleLine
    | MomentEntry
    | FilmLine
    | SupervisionLine
    | RatingLine
    | MeetingLine
    | Statement
    | ConsentLine
    | RemovedEntry
)

ENTRY_TYPES: tuple[type[Entry], ...] = (
    Notice,
    Cover,
    PathwayLine,
    CycleLine,
    MomentEntry,
    FilmLine,
    SupervisionLine,
    RatingLine,
    MeetingLine,
    Statement,
    ConsentLine,
    RemovedEntry,
)

SECTIONS: dict[str, str] = {
    "notices": "About this document",
    "cover": "Portfolio",
    "pathway": "The pathway and what is in place",
    "cycles": "Cycles",
    "moments": "Chosen moments",
    "films": "Films to watch",
    "supervision": "Supervision log",
    "ratings": "Ratings",
    "meetings": "Stage meetings",
    "statement": "Reflective statement",
    "consent": "Consent",
}
"""Every section by its key, in the order of the document."""

SECTION_OF: dict[str, str] = {
    Notice.kind: "notices",
    Cover.kind: "cover",
    PathwayLine.kind: "pathway",
    CycleLine.kind: "cycles",
    MomentEntry.kind: "moments",
    FilmLine.kind: "films",
    SupervisionLine.kind: "supervision",
    RatingLine.kind: "ratings",
    MeetingLine.kind: "meetings",
    Statement.kind: "statement",
    ConsentLine.kind: "consent",
}
"""The section each kind of entry stands in."""


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        return SECTIONS[self.key]


@dataclass(frozen=True, slots=True)
class PortfolioDocument:
    """All sections, empty ones included, in the order of SECTIONS."""

    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        """A section by its key. Raises KeyError for an unknown one."""
        found = next((section for section in self.sections if section.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Every entry with its section's key, in order: the order they are frozen in."""
        for section in self.sections:
            for entry in section.entries:
                yield section.key, entry
