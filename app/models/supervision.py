"""Asking for supervision, session records, working points, ratings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    JSON,
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
from app.models.casework import Cycle
from app.models.footage import Clip
from app.models.people import Person, Role
from app.models.programme import Enrolment


class SupervisionRequest(Model):
    """A trainee asks for supervision on a cycle, with a question. Answered by a signed session.

    `pleased_with` and `hopes` are the rest of the trainee's agenda; both may be empty.
    """

    __tablename__ = "supervision_requests"

    id: Mapped[Key]
    cycle_id: Mapped[int] = to("cycles.id")
    question: Mapped[str] = mapped_column(Text)
    pleased_with: Mapped[str] = mapped_column(Text, default="")
    hopes: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(Instant, index=True)
    answered_at: Mapped[MaybeAt]

    cycle: Mapped[Cycle] = relationship()
    clips: Mapped[list[Clip]] = relationship(
        secondary="request_clips",
        secondaryjoin="and_(RequestClip.clip_id == Clip.id, Clip.deleted_at.is_(None))",
        order_by="[Clip.recording_id, Clip.start_frame]",
        viewonly=True,
    )

    __table_args__ = (
        Index(
            "uq_supervision_requests_open",
            "cycle_id",
            unique=True,
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )


class RequestClip(Model):
    """A clip that the trainee wants to look at together."""

    __tablename__ = "request_clips"

    id: Mapped[Key]
    request_id: Mapped[int] = to("supervision_requests.id")
    clip_id: Mapped[int] = to("clips.id")

    __table_args__ = (UniqueConstraint("request_id", "clip_id"),)


class SupervisionSession(Model):
    """A supervision session, recorded once, then signed by the supervisor and by the trainee.

    Of a session with several trainees each has a record, with one `group_key` for all of them;
    `trainees` is how many were there. It counts once the supervisor signed. From then on it
    changes only where its signed words are kept among its `versions`: a trigger sees to that
    (`app/models/guards.py`).
    """

    __tablename__ = "supervision_sessions"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    supervisor_id: Mapped[int] = to("people.id")
    stage: Mapped[str] = mapped_column(String(40))
    held_on: Mapped[date]
    minutes: Mapped[int]
    trainees: Mapped[int] = mapped_column(default=1)
    group_key: Mapped[str | None] = mapped_column(String(36), index=True)
    strengths: Mapped[str] = mapped_column(Text, default="")
    next_steps: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[At]
    signed_at: Mapped[MaybeAt]

    enrolment: Mapped[Enrolment] = relationship()
    supervisor: Mapped[Person] = relationship()
    working_points: Mapped[list[WorkingPoint]] = relationship(order_by="WorkingPoint.id")
    cycles: Mapped[list[SessionCycle]] = relationship(order_by="SessionCycle.id")
    versions: Mapped[list[SessionVersion]] = relationship(order_by="SessionVersion.id")
    countersignature: Mapped[Countersignature | None] = relationship(
        primaryjoin="and_(Countersignature.session_id == SupervisionSession.id, "
        "Countersignature.under == SupervisionSession.signed_at)",
        viewonly=True,
    )

    __table_args__ = (
        UniqueConstraint("id", "enrolment_id", name="uq_supervision_sessions_id_and_enrolment"),
        CheckConstraint("minutes > 0", name="it_took_some_time"),
        CheckConstraint(
            "(trainees = 1 AND group_key IS NULL) OR (trainees > 1 AND group_key IS NOT NULL)",
            name="a_group_has_a_key",
        ),
        UniqueConstraint("group_key", "enrolment_id"),
    )


class SessionVersion(Model):
    """A session as it was signed, before it was corrected: by value, and never changed."""

    __tablename__ = "session_versions"

    id: Mapped[Key]
    session_id: Mapped[int] = to("supervision_sessions.id")
    held_on: Mapped[date]
    minutes: Mapped[int]
    strengths: Mapped[str] = mapped_column(Text)
    working_points: Mapped[list[str]] = mapped_column(JSON)
    next_steps: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[At]
    replaced_at: Mapped[At]
    reason: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("session_id", "signed_at"),)


class Countersignature(Model):
    """The trainee's signature `under` the supervisor's of that moment. A correction needs another.

    It is never changed, and there is one for each signature of the supervisor.
    """

    __tablename__ = "countersignatures"

    id: Mapped[Key]
    session_id: Mapped[int] = to("supervision_sessions.id")
    under: Mapped[datetime] = mapped_column(Instant)
    signed_at: Mapped[At]

    __table_args__ = (UniqueConstraint("session_id", "under"),)


class SessionCycle(Model):
    """A cycle was seen in a supervision session of the same trainee."""

    __tablename__ = "session_cycles"

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(index=True)
    cycle_id: Mapped[int] = mapped_column(index=True)
    enrolment_id: Mapped[int]

    cycle: Mapped[Cycle] = relationship(overlaps="cycles")

    __table_args__ = (
        ForeignKeyConstraint(
            ["session_id", "enrolment_id"],
            ["supervision_sessions.id", "supervision_sessions.enrolment_id"],
            name="fk_session_cycles_session",
        ),
        ForeignKeyConstraint(
            ["cycle_id", "enrolment_id"],
            ["cycles.id", "cycles.enrolment_id"],
            name="fk_session_cycles_cycle",
        ),
        UniqueConstraint("session_id", "cycle_id"),
    )


class WorkingPoint(Model):
    """What the trainee goes on with. It comes back before each session until it is done."""

    __tablename__ = "working_points"

    id: Mapped[Key]
    session_id: Mapped[int] = to("supervision_sessions.id")
    words: Mapped[str] = mapped_column(Text)
    done_at: Mapped[MaybeAt]
    done_by_id: Mapped[int | None] = to("people.id")

    session: Mapped[SupervisionSession] = relationship(overlaps="working_points")

    __table_args__ = (
        CheckConstraint("(done_at IS NULL) = (done_by_id IS NULL)", name="done_by_somebody"),
    )


class Rating(Model):
    """A level given on a criterion, wording and level by value.

    A supervisor rates a cycle's work; an accreditor rates a submission. The current rating is the
    one with `replaced_at` empty.
    """

    __tablename__ = "ratings"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    rater_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))
    cycle_id: Mapped[int | None] = to("cycles.id")
    submission_id: Mapped[int | None] = to("submissions.id")
    framework: Mapped[str] = mapped_column(String(80))
    criterion: Mapped[str] = mapped_column(String(80))
    criterion_wording: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(String(80))
    level_wording: Mapped[str] = mapped_column(String(160))
    rated_at: Mapped[At]
    replaced_at: Mapped[MaybeAt]

    rater: Mapped[Person] = relationship()

    __table_args__ = (
        CheckConstraint(
            "(cycle_id IS NULL) <> (submission_id IS NULL)", name="of_a_cycle_or_a_submission"
        ),
        Index(
            "uq_ratings_current_of_cycle",
            "rater_id",
            "cycle_id",
            "criterion",
            unique=True,
            sqlite_where=text("replaced_at IS NULL AND cycle_id IS NOT NULL"),
            postgresql_where=text("replaced_at IS NULL AND cycle_id IS NOT NULL"),
        ),
        Index(
            "uq_ratings_current_of_submission",
            "rater_id",
            "submission_id",
            "criterion",
            unique=True,
            sqlite_where=text("replaced_at IS NULL AND submission_id IS NOT NULL"),
            postgresql_where=text("replaced_at IS NULL AND submission_id IS NOT NULL"),
        ),
    )
