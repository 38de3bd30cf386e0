"""Appointments by the clock of whoever reads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app import clock
from app.events import deliver_waiting
from app.extensions import db
from app.models.mail import Mail
from app.models.people import Role
from app.models.times import SupervisionTime
from tests import factories as make
from tests.browser_like import Visitor

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def supervisor(app):
    return make.person(Role.SUPERVISOR, name="Sam Reid")


@pytest.fixture
def trainee(supervisor):
    trainee = make.person(Role.TRAINEE)
    make.enrolment(trainee, supervisor)
    return trainee


@pytest.fixture
def abroad(app, supervisor) -> Visitor:
    """The supervisor lives in Brussels."""
    visitor = Visitor(app).sign_in(supervisor)
    answer = visitor.send("/account/time-zone", {"time_zone": "Europe/Brussels"})
    assert "are Brussels time now." in visitor.open(answer.location)
    return visitor


def winter_day() -> datetime:
    here = clock.now().astimezone(BRUSSELS)
    year = here.year + 1 if here.month > 1 else here.year
    return datetime(year, 1, 15, 9, 30, tzinfo=BRUSSELS)


def test_everybody_has_uk_time_until_they_choose(app, trainee):
    visitor = Visitor(app).sign_in(trainee)
    assert "UK time" in visitor.open("/profile")
    assert 'selected value="Europe/London"' in visitor.open("/account/time-zone")


def test_a_place_that_is_none_is_refused(app, trainee):
    visitor = Visitor(app).sign_in(trainee)
    answer = visitor.send("/account/time-zone", {"time_zone": "Mars/Olympus_Mons"})
    assert answer.status_code == 422
    assert "Choose one of these." in answer.text


def test_each_reads_and_writes_the_hour_of_their_own_place(app, abroad, supervisor, trainee):
    assert "Brussels time." in abroad.open("/supervision/times/offer")
    at = winter_day()
    said = {"day": at.date().isoformat(), "at": "09:30", "minutes": "60", "place": "A call"}
    abroad.send("/supervision/times/offer", {**said, "places": "1", "weeks": "26"})
    db.session.rollback()
    offered = db.session.scalars(select(SupervisionTime).order_by(SupervisionTime.id)).all()
    assert offered[0].starts_at == at.astimezone(UTC)
    assert {one.starts_at.astimezone(BRUSSELS).hour for one in offered} == {9}, "summer too"
    assert "09:30 (Brussels time)" in abroad.open("/supervision/times")
    tess = Visitor(app).sign_in(trainee)
    assert "08:30 (UK time)" in tess.open("/supervision/book")
    tess.send(f"/supervision/times/{offered[0].id}/book")
    deliver_waiting()
    db.session.rollback()
    letters = {one.person_id: one for one in db.session.scalars(select(Mail))}
    assert "09:30 (Brussels time)" in letters[supervisor.id].body
    assert "08:30 (UK time)" in letters[trainee.id].body
    for letter in letters.values():
        event = Calendar.from_ical(letter.calendar).walk("VEVENT")[0]
        assert event.decoded("dtstart") == at.astimezone(UTC)


def test_a_moved_time_begins_with_the_hour_of_their_own_place(abroad, supervisor):
    time = make.offered(supervisor, timedelta(days=3))
    here = time.starts_at.astimezone(BRUSSELS)
    page = abroad.open(f"/supervision/times/{time.id}/move")
    assert f'value="{here:%H:%M}"' in page
