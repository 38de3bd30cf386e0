"""Booking an intro course without an account, the waiting list, attendance, and erasure."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import func, select

from app import clock
from app.extensions import db, transaction
from app.models.courses import Booking, BookingState, CourseEvaluation, CourseOffer
from app.models.mail import Mail
from app.models.people import Person, Role
from app.models.programme import Course, CourseDay
from app.pathway.operations.courses import offer_course
from app.pathway.tasks import courses, erase_booking
from app.policies import Actor
from tests import factories as make
from tests.browser_like import Visitor
from tests.pathway import trained

BOOKED, WAITING = BookingState.BOOKED, BookingState.WAITING


@pytest.fixture
def trainer(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Tina Trainer")


@pytest.fixture
def course(trainer: Person) -> Course:
    """Two days, in a week, with one place; Tina runs it."""
    return trained.course_to_book(trainer)


def ask(app: Flask, course: Course, name: str) -> str:
    """Ask for a place and confirm it from the letter; the address of the booking."""
    stranger = Visitor(app)
    stranger.open(f"/courses/{course.id}")
    form = {"name": name, "email": f"{name.lower()}@example.org"}
    assert "Look into your letters" in stranger.send(f"/courses/{course.id}", form).text
    url = link_for(name)
    assert "Confirm my place" in stranger.open(url)
    assert stranger.send(f"{url}/confirm").status_code == 302
    return url


def link_for(name: str) -> str:
    db.session.rollback()
    letters = select(Mail).filter_by(address=f"{name.lower()}@example.org").order_by(Mail.id.desc())
    letter = db.session.scalars(letters).first()
    assert letter is not None
    return re.search(r"/bookings/[\w-]+", letter.body).group()  # type: ignore[union-attr]


def state_of(name: str) -> BookingState:
    db.session.rollback()
    found = select(Booking.state).filter_by(email=f"{name.lower()}@example.org")
    return db.session.scalars(found.order_by(Booking.id.desc())).first()  # type: ignore[return-value]


def test_a_stranger_sees_the_dates_books_and_hears_with_a_calendar_file(
    app: Flask, course: Course
) -> None:
    stranger = Visitor(app)
    page = stranger.open("/courses")
    assert "First steps in VIG" in page
    assert "1 place free" in page
    url = ask(app, course, "Ben")
    assert state_of("Ben") is BOOKED
    assert "Full, with a waiting list" in stranger.open("/courses")
    letter = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    events = Calendar.from_ical(letter.calendar).walk("VEVENT")
    assert [event["SUMMARY"] for event in events] == ["First steps in VIG"] * 2
    assert stranger.get(f"{url}/course.ics").mimetype == "text/calendar"


def test_nothing_is_booked_before_the_letter_is_answered(app: Flask, course: Course) -> None:
    form = {"name": "Ben", "email": "ben@example.org"}
    Visitor(app).send(f"/courses/{course.id}", form)
    assert state_of("Ben") is BookingState.ASKED
    assert "1 place free" in Visitor(app).open("/courses")
    with clock.moved_by(timedelta(days=3)):
        (waits,) = courses.to_erase()
        erase_booking(waits)
    row = db.session.get(Booking, waits, populate_existing=True)
    assert (row.name, row.email, row.state) == ("", "", BookingState.CANCELLED)


def test_a_freed_place_goes_to_whoever_waits_longest_told_by_letter(
    app: Flask, course: Course
) -> None:
    urls = {name: ask(app, course, name) for name in ("Ben", "Cleo", "Dan")}
    assert [state_of(name) for name in urls] == [BOOKED, WAITING, WAITING]
    assert "Number 2 in line" in Visitor(app).open(urls["Dan"])
    Visitor(app).send(f"{urls['Ben']}/cancel")
    assert [state_of(name) for name in urls] == [BookingState.CANCELLED, BOOKED, WAITING]
    db.session.rollback()
    last = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    assert (last.address, last.letter) == ("cleo@example.org", "course_place")
    assert "a place was freed" in last.body
    assert "Your place" in Visitor(app).open(link_for("Cleo"))


def test_more_places_go_to_those_who_wait_and_fewer_than_taken_are_refused(
    app: Flask, course: Course, trainer: Person
) -> None:
    for name in ("Ben", "Cleo"):
        ask(app, course, name)
    who = Visitor(app).sign_in(trainer)
    url = f"/courses/{course.id}/offer"
    who.open(url)
    form = {"places": "2", "starts": "09:30", "about": "Bring lunch.", "published": "y"}
    assert who.send(url, form).status_code == 302
    assert state_of("Cleo") is BOOKED
    refused = who.send(url, {**form, "places": "1"})
    assert refused.status_code == 422
    assert "2 places are taken" in refused.text


def test_the_same_address_books_once_and_too_many_letters_are_refused(
    app: Flask, course: Course
) -> None:
    ask(app, course, "Ben")
    form = {"name": "Ben", "email": "BEN@example.org"}
    Visitor(app).send(f"/courses/{course.id}", form)
    db.session.rollback()
    assert db.session.scalar(select(func.count(Booking.id))) == 1
    answers = [
        Visitor(app)
        .send(f"/courses/{course.id}", {"name": "X", "email": f"x{number}@example.org"})
        .status_code
        for number in range(11)
    ]
    assert answers == [200] * 10 + [422]


def test_a_course_that_is_not_public_or_has_begun_cannot_be_booked(
    app: Flask, course: Course
) -> None:
    form = {"name": "Ben", "email": "ben@example.org"}
    with clock.moved_by(timedelta(days=7)):
        assert Visitor(app).send(f"/courses/{course.id}", form).status_code == 422
    with transaction() as session:
        session.get_one(CourseOffer, course.id).published_at = None
    Visitor(app).open(f"/courses/{course.id}", status=404)
    assert Visitor(app).send(f"/courses/{course.id}", form).status_code == 404
    assert "First steps" not in Visitor(app).open("/courses")


def attend(app: Flask, course: Course, trainer: Person, name: str, days: int) -> None:
    db.session.rollback()
    booking = db.session.scalars(select(Booking).filter_by(name=name)).one()
    day_ids = db.session.scalars(
        select(CourseDay.id).filter_by(course_id=course.id).order_by(CourseDay.held_on)
    ).all()
    boxes = [f"{booking.id}-{each}" for each in day_ids]
    sent = (
        Visitor(app)
        .sign_in(trainer)
        .send(f"/courses/{course.id}/run", {"shown": boxes, "there": boxes[:days]})
    )
    assert sent.status_code == 302


def test_who_was_at_all_of_it_has_a_certificate_and_evaluates_without_a_name(
    app: Flask, course: Course, trainer: Person
) -> None:
    url = ask(app, course, "Ben")
    stranger = Visitor(app)
    stranger.open(f"{url}/certificate.pdf", status=404)
    with clock.moved_by(timedelta(days=8)):
        attend(app, course, trainer, "Ben", 1)
        stranger.open(f"{url}/certificate.pdf", status=404)
        attend(app, course, trainer, "Ben", 2)
        answer = stranger.get(f"{url}/certificate.pdf")
        assert answer.data.startswith(b"%PDF")
        stranger.open(f"{url}/evaluation")
        said = {"helpful": "5", "ready": "4", "best": "The films.", "change": ""}
        assert stranger.send(f"{url}/evaluation", said).status_code == 302
        assert stranger.send(f"{url}/evaluation", said).status_code == 422
        page = Visitor(app).sign_in(trainer).open(f"/courses/{course.id}/evaluations")
        assert "The films." in page
    columns = {column.name for column in CourseEvaluation.__table__.columns}
    assert not columns & {"booking_id", "name", "email"}


def test_attendance_of_a_booking_counts_in_the_training_with_that_address(
    app: Flask, course: Course, trainer: Person
) -> None:
    from app.pathway.queries import training_record

    ask(app, course, "Ben")
    ben = make.person(Role.TRAINEE, name="Ben")
    with transaction() as session:
        session.get_one(Person, ben.id).email = "ben@example.org"
    training = make.enrolment(ben, stages=())
    with clock.moved_by(timedelta(days=8)):
        attend(app, course, trainer, "Ben", 2)
        db.session.rollback()
        assert [each.half_days for each in training_record(training).intro_attendances] == [2, 1]


def test_names_are_erased_ninety_days_after_and_the_count_stays(
    app: Flask, course: Course, trainer: Person
) -> None:
    url = ask(app, course, "Ben")
    with clock.moved_by(timedelta(days=8)):
        attend(app, course, trainer, "Ben", 2)
    with clock.moved_by(timedelta(days=98)):
        assert courses.to_erase() == []
    with clock.moved_by(timedelta(days=99)):
        (done,) = courses.to_erase()
        erase_booking(done)
        erase_booking(done)
    Visitor(app).open(url, status=404)
    row = db.session.get(Booking, done, populate_existing=True)
    assert (row.name, row.email, len(row.attended)) == ("", "", 2)


def test_a_trainer_runs_their_own_courses_only(app: Flask, course: Course, trainer: Person) -> None:
    ask(app, course, "Ben")
    mine = Visitor(app).sign_in(trainer).open("/my-courses")
    assert "First steps in VIG" in mine
    page = Visitor(app).sign_in(trainer).open(f"/courses/{course.id}/run")
    assert "ben@example.org" in page
    other = Visitor(app).sign_in(make.person(Role.SUPERVISOR))
    assert "First steps in VIG" not in other.open("/my-courses")
    other.open(f"/courses/{course.id}/run", status=404)
    registrar = make.person(Role.REGISTRAR)
    assert "ben@example.org" in Visitor(app).sign_in(registrar).open(f"/courses/{course.id}/run")
    with transaction() as session:
        who, row = Actor(registrar.id, Role.REGISTRAR), session.get_one(Course, course.id)
        assert offer_course(who, row, 3, clock.now().time(), "", True).places == 3
