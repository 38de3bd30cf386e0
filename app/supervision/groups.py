"""Questions about sessions with several trainees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app import clock, policies
from app.extensions import db
from app.models.people import Person
from app.models.programme import Enrolment
from app.models.supervision import SupervisionSession
from app.models.times import SupervisionBooking, SupervisionTime
from app.policies import Actor
from app.supervision.from_room import FRESH

MOST_OTHERS = 60
"""How many names are offered as others who were there."""


def sessions_of(actor: Actor, one_of: SupervisionSession) -> Sequence[SupervisionSession]:
    """The records of a session that the actor held, by the name of the trainee."""
    return _those("session.see", actor, one_of)


def to_sign(actor: Actor, one_of: SupervisionSession) -> Sequence[SupervisionSession]:
    """Those that wait for the actor's signature."""
    return _those("session.sign", actor, one_of)


def _those(action: str, actor: Actor, one_of: SupervisionSession) -> Sequence[SupervisionSession]:
    found = (
        policies.allowed(action, actor)
        .where(
            SupervisionSession.id.in_(_together(one_of)),
            SupervisionSession.supervisor_id == actor.person_id,
        )
        .options(
            joinedload(SupervisionSession.enrolment)
            .joinedload(Enrolment.trainee)
            .lazyload(Person.roles),
            selectinload(SupervisionSession.countersignature),
        )
        .order_by(SupervisionSession.id)
    )
    return db.session.scalars(found).unique().all()


def _together(one_of: SupervisionSession) -> Select[Any]:
    of_the_group = SupervisionSession.group_key == one_of.group_key
    alone = SupervisionSession.id == one_of.id
    return select(SupervisionSession.id).where(of_the_group if one_of.group_key else alone)


def others(actor: Actor, enrolment: Enrolment) -> Sequence[Enrolment]:
    """The actor's other trainees, by name: who may have been there too."""
    mine = (
        policies.allowed("enrolment.supervise", actor)
        .join(Person, Person.id == Enrolment.trainee_id)
        .where(Enrolment.id != enrolment.id)
        .options(joinedload(Enrolment.trainee).lazyload(Person.roles))
        .order_by(Person.name, Enrolment.id)
        .limit(MOST_OTHERS)
    )
    return db.session.scalars(mine).unique().all()


def booked_lately(actor: Actor, enrolment: Enrolment) -> SupervisionTime | None:
    """The latest time with the actor that the trainee had booked and no record came after."""
    recorded = select(SupervisionSession.held_on).where(
        SupervisionSession.enrolment_id == enrolment.id,
        SupervisionSession.supervisor_id == actor.person_id,
    )
    last = db.session.scalar(recorded.order_by(SupervisionSession.held_on.desc()).limit(1))
    found = db.session.scalar(
        select(SupervisionTime)
        .join(SupervisionBooking, SupervisionBooking.time_id == SupervisionTime.id)
        .where(
            SupervisionTime.supervisor_id == actor.person_id,
            SupervisionBooking.enrolment_id == enrolment.id,
            SupervisionBooking.cancelled_at.is_(None),
            SupervisionTime.starts_at <= clock.now(),
            SupervisionTime.starts_at > clock.now() - FRESH,
        )
        .options(selectinload(SupervisionTime.bookings), lazyload(SupervisionTime.supervisor))
        .order_by(SupervisionTime.starts_at.desc())
        .limit(1)
    )
    if found is None or (last is not None and last >= found.starts_at.date()):
        return None
    return found
