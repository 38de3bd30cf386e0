"""Which recordings wait for a worker. Rows are asked, and files where only they know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, or_, select

from app import clock
from app.extensions import db
from app.footage import files
from app.footage.queries.recordings import ENDED
from app.jobs import lease
from app.models.blurs import Blur
from app.models.footage import Clip, Recording, RecordingState
from app.models.presentations import Presentation, PresentedClip
from app.models.reels import Reel

LEFT_FOR = timedelta(days=7)
UPLOADING = Recording.state == RecordingState.UPLOADING
CLIP_TO_CUT = (
    Clip.film_made_at.is_(None),
    Clip.deleted_at.is_(None),
    exists().where(Recording.id == Clip.recording_id, Recording.state == RecordingState.READY),
)


def files_must_go() -> tuple[ColumnElement[bool], ...]:
    """Conditions on a recording that ended, of which nothing is being cut or joined at this moment.

    A refused one whose owner has not decided about it yet keeps its files.
    """
    held = exists().where(Clip.recording_id == Recording.id, Clip.lease_until >= clock.now())
    decided = Recording.original_kept.is_(False)
    joined = exists().where(Reel.recording_id == Recording.id, Reel.lease_until >= clock.now())
    blurred = exists().where(Blur.recording_id == Recording.id, Blur.lease_until >= clock.now())
    waits = Recording.state.in_(ENDED), decided, Recording.files_erased_at.is_(None)
    return *waits, ~held, ~joined, ~blurred


def clips_to_cut() -> list[int]:
    """Clips that are or will be shown to somebody and are no films of their own yet."""
    wanted = select(Clip.id).where(*_clips_to_cut(), lease.is_free(Clip))
    return list(db.session.scalars(wanted.order_by(Clip.id)))


def waits_to_be_cut(clip: Clip) -> bool:
    """Whether a film of this clip is still to come, or is made at this moment."""
    wanted = select(Clip.id).where(Clip.id == clip.id, *_clips_to_cut())
    return db.session.scalar(wanted) is not None


def _clips_to_cut() -> tuple[ColumnElement[bool], ...]:
    shown = (
        select(PresentedClip.clip_id)
        .join(Presentation, Presentation.id == PresentedClip.presentation_id)
        .where(Presentation.ended_at.is_(None), Presentation.closes_at > clock.now())
    )
    return Clip.id.in_(shown), *CLIP_TO_CUT, Clip.attempts < lease.TRIES


def clip_films_to_drop() -> list[int]:
    """Deleted clips of which a film may still be kept: somebody began to cut it."""
    begun = or_(
        Clip.film_made_at.is_not(None), Clip.attempts > 0, Clip.films_gone < Clip.film_number
    )
    gone = select(Clip.id).where(Clip.deleted_at.is_not(None), begun, lease.is_free(Clip))
    return list(db.session.scalars(gone))


def with_old_clip_films() -> list[int]:
    """Clips that are cut anew, and whose earlier films may still be kept."""
    old = select(Clip.id).where(Clip.films_gone < Clip.film_number, lease.is_free(Clip))
    return list(db.session.scalars(old.order_by(Clip.id)))


def to_be_made_ready() -> list[int]:
    """Recordings that have arrived and are not ready yet."""
    moving = (RecordingState.RECEIVED, RecordingState.WATCHABLE)
    return _ids(Recording.state.in_(moving), lease.is_free(Recording))


def can_be_watched(recording_id: int) -> bool:
    """Whether its reference film is in its place already."""
    state = select(Recording.state).where(Recording.id == recording_id)
    return db.session.scalar(state) is RecordingState.WATCHABLE


def with_files_to_erase() -> list[int]:
    """Ended recordings whose files may still be there."""
    return _ids(*files_must_go(), lease.is_free(Recording))


def arrived_uploads() -> list[int]:
    """Uploads whose last byte is here, though nobody has noted it."""
    return [one for one in _ids(UPLOADING) if has_arrived_whole(one)]


def forgotten_uploads() -> list[int]:
    """Uploads to which nothing was added for seven days."""
    long_ago = clock.now() - LEFT_FOR
    old = _ids(UPLOADING, Recording.created_at < long_ago)
    return [one for one in old if files.last_arrival(one) < long_ago.timestamp()]


def ready_with_original() -> list[int]:
    """Recordings whose original outlived its use, because a worker ended at that moment."""
    return _ids(Recording.id.in_(files.kept_uploads()), Recording.state == RecordingState.READY)


def has_arrived_whole(recording_id: int) -> bool:
    """Whether as many bytes are here as were declared."""
    declared = select(Recording.declared_bytes).where(Recording.id == recording_id)
    return db.session.scalar(declared) == files.arrived_bytes(recording_id)


def is_what_was_offered(recording_id: int, sha256: str) -> bool:
    """Whether the sender worked out the same fingerprint; true of one who offered none."""
    asked = select(Recording.offered_sha256).where(Recording.id == recording_id)
    return db.session.scalar(asked) in (None, sha256)


def _ids(*conditions: ColumnElement[bool]) -> list[int]:
    found: Iterable[int] = db.session.scalars(select(Recording.id).where(*conditions))
    return list(found)
