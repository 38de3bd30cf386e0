"""Blurring a part of the picture: placed by hand, looked at by a person, and only then shown.

Nothing that was cut before is served after a change: it is cut anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from accreditation.timecode import Span, TimecodeError
from app import audit, clock
from app.extensions import db
from app.footage import queries
from app.footage.operations.reels import join_anew
from app.jobs import lease, ring_after_commit
from app.models.blurs import EDGES, Blur
from app.models.footage import Clip, Recording
from app.policies import Actor
from app.web.errors import Refusal

MOST = 200
SMALLEST = 0.005
TOO_MANY = (
    f"A film has room for {MOST} blurred parts. Remove one that is not needed any more, or blur a "
    "larger part for longer. Nothing was changed."
)
NOT_THERE = (
    "This part does not lie within the picture. Choose from 0 to 100 percent, so that left and "
    "width, and top and height, come to 100 at most. Nothing was changed."
)
NOT_SEEN = "Nobody can have looked at it yet: it is still being made. Nothing was confirmed."

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom, as shares of the picture."""


@dataclass(frozen=True)
class Place:
    """Where something is blurred: from `start_frame` to `end_frame`, the last one included.

    It goes straight from `start` in the first frame to `end` in the last.
    """

    start_frame: int
    end_frame: int
    start: Edges
    end: Edges


def place_blur(actor: Actor, recording: Recording, place: Place) -> Blur:
    """Blur a part of the picture. A film to look at is made in the background.

    Until somebody has looked at it and confirmed it, no clip and no reel that it touches is shown
    to anybody else. Those that were cut before are cut anew. Raises Refusal.
    """
    _refuse_what_is_not_there(recording, place)
    _refuse_too_many(recording)
    blur = _placed(actor, recording, place)
    _cut_anew(actor, recording, place.start_frame, place.end_frame)
    return blur


def change_blur(actor: Actor, blur: Blur, place: Place) -> Blur:
    """Blur another part, or for another time, instead; it is to be looked at anew.

    The one before ends, and stays written. Where nothing is otherwise nothing happens.
    """
    if place == place_of(blur):
        return blur
    _refuse_what_is_not_there(blur.recording, place)
    _end(blur)
    changed = _placed(actor, blur.recording, place)
    first = min(blur.start_frame, place.start_frame)
    _cut_anew(actor, blur.recording, first, max(blur.end_frame, place.end_frame))
    return changed


def remove_blur(actor: Actor, blur: Blur) -> None:
    """Nothing is blurred there any more, in whatever is cut from now on."""
    _end(blur)
    audit.record(actor, "blur.removed", blur, recording=blur.recording_id)
    _cut_anew(actor, blur.recording, blur.start_frame, blur.end_frame)


def confirm_blur(actor: Actor, blur: Blur) -> None:
    """Somebody looked at it: what should be hidden is hidden. Raises Refusal before it is made."""
    if blur.film_made_at is None:
        raise Refusal(NOT_SEEN)
    if blur.confirmed_at is not None:
        return
    blur.confirmed_at, blur.confirmed_by_id = clock.now(), actor.person_id
    audit.record(actor, "blur.confirmed", blur, recording=blur.recording_id)


def try_blur_again(blur: Blur) -> None:
    """Have the film to look at made, though it could not be before."""
    if blur.film_made_at is None and blur.attempts >= lease.TRIES:
        blur.attempts = 0
    ring_after_commit("footage.show_blur", blur.id)


def place_of(blur: Blur) -> Place:
    return Place(blur.start_frame, blur.end_frame, blur.start_box, blur.end_box)


def _placed(actor: Actor, recording: Recording, place: Place) -> Blur:
    boxes = (("start", place.start), ("end", place.end))
    edges = {
        f"{at}_{edge}": share for at, box in boxes for edge, share in zip(EDGES, box, strict=True)
    }
    blur = Blur(
        recording_id=recording.id,
        placed_by_id=actor.person_id,
        start_frame=place.start_frame,
        end_frame=place.end_frame,
        placed_at=clock.now(),
        **edges,
    )
    db.session.add(blur)
    db.session.flush()
    frames = {"first": place.start_frame, "last": place.end_frame}
    audit.record(actor, "blur.placed", blur, recording=recording.id, **frames)
    ring_after_commit("footage.show_blur", blur.id)
    return blur


def _end(blur: Blur) -> None:
    blur.ended_at = clock.now()
    ring_after_commit("footage.drop_blur_film", blur.id)


def _cut_anew(actor: Actor, recording: Recording, first: int, last: int) -> None:
    """What shows any of these frames is made anew; a worker that makes it now is stopped."""
    db.session.flush()
    for clip in queries.touched_clips(recording, first, last):
        _not_that_film(clip)
    join_anew(actor, recording, first, last)


def _not_that_film(clip: Clip) -> None:
    """Whoever still holds the clip lets go of it; the tries of another film are its own."""
    clip.film_number += 1
    clip.film_made_at = None
    if clip.lease_until is None or clip.lease_until < clock.now():
        clip.attempts = 0
    ring_after_commit("footage.drop_old_clip_films", clip.id)
    ring_after_commit("footage.cut_clip", clip.id)


def _refuse_too_many(recording: Recording) -> None:
    if queries.how_many_blurs(recording)[0] >= MOST:
        raise Refusal(TOO_MANY)


def _refuse_what_is_not_there(recording: Recording, place: Place) -> None:
    try:
        Span(place.start_frame, place.end_frame).require_within(recording.frame_count or 0)
    except TimecodeError as problem:
        raise Refusal(f"{problem} Nothing was changed.") from problem
    for left, top, right, bottom in (place.start, place.end):
        lies_within = 0 <= left < right <= 1 and 0 <= top < bottom <= 1
        if not lies_within or min(right - left, bottom - top) < SMALLEST:
            raise Refusal(NOT_THERE)
