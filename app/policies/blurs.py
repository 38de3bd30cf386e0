"""Conditions about blurred parts of a film: nobody else sees what was not looked at by a person."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, not_, select

from app.models.blurs import Blur
from app.models.footage import Clip
from app.models.reels import Reel, ReelPiece
from app.policies.rule import Actor


def blur_is_kept(actor: Actor) -> ColumnElement[bool]:
    """it was neither changed nor removed since"""
    return Blur.ended_at.is_(None)


def in_the_clip() -> ColumnElement[bool]:
    """A blurred part that is kept and a clip share a frame."""
    return and_(
        Blur.recording_id == Clip.recording_id,
        Blur.ended_at.is_(None),
        Blur.start_frame <= Clip.end_frame,
        Blur.end_frame >= Clip.start_frame,
    )


def waits_in_the_clip() -> ColumnElement[bool]:
    """The same of a part that nobody looked at yet."""
    return and_(in_the_clip(), Blur.confirmed_at.is_(None))


def blurs_of_clip_are_confirmed(actor: Actor) -> ColumnElement[bool]:
    """somebody looked at every blurred part of it and confirmed it"""
    return not_(exists().where(waits_in_the_clip()).correlate(Clip))


def blurs_of_reel_are_confirmed(actor: Actor) -> ColumnElement[bool]:
    """somebody looked at every blurred part of its clips and confirmed it"""
    waits = select(ReelPiece.reel_id).join(ReelPiece.clip).join(Blur, waits_in_the_clip())
    return Reel.id.not_in(waits)
