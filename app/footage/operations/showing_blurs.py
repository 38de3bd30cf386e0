"""The film in which a person looks at a blurred part before anybody else sees it."""

from __future__ import annotations

import math
from typing import Any

from sqlalchemy import select, update

from app import audit, clock
from app.extensions import db, transaction
from app.footage import files, queries
from app.footage.operations.telling import tell_owner_of
from app.footage.operations.tries import LeaseLost, is_about_the_machine
from app.jobs import lease
from app.models.blurs import Blur
from app.video.excerpt import join_excerpts


def show_blur(blur_id: int) -> None:
    """Make the film to look at: its frames and a second before and after, with all that is blurred.

    Safe to repeat, and to kill at any moment. While it is held the files of its recording are not
    erased; it is let go of within a second when the part or the recording ends.
    """
    if not lease.claim(Blur, blur_id, Blur.attempts < lease.TRIES, *queries.BLUR_TO_SHOW):
        return
    with transaction():
        blur = db.session.get_one(Blur, blur_id)
        db.session.refresh(blur)
        number, recording = blur.attempts, blur.recording
        recording_id, rate, span = recording.id, recording.rate, span_to_look_at(blur)
        source, key = queries.reference_key(recording), files.blur_key(recording.id, blur_id)
        parts = queries.parts_of(recording.id)
    this = (Blur.id == blur_id, Blur.attempts == number, *queries.BLUR_TO_SHOW)

    def go_on(share: float) -> None:
        if not lease.hold(Blur, blur_id, *this, progress=share):
            raise LeaseLost
        with transaction():
            tell_owner_of(recording_id)

    try:
        with (
            files.scratch(f"blur-{blur_id}") as folder,
            files.storage().fetch(source) as reference,
        ):
            join_excerpts(reference, rate, [span], folder / "blur.mp4", go_on, parts=parts)
            go_on(1.0)
            files.storage().publish(key, folder / "blur.mp4")
        _note(blur_id, this)
    except LeaseLost:
        _let_go(blur_id, number, counted=True)
        if not queries.blur_is_wanted(blur_id):
            files.storage().delete(key)
    except Exception as error:
        _let_go(blur_id, number, counted=not is_about_the_machine(error))
        raise


def span_to_look_at(blur: Blur) -> tuple[int, int]:
    """Its first and its last frame, and a second on each side in which it is sharp."""
    second = math.ceil(blur.recording.rate.exact)
    last = (blur.recording.frame_count or 1) - 1
    return max(0, blur.start_frame - second), min(last, blur.end_frame + second)


def drop_blur_film(blur_id: int) -> None:
    """Remove what was made to look at a part that was changed or removed. Safe to repeat."""
    if blur_id not in queries.blur_films_to_drop():
        return
    blur = db.session.get_one(Blur, blur_id)
    files.storage().delete(files.blur_key(blur.recording_id, blur_id))
    with transaction():
        db.session.get_one(Blur, blur_id).film_gone_at = clock.now()


def _note(blur_id: int, conditions: tuple[Any, ...]) -> None:
    with transaction():
        blur = db.session.scalar(select(Blur).where(*conditions))
        if blur is None:
            raise LeaseLost
        blur.film_made_at, blur.progress, blur.lease_until = clock.now(), 1.0, None
        tell_owner_of(blur.recording_id)
        audit.record(None, "blur.made", blur)


def _let_go(blur_id: int, number: int, counted: bool) -> None:
    mine = update(Blur).where(Blur.id == blur_id, Blur.attempts == number)
    free = mine.values(lease_until=None, attempts=number - (not counted), progress=0.0)
    with transaction():
        db.session.execute(free.execution_options(synchronize_session=False))
