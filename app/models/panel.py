"""Who reviews a submission, and what they decide."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Instant, Key, Model, choice, to
from app.models.people import Person
from app.models.portfolio import Submission
from app.models.presentations import Presentation


class PanelMember(Model):
    """An accreditor of one submission. A trigger refuses the trainee's own supervisor."""

    __tablename__ = "panel_members"

    id: Mapped[Key]
    submission_id: Mapped[int] = mapped_column(index=True)
    enrolment_id: Mapped[int]
    accreditor_id: Mapped[int] = to("people.id")
    presentation_id: Mapped[int] = to("presentations.id")
    allocated_by_id: Mapped[int] = to("people.id")
    allocated_at: Mapped[At]

    submission: Mapped[Submission] = relationship()
    accreditor: Mapped[Person] = relationship(foreign_keys=[accreditor_id])
    presentation: Mapped[Presentation] = relationship()

    __table_args__ = (
        ForeignKeyConstraint(
            ["submission_id", "enrolment_id"],
            ["submissions.id", "submissions.enrolment_id"],
            name="fk_panel_members_submission",
        ),
        UniqueConstraint("submission_id", "accreditor_id"),
    )


class DecisionOutcome(StrEnum):
    ACCREDITED = "accredited"
    NOT_YET = "not_yet"


class Decision(Model):
    """The panel's decision, by one of its members."""

    __tablename__ = "decisions"

    id: Mapped[Key]
    submission_id: Mapped[int] = mapped_column(unique=True)
    decided_by_id: Mapped[int] = to("people.id")
    outcome: Mapped[DecisionOutcome] = mapped_column(choice(DecisionOutcome))
    strengths: Mapped[str] = mapped_column(Text)
    next_steps: Mapped[str] = mapped_column(Text)
    meeting_held_on: Mapped[date]
    meeting_minutes: Mapped[int]
    decided_at: Mapped[datetime] = mapped_column(Instant)

    submission: Mapped[Submission] = relationship(
        primaryjoin="Decision.submission_id == Submission.id",
        foreign_keys="Decision.submission_id",
        viewonly=True,
    )
    decided_by: Mapped[Person] = relationship(foreign_keys=[decided_by_id], viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["submission_id", "decided_by_id"],
            ["panel_members.submission_id", "panel_members.accreditor_id"],
            name="fk_decisions_panel_member",
        ),
        CheckConstraint("meeting_minutes > 0", name="the_meeting_took_some_time"),
        CheckConstraint("strengths <> ''", name="it_names_strengths"),
        CheckConstraint("next_steps <> ''", name="it_names_next_steps"),
    )
