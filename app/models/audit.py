"""What happened, and who watched what. Both are only ever added to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Instant, Key, Model, choice, to
from app.models.people import Role


class AuditEntry(Model):
    """One change: who, acting as what, did what to which row. A trigger refuses any change.

    `digest` seals the entry together with `previous`, the digest of the entry before: see
    `app.audit.form`. No two entries follow the same one.
    """

    __tablename__ = "audit_entries"

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    person_id: Mapped[int | None] = to("people.id")
    role: Mapped[Role | None] = mapped_column(choice(Role))
    act: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(60), index=True)
    subject_id: Mapped[int] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    digest: Mapped[str] = mapped_column(String(64))


class Sent(StrEnum):
    """What of a recording was sent: the film itself, or single pictures of it."""

    FILM = "film"
    PICTURE = "picture"


class Watch(Model):
    """Footage was sent to somebody: one row for each person, recording, kind and five minutes.

    Written before the first byte leaves: this is what the server knows. Triggers refuse any change.
    """

    __tablename__ = "watches"

    id: Mapped[Key]
    person_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))
    recording_id: Mapped[int] = to("recordings.id")
    from_minute: Mapped[datetime] = mapped_column(Instant)
    sent: Mapped[Sent] = mapped_column(choice(Sent))

    __table_args__ = (UniqueConstraint("person_id", "recording_id", "role", "from_minute", "sent"),)


class LinkWatch(Model):
    """Footage was sent to whoever holds a personal link: one row for each five minutes.

    As `Watch`, for somebody who has no account. Triggers refuse any change.
    """

    __tablename__ = "link_watches"

    id: Mapped[Key]
    link_id: Mapped[int] = to("client_links.id")
    recording_id: Mapped[int] = to("recordings.id")
    from_minute: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("link_id", "recording_id", "from_minute"),)


class Played(Model):
    """A player said that it showed these frames, the first to the last, while the film ran.

    A player can be mistaken. `token` names one message of it, so that a repeat adds nothing.
    Triggers refuse any change.
    """

    __tablename__ = "played"

    id: Mapped[Key]
    token: Mapped[str] = mapped_column(String(36))
    person_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))
    recording_id: Mapped[int] = to("recordings.id")
    first_frame: Mapped[int]
    last_frame: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("person_id", "token", "first_frame"),
        CheckConstraint("first_frame >= 0", name="it_begins_in_the_film"),
        CheckConstraint("last_frame >= first_frame", name="the_last_follows_the_first"),
    )
