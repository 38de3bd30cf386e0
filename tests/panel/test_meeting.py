"""When trainee and panel meet: letters with calendar files to all of them, and nobody twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app import clock
from app.events import deliver_waiting
from app.extensions import db, transaction
from app.models.consent import Consent
from app.models.mail import Mail
from app.models.panel import PanelMeeting, PanelMember
from app.models.people import Role
from app.panel import operations
from app.policies import Actor
from app.supervision.operations import book_time
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.panel.scene import allocate, seated


@pytest.fixture
def ada(app, story, bound) -> Visitor:
    seated(story, bound)
    return Visitor(app).sign_in(story.accreditor)


@pytest.fixture
def ben(story, bound, ada):
    ben = make.person(Role.ACCREDITOR, name="Ben Moss")
    seated(story, bound, ben)
    return ben


def form(days=5, **more) -> dict[str, str]:
    day = (clock.today() + timedelta(days)).isoformat()
    return {"day": day, "at": "10:00", "minutes": "60", "place": "https://meet.example/a", **more}


def letters(name: str) -> dict[int, Mail]:
    deliver_waiting()
    db.session.rollback()
    found = db.session.scalars(select(Mail).filter_by(letter=name).order_by(Mail.id))
    return {one.person_id: one for one in found}


def event_of(letter: Mail):
    calendar = Calendar.from_ical(letter.calendar)
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


def test_all_of_them_get_it_into_their_calendars(app, story, bound, ada, ben):
    here = f"/reviews/{bound.id}/meeting"
    answer = ada.send(here, form())
    assert "The time is set." in ada.open(answer.location)
    found = letters("meeting_time")
    assert found.keys() == {story.trainee.id, story.accreditor.id, ben.id}
    method, event = event_of(found[story.trainee.id])
    assert method == "REQUEST"
    assert str(event["summary"]) == "Accreditation meeting: Maya Holt, Ada Quist and Ben Moss"
    assert "Ada Quist and Ben Moss has a time" in found[story.trainee.id].body
    maya = Visitor(app).sign_in(story.trainee)
    assert "The accreditation meeting" in maya.open(f"/submissions/{bound.id}")
    file = maya.client.get(f"/submissions/{bound.id}/meeting.ics").text
    assert str(Calendar.from_ical(file).walk("VEVENT")[0]["uid"]) == str(event["uid"])
    ada.send(here, form(days=6))
    method, moved = event_of(letters("meeting_time")[ben.id])
    assert (int(moved["sequence"]), moved["uid"]) == (1, event["uid"])
    ada.send(f"{here}/cancel")
    method, gone = event_of(letters("meeting_cancelled")[ben.id])
    assert (method, gone["uid"]) == ("CANCEL", event["uid"])
    assert maya.client.get(f"/submissions/{bound.id}/meeting.ics").status_code == 404
    assert "has no time" in ada.send(f"{here}/cancel").text


def test_who_accepts_later_gets_the_time_too_and_who_declines_does_not(app, story, bound, ada):
    ada.send(f"/reviews/{bound.id}/meeting", form())
    assert letters("meeting_time").keys() == {story.trainee.id, story.accreditor.id}
    late, no = (make.person(Role.ACCREDITOR, name=name) for name in ("Liv Dahl", "Nils Ek"))
    seat = allocate(story, bound, no)
    with transaction() as session:
        operations.decline_seat(
            Actor(no.id, Role.ACCREDITOR), session.get_one(PanelMember, seat.id)
        )
    seated(story, bound, late)
    found = letters("meeting_time")
    assert found.keys() == {story.trainee.id, story.accreditor.id, late.id}
    method, event = event_of(found[late.id])
    assert (method, int(event["sequence"])) == ("REQUEST", 0)
    assert "has moved" not in found[late.id].subject


def test_only_the_chair_finds_the_time(app, bound, ada, ben):
    other = Visitor(app).sign_in(ben)
    assert other.send(f"/reviews/{bound.id}/meeting", form()).status_code == 404
    assert db.session.query(PanelMeeting).count() == 0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [({"day": "2020-01-01"}, "That time is over"), ({"place": ""}, "Enter where you meet")],
)
def test_a_time_that_cannot_be_is_refused(bound, ada, said, sentence):
    answer = ada.send(f"/reviews/{bound.id}/meeting", form(**said))
    assert answer.status_code == 422
    assert sentence in answer.text


def test_nobody_is_expected_at_two_places(story, bound, ada):
    day = clock.today() + timedelta(5)
    at = clock.at_home(day, clock.datetime.min.time().replace(hour=10))
    time = make.offered(story.supervisor, at - clock.now() + timedelta(minutes=30))
    booking = make.booked(time, story.enrolment)
    answer = ada.send(f"/reviews/{bound.id}/meeting", form())
    assert "Somebody of you has another meeting then." in answer.text
    assert ada.send(f"/reviews/{bound.id}/meeting", form(at="12:00")).status_code == 302
    assert booking.cancelled_at is None
    noon = make.offered(story.supervisor, at - clock.now() + timedelta(hours=2))
    with pytest.raises(Refusal, match="in a meeting at that time"):
        book_time(Actor(story.trainee.id, Role.TRAINEE), story.enrolment, noon)


def test_what_is_given_back_needs_no_meeting(story, bound, ada):
    ada.send(f"/reviews/{bound.id}/meeting", form())
    with transaction() as session:
        for one in session.query(Consent).filter_by(case_person_id=story.mother.id):
            one.withdrawn_at = clock.now()
    assert ada.send(f"/reviews/{bound.id}/return", {"words": ""}).status_code == 302
    method, _ = event_of(letters("meeting_cancelled")[story.trainee.id])
    assert method == "CANCEL"
