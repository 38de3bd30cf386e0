"""Conditions about rooms in which people watch in step."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from app.models.moments import Moment
from app.models.presentations import Presentation, PresentationPurpose
from app.models.rooms import Room, RoomMoment
from app.policies.footage import presentations_open_to
from app.policies.rule import Actor, Condition, this_moment
from app.policies.training import enrolments_supervised_by, own_enrolments

FOR_MEETINGS = (
    PresentationPurpose.TRANSITION,
    PresentationPurpose.MIDPOINT,
    PresentationPurpose.GROUP,
)


def presentation_is_open(actor: Actor) -> ColumnElement[bool]:
    """it is open now"""
    now = this_moment()
    return (
        (Presentation.opens_at <= now)
        & (Presentation.closes_at > now)
        & Presentation.ended_at.is_(None)
    )


def presentation_is_for_a_meeting(actor: Actor) -> ColumnElement[bool]:
    """it is for a meeting or a training group"""
    return Presentation.purpose.in_(FOR_MEETINGS)


def own_room(actor: Actor) -> ColumnElement[bool]:
    """the room is about their own training"""
    return Room.enrolment_id.in_(own_enrolments(actor))


def room_of_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    return Room.enrolment_id.in_(enrolments_supervised_by(actor))


def room_is_for_supervision(actor: Actor) -> ColumnElement[bool]:
    """the room is for supervision"""
    return Room.presentation_id.is_(None)


def room_of_what_is_shown_to_me(actor: Actor) -> ColumnElement[bool]:
    """it is the room of what is shown to them for a meeting, and that is open now"""
    return Room.presentation_id.in_(presentations_open_to(actor, *FOR_MEETINGS))


def room_shared_with_my_group(actor: Actor) -> ColumnElement[bool]:
    """it is the room of what is shared with their training group, and that is open now"""
    return Room.presentation_id.in_(presentations_open_to(actor, PresentationPurpose.GROUP))


def room_is_open(actor: Actor) -> ColumnElement[bool]:
    """the room has not ended"""
    return Room.ended_at.is_(None)


def marked_in(*of_the_room: Condition) -> Condition:
    """A condition on a moment: it was marked before all in a room that fulfils `of_the_room`."""

    def condition(actor: Actor) -> ColumnElement[bool]:
        rooms = select(Room.id).where(*(one(actor) for one in of_the_room))
        return Moment.id.in_(select(RoomMoment.moment_id).where(RoomMoment.room_id.in_(rooms)))

    reasons = [(one.__doc__ or "").splitlines()[0] for one in of_the_room]
    condition.__doc__ = "it was marked before all in a room: " + ", ".join(reasons)
    return condition
