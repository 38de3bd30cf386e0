"""Clips that are shown are cut as films of their own, so that nothing else of the film is sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from app import audit, clock
from app.extensions import db, transaction
from app.footage import files, queries
from app.jobs import lease
from app.models.footage import Clip
from app.video.excerpt import cut_excerpt


def cut_clip(clip_id: int) -> None:
    """Make the film of a clip that is shown to somebody. Safe to repeat, and to kill at any moment.

    While it is held the files of its recording are not erased, so nothing is published after.
    """
    if not lease.claim(Clip, clip_id, Clip.attempts < lease.TRIES, *queries.CLIP_TO_CUT):
        return
    with transaction():
        clip = db.session.get_one(Clip, clip_id)
        number, recording, span = clip.attempts, clip.recording, (clip.start_frame, clip.end_frame)
        source, key = queries.reference_key(recording), files.clip_key(recording.id, clip.id)
        rate = recording.rate
    this = (Clip.id == clip_id, Clip.attempts == number, *queries.CLIP_TO_CUT)
    try:
        with (
            files.scratch(f"clip-{clip_id}") as folder,
            files.storage().fetch(source) as reference,
        ):
            cut_excerpt(reference, rate, *span, folder / "clip.mp4")
            if lease.hold(Clip, clip_id, *this):
                files.storage().publish(key, folder / "clip.mp4")
    except Exception:
        _let_go(clip_id, number)
        raise
    _note(clip_id, number, this)


def drop_clip_film(clip_id: int) -> None:
    """Remove the film of a clip that was deleted. Safe to repeat."""
    if clip_id not in queries.clip_films_to_drop():
        return
    clip = db.session.get_one(Clip, clip_id)
    files.storage().delete(files.clip_key(clip.recording_id, clip.id))
    with transaction():
        db.session.get_one(Clip, clip_id).film_made_at = None


def _note(clip_id: int, number: int, conditions: tuple[Any, ...]) -> None:
    with transaction():
        made = update(Clip).where(*conditions).values(film_made_at=clock.now(), lease_until=None)
        found = db.session.execute(made.execution_options(synchronize_session=False))
        if getattr(found, "rowcount", 0) == 1:
            audit.record(None, "clip.cut", db.session.get_one(Clip, clip_id))
            return
    _let_go(clip_id, number)


def _let_go(clip_id: int, number: int) -> None:
    free = update(Clip).where(Clip.id == clip_id, Clip.attempts == number).values(lease_until=None)
    with transaction():
        db.session.execute(free.execution_options(synchronize_session=False))
