"""Where a film stands that plays: the arithmetic of the server, and the same in the browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accreditation.timecode import FrameRate
from app.meetings.room_position import Run

BEGAN = datetime(2026, 3, 2, 10, tzinfo=UTC)
AT_25 = FrameRate(25)


def after(seconds: float) -> datetime:
    return BEGAN + timedelta(seconds=seconds)


def run(**more: object) -> Run:
    values = {"frames": 250, "rate": AT_25, "frame": 50, "since": BEGAN, **more}
    return Run(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seconds", "frame"), [(-1, 50), (0, 50), (0.039, 50), (0.04, 51), (2, 100), (60, 249)]
)
def test_a_film_that_plays_stands_at_the_frame_its_time_has_reached(seconds, frame):
    assert run().at(after(seconds)) == frame


def test_a_film_that_stands_stays_at_its_frame():
    assert run(since=None).at(after(3600)) == 50
    assert run(since=None).seen_until(after(3600)) == (50, 50)


@pytest.mark.parametrize(("speed", "frame"), [(25, 100), (50, 150), (200, 249)])
def test_slower_and_faster_reach_less_and_more(speed, frame):
    assert run(speed=speed).at(after(8)) == frame


def test_an_uneven_rate_never_drifts():
    rate = FrameRate(30000, 1001)
    hour = run(rate=rate, frames=200_000, frame=0)
    assert hour.at(after(3600)) == rate.frame_at(3600)


@pytest.mark.parametrize(("seconds", "frame"), [(0.36, 59), (0.4, 50), (0.8, 50), (0.84, 51)])
def test_a_loop_begins_again_after_its_last_frame(seconds, frame):
    assert run(loop=(50, 59)).at(after(seconds)) == frame


def test_a_loop_that_is_behind_is_played_past():
    assert run(frame=100, loop=(50, 59)).at(after(1)) == 125
    assert run(frame=100, loop=(50, 59)).lasts() == 6


def test_what_was_seen_reaches_from_the_first_to_the_last_frame_that_was_shown():
    assert run().seen_until(after(2)) == (50, 100)
    assert run().seen_until(after(60)) == (50, 249)
    assert run(frame=40, loop=(50, 59)).seen_until(after(4)) == (40, 59)


def test_a_film_lasts_to_its_end_and_a_loop_for_ever():
    assert run().lasts() == 8
    assert run(speed=50).lasts() == 16
    assert run(loop=(50, 59)).lasts() is None
    assert run(since=None).lasts() is None
