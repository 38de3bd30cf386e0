"""The kinds of casework, what each means in an edition, and the codes that stand for clients."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from accreditation.marks import Status

_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
_LIKE_A_NAME = re.compile(r"[A-Z]{5,}")
_LIKE_A_RECORD = re.compile(r"\d{6,}")  # a date of birth, an NHS number


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


def code_problem(code: str) -> str | None:
    """Why `code` cannot stand for a client, in a sentence; None when it can."""
    if _CODE.fullmatch(code) is None or len(code) > 12:
        return (
            "Use capital letters, digits and dashes, at most 12, for example C-04. "
            "A name does not belong here."
        )
    if not any(sign.isdigit() for sign in code) or _LIKE_A_NAME.search(code):
        return "That reads like a name. A few letters with a number are enough, for example C-04."
    if _LIKE_A_RECORD.search(code):
        return "That reads like a number from a record. A few digits are enough, for example C-04."
    return None
