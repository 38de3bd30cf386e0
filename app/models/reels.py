"""Highlights reels: the clips chosen for a shared review, joined to one film in their order."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.footage import Clip, Recording
from app.models.leases import Leased


class ReelState(StrEnum):
    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class Reel(Leased, Model):
    """The chosen clips of a film as one film; another order is another reel, this one goes then.

    `pieces` are the clips as they were chosen. Its file lies in the folder of its recording, and
    `frame_count` is known with it.
    """

    __tablename__ = "reels"

    id: Mapped[Key]
    recording_id: Mapped[int] = to("recordings.id")
    owner_id: Mapped[int] = to("people.id")
    state: Mapped[ReelState] = mapped_column(choice(ReelState), default=ReelState.WAITING)
    progress: Mapped[float] = mapped_column(default=0.0)
    frame_count: Mapped[int | None]
    created_at: Mapped[At]
    made_at: Mapped[MaybeAt]
    deleted_at: Mapped[MaybeAt]
    file_gone_at: Mapped[MaybeAt]

    recording: Mapped[Recording] = relationship()
    pieces: Mapped[list[ReelPiece]] = relationship(order_by="ReelPiece.place")

    __table_args__ = (
        CheckConstraint("progress >= 0 AND progress <= 1", name="progress_is_a_share"),
        CheckConstraint(
            "(state = 'ready') = (made_at IS NOT NULL)"
            " AND (made_at IS NULL) = (frame_count IS NULL)",
            name="what_is_ready_was_made",
        ),
        CheckConstraint("frame_count > 0", name="it_has_frames"),
        CheckConstraint(
            "file_gone_at IS NULL OR deleted_at IS NOT NULL", name="the_file_of_a_kept_reel_stays"
        ),
        Index(
            "uq_reels_of_a_recording",
            "recording_id",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )


class ReelPiece(Model):
    """A clip in a reel, at its place from 1 on."""

    __tablename__ = "reel_pieces"

    id: Mapped[Key]
    reel_id: Mapped[int] = to("reels.id")
    clip_id: Mapped[int] = to("clips.id")
    place: Mapped[int]

    clip: Mapped[Clip] = relationship()

    __table_args__ = (
        UniqueConstraint("reel_id", "place"),
        UniqueConstraint("reel_id", "clip_id"),
        CheckConstraint("place > 0", name="places_begin_with_one"),
    )
