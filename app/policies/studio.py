"""Conditions about tracks, moments, answers and rating rounds.

What belongs to a rating round stands behind one condition, `shown_to_both`, until the reveal.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from app.models.moments import Moment, MomentReply, Track
from app.models.rooms import RoomMoment
from app.models.rounds import RatingRound, RoundRating
from app.policies.brought import recording_was_brought
from app.policies.footage import (
    own_recording,
    recording_of_my_trainee,
    recordings_that,
)
from app.policies.rule import Actor


def shown_to_both(round_id: Any) -> ColumnElement[bool]:
    """Of a column that names a round, or none: it names none, or one that was revealed."""
    revealed = select(RatingRound.id).where(RatingRound.revealed_at.is_not(None))
    return or_(round_id.is_(None), round_id.in_(revealed))


def own_track(actor: Actor) -> ColumnElement[bool]:
    """the track is their own, made in the role they act in"""
    return and_(Track.owner_id == actor.person_id, Track.role == actor.role)


def track_is_shared(actor: Actor) -> ColumnElement[bool]:
    """its owner shared it with the other side of supervision"""
    return Track.shared_at.is_not(None)


def in_own_track(actor: Actor) -> ColumnElement[bool]:
    """the moment is in their own track"""
    return Moment.track_id.in_(
        select(Track.id).where(Track.owner_id == actor.person_id, Track.role == actor.role)
    )


def moment_is_kept(actor: Actor) -> ColumnElement[bool]:
    """the moment is not deleted"""
    return Moment.deleted_at.is_(None)


def moment_on_own_recording(actor: Actor) -> ColumnElement[bool]:
    """the moment is on their own recording"""
    own = recordings_that((own_recording,), actor)
    return Moment.track_id.in_(select(Track.id).where(Track.recording_id.in_(own)))


def moment_on_my_trainees_recording(actor: Actor) -> ColumnElement[bool]:
    """the moment is on a recording that a trainee they supervise now brought to them"""
    theirs = recordings_that((recording_of_my_trainee, recording_was_brought), actor)
    return Moment.track_id.in_(select(Track.id).where(Track.recording_id.in_(theirs)))


def moment_is_shared(actor: Actor) -> ColumnElement[bool]:
    """its owner shared the track, or marked it before all in a room"""
    shared = select(Track.id).where(Track.shared_at.is_not(None))
    return or_(Moment.track_id.in_(shared), Moment.id.in_(select(RoomMoment.moment_id)))


def moment_is_not_kept_back(actor: Actor) -> ColumnElement[bool]:
    """it belongs to no rating round, or the round was revealed"""
    return shown_to_both(Moment.round_id)


def own_reply(actor: Actor) -> ColumnElement[bool]:
    """they wrote the answer, in the role they act in"""
    return and_(MomentReply.author_id == actor.person_id, MomentReply.role == actor.role)


def reply_is_kept(actor: Actor) -> ColumnElement[bool]:
    """the answer is not deleted"""
    return MomentReply.deleted_at.is_(None)


def trainee_of_the_round(actor: Actor) -> ColumnElement[bool]:
    """they are the trainee of the round"""
    return RatingRound.trainee_id == actor.person_id


def supervisor_of_the_round(actor: Actor) -> ColumnElement[bool]:
    """they are the supervisor of the round"""
    return RatingRound.supervisor_id == actor.person_id


def round_about_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    return RatingRound.recording_id.in_(recordings_that((recording_of_my_trainee,), actor))


def round_is_not_closed(actor: Actor) -> ColumnElement[bool]:
    """the round was not closed"""
    return RatingRound.closed_at.is_(None)


def round_is_open(actor: Actor) -> ColumnElement[bool]:
    """the round is neither revealed nor closed"""
    return and_(RatingRound.revealed_at.is_(None), RatingRound.closed_at.is_(None))


def own_round_rating(actor: Actor) -> ColumnElement[bool]:
    """they gave the rating, in the role they act in"""
    return and_(RoundRating.rater_id == actor.person_id, RoundRating.role == actor.role)


def rating_about_me(actor: Actor) -> ColumnElement[bool]:
    """it is about their own work"""
    mine = select(RatingRound.id).where(RatingRound.trainee_id == actor.person_id)
    return RoundRating.round_id.in_(mine)


def rating_about_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """it is about work that a trainee they supervise now brought to them"""
    films = recordings_that((recording_of_my_trainee, recording_was_brought), actor)
    theirs = select(RatingRound.id).where(RatingRound.recording_id.in_(films))
    return RoundRating.round_id.in_(theirs)


def rating_is_not_kept_back(actor: Actor) -> ColumnElement[bool]:
    """the rating round was revealed"""
    return shown_to_both(RoundRating.round_id)
