"""What happened, as rows that wait until everyone who must hear of it has heard."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import At, Instant, Key, Model
from app.models.leases import Leased


class Event(Leased, Model):
    """Something that happened to one row, told in the transaction in which it happened."""

    __tablename__ = "events"

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    at: Mapped[At]
    done_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    trouble: Mapped[str | None] = mapped_column(String(200), default=None)


class HandledEvent(Model):
    """One handler did its part: written in the same transaction as what it wrote."""

    __tablename__ = "handled_events"

    id: Mapped[Key]
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"))
    handler: Mapped[str] = mapped_column(String(120))
    at: Mapped[At]

    __table_args__ = (UniqueConstraint("event_id", "handler"),)
