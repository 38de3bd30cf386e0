"""How each training stands, kept for lists that sort and filter by it. The record is the truth."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Instant, MaybeAt, Model, choice


class WaitsFor(StrEnum):
    """With whom a training lies; nobody when it is the trainee's turn."""

    SUPERVISOR = "supervisor"
    REGISTRAR = "registrar"
    MEETING = "meeting"
    PANEL = "panel"


class ReadinessSnapshot(Model):
    """The readiness of one enrolment as it was at `worked_out_at`, which is empty before the first.

    `stale_since` is when the record changed after that; empty, the row is true. `progress` is in
    thousandths of the whole training, `met` of `asked` counts the stage of now, and `turns_on` is
    the next day on which the passing of time alone may change the answer.
    """

    __tablename__ = "readiness_snapshots"

    enrolment_id: Mapped[int] = mapped_column(
        ForeignKey("enrolments.id"), primary_key=True, autoincrement=False
    )
    stage: Mapped[str] = mapped_column(String(40), default="")
    stage_title: Mapped[str] = mapped_column(String(160), default="")
    stage_number: Mapped[int] = mapped_column(default=0)
    stage_since: Mapped[date | None]
    met: Mapped[int] = mapped_column(default=0)
    asked: Mapped[int] = mapped_column(default=0)
    left: Mapped[list[str]] = mapped_column(JSON, default=list)
    left_in_short: Mapped[str] = mapped_column(Text, default="")
    progress: Mapped[int] = mapped_column(default=0)
    cycles: Mapped[int] = mapped_column(default=0)
    cycles_needed: Mapped[int] = mapped_column(default=0)
    last_cycle_on: Mapped[date | None]
    last_session_on: Mapped[date | None]
    asked_count: Mapped[int] = mapped_column(default=0)
    asked_since: Mapped[MaybeAt]
    waits_for: Mapped[WaitsFor | None] = mapped_column(choice(WaitsFor))
    waiting_since: Mapped[datetime | None] = mapped_column(Instant)
    turns_on: Mapped[date | None] = mapped_column(index=True)
    stale_since: Mapped[datetime | None] = mapped_column(Instant, index=True)
    worked_out_at: Mapped[MaybeAt]

    __table_args__ = (
        CheckConstraint("progress BETWEEN 0 AND 1000", name="progress_in_thousandths"),
        CheckConstraint(
            "(waits_for IS NULL) = (waiting_since IS NULL)", name="a_wait_has_its_beginning"
        ),
        Index("ix_readiness_snapshots_waiting", "waiting_since", "enrolment_id"),
        Index("ix_readiness_snapshots_waits_for", "waits_for", "waiting_since", "enrolment_id"),
        Index("ix_readiness_snapshots_progress", "progress", "enrolment_id"),
    )
