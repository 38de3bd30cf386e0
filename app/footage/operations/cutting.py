"""Clips that are shown are cut as films of their own, so that nothing else of the film is sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from app import audit, clock
from app.extensions import db, transaction
from app.footage import files, queries
from app.footage.operations.tries import LeaseLost, is_about_the_machine
from app.jobs import lease, ring_after_commit
from app.models.footage import Clip, Recording, RecordingState
from app.video.excerpt import cut_excerpt


def ask_for_film(clip: Clip) -> None:
    """Have a clip cut that is shown from now on; where it could not be, it is tried anew."""
    if clip.film_made_at is None and clip.attempts >= lease.TRIES:
        clip.attempts = 0
    ring_after_commit("footage.cut_clip", clip.id)


def cut_clip(clip_id: int) -> None:
    """Make the film of a clip that is shown to somebody. Safe to repeat, and to kill at any moment.

    While it is held the files of its recording are not erased, so nothing is published after; it
    is let go of within a second when the recording ends.
    """
    if not lease.claim(Clip, clip_id, Clip.attempts < lease.TRIES, *queries.CLIP_TO_CUT):
        return
    with transaction():
        clip = db.session.get_one(Clip, clip_id)
        db.session.refresh(clip)
        number, recording, span = clip.attempts, clip.recording, (clip.start_frame, clip.end_frame)
        film, parts = clip.film_number, queries.parts_of(recording.id)
        source, key = queries.reference_key(recording), files.clip_key(recording.id, clip.id, film)
        rate = recording.rate
    mine = (Clip.id == clip_id, Clip.attempts == number, Clip.film_number == film)
    this = (*mine, *queries.CLIP_TO_CUT)

    def go_on() -> None:
        if not lease.hold(Clip, clip_id, *this):
            raise LeaseLost

    try:
        with (
            files.scratch(f"clip-{clip_id}") as folder,
            files.storage().fetch(source) as reference,
        ):
            cut_excerpt(reference, rate, *span, folder / "clip.mp4", go_on, parts=parts)
            go_on()
            files.storage().publish(key, folder / "clip.mp4")
        _note(clip_id, this)
    except LeaseLost:
        is_wanted = _is_wanted(clip_id, film)
        _let_go(clip_id, number, counted=is_wanted, again=True)
        if not is_wanted:
            files.storage().delete(key)
    except Exception as error:
        _let_go(clip_id, number, counted=not is_about_the_machine(error))
        raise


def drop_old_clip_films(clip_id: int) -> None:
    """Remove what was cut for a clip before its blurred parts changed. Safe to repeat."""
    if clip_id not in queries.with_old_clip_films():
        return
    clip = db.session.get_one(Clip, clip_id)
    number = clip.film_number
    _remove_films(clip, number)
    with transaction():
        db.session.get_one(Clip, clip_id).films_gone = number


def _remove_films(clip: Clip, before: int) -> None:
    for number in range(clip.films_gone, before):
        files.storage().delete(files.clip_key(clip.recording_id, clip.id, number))


def drop_clip_film(clip_id: int) -> None:
    """Remove what was cut for a clip that was deleted. Safe to repeat."""
    if clip_id not in queries.clip_films_to_drop():
        return
    clip = db.session.get_one(Clip, clip_id)
    _remove_films(clip, clip.film_number + 1)
    with transaction():
        clip = db.session.get_one(Clip, clip_id)
        clip.film_made_at, clip.attempts = None, 0
        clip.films_gone = clip.film_number


def _note(clip_id: int, conditions: tuple[Any, ...]) -> None:
    with transaction():
        clip = db.session.scalar(select(Clip).where(*conditions))
        if clip is None:
            raise LeaseLost
        clip.film_made_at, clip.lease_until = clock.now(), None
        audit.record(None, "clip.cut", clip)


def _is_wanted(clip_id: int, film: int) -> bool:
    ready = select(Clip.id).join(Clip.recording).where(Recording.state == RecordingState.READY)
    kept = Clip.id == clip_id, Clip.film_number == film, Clip.deleted_at.is_(None)
    return db.session.scalar(ready.where(*kept)) is not None


def _let_go(clip_id: int, number: int, counted: bool, again: bool = False) -> None:
    """`again`: another film of it may be wanted, for which somebody rang while it was held."""
    mine = update(Clip).where(Clip.id == clip_id, Clip.attempts == number)
    free = mine.values(lease_until=None, attempts=number - (not counted))
    with transaction():
        db.session.execute(free.execution_options(synchronize_session=False))
        if again:
            ring_after_commit("footage.cut_clip", clip_id)
