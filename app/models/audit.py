"""What happened, and who watched what. Both are only ever added to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Instant, Key, Model, choice, to
from app.models.people import Role


class AuditEntry(Model):
    """One change: who, acting as what, did what to which row. A trigger refuses any change."""

    __tablename__ = "audit_entries"

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    person_id: Mapped[int | None] = to("people.id")
    role: Mapped[Role | None] = mapped_column(choice(Role))
    act: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(60), index=True)
    subject_id: Mapped[int] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Watch(Model):
    """Footage was served to somebody: one row for each person, recording and five minutes."""

    __tablename__ = "watches"

    id: Mapped[Key]
    person_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))
    recording_id: Mapped[int] = to("recordings.id")
    from_minute: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("person_id", "recording_id", "role", "from_minute"),)
