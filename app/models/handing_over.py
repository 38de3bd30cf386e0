"""To which supervisor a trainee brought a cycle, and which earlier sessions they handed over.

A change of supervisor carries nothing over by itself: the trainee chooses what the next one sees.
"""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import At, Key, Model, to


class CycleBrought(Model):
    """A cycle that this supervisor sees while they supervise the trainee."""

    __tablename__ = "cycles_brought"

    id: Mapped[Key]
    cycle_id: Mapped[int] = mapped_column(index=True)
    enrolment_id: Mapped[int] = mapped_column(index=True)
    supervisor_id: Mapped[int] = to("people.id")
    brought_at: Mapped[At]

    __table_args__ = (
        ForeignKeyConstraint(
            ["cycle_id", "enrolment_id"],
            ["cycles.id", "cycles.enrolment_id"],
            name="fk_cycles_brought_cycle",
        ),
        UniqueConstraint("cycle_id", "supervisor_id"),
    )


class SessionHandedOver(Model):
    """A signed session of an earlier supervisor that this one may read."""

    __tablename__ = "sessions_handed_over"

    id: Mapped[Key]
    session_id: Mapped[int] = mapped_column(index=True)
    enrolment_id: Mapped[int]
    supervisor_id: Mapped[int] = to("people.id")
    handed_over_at: Mapped[At]

    __table_args__ = (
        ForeignKeyConstraint(
            ["session_id", "enrolment_id"],
            ["supervision_sessions.id", "supervision_sessions.enrolment_id"],
            name="fk_sessions_handed_over_session",
        ),
        UniqueConstraint("session_id", "supervisor_id"),
    )
