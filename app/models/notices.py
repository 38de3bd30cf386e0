"""Notices inside the application, and how each person wants to hear of them by mail."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import At, Key, MaybeAt, Model, choice
from app.models.people import Role


class Notice(Model):
    """One sentence to one person, and where it leads. It names no client and quotes no film.

    `role` says as whom it concerns them. `mailed_at`: it stood in a daily letter.
    """

    __tablename__ = "notices"

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[Role | None] = mapped_column(choice(Role), default=None)
    words: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(String(300))
    once: Mapped[str] = mapped_column(String(200))
    at: Mapped[At]
    read_at: Mapped[MaybeAt]
    mailed_at: Mapped[MaybeAt]

    __table_args__ = (
        UniqueConstraint("person_id", "once"),
        CheckConstraint("url LIKE '/%' AND url NOT LIKE '//%'", name="it_leads_into_attune"),
        Index("ix_notices_person_id_read_at", "person_id", "read_at"),
    )


class Digest(StrEnum):
    DAILY = "daily"
    NONE = "none"


class NoticePreference(Model):
    """How often a person wants a letter about unread notices; without a row, daily."""

    __tablename__ = "notice_preferences"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    digest: Mapped[Digest] = mapped_column(choice(Digest))
    chosen_at: Mapped[At]
