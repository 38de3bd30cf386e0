"""Stage meetings: how a stage ends."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to
from app.models.people import Person
from app.models.presentations import Presentation
from app.models.programme import Enrolment


class StageMeetingKind(StrEnum):
    TRANSITION = "transition"
    MIDPOINT = "midpoint"
    GROUP_SHARING = "group_sharing"
    ACCREDITATION = "accreditation"


class MeetingOutcome(StrEnum):
    GO_ON = "go_on"
    NOT_YET = "not_yet"


class StageMeeting(Model):
    """A transition, mid-point, group-sharing or accreditation meeting, held by somebody
    other than the own supervisor.

    That it is somebody else is kept by a trigger (`app/models/guards.py`).
    """

    __tablename__ = "stage_meetings"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    stage: Mapped[str] = mapped_column(String(40))
    kind: Mapped[StageMeetingKind] = mapped_column(choice(StageMeetingKind))
    held_by_id: Mapped[int] = to("people.id")
    presentation_id: Mapped[int | None] = to("presentations.id")
    proposed_at: Mapped[At]
    held_on: Mapped[date | None]
    minutes: Mapped[int | None]
    outcome: Mapped[MeetingOutcome | None] = mapped_column(choice(MeetingOutcome))
    strengths: Mapped[str] = mapped_column(Text, default="")
    next_steps: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[MaybeAt]

    enrolment: Mapped[Enrolment] = relationship()
    held_by: Mapped[Person] = relationship()
    presentation: Mapped[Presentation | None] = relationship()
    time: Mapped[MeetingTime | None] = relationship(back_populates="meeting")
    recommendations: Mapped[list[Recommendation]] = relationship(order_by="Recommendation.id")

    __table_args__ = (
        CheckConstraint(
            "(outcome IS NULL) = (held_on IS NULL) AND (outcome IS NULL) = (minutes IS NULL)",
            name="recorded_whole",
        ),
        CheckConstraint("minutes IS NULL OR minutes > 0", name="it_took_some_time"),
        Index(
            "uq_stage_meetings_waiting",
            "enrolment_id",
            "stage",
            unique=True,
            sqlite_where=text("outcome IS NULL"),
            postgresql_where=text("outcome IS NULL"),
        ),
    )


class Recommendation(Model):
    """What the own supervisor says before a meeting takes place: go ahead, or not yet.

    It stays with the training when the proposal is taken back.
    """

    __tablename__ = "meeting_recommendations"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    meeting_id: Mapped[int | None] = to("stage_meetings.id")
    go_ahead: Mapped[bool]
    words: Mapped[str] = mapped_column(Text, default="")
    given_by_id: Mapped[int] = to("people.id")
    given_at: Mapped[At]
    replaced_at: Mapped[MaybeAt]

    given_by: Mapped[Person] = relationship()

    __table_args__ = (
        Index(
            "uq_meeting_recommendations_current",
            "meeting_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
        CheckConstraint("go_ahead OR words <> ''", name="not_yet_says_what_comes_first"),
    )


class MeetingTime(Model):
    """When and where a meeting takes place. `number` counts the letters that told of it."""

    __tablename__ = "meeting_times"

    id: Mapped[Key]
    meeting_id: Mapped[int] = to("stage_meetings.id")
    uid: Mapped[str] = mapped_column(String(36))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(200))
    number: Mapped[int] = mapped_column(default=0)
    cancelled_at: Mapped[MaybeAt]

    meeting: Mapped[StageMeeting] = relationship(back_populates="time")

    __table_args__ = (
        UniqueConstraint("meeting_id"),
        CheckConstraint("minutes > 0", name="it_takes_some_time"),
    )
