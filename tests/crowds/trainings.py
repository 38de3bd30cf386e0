"""Trainings and what is around them: courses, sessions, presentations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models.people import Role
from app.models.presentations import (
    Presentation,
    PresentationPurpose,
    PresentationViewer,
    PresentedRecording,
)
from app.models.programme import Allocation, Course, CourseDay, Enrolment, StageOpening
from app.models.supervision import SupervisionSession, WorkingPoint
from app.models.times import SupervisionTime
from tests import factories as make
from tests.crowds.people import add, people


def trainings(
    number: int, supervisor_id: int | None = None, stages: Sequence[str] = ("1",)
) -> list[int]:
    """Enrolments of as many trainees in one service, supervised by one person if given."""
    trainees, registrar = people(number), make.person(Role.REGISTRAR).id
    edition_id, service_id = make.edition().id, make.service().id
    ids = add(
        Enrolment,
        (
            {
                "trainee_id": one,
                "edition_id": edition_id,
                "service_id": service_id,
                "started_on": make.LONG_AGO,
                "enrolled_by_id": registrar,
            }
            for one in trainees
        ),
    )
    opened = {"opened_on": make.LONG_AGO}
    add(StageOpening, ({"enrolment_id": i, "stage": key, **opened} for i in ids for key in stages))
    if supervisor_id is not None:
        said = {"supervisor_id": supervisor_id, "allocated_by_id": registrar}
        pairs = zip(ids, trainees, strict=True)
        add(Allocation, ({"enrolment_id": i, "trainee_id": one, **said} for i, one in pairs))
    return ids


def sessions(number: int, of: Enrolment, supervisor_id: int) -> None:
    """Signed sessions with two working points each."""
    held = add(
        SupervisionSession,
        (
            {
                "enrolment_id": of.id,
                "supervisor_id": supervisor_id,
                "stage": "1",
                "held_on": make.LONG_AGO + timedelta(days=n % 300),
                "minutes": 60,
                "signed_at": clock.now(),
            }
            for n in range(number)
        ),
    )
    add(WorkingPoint, ({"session_id": one, "words": "Wait."} for one in held for _ in range(2)))


def courses(number: int, registrar_id: int) -> list[int]:
    """Courses of two days."""
    said = {"title": "Intro course", "place": "The hall", "created_by_id": registrar_id}
    ids = add(Course, (said for _ in range(number)))
    days = [make.LONG_AGO, make.LONG_AGO + timedelta(days=1)]
    add(CourseDay, ({"course_id": i, "held_on": day, "half_days": 2} for i in ids for day in days))
    return ids


def presentations(
    number: int, viewer_id: int, recording_ids: Sequence[int], enrolments: Sequence[Enrolment | int]
) -> list[int]:
    """Presentations that are open now, each of one recording, to one person."""
    now, enrolment_ids = (
        clock.now(),
        [one if isinstance(one, int) else one.id for one in enrolments],
    )
    ids = add(
        Presentation,
        (
            {
                "enrolment_id": enrolment_ids[n % len(enrolment_ids)],
                "purpose": PresentationPurpose.TRANSITION,
                "opens_at": now - timedelta(hours=1),
                "closes_at": now + timedelta(days=7),
                "created_by_id": viewer_id,
            }
            for n in range(number)
        ),
    )
    add(PresentationViewer, ({"presentation_id": i, "person_id": viewer_id} for i in ids))
    if recording_ids:
        pairs = ((i, recording_ids[n % len(recording_ids)]) for n, i in enumerate(ids))
        add(PresentedRecording, ({"presentation_id": i, "recording_id": r} for i, r in pairs))
    return ids


def times(number: int, supervisor_id: int) -> list[int]:
    """Free times of a supervisor, an hour each, after those that there are."""
    before = db.session.scalar(select(func.count(SupervisionTime.id))) or 0
    said = {"supervisor_id": supervisor_id, "minutes": 60, "place": "Room 2", "places": 1}
    said |= {"number": 0, "offered_at": clock.now()}
    first = clock.now() + timedelta(days=1)
    places = range(before, before + number)
    return add(
        SupervisionTime, [{**said, "starts_at": first + timedelta(hours=2 * n)} for n in places]
    )
