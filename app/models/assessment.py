"""Self-assessments: how a trainee sees their own work on the criteria, again and again."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, Model, to


class SelfAssessment(Model):
    """One time that somebody answered. Nobody else reads it."""

    __tablename__ = "self_assessments"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    words: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[At]

    levels: Mapped[list[SelfLevel]] = relationship(order_by="SelfLevel.id")


class SelfLevel(Model):
    """A level on a criterion; both stand here by value."""

    __tablename__ = "self_levels"

    id: Mapped[Key]
    assessment_id: Mapped[int] = to("self_assessments.id")
    framework: Mapped[str] = mapped_column(String(80))
    criterion: Mapped[str] = mapped_column(String(80))
    criterion_wording: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(String(80))
    level_number: Mapped[int]
    level_wording: Mapped[str] = mapped_column(String(160))

    __table_args__ = (UniqueConstraint("assessment_id", "criterion"),)
