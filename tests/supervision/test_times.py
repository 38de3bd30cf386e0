"""Times that a supervisor offers: booked once, moved and cancelled with letters that say so."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from icalendar import Calendar
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.events import deliver_waiting
from app.extensions import db, transaction
from app.models.mail import Mail
from app.models.notices import Notice
from app.models.people import Role
from app.models.programme import Enrolment
from app.models.times import SupervisionBooking, SupervisionTime
from app.policies import Actor
from app.supervision import operations
from app.web.errors import Refusal
from tests import factories as make
from tests.at_once.together import together

DAY = timedelta(days=1)


@pytest.fixture
def supervisor(app):
    return make.person(Role.SUPERVISOR, name="Sam Reid")


@pytest.fixture
def trainee(app):
    return make.person(Role.TRAINEE, name="Tess Trainee")


@pytest.fixture
def enrolment(trainee, supervisor):
    return make.enrolment(trainee, supervisor)


def in_days(days: int, hour: int = 10) -> datetime:
    here = clock.now().astimezone(clock.AT_HOME).date() + timedelta(days=days)
    return clock.at_home(here, datetime.min.time().replace(hour=hour))


def form(days: int = 7, **more: str) -> dict[str, str]:
    at = in_days(days).astimezone(clock.AT_HOME)
    said = {"day": at.date().isoformat(), "at": "10:00", "minutes": "60", "place": "Room 2"}
    return {**said, "places": "1", "weeks": "1", **more}


def calendar_of(letter: Mail):
    calendar = Calendar.from_ical(letter.calendar)
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


def letters(name: str) -> list[Mail]:
    deliver_waiting()
    db.session.rollback()
    return list(db.session.scalars(select(Mail).filter_by(letter=name).order_by(Mail.id)))


def test_a_time_is_offered_for_some_weeks_by_the_clock_on_the_wall(visitor, supervisor):
    visitor.sign_in(supervisor)
    assert "No time is offered" in visitor.open("/supervision/times")
    answer = visitor.send("/supervision/times/offer", form(weeks="20"))
    assert "Offered." in visitor.open(answer.location)
    found = db.session.scalars(select(SupervisionTime.starts_at).order_by(SupervisionTime.id)).all()
    here = [one.astimezone(clock.AT_HOME) for one in found]
    assert len(here) == 20
    assert {(one.hour, one.weekday()) for one in here} == {(10, here[0].weekday())}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": "2020-01-01"}, "That time is over"),
        ({"minutes": "0"}, "between 1 and 1440"),
        ({"places": "0"}, "Choose between 1 and 12"),
        ({"weeks": "27"}, "Choose between 1 and 26"),
        ({"place": ""}, "Enter where you meet"),
    ],
)
def test_a_time_that_cannot_be_is_not_offered(visitor, supervisor, said, sentence):
    visitor.sign_in(supervisor)
    answer = visitor.send("/supervision/times/offer", form(**said))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.session.scalar(select(func.count(SupervisionTime.id))) == 0


def test_none_of_the_weeks_is_offered_where_one_cannot_be(visitor, supervisor):
    make.offered(supervisor, in_days(14) - clock.now())
    visitor.sign_in(supervisor)
    answer = visitor.send("/supervision/times/offer", form(weeks="3"))
    assert "You offer another time then." in answer.text
    assert db.session.scalar(select(func.count(SupervisionTime.id))) == 1


def test_a_trainee_books_and_both_get_it_into_their_calendar(
    visitor, enrolment, trainee, supervisor
):
    time = make.offered(supervisor, 2 * DAY)
    visitor.sign_in(trainee)
    assert "Times that Sam Reid offers." in visitor.open("/supervision/book")
    answer = visitor.send(f"/supervision/times/{time.id}/book")
    page = visitor.open(answer.location)
    assert "Next supervision" in page
    assert "Room 2" in page
    booking = db.session.scalars(select(SupervisionBooking)).one()
    found = letters("meeting_time")
    assert {one.person_id for one in found} == {trainee.id, supervisor.id}
    for letter in found:
        method, event = calendar_of(letter)
        assert method == "REQUEST"
        assert event["summary"] == "Supervision: Tess Trainee and Sam Reid"
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=60)
    file = visitor.client.get(f"/supervision/bookings/{booking.id}/session.ics").text
    assert str(Calendar.from_ical(file).walk("VEVENT")[0]["uid"]) == booking.uid
    visitor.sign_in(supervisor)
    assert "Tess Trainee" in visitor.open("/supervision/times")
    assert "Next supervision" in visitor.open(f"/enrolments/{enrolment.id}/supervision")
    words = db.session.scalars(select(Notice.words).filter_by(person_id=supervisor.id)).all()
    assert any("Tess Trainee booked supervision" in one for one in words)


def test_what_is_moved_moves_in_the_calendars(visitor, enrolment, trainee, supervisor):
    time = make.offered(supervisor, 2 * DAY)
    booking = make.booked(time, enrolment)
    visitor.sign_in(supervisor)
    assert visitor.send(f"/supervision/times/{time.id}/move", form(9)).status_code == 302
    found = letters("meeting_time")
    assert len(found) == 2
    for letter in found:
        _, event = calendar_of(letter)
        assert event.decoded("dtstart") == in_days(9)
        assert int(event["sequence"]) == 1
        assert str(event["uid"]) == booking.uid
        assert letter.subject.startswith("Moved: ")
    same = visitor.send(f"/supervision/times/{time.id}/move", form(9))
    assert "when and where it is already" in same.text


def test_a_cancelled_place_is_free_again_and_leaves_both_calendars(
    visitor, enrolment, trainee, supervisor
):
    time = make.offered(supervisor, 2 * DAY)
    booking = make.booked(time, enrolment)
    visitor.sign_in(trainee)
    empty = visitor.send(f"/supervision/bookings/{booking.id}/cancel", {"reason": ""})
    assert "Say why" in empty.text
    visitor.send(f"/supervision/bookings/{booking.id}/cancel", {"reason": "The car broke down"})
    found = letters("meeting_cancelled")
    assert {one.person_id for one in found} == {trainee.id, supervisor.id}
    for letter in found:
        method, event = calendar_of(letter)
        assert (method, str(event["status"])) == ("CANCEL", "CANCELLED")
        assert str(event["uid"]) == booking.uid
        assert "The car broke down" in letter.body
    assert "Book<span" in visitor.open("/supervision/book")
    assert visitor.send(f"/supervision/bookings/{booking.id}/cancel").status_code == 404
    with transaction(), pytest.raises(Refusal, match="cancelled before"):
        operations.cancel_booking(
            Actor(trainee.id, Role.TRAINEE),
            db.session.get_one(SupervisionBooking, booking.id),
            "Again",
        )


def test_a_withdrawn_time_is_cancelled_for_whoever_booked_it(
    visitor, enrolment, trainee, supervisor
):
    time = make.offered(supervisor, 2 * DAY, places=3)
    make.booked(time, enrolment)
    visitor.sign_in(supervisor)
    assert "Tess Trainee" in visitor.open(f"/supervision/times/{time.id}/withdraw")
    visitor.send(f"/supervision/times/{time.id}/withdraw", {"reason": "I am ill"})
    assert "No time is offered" in visitor.open("/supervision/times")
    assert len(letters("meeting_cancelled")) == 2
    visitor.sign_in(trainee)
    assert "No time is free" in visitor.open("/supervision/book")
    assert "Next supervision" not in visitor.open("/supervision")


def test_a_group_has_its_places_and_no_more(visitor, supervisor):
    time = make.offered(supervisor, 2 * DAY, places=2)
    people = [make.person(Role.TRAINEE) for _ in range(3)]
    for one in people:
        make.enrolment(one, supervisor)
    for one in people[:2]:
        visitor.sign_in(one)
        assert visitor.send(f"/supervision/times/{time.id}/book").status_code == 302
    visitor.sign_in(people[2])
    assert visitor.send(f"/supervision/times/{time.id}/book").status_code == 404
    visitor.sign_in(supervisor)
    assert "2 of 2 places" in visitor.open("/supervision/times")


def test_the_last_place_goes_to_one_even_where_two_ask_at_once(app, supervisor):
    time = make.offered(supervisor, 2 * DAY)
    trainings = [make.enrolment(make.person(Role.TRAINEE), supervisor) for _ in range(2)]

    def book(training_id: int) -> str:
        try:
            with transaction() as session:
                training = session.get_one(Enrolment, training_id)
                who = Actor(training.trainee_id, Role.TRAINEE)
                operations.book_time(who, training, session.get_one(SupervisionTime, time.id))
        except Refusal as refusal:
            return str(refusal)
        return "booked"

    said = together(app, [partial(book, one.id) for one in trainings])
    assert sorted(said)[1:] == ["booked"]
    assert "no place is left" in sorted(said)[0]
    assert db.session.scalar(select(func.count(SupervisionBooking.id))) == 1


def test_the_database_refuses_more_bookings_than_places_and_two_times_at_once(
    enrolment, supervisor
):
    time = make.offered(supervisor, 2 * DAY)
    make.booked(time, enrolment)
    other = make.enrolment(make.person(Role.TRAINEE), supervisor)
    with pytest.raises(IntegrityError, match="No place is left"):
        make.booked(time, other)
    db.session.rollback()
    with pytest.raises(IntegrityError, match="one time at once"):
        make.offered(supervisor, 2 * DAY + timedelta(minutes=59))
    db.session.rollback()
    later = make.offered(supervisor, 2 * DAY + timedelta(minutes=61)).id
    with pytest.raises(IntegrityError, match="one time at once"), transaction() as session:
        session.get_one(SupervisionTime, later).starts_at -= timedelta(minutes=30)


def test_a_paused_training_books_nothing(enrolment, trainee, supervisor):
    time = make.offered(supervisor, 2 * DAY)
    with transaction() as session:
        session.get_one(Enrolment, enrolment.id).paused_on = clock.today()
    with transaction() as session, pytest.raises(Refusal, match="no time is booked"):
        operations.book_time(
            Actor(trainee.id, Role.TRAINEE),
            session.get_one(Enrolment, enrolment.id),
            session.get_one(SupervisionTime, time.id),
        )
