"""Stage meetings: how a stage ends."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.people import Person
from app.models.presentations import Presentation
from app.models.programme import Enrolment


class StageMeetingKind(StrEnum):
    TRANSITION = "transition"
    ACCREDITATION = "accreditation"


class MeetingOutcome(StrEnum):
    GO_ON = "go_on"
    NOT_YET = "not_yet"


class StageMeeting(Model):
    """A transition or accreditation meeting, held by somebody other than the own supervisor.

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
