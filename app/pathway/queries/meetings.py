"""Questions about meetings: what comes first, who may hold one, what the supervisor said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from accreditation.programme import StageMeeting as MeetingRequired
from accreditation.readiness import (
    Readiness,
    RequirementReadiness,
    missing_before_stage_meeting,
)
from app.extensions import db
from app.models.meetings import MeetingTime, Recommendation, StageMeeting, StageMeetingKind
from app.models.people import Person
from app.models.programme import Enrolment
from app.models.services import ServiceMember
from app.pathway.kinds import KINDS, PROPOSED
from app.programmes.queries import programme_of


def kinds_due(readiness: Readiness) -> tuple[StageMeetingKind, ...]:
    """The kinds of meeting the current stage asks for and that are still to come."""
    stage = readiness.now
    asked = {kind: stage.of_kind(KINDS[kind].requirement) for kind in PROPOSED}
    return tuple(kind for kind, found in asked.items() if found is not None and not found.met)


def missing_before(
    readiness: Readiness, kind: StageMeetingKind
) -> tuple[RequirementReadiness, ...]:
    """What comes before a meeting of this kind; a mid-point waits for nothing."""
    if not KINDS[kind].closes:
        return ()
    return tuple(missing_before_stage_meeting(readiness, readiness.now.key))


def recommendation_of(meeting: StageMeeting) -> Recommendation | None:
    """What the own supervisor says about the meeting now."""
    current = select(Recommendation).filter_by(meeting_id=meeting.id, replaced_at=None)
    return db.session.scalar(current)


def recommendations_before(enrolment: Enrolment) -> Sequence[Recommendation]:
    """What was said about proposals that were taken back, the latest first, three at most."""
    past = select(Recommendation).filter_by(enrolment_id=enrolment.id, meeting_id=None)
    by = joinedload(Recommendation.given_by).lazyload(Person.roles)
    return db.session.scalars(past.options(by).order_by(Recommendation.id.desc()).limit(3)).all()


def is_busy(meeting: StageMeeting, starts_at: datetime, minutes: int) -> bool:
    """Whether one of the two who meet has another meeting at that time."""
    both = (meeting.held_by_id, meeting.enrolment.trainee_id)
    ends_at = starts_at + timedelta(minutes=minutes)
    others = (
        select(MeetingTime)
        .join(StageMeeting)
        .join(Enrolment)
        .where(
            MeetingTime.meeting_id != meeting.id,
            MeetingTime.cancelled_at.is_(None),
            StageMeeting.outcome.is_(None),
            or_(StageMeeting.held_by_id.in_(both), Enrolment.trainee_id.in_(both)),
            MeetingTime.starts_at < ends_at,
            MeetingTime.starts_at > starts_at - timedelta(days=1),
        )
    )
    return any(
        starts_at < each.starts_at + timedelta(minutes=each.minutes)
        for each in db.session.scalars(others)
    )


def asks_for_another_service(enrolment: Enrolment, kind: StageMeetingKind) -> bool:
    """Whether the edition wants the holder of such a meeting from outside the trainee's service."""
    wanted = KINDS[kind].requirement
    return any(
        isinstance(each, MeetingRequired) and each.kind is wanted and each.outside_service
        for stage in programme_of(enrolment).stages
        for each in stage.requirements
    )


def shares_the_service(person: Person, enrolment: Enrolment) -> bool:
    """Whether the person works in, or leads, the service of the training."""
    there = select(ServiceMember.id).filter_by(
        service_id=enrolment.service_id, person_id=person.id, until=None
    )
    return db.session.scalar(there.limit(1)) is not None
