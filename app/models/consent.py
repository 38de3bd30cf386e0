"""Who agreed to what: per person and purpose, never overwritten."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accreditation.consent import Purpose
from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.casework import CasePerson


class GivenBy(StrEnum):
    THEMSELVES = "themselves"
    PARENTAL_RESPONSIBILITY = "parental_responsibility"


class GivenHow(StrEnum):
    PAPER = "paper"
    TABLET = "tablet"
    ACCOUNT = "account"


class Consent(Model):
    """One answer of one person for one purpose.

    The current answer is the one with `replaced_at` empty; earlier ones stay as they were.
    """

    __tablename__ = "consents"

    id: Mapped[Key]
    case_person_id: Mapped[int] = to("case_people.id")
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose))
    agreed: Mapped[bool]
    given_on: Mapped[date]
    until: Mapped[date | None]
    given_by: Mapped[GivenBy] = mapped_column(choice(GivenBy))
    given_how: Mapped[GivenHow] = mapped_column(choice(GivenHow))
    wording: Mapped[str] = mapped_column(String(60))
    recorded_by_id: Mapped[int] = to("people.id")
    recorded_at: Mapped[At]
    withdrawn_at: Mapped[MaybeAt]
    replaced_at: Mapped[MaybeAt]

    case_person: Mapped[CasePerson] = relationship()

    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= given_on", name="it_ends_after_it_begins"),
        Index(
            "uq_consents_current",
            "case_person_id",
            "purpose",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )
