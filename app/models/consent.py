"""Who agreed to what: per person and purpose, never overwritten."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accreditation.consent import Purpose
from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.casework import CasePerson
from app.models.wording import ConsentWording


class GivenBy(StrEnum):
    THEMSELVES = "themselves"
    PARENTAL_RESPONSIBILITY = "parental_responsibility"


class GivenHow(StrEnum):
    PAPER = "paper"
    TABLET = "tablet"
    ACCOUNT = "account"
    LINK = "link"


def _the_day_it_was_given(context: Any) -> Any:
    return context.get_current_parameters()["given_on"]


class Consent(Model):
    """One answer of one person for one purpose, pinned to the words that were read out.

    The current answer is the one with `replaced_at` empty; earlier ones stay as they were.
    `since` is the first day of a yes that goes on under new words or terms; else `given_on`.
    It was written down by a person with an account, or given through a client's own link.
    `interpreted_into` is the language of an interpreter who was there.
    """

    __tablename__ = "consents"

    id: Mapped[Key]
    case_person_id: Mapped[int] = to("case_people.id")
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose))
    agreed: Mapped[bool]
    given_on: Mapped[date]
    since: Mapped[date] = mapped_column(default=_the_day_it_was_given)
    until: Mapped[date | None]
    given_by: Mapped[GivenBy] = mapped_column(choice(GivenBy))
    given_how: Mapped[GivenHow] = mapped_column(choice(GivenHow))
    wording: Mapped[str] = mapped_column(String(60))
    wording_id: Mapped[int] = mapped_column(index=True)
    recorded_by_id: Mapped[int | None] = to("people.id")
    link_id: Mapped[int | None] = to("client_links.id")
    recorded_at: Mapped[At]
    interpreted_into: Mapped[str | None] = mapped_column(String(40))
    withdrawn_at: Mapped[MaybeAt]
    replaced_at: Mapped[MaybeAt]

    case_person: Mapped[CasePerson] = relationship()
    words: Mapped[ConsentWording] = relationship(viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["wording_id", "wording"],
            ["consent_wordings.id", "consent_wordings.name"],
            name="fk_consents_wording",
        ),
        CheckConstraint("since <= given_on", name="it_goes_on_from_before"),
        CheckConstraint("until IS NULL OR until >= given_on", name="it_ends_after_it_begins"),
        CheckConstraint(
            "(given_how = 'link') = (link_id IS NOT NULL)", name="a_link_is_named_when_it_was_one"
        ),
        CheckConstraint(
            "(recorded_by_id IS NULL) = (link_id IS NOT NULL)", name="recorded_by_one_of_them"
        ),
        Index(
            "uq_consents_that_a_scan_proves",
            *("id", "case_person_id", "given_on", "given_how"),
            unique=True,
        ),
        Index(
            "uq_consents_current",
            "case_person_id",
            "purpose",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )
