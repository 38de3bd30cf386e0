"""Coded clients, the people who may be in shot, and cycles."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accreditation.casework import CaseType as Casework
from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.people import Person
from app.models.programme import Enrolment


class CaseType(StrEnum):
    VIG = "vig"
    VERP = "verp"
    VFF = "vff"
    VHT = "vht"
    SUPERVISION = "supervision"

    @property
    def heading(self) -> str:
        """As it stands at the beginning of a line."""
        label = Casework(self.value).label
        return label[0].upper() + label[1:]

    @property
    def has_shared_review(self) -> bool:
        return Casework(self.value).has_shared_review


class Client(Model):
    """A case, known by its code only."""

    __tablename__ = "clients"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    code: Mapped[str] = mapped_column(String(12))
    case_type: Mapped[CaseType] = mapped_column(choice(CaseType), default=CaseType.VIG)
    helping_question: Mapped[str] = mapped_column(Text)
    opened_on: Mapped[date]
    ended_on: Mapped[date | None]
    created_at: Mapped[At]

    enrolment: Mapped[Enrolment] = relationship()
    people: Mapped[list[CasePerson]] = relationship(
        back_populates="client", order_by="CasePerson.id"
    )
    cycles: Mapped[list[Cycle]] = relationship(
        back_populates="client", order_by="Cycle.number", viewonly=True
    )

    __table_args__ = (
        UniqueConstraint("enrolment_id", "code"),
        UniqueConstraint("id", "enrolment_id", name="uq_clients_id_and_enrolment"),
    )


class PersonKind(StrEnum):
    ADULT = "adult"
    CHILD = "child"
    PRACTITIONER = "practitioner"


class CasePerson(Model):
    """Someone who may be in shot, named by a label such as "mother" or "older child".

    A practitioner has an account (`person_id`) and answers for themselves.
    """

    __tablename__ = "case_people"

    id: Mapped[Key]
    client_id: Mapped[int] = to("clients.id")
    label: Mapped[str] = mapped_column(String(60))
    kind: Mapped[PersonKind] = mapped_column(choice(PersonKind))
    person_id: Mapped[int | None] = to("people.id")
    added_at: Mapped[At]

    client: Mapped[Client] = relationship(back_populates="people")
    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        UniqueConstraint("id", "client_id", name="uq_case_people_id_and_client"),
        UniqueConstraint("client_id", "label"),
        UniqueConstraint("client_id", "person_id"),
        CheckConstraint(
            "(kind = 'practitioner') = (person_id IS NOT NULL)",
            name="practitioners_have_accounts",
        ),
    )


class Cycle(Model):
    """One film of the work with one client, and its shared review. A film of supervision has none:
    it is looked at with one's own supervisor. It counts once a supervisor confirmed it.
    """

    __tablename__ = "cycles"

    id: Mapped[Key]
    client_id: Mapped[int] = mapped_column(index=True)
    enrolment_id: Mapped[int] = mapped_column(index=True)
    stage: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    started_at: Mapped[At]
    reviewed_on: Mapped[date | None]
    confirmed_at: Mapped[MaybeAt]
    confirmed_by_id: Mapped[int | None] = to("people.id")

    client: Mapped[Client] = relationship(back_populates="cycles", viewonly=True)
    enrolment: Mapped[Enrolment] = relationship(
        primaryjoin="Cycle.enrolment_id == Enrolment.id",
        foreign_keys="Cycle.enrolment_id",
        viewonly=True,
    )

    __table_args__ = (
        ForeignKeyConstraint(
            ["client_id", "enrolment_id"],
            ["clients.id", "clients.enrolment_id"],
            name="fk_cycles_client",
        ),
        UniqueConstraint("client_id", "number"),
        UniqueConstraint("id", "enrolment_id", name="uq_cycles_id_and_enrolment"),
        UniqueConstraint("id", "client_id", name="uq_cycles_id_and_client"),
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name="confirmed_by_somebody"
        ),
    )
