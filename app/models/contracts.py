"""The written contract with a client: a service's wording in versions, and what was signed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, Model, choice, to
from app.models.casework import CasePerson


class ContractWording(Model):
    """One version of a service's contract. It never changes; a new one follows it."""

    __tablename__ = "contract_wordings"

    id: Mapped[Key]
    service_id: Mapped[int] = to("services.id")
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    published_by_id: Mapped[int] = to("people.id")
    published_at: Mapped[At]

    __table_args__ = (
        UniqueConstraint("service_id", "number"),
        CheckConstraint("number > 0", name="versions_count_from_one"),
        CheckConstraint("words <> ''", name="a_contract_has_words"),
    )


class SignedHow(StrEnum):
    TYPED = "typed"
    DRAWN = "drawn"
    PAPER = "paper"


class Contract(Model):
    """What one person of a case signed: the words by value, and their mark.

    `version` is 0 for Attune's own words, before the service published any.
    """

    __tablename__ = "contracts"

    id: Mapped[Key]
    client_id: Mapped[int] = to("clients.id")
    case_person_id: Mapped[int] = mapped_column(index=True)
    version: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    signed_how: Mapped[SignedHow] = mapped_column(choice(SignedHow))
    typed_mark: Mapped[str | None] = mapped_column(String(60))
    drawn_mark: Mapped[str | None] = mapped_column(Text)
    signed_on: Mapped[date]
    recorded_by_id: Mapped[int] = to("people.id")
    recorded_at: Mapped[At]

    case_person: Mapped[CasePerson] = relationship(viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_contracts_person",
        ),
        CheckConstraint("words <> ''", name="a_contract_has_words"),
        CheckConstraint(
            "(signed_how = 'typed') = (typed_mark IS NOT NULL)", name="typed_with_a_mark"
        ),
        CheckConstraint(
            "(signed_how = 'drawn') = (drawn_mark IS NOT NULL)", name="drawn_with_a_mark"
        ),
    )
