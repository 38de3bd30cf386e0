"""Questions about the times of supervision: what is offered, what is booked, who is busy."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app import clock, policies
from app.extensions import db
from app.models.meetings import MeetingTime, StageMeeting
from app.models.panel import PanelMeeting, PanelMember
from app.models.people import Person
from app.models.portfolio import Submission
from app.models.programme import Enrolment
from app.models.times import SupervisionBooking, SupervisionTime
from app.policies import Actor
from app.web.pages import Page, paginate

LONGEST_MEETING = timedelta(days=1)
STAYS = 3
"""For so many hours a time that has begun is still shown as the next one."""


def offered_page(actor: Actor, page: int) -> Page:
    """The actor's own times that are still to come, the next one first, with who booked."""
    trainee = joinedload(SupervisionBooking.enrolment).joinedload(Enrolment.trainee)
    mine = policies.allowed("supervision_time.keep", actor).options(
        selectinload(SupervisionTime.bookings).options(trainee.lazyload(Person.roles))
    )
    return paginate(mine.order_by(SupervisionTime.starts_at, SupervisionTime.id), page)


def bookable_page(actor: Actor, page: int) -> Page:
    """The times the actor can book, the next one first."""
    free = policies.allowed("supervision_time.book", actor).options(
        joinedload(SupervisionTime.supervisor).lazyload(Person.roles),
        selectinload(SupervisionTime.bookings),
    )
    return paginate(free.order_by(SupervisionTime.starts_at, SupervisionTime.id), page)


def next_booking(enrolment_id: int, actor: Actor) -> SupervisionBooking | None:
    """The training's next place at a time, as far as the actor may see it."""
    return db.session.scalar(
        policies.allowed("supervision_booking.see", actor)
        .join(SupervisionTime, SupervisionTime.id == SupervisionBooking.time_id)
        .where(
            SupervisionBooking.enrolment_id == enrolment_id,
            SupervisionTime.starts_at > clock.now() - timedelta(hours=STAYS),
        )
        .options(contains_eager(SupervisionBooking.time))
        .order_by(SupervisionTime.starts_at)
        .limit(1)
    )


def has_another_time(
    supervisor_id: int, starts_at: datetime, minutes: int, besides: int | None = None
) -> bool:
    """Whether the supervisor offers another time that overlaps."""
    offered = select(SupervisionTime.starts_at, SupervisionTime.minutes).where(
        SupervisionTime.supervisor_id == supervisor_id,
        SupervisionTime.withdrawn_at.is_(None),
        SupervisionTime.id != (besides or 0),
        *_about(SupervisionTime.starts_at, starts_at, minutes),
    )
    return _overlaps(db.session.execute(offered).all(), starts_at, minutes)


def has_a_meeting(people: Collection[int], starts_at: datetime, minutes: int) -> bool:
    """Whether one of these people is in a stage meeting then."""
    held = (
        select(MeetingTime.starts_at, MeetingTime.minutes)
        .join(StageMeeting, StageMeeting.id == MeetingTime.meeting_id)
        .join(Enrolment, Enrolment.id == StageMeeting.enrolment_id)
        .where(
            MeetingTime.cancelled_at.is_(None),
            StageMeeting.outcome.is_(None),
            or_(StageMeeting.held_by_id.in_(people), Enrolment.trainee_id.in_(people)),
            *_about(MeetingTime.starts_at, starts_at, minutes),
        )
    )
    return _overlaps(db.session.execute(held).all(), starts_at, minutes)


def has_booked(people: Collection[int], starts_at: datetime, minutes: int) -> bool:
    """Whether one of these people has supervision then, given or received."""
    booked = (
        select(SupervisionTime.starts_at, SupervisionTime.minutes)
        .join(SupervisionBooking, SupervisionBooking.time_id == SupervisionTime.id)
        .join(Enrolment, Enrolment.id == SupervisionBooking.enrolment_id)
        .where(
            SupervisionBooking.cancelled_at.is_(None),
            or_(SupervisionTime.supervisor_id.in_(people), Enrolment.trainee_id.in_(people)),
            *_about(SupervisionTime.starts_at, starts_at, minutes),
        )
    )
    return _overlaps(db.session.execute(booked).all(), starts_at, minutes)


def meets_a_panel(
    people: Collection[int], starts_at: datetime, minutes: int, besides: int = 0
) -> bool:
    """Whether one of these people is in an accreditation meeting then, as trainee or on the panel.

    `besides` is the submission whose own meeting does not count.
    """
    seated = select(PanelMember.submission_id).where(
        PanelMember.accreditor_id.in_(people),
        PanelMember.accepted_at.is_not(None),
        PanelMember.left_at.is_(None),
    )
    met = (
        select(PanelMeeting.starts_at, PanelMeeting.minutes)
        .join(Submission, Submission.id == PanelMeeting.submission_id)
        .join(Enrolment, Enrolment.id == Submission.enrolment_id)
        .where(
            PanelMeeting.cancelled_at.is_(None),
            PanelMeeting.submission_id != besides,
            or_(Enrolment.trainee_id.in_(people), Submission.id.in_(seated)),
            *_about(PanelMeeting.starts_at, starts_at, minutes),
        )
    )
    return _overlaps(db.session.execute(met).all(), starts_at, minutes)


def _about(column: Any, starts_at: datetime, minutes: int) -> tuple[Any, ...]:
    return (
        column < starts_at + timedelta(minutes=minutes),
        column > starts_at - LONGEST_MEETING,
    )


def _overlaps(found: Sequence[Any], starts_at: datetime, minutes: int) -> bool:
    return any(starts_at < begin + timedelta(minutes=long) for begin, long in found)
