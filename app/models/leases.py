"""Rows that a worker works on: claimed for a while, tried a number of times."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Instant


class Leased:
    """A worker that claimed the row holds it until `lease_until`, or longer if it says so."""

    lease_until: Mapped[datetime | None] = mapped_column(Instant, default=None)
    attempts: Mapped[int] = mapped_column(default=0)


class Built(Leased):
    """A document that is built in the background from its row."""

    built_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    document_key: Mapped[str | None] = mapped_column(default=None)
    document_sha256: Mapped[str | None] = mapped_column(default=None)
    document_pages: Mapped[int | None] = mapped_column(default=None)
    document_bytes: Mapped[int | None] = mapped_column(default=None)
