"""What the edition and framework files say of their own standing, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ILLUSTRATIVE_MARK = "illustrative, not AVIGuk's"
"""Stands wherever illustrative content is shown: page, PDF and export."""

NOT_AVIGUK = "Attune is not an AVIGuk service."


class Status(StrEnum):
    """How far a requirement can be trusted to be what its source asks for."""

    VERIFIED = "verified"
    INFERRED = "inferred"
    ILLUSTRATIVE = "illustrative"

    @property
    def label(self) -> str:
        return STATUS_LABELS[self]


STATUS_LABELS = {
    Status.VERIFIED: "verified: stated by the source",
    Status.INFERRED: "inferred: our reading of the source",
    Status.ILLUSTRATIVE: ILLUSTRATIVE_MARK,
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read. `url` is empty for a document that has no address."""

    key: str
    title: str
    url: str = ""
    note: str = ""
