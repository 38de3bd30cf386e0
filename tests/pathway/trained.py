"""Rows of a training that has come a long way, for the tests of this room."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from accreditation.readiness import Readiness
from app import clock
from app.extensions import transaction
from app.models.casework import Client, Cycle
from app.models.courses import CourseOffer, CourseTrainer
from app.models.footage import Recording, RecordingKind
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.people import Person, Role
from app.models.programme import (
    Allocation,
    Attendance,
    Course,
    CourseDay,
    Enrolment,
    TrainingEvent,
    TrainingEventKind,
)
from app.pathway.operations import recommend
from app.pathway.queries import readiness
from app.policies import Actor
from tests import factories as make

HELD = make.LONG_AGO + timedelta(days=60)


def confirmed_cycle(of: Enrolment, client: Client, stage: str, by: Person) -> Cycle:
    """A cycle with its film, its dated shared review, brought and confirmed."""
    cycle = make.cycle(client, stage=stage, reviewed_on=make.LONG_AGO + timedelta(days=10))
    make.recording(cycle, [])
    make.recording(cycle, [], kind=RecordingKind.SHARED_REVIEW)
    request = make.brought(cycle)
    with transaction():
        request.answered_at = datetime.now(UTC)
        cycle.confirmed_at, cycle.confirmed_by_id = datetime.now(UTC), by.id
    return cycle


def stage_work(
    of: Enrolment, by: Person, stage: str, cycles: int, clients: int, sessions: int
) -> list[Cycle]:
    """The cycles, clients and signed sessions of a stage."""
    cases = [make.client(of) for _ in range(clients)]
    made = [confirmed_cycle(of, cases[number % clients], stage, by) for number in range(cycles)]
    for _ in range(sessions):
        make.session_held(of, by, stage=stage, signed=True)
    return made


def at_the_intro_course(of: Enrolment, by: Person) -> None:
    """Two whole days of an intro course."""
    course = make.keep(
        Course(
            title="Intro",
            place="Hall",
            created_by_id=by.id,
            days=[CourseDay(held_on=date(2025, 1, 6 + each), half_days=2) for each in (0, 1)],
        )
    )
    with transaction() as session:
        days = session.get_one(Course, course.id).days
        ids = [day.id for day in days]
    for day_id in ids:
        make.keep(Attendance(course_day_id=day_id, enrolment_id=of.id, recorded_by_id=by.id))


def event(of: Enrolment, by: Person, stage: str, kind: TrainingEventKind) -> TrainingEvent:
    return make.keep(
        TrainingEvent(
            enrolment_id=of.id,
            stage=stage,
            kind=kind,
            held_on=HELD,
            minutes=60,
            recorded_by_id=by.id,
            confirmed_by_id=by.id,
            confirmed_at=clock.now(),
        )
    )


def meeting(
    of: Enrolment,
    held_by: Person,
    stage: str = "1",
    outcome: MeetingOutcome | None = MeetingOutcome.GO_ON,
    kind: StageMeetingKind = StageMeetingKind.TRANSITION,
) -> StageMeeting:
    held: dict[str, Any] = {"held_on": HELD, "minutes": 60, "outcome": outcome} if outcome else {}
    return make.keep(
        StageMeeting(
            enrolment_id=of.id,
            stage=stage,
            kind=kind,
            held_by_id=held_by.id,
            strengths="Waits and receives." if outcome else "",
            next_steps="Name what the child does." if outcome else "",
            **held,
        )
    )


def agreed_film(of: Enrolment, stage: str = "1") -> Recording:
    """A ready film of a new client, in which everyone agreed to everything."""
    client = make.client(of)
    everyone = make.agrees(make.case_person(client))
    return make.recording(make.cycle(client, stage=stage), [everyone])


def recommended(meeting: StageMeeting, go_ahead: bool = True) -> None:
    """The trainee's supervisor looked at the proposal, and said so."""
    with transaction() as session:
        now = select(Allocation.supervisor_id).filter_by(
            enrolment_id=meeting.enrolment_id, until=None
        )
        supervisor_id = session.scalars(now).one()
        row = session.get_one(StageMeeting, meeting.id)
        recommend(Actor(supervisor_id, Role.SUPERVISOR), row, go_ahead, "One more cycle first.")


def readiness_of(training: Enrolment) -> Readiness:
    return readiness(training, clock.today())


def course_to_book(trainer: Person, places: int = 1) -> Course:
    """Two days, in a week; in the public catalogue, and `trainer` runs it."""
    starts = clock.today() + timedelta(days=7)
    days = [CourseDay(held_on=starts + timedelta(days=each), half_days=2 - each) for each in (0, 1)]
    row = make.keep(
        Course(title="First steps in VIG", place="Town hall", created_by_id=trainer.id, days=days)
    )
    make.keep(CourseOffer(course_id=row.id, places=places, published_at=clock.now()))
    make.keep(CourseTrainer(course_id=row.id, person_id=trainer.id))
    return row
