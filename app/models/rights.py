"""Personal links for people without an account, and what they ask for through them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.casework import CasePerson, Client
from app.models.consent import GivenBy


class ClientLink(Model):
    """A personal link of one person of a case, who has no account.

    Only the digest of its secret is kept. It opens until `ends_on`, unless it is revoked. What it
    shows is about the people of `answers` and nobody else.
    """

    __tablename__ = "client_links"

    id: Mapped[Key]
    client_id: Mapped[int] = to("clients.id")
    label: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[int] = to("people.id")
    made_at: Mapped[At]
    ends_on: Mapped[date]
    revoked_at: Mapped[MaybeAt]

    client: Mapped[Client] = relationship()
    answers: Mapped[list[LinkAnswersFor]] = relationship(order_by="LinkAnswersFor.case_person_id")

    __table_args__ = (
        UniqueConstraint("id", "client_id", name="uq_client_links_id_and_client"),
        CheckConstraint("label <> ''", name="it_says_whose_it_is"),
    )


class LinkAnswersFor(Model):
    """Somebody for whom the holder of a link answers: they themselves, or a child of theirs."""

    __tablename__ = "link_answers_for"

    link_id: Mapped[int] = mapped_column(primary_key=True)
    case_person_id: Mapped[int] = mapped_column(primary_key=True, index=True)
    client_id: Mapped[int]
    given_by: Mapped[GivenBy] = mapped_column(choice(GivenBy))

    case_person: Mapped[CasePerson] = relationship(viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["link_id", "client_id"],
            ["client_links.id", "client_links.client_id"],
            name="fk_link_answers_for_link",
        ),
        ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_link_answers_for_person",
        ),
    )


class RequestKind(StrEnum):
    ERASURE = "erasure"
    CORRECTION = "correction"
    OBJECTION = "objection"
    COPY = "copy"


class RightsRequest(Model):
    """What somebody asked for through their link, and the answer they read there."""

    __tablename__ = "rights_requests"

    id: Mapped[Key]
    link_id: Mapped[int] = to("client_links.id")
    kind: Mapped[RequestKind] = mapped_column(choice(RequestKind))
    words: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[At]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[MaybeAt]
    answered_by_id: Mapped[int | None] = to("people.id")

    link: Mapped[ClientLink] = relationship()

    __table_args__ = (
        CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered_by_somebody"
        ),
        CheckConstraint("answered_at IS NULL OR answer <> ''", name="an_answer_has_words"),
    )
