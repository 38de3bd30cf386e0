"""What a child says or shows about being filmed: looked at again as they grow."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.casework import CasePerson


class AssentView(StrEnum):
    AGREES = "agrees"
    SAYS_NO = "says_no"
    CANNOT_SAY = "cannot_say"


class AskedHow(StrEnum):
    WORDS = "words"
    PICTURES = "pictures"
    WATCHING = "watching"


class Assent(Model):
    """A child's own view, beside the consent of whoever holds parental responsibility.

    The current one has `replaced_at` empty. While a child says no, no film with them is made or
    shown. It is asked anew by `look_again_on`, at most a year later.
    """

    __tablename__ = "assents"

    id: Mapped[Key]
    case_person_id: Mapped[int] = to("case_people.id")
    view: Mapped[AssentView] = mapped_column(choice(AssentView))
    asked_how: Mapped[AskedHow] = mapped_column(choice(AskedHow))
    asked_on: Mapped[date]
    look_again_on: Mapped[date]
    recorded_by_id: Mapped[int] = to("people.id")
    recorded_at: Mapped[At]
    replaced_at: Mapped[MaybeAt]

    case_person: Mapped[CasePerson] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("look_again_on > asked_on", name="it_is_looked_at_again_later"),
        Index(
            "uq_assents_current",
            "case_person_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )
