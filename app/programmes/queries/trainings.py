"""Questions about one training: its stages, its supervisor, who stands apart from it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import exists, select

from accreditation.programme import Programme
from app.extensions import db
from app.models.meetings import StageMeeting
from app.models.panel import PanelMember
from app.models.people import Person
from app.models.portfolio import Submission, SubmissionState
from app.models.programme import (
    Allocation,
    Enrolment,
    EnrolmentState,
    StageOpening,
)
from app.programmes.queries.editions import programme_of


def active_enrolment(trainee_id: int) -> Enrolment | None:
    active = select(Enrolment).filter_by(trainee_id=trainee_id, state=EnrolmentState.ACTIVE)
    return db.session.scalar(active)


def opened_stages(enrolment: Enrolment) -> set[str]:
    """Keys of the stages that were opened."""
    opened = select(StageOpening.stage).filter_by(enrolment_id=enrolment.id)
    return set(db.session.scalars(opened))


def furthest_stage(programme: Programme, opened: Iterable[str]) -> str | None:
    """The last of the `opened` stages in the edition's order; None before the first opens."""
    keys = set(opened)
    return next((stage.key for stage in reversed(programme.stages) if stage.key in keys), None)


def current_stage(enrolment: Enrolment) -> str | None:
    """The key of the furthest stage that was opened, or None before the first."""
    return furthest_stage(programme_of(enrolment), opened_stages(enrolment))


def allocation_now(enrolment: Enrolment) -> Allocation | None:
    return db.session.scalar(select(Allocation).filter_by(enrolment_id=enrolment.id, until=None))


def supervisor_of(enrolment: Enrolment) -> Person | None:
    """Whoever supervises the trainee at this moment."""
    now = select(Allocation.supervisor_id).filter_by(enrolment_id=enrolment.id, until=None)
    return db.session.scalar(select(Person).where(Person.id.in_(now)))


def reviews_now(person: Person, enrolment: Enrolment) -> bool:
    """Whether the person is on a panel of this trainee that has not decided yet."""
    return bool(
        db.session.scalar(
            select(
                exists().where(
                    PanelMember.enrolment_id == enrolment.id,
                    PanelMember.accreditor_id == person.id,
                    Submission.id == PanelMember.submission_id,
                    Submission.state != SubmissionState.DECIDED,
                )
            )
        )
    )


def holds_a_waiting_meeting(person: Person, enrolment: Enrolment) -> bool:
    """Whether the person was asked for a stage meeting with this trainee, not recorded yet."""
    waiting = exists().where(
        StageMeeting.enrolment_id == enrolment.id,
        StageMeeting.held_by_id == person.id,
        StageMeeting.outcome.is_(None),
    )
    return bool(db.session.scalar(select(waiting)))


def is_with_the_panel(enrolment: Enrolment) -> bool:
    """Whether a portfolio was submitted and is not decided on."""
    submitted = exists().where(
        Submission.enrolment_id == enrolment.id, Submission.state != SubmissionState.DECIDED
    )
    return bool(db.session.scalar(select(submitted)))


def awaits_a_meeting(enrolment: Enrolment) -> bool:
    """Whether a stage meeting was proposed and is not recorded."""
    waiting = exists().where(
        StageMeeting.enrolment_id == enrolment.id, StageMeeting.outcome.is_(None)
    )
    return bool(db.session.scalar(select(waiting)))
