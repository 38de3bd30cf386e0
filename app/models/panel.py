"""Who reviews a submission, and what they decide."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

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

from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to
from app.models.people import Person
from app.models.portfolio import Submission
from app.models.presentations import Presentation


class LeftBecause(StrEnum):
    """Why somebody who was asked is not, or no longer, on a panel."""

    DECLINED = "declined"
    RECUSED = "recused"
    RELEASED = "released"


class PanelMember(Model):
    """An accreditor asked to review one submission. A trigger refuses the trainee's own supervisor.

    They say what connects them with the trainee and accept, and read nothing before. Each reviews
    alone and finishes; the chair writes down what the panel decided.
    """

    __tablename__ = "panel_members"

    id: Mapped[Key]
    submission_id: Mapped[int] = mapped_column(index=True)
    enrolment_id: Mapped[int]
    accreditor_id: Mapped[int] = to("people.id")
    presentation_id: Mapped[int] = to("presentations.id")
    allocated_by_id: Mapped[int] = to("people.id")
    allocated_at: Mapped[At]
    is_chair: Mapped[bool] = mapped_column(default=False)
    interests: Mapped[str] = mapped_column(Text, default="")
    accepted_at: Mapped[MaybeAt]
    finished_at: Mapped[MaybeAt]
    left_at: Mapped[MaybeAt]
    left_because: Mapped[LeftBecause | None] = mapped_column(choice(LeftBecause))

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
        CheckConstraint("(left_at IS NULL) = (left_because IS NULL)", name="left_with_a_reason"),
        CheckConstraint(
            "finished_at IS NULL OR accepted_at IS NOT NULL", name="who_finished_had_accepted"
        ),
        Index(
            "uq_panel_members_chair",
            "submission_id",
            unique=True,
            sqlite_where=text("is_chair"),
            postgresql_where=text("is_chair"),
        ),
    )


class PanelMeeting(Model):
    """When and where trainee and panel meet. `number` counts the letters that told of it."""

    __tablename__ = "panel_meetings"

    id: Mapped[Key]
    submission_id: Mapped[int] = to("submissions.id", unique=True)
    uid: Mapped[str] = mapped_column(String(36))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(200))
    number: Mapped[int] = mapped_column(default=0)
    cancelled_at: Mapped[MaybeAt]

    submission: Mapped[Submission] = relationship()

    __table_args__ = (CheckConstraint("minutes > 0", name="it_takes_some_time"),)


class DecisionOutcome(StrEnum):
    ACCREDITED = "accredited"
    NOT_YET = "not_yet"


class Decision(Model):
    """The panel's decision, written down by its chair. The trainee hears of it once released."""

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


class SubmissionReturn(Model):
    """The chair gave a submission back without judging it: somebody in it took back their yes."""

    __tablename__ = "submission_returns"

    id: Mapped[Key]
    submission_id: Mapped[int] = mapped_column(unique=True)
    returned_by_id: Mapped[int] = to("people.id")
    words: Mapped[str] = mapped_column(Text, default="")
    returned_at: Mapped[At]

    returned_by: Mapped[Person] = relationship(foreign_keys=[returned_by_id], viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["submission_id", "returned_by_id"],
            ["panel_members.submission_id", "panel_members.accreditor_id"],
            name="fk_submission_returns_panel_member",
        ),
    )


class DecisionRelease(Model):
    """The registrar let the decision go out; the trainee says that they read it."""

    __tablename__ = "decision_releases"

    id: Mapped[Key]
    decision_id: Mapped[int] = to("decisions.id", unique=True)
    released_by_id: Mapped[int] = to("people.id")
    released_at: Mapped[At]
    acknowledged_at: Mapped[MaybeAt]

    decision: Mapped[Decision] = relationship()


class Appeal(Model):
    """A trainee asks others to look at the same portfolio again, after a `not yet`.

    `submission_id` is the same record submitted anew; nobody of the first panel reviews it.
    """

    __tablename__ = "appeals"

    id: Mapped[Key]
    decision_id: Mapped[int] = to("decisions.id", unique=True)
    submission_id: Mapped[int] = to("submissions.id", unique=True)
    reasons: Mapped[str] = mapped_column(Text)
    made_at: Mapped[At]

    decision: Mapped[Decision] = relationship()

    __table_args__ = (CheckConstraint("reasons <> ''", name="it_gives_reasons"),)
