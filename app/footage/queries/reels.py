"""Highlights reels: what they are joined of, which wait for a worker, which must go."""

from __future__ import annotations

from sqlalchemy import exists, select

from app.extensions import db
from app.jobs import lease
from app.models.footage import Clip, Recording, RecordingState
from app.models.reels import Reel, ReelPiece, ReelState

_WITH_A_DELETED_CLIP = (
    select(ReelPiece.reel_id).join(ReelPiece.clip).where(Clip.deleted_at.is_not(None))
)
REEL_TO_JOIN = (
    Reel.state == ReelState.WAITING,
    Reel.deleted_at.is_(None),
    Reel.id.not_in(_WITH_A_DELETED_CLIP),
    exists().where(Recording.id == Reel.recording_id, Recording.state == RecordingState.READY),
)


def reels_to_join() -> list[int]:
    """Reels that were asked for and are no film yet."""
    wanted = select(Reel.id).where(*REEL_TO_JOIN, lease.is_free(Reel))
    return list(db.session.scalars(wanted.order_by(Reel.id)))


def reel_is_wanted(reel_id: int) -> bool:
    """Whether it is still to be joined, or is joined by now, and may be kept."""
    kept = select(Reel.id).where(Reel.id == reel_id, Reel.deleted_at.is_(None))
    there = exists().where(
        Recording.id == Reel.recording_id, Recording.state == RecordingState.READY
    )
    return db.session.scalar(kept.where(there, Reel.id.not_in(_WITH_A_DELETED_CLIP))) is not None


def reels_to_drop() -> list[int]:
    """Reels that were deleted, or of which a clip was, and whose file may still be there."""
    ended = Reel.deleted_at.is_not(None) | Reel.id.in_(_WITH_A_DELETED_CLIP)
    gone = select(Reel.id).where(ended, Reel.file_gone_at.is_(None), lease.is_free(Reel))
    return list(db.session.scalars(gone.order_by(Reel.id)))
