"""What is announced to the browsers of people: that something changed, never what it says.

How a film that is watched together stands is the one exception, and is numbers.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Instant, Key, Model


class LiveMessage(Model):
    """Something of one person's changed. Numbers are never given twice, and rise as rows commit.

    Kept for an hour, so that a browser that was away can go on where it stopped.
    """

    __tablename__ = "live_messages"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    what: Mapped[str] = mapped_column(String(60))
    ids: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant, index=True)

    __table_args__ = (
        Index("ix_live_messages_person_id_id", "person_id", "id"),
        {"sqlite_autoincrement": True},
    )
