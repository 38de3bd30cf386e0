"""The kinds of casework: what each is called, and what it means in an edition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accreditation.marks import Status


class CaseType(StrEnum):
    """The kinds of casework, by their names in the field."""

    VIG = "vig"
    VERP = "verp"
    VFF = "vff"
    VHT = "vht"
    SUPERVISION = "supervision"

    @property
    def label(self) -> str:
        """As the field writes it: the abbreviations in capitals."""
        return self.value if self is CaseType.SUPERVISION else self.value.upper()

    @property
    def has_shared_review(self) -> bool:
        """A film of supervision is looked at with one's own supervisor; nothing else follows it."""
        return self is not CaseType.SUPERVISION


@dataclass(frozen=True, slots=True)
class CaseMeaning:
    """What a kind of casework means in an edition: who is filmed, who consents, what a cycle is."""

    filmed: str
    consents: str
    cycle: str
    source: str
    status: Status
