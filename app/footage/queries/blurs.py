"""Blurred parts of a film: which are kept, which wait for somebody, what they hide at a moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select

from app import policies
from app.extensions import db
from app.jobs import lease
from app.models.blurs import Blur
from app.models.footage import Clip, Recording, RecordingState
from app.models.reels import Reel, ReelPiece
from app.policies import Actor
from app.policies.blurs import in_the_clip, waits_in_the_clip
from app.video.blurring import BlurredPart, Box
from app.web.pages import Page, paginate

KEPT = Blur.ended_at.is_(None)
WAITS = and_(KEPT, Blur.confirmed_at.is_(None))
BLUR_TO_SHOW = (
    KEPT,
    Blur.film_made_at.is_(None),
    exists().where(Recording.id == Blur.recording_id, Recording.state == RecordingState.READY),
)


def blurs_page(actor: Actor, recording: Recording, page: int) -> Page:
    """The kept blurred parts of a film, in the order in which they begin."""
    own = policies.allowed("blur.change", actor).where(Blur.recording_id == recording.id)
    return paginate(own.order_by(Blur.start_frame, Blur.id), page)


def parts_of(recording_id: int) -> list[BlurredPart]:
    """What is blurred in a film now, looked at or not."""
    return _parts(select(Blur).where(Blur.recording_id == recording_id, KEPT))


def parts_when(recording_id: int, at: datetime) -> list[BlurredPart]:
    """What was blurred in a film at a moment."""
    held = or_(KEPT, Blur.ended_at > at)
    of_then = Blur.recording_id == recording_id, Blur.placed_at <= at, held
    return _parts(select(Blur).where(*of_then))


def _parts(asked: Select[Any]) -> list[BlurredPart]:
    return [
        BlurredPart(one.start_frame, one.end_frame, Box(*one.start_box), Box(*one.end_box))
        for one in db.session.scalars(asked.order_by(Blur.id))
    ]


def how_many_blurs(recording: Recording) -> tuple[int, int]:
    """How many parts of a film are blurred, and how many of them wait to be looked at."""
    counted = select(func.count(), func.count().filter(Blur.confirmed_at.is_(None)))
    row = db.session.execute(counted.where(Blur.recording_id == recording.id, KEPT)).one()
    return row[0], row[1]


def with_blurs(recording_ids: Collection[int]) -> set[int]:
    """Which of these films have a blurred part."""
    asked = select(Blur.recording_id).where(Blur.recording_id.in_(recording_ids), KEPT)
    return set(db.session.scalars(asked.distinct()))


def a_blur_waits_at(recording_id: int, frame: int) -> bool:
    """Whether a part that nobody looked at yet is blurred in that frame."""
    return bool(frames_that_wait([(recording_id, frame)]))


def frames_that_wait(frames: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Which frames, each a film and its number, show a part that nobody looked at yet."""
    wanted = set(frames)
    films = select(Blur.recording_id, Blur.start_frame, Blur.end_frame).where(
        WAITS, Blur.recording_id.in_({film for film, _ in wanted})
    )
    waiting = db.session.execute(films).all()
    return {
        (film, frame)
        for film, frame in wanted
        if any(row[0] == film and row[1] <= frame <= row[2] for row in waiting)
    }


def touched_clips(recording: Recording, first: int, last: int) -> Sequence[Clip]:
    """Clips that show a frame from `first` to `last`, of which a film was begun."""
    begun = or_(Clip.film_made_at.is_not(None), Clip.attempts > 0)
    shows = Clip.start_frame <= last, Clip.end_frame >= first
    return db.session.scalars(
        select(Clip).where(Clip.recording_id == recording.id, begun, *shows).order_by(Clip.id)
    ).all()


def clips_that_wait(clip_ids: Collection[int]) -> set[int]:
    """Which of these clips have a blurred part that nobody looked at yet."""
    waiting = select(Clip.id).join(Blur, waits_in_the_clip()).where(Clip.id.in_(clip_ids))
    return set(db.session.scalars(waiting.distinct()))


def a_blur_waits_in_reel(reel: Reel) -> bool:
    """Whether any of its clips has one."""
    pieces = select(ReelPiece.clip_id).where(ReelPiece.reel_id == reel.id)
    return bool(clips_that_wait(db.session.scalars(pieces).all()))


def is_blurred(clip: Clip) -> bool:
    """Whether any part of a clip's picture is blurred."""
    parts = select(Blur.id).join(Clip, in_the_clip()).where(Clip.id == clip.id)
    return db.session.scalar(parts.limit(1)) is not None


def blurs_to_show() -> list[int]:
    """Blurred parts that nobody can look at yet: no film shows them."""
    wanted = select(Blur.id).where(*BLUR_TO_SHOW, Blur.attempts < lease.TRIES, lease.is_free(Blur))
    return list(db.session.scalars(wanted.order_by(Blur.id)))


def blur_is_wanted(blur_id: int) -> bool:
    ready = select(Blur.id).join(Blur.recording).where(Recording.state == RecordingState.READY)
    return db.session.scalar(ready.where(Blur.id == blur_id, KEPT)) is not None


def blur_films_to_drop() -> list[int]:
    """Blurred parts that were changed or removed, and whose film may still be there."""
    ended = Blur.ended_at.is_not(None), Blur.film_gone_at.is_(None), lease.is_free(Blur)
    return list(db.session.scalars(select(Blur.id).where(*ended).order_by(Blur.id)))
