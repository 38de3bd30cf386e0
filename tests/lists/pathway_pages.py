"""The lists of the pathway: what one shows, the catalogue, courses one runs and who booked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from app import clock
from app.extensions import transaction
from app.models.courses import Booking, BookingState, CourseEvaluation, CourseOffer, CourseTrainer
from app.models.people import Person, Role
from app.models.programme import Course, CourseDay, TrainingEvent
from tests import crowds
from tests import factories as make
from tests.lists.pages import List, listed

_numbers = count(1)


@listed("presentations.queries:shown_by_me")
def shown_by_me() -> List:
    trainee = make.person(Role.TRAINEE)
    of = make.enrolment(trainee)

    def fill(number: int) -> None:
        crowds.presentations(number, trainee.id, [], [of])

    return List(trainee, Role.TRAINEE, f"/trainings/{of.id}/shown", fill)


def _courses(number: int, by: Person) -> list[int]:
    said = {"title": "Intro", "place": "Hall", "created_by_id": by.id}
    ids = crowds.add(Course, [said] * number)
    on = clock.today() + timedelta(days=7)
    crowds.add(CourseDay, ({"course_id": each, "held_on": on, "half_days": 2} for each in ids))
    return ids


@listed("pathway.queries.courses:catalogue")
def catalogue() -> List:
    reader = make.person(Role.TRAINEE)

    def fill(number: int) -> None:
        ids = _courses(number, reader)
        said = {"places": 5, "published_at": clock.now()}
        with transaction() as session:
            session.add_all(CourseOffer(course_id=each, **said) for each in ids)

    return List(reader, Role.TRAINEE, "/courses", fill)


@listed("pathway.queries.courses:courses_i_run")
def courses_i_run() -> List:
    trainer = make.person(Role.SUPERVISOR)

    def fill(number: int) -> None:
        ids = _courses(number, trainer)
        crowds.add(CourseTrainer, ({"course_id": i, "person_id": trainer.id} for i in ids))

    return List(trainer, Role.SUPERVISOR, "/my-courses", fill)


@listed("pathway.queries.courses:bookings_of")
def bookings_of() -> List:
    def fill(course: int, number: int) -> None:
        crowds.add(Booking, (_booked(course) for _ in range(number)))

    return _of_a_course("run", fill)


def _booked(course: int) -> dict[str, object]:
    name = f"booker{next(_numbers)}"
    return {
        "course_id": course,
        "name": name,
        "email": f"{name}@example.org",
        "state": BookingState.BOOKED,
        "token_hash": name,
        "since": clock.now(),
    }


@listed("pathway.queries.courses:evaluations_of")
def evaluations_of() -> List:
    def fill(course: int, number: int) -> None:
        said = {"course_id": course, "helpful": 5, "ready": 4}
        crowds.add(CourseEvaluation, [said] * number)

    return _of_a_course("evaluations", fill)


def _of_a_course(page: str, fill: Callable[[int, int], None]) -> List:
    registrar = make.person(Role.REGISTRAR)
    (course,) = _courses(1, registrar)
    url = f"/courses/{course}/{page}"
    return List(registrar, Role.REGISTRAR, url, lambda number: fill(course, number))


def _events(number: int, of: int, asked: Person, recorded_by: int) -> None:
    said = {"enrolment_id": of, "stage": "1", "kind": "introduction", "minutes": 60}
    who = {"recorded_by_id": recorded_by, "asked_id": asked.id, "about": ""}
    crowds.add(TrainingEvent, [{**said, **who, "held_on": clock.today()}] * number)


@listed("pathway.queries.logged:logged_in")
def logged_in() -> List:
    supervisor, trainee = make.person(Role.SUPERVISOR), make.person(Role.TRAINEE)
    of = make.enrolment(trainee, supervisor)

    def fill(number: int) -> None:
        _events(number, of.id, supervisor, trainee.id)

    return List(trainee, Role.TRAINEE, f"/trainings/{of.id}/log", fill)


@listed("pathway.queries.logged:to_confirm")
def to_confirm() -> List:
    supervisor = make.person(Role.SUPERVISOR)

    def fill(number: int) -> None:
        for _ in range(number):
            of = make.enrolment(make.person(Role.TRAINEE))
            _events(1, of.id, supervisor, of.trainee_id)

    return List(supervisor, Role.SUPERVISOR, "/to-confirm", fill)
