"""What a service says to those it asks for consent, and how long it keeps film: in versions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, to
from app.models.people import Person
from app.models.services import Service


class ConsentWording(Model):
    """One version of a service's words. A draft can change; once published it never does.

    `purposes` holds for each purpose its title and explanation. A consent is pinned to the
    version that was read out; `name` is what its page calls it. Versions are counted in each
    language; in another one than English, `says_version` is the English version it says.
    """

    __tablename__ = "consent_wordings"

    id: Mapped[Key]
    service_id: Mapped[int] = to("services.id")
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(12))
    says_version: Mapped[int | None]
    introduction: Mapped[str] = mapped_column(Text)
    purposes: Mapped[dict[str, Any]] = mapped_column(JSON)
    withdrawing: Mapped[str] = mapped_column(Text)
    complaints: Mapped[str] = mapped_column(Text)
    created_at: Mapped[At]
    changed_at: Mapped[At]
    changed_by_id: Mapped[int | None] = to("people.id")
    published_at: Mapped[MaybeAt]
    published_by_id: Mapped[int | None] = to("people.id")

    service: Mapped[Service] = relationship()
    changed_by: Mapped[Person | None] = relationship(foreign_keys=[changed_by_id])
    published_by: Mapped[Person | None] = relationship(foreign_keys=[published_by_id])

    __table_args__ = (
        UniqueConstraint("service_id", "language", "number"),
        UniqueConstraint("id", "name", name="uq_consent_wordings_id_and_name"),
        CheckConstraint("number > 0", name="versions_count_from_one"),
        CheckConstraint(
            "published_by_id IS NULL OR published_at IS NOT NULL", name="published_on_a_day"
        ),
        Index(
            "uq_consent_wordings_draft",
            "service_id",
            "language",
            unique=True,
            sqlite_where=text("published_at IS NULL"),
            postgresql_where=text("published_at IS NULL"),
        ),
    )


class RetentionPolicy(Model):
    """One version of how long a service keeps the films of a case. It never changes.

    Films go `months_after_end` months after involvement ends; people are reminded so many
    `reminder_days` before. Longer is possible only by an explicit consent to keep for
    accreditation, offered when `keep_at_most_months` says for how many months at most.
    `keeps_originals` says whether a film is kept as it arrived, beside the one that is watched.
    `source` says what the version rests on, `reason` why it was chosen.
    """

    __tablename__ = "retention_policies"

    id: Mapped[Key]
    service_id: Mapped[int] = to("services.id")
    number: Mapped[int]
    months_after_end: Mapped[int]
    reminder_days: Mapped[list[int]] = mapped_column(JSON)
    keep_at_most_months: Mapped[int | None]
    keeps_originals: Mapped[bool] = mapped_column(default=False, server_default=false())
    source: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    published_at: Mapped[At]
    published_by_id: Mapped[int | None] = to("people.id")

    service: Mapped[Service] = relationship()
    published_by: Mapped[Person | None] = relationship(foreign_keys=[published_by_id])

    __table_args__ = (
        UniqueConstraint("service_id", "number"),
        CheckConstraint("number > 0", name="versions_count_from_one"),
        CheckConstraint("months_after_end >= 0", name="films_go_after_the_end"),
        CheckConstraint("keep_at_most_months > months_after_end", name="keeping_is_longer"),
        CheckConstraint("source <> ''", name="it_names_its_source"),
    )
