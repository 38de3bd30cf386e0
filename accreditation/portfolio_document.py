"""The portfolio as a document: sections and entries in order, as plain frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accreditation.portfolio_entries import (
    ENTRY_TYPES,
    ConsentLine,
    CourseLine,
    Cover,
    CoverageLine,
    Covering,
    CriterionTag,
    CycleLine,
    Entry,
    FilmLine,
    GoalLine,
    MeetingLine,
    MomentEntry,
    Notice,
    PathwayLine,
    PrincipleTag,
    RatingLine,
    RemovedEntry,
    SupervisionLine,
)
from accreditation.portfolio_since import Since, SinceLine
from accreditation.portfolio_statements import Statement, SupervisorStatement

__all__ = [
    "ENTRY_TYPES",
    "SECTIONS",
    "SECTION_OF",
    "ConsentLine",
    "CourseLine",
    "Cover",
    "CoverageLine",
    "Covering",
    "CriterionTag",
    "CycleLine",
    "Entry",
    "FilmLine",
    "GoalLine",
    "MeetingLine",
    "MomentEntry",
    "Notice",
    "PathwayLine",
    "PortfolioDocument",
    "PrincipleTag",
    "RatingLine",
    "RemovedEntry",
    "Section",
    "Since",
    "SinceLine",
    "Statement",
    "SupervisionLine",
    "SupervisorStatement",
]

SECTIONS: dict[str, str] = {
    "notices": "About this document",
    "cover": "Portfolio",
    "since": "Since the earlier submission",
    "pathway": "The pathway and what is in place",
    "cycles": "Cycles",
    "coverage": "Criteria and evidence",
    "moments": "Chosen moments",
    "films": "Films to watch",
    "supervision": "Supervision log",
    "courses": "Courses and training days",
    "ratings": "Ratings",
    "goals": "Change in goals",
    "meetings": "Stage meetings",
    "statement": "Reflective statement",
    "supervisor-statement": "The supervisor’s statement",
    "consent": "Consent",
}
"""Every section by its key, in the order of the document."""

SECTION_OF: dict[str, str] = {
    Notice.kind: "notices",
    Cover.kind: "cover",
    Since.kind: "since",
    PathwayLine.kind: "pathway",
    CycleLine.kind: "cycles",
    CoverageLine.kind: "coverage",
    MomentEntry.kind: "moments",
    FilmLine.kind: "films",
    SupervisionLine.kind: "supervision",
    CourseLine.kind: "courses",
    RatingLine.kind: "ratings",
    GoalLine.kind: "goals",
    MeetingLine.kind: "meetings",
    Statement.kind: "statement",
    SupervisorStatement.kind: "supervisor-statement",
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

    def having(self, key: str, *entries: Entry) -> PortfolioDocument:
        """The same document with other entries in one section."""
        return PortfolioDocument(
            tuple(
                Section(key, entries) if section.key == key else section
                for section in self.sections
            )
        )

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Every entry with its section's key, in order: the order they are frozen in."""
        for section in self.sections:
            for entry in section.entries:
                yield section.key, entry
