"""A session's record begins with what was watched together in a room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app import clock
from app.extensions import transaction
from app.models.people import Role
from app.policies import Actor
from app.supervision.from_room import from_room
from app.supervision.operations import record_session
from tests.meetings.room import Together

BEGAN = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def two(app) -> Together:
    """Sam and Tess watched frames 50 to 150 of the film she brought."""
    with clock.set_to(BEGAN):
        two = Together(app).with_the_film()
    for seconds, wish in ((1, {"frame": 50, "playing": True}), (5, {"frame": 150})):
        with clock.set_to(BEGAN + timedelta(seconds=seconds)):
            two.sam.is_here()
            assert two.tess.moves(**wish).status_code == 200
    return two


def record_page(two: Together) -> str:
    return two.sam.visitor.open(f"/enrolments/{two.setting.enrolment.id}/sessions/record")


def test_the_record_begins_with_the_day_the_film_and_its_cycle(two):
    with clock.set_to(BEGAN + timedelta(days=1)):
        page = record_page(two)
    assert "You watched together on 2 March 2026" in page
    assert "0:02.00 to 0:06.00" in page
    assert 'value="2026-03-02"' in page
    assert (
        f'checked id="cycles-0" name="cycles" type="checkbox" value="{two.film.cycle_id}"' in page
    )


def test_a_room_that_a_session_was_recorded_after_is_not_offered_again(two):
    with clock.set_to(BEGAN + timedelta(hours=1)), transaction():
        sam = Actor(two.setting.sam.id, Role.SUPERVISOR)
        day = BEGAN.date()
        record_session(sam, two.setting.enrolment, day, 60, "Waits.", ["Pause."], "", [])
    with clock.set_to(BEGAN + timedelta(days=1)):
        assert from_room(two.setting.enrolment) is None
        assert "You watched together" not in record_page(two)


def test_a_room_of_long_ago_is_not_what_is_recorded_now(two):
    with clock.set_to(BEGAN + timedelta(days=15)):
        assert from_room(two.setting.enrolment) is None
