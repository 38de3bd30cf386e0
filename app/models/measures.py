"""Questionnaires that a service names itself; their items stay with whoever holds the licence."""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.case_record import Occasion
from app.models.casework import CasePerson


class Measure(Model):
    """One score in a range. `question` is what a client is asked, in the service's own words."""

    __tablename__ = "measures"

    id: Mapped[Key]
    service_id: Mapped[int] = to("services.id")
    name: Mapped[str] = mapped_column(String(120))
    question: Mapped[str] = mapped_column(Text)
    lowest: Mapped[int]
    highest: Mapped[int]
    higher_is_better: Mapped[bool]
    licence_note: Mapped[str] = mapped_column(Text)
    made_by_id: Mapped[int] = to("people.id")
    made_at: Mapped[At]
    retired_at: Mapped[MaybeAt]

    __table_args__ = (
        UniqueConstraint("id", "lowest", "highest", name="uq_measures_id_and_range"),
        CheckConstraint("lowest < highest", name="a_range_has_two_ends"),
        CheckConstraint("name <> ''", name="a_measure_has_a_name"),
        CheckConstraint("question <> ''", name="something_is_asked"),
        CheckConstraint("licence_note <> ''", name="its_licence_is_known"),
    )


class MeasureAnswer(Model):
    """What somebody of a case scored; the one that stands has no `replaced_at`.

    It carries the range of its measure, so that no score can lie outside.
    """

    __tablename__ = "measure_answers"

    id: Mapped[Key]
    measure_id: Mapped[int] = mapped_column(index=True)
    lowest: Mapped[int]
    highest: Mapped[int]
    client_id: Mapped[int] = to("clients.id")
    case_person_id: Mapped[int] = mapped_column(index=True)
    occasion: Mapped[Occasion] = mapped_column(choice(Occasion))
    score: Mapped[int]
    answered_on: Mapped[date]
    recorded_by_id: Mapped[int | None] = to("people.id")
    link_id: Mapped[int | None] = to("client_links.id")
    recorded_at: Mapped[At]
    replaced_at: Mapped[MaybeAt]

    measure: Mapped[Measure] = relationship()
    case_person: Mapped[CasePerson] = relationship(viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["measure_id", "lowest", "highest"],
            ["measures.id", "measures.lowest", "measures.highest"],
            name="fk_measure_answers_measure",
        ),
        ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_measure_answers_person",
        ),
        CheckConstraint("score BETWEEN lowest AND highest", name="within_the_range"),
        CheckConstraint(
            "(recorded_by_id IS NULL) = (link_id IS NOT NULL)", name="recorded_by_one_of_them"
        ),
        Index(
            "uq_measure_answers_now",
            "measure_id",
            "case_person_id",
            "occasion",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )
