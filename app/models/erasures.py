"""Certificates of erasure: of which film, why, what was removed, and until when copies last."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.footage import Recording


class ErasedWhy(StrEnum):
    OWNER = "owner"
    RETENTION = "retention"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {
            "owner": "The trainee whose film it was erased it.",
            "retention": "The time the service keeps films of a case was over.",
            "refused": "The film could not be used, so what had arrived of it was removed.",
        }[self.value]


class Erasure(Model):
    """What was erased of one recording. Once `removed_at` is written it never changes.

    `files` and `bytes` are what was found in every store when the removal began. By
    `backups_gone_on` the last backup that may hold some of it is gone.
    """

    __tablename__ = "erasures"

    id: Mapped[Key]
    recording_id: Mapped[int] = to("recordings.id")
    why: Mapped[ErasedWhy] = mapped_column(choice(ErasedWhy))
    begun_at: Mapped[At]
    files: Mapped[int] = mapped_column(default=0)
    bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    removed_at: Mapped[MaybeAt]
    backups_gone_on: Mapped[date | None]

    recording: Mapped[Recording] = relationship()

    __table_args__ = (
        UniqueConstraint("recording_id"),
        CheckConstraint("files >= 0 AND bytes >= 0", name="it_counts_what_was_there"),
        CheckConstraint(
            "(removed_at IS NULL) = (backups_gone_on IS NULL)", name="an_end_for_backups_too"
        ),
    )
