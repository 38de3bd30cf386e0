"""What was seen in a room is kept for the record of its session, and what was marked for both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.audit.played import record_played
from app.extensions import db, transaction
from app.meetings.queries.room_seen import seen_in
from app.models.moments import Moment, Track
from app.models.people import Role
from app.policies import Actor
from app.programmes.queries import criteria_of
from app.studio.operations import start_round
from tests.meetings.room import Together
from tests.studio.setting import a_moment

BEGAN = datetime(2026, 3, 2, 10, tzinfo=UTC)
TOKEN = "0d1b6a3e-6f0d-4f0e-9f0a-6a3a2d9f5f10"


def at(seconds: float):
    return clock.set_to(BEGAN + timedelta(seconds=seconds))


@pytest.fixture
def two(app) -> Together:
    with at(0):
        return Together(app).with_the_film()


def criteria(two: Together) -> list[str]:
    return [one.key for _, one in criteria_of(two.setting.enrolment).criteria()][:2]


def seen(two: Together) -> list[tuple[list[tuple[int, int]], list[int], float]]:
    return [(one.played, one.looked_at, one.seconds) for one in seen_in(two.row)]


def goes(two: Together, seconds: float, **wish: object) -> None:
    with at(seconds):
        two.sam.is_here()
        assert two.tess.moves(**wish).status_code == 200


def test_what_ran_is_kept_from_where_to_where_and_how_long(two):
    goes(two, 1, frame=50, playing=True)
    goes(two, 5, frame=150)
    assert seen(two) == [([(50, 150)], [], 4)]
    assert seen_in(two.row)[0].stretches == "0:02.00 to 0:06.00"


def test_a_frame_at_which_it_stood_a_while_was_looked_at(two):
    goes(two, 1, frame=77)
    goes(two, 2, frame=90)
    goes(two, 12, frame=91)
    assert seen(two) == [([], [90], 10)]


def test_standing_at_the_beginning_while_people_talk_is_nothing_seen(two):
    goes(two, 15, frame=0, playing=True)
    assert seen(two) == []


def test_a_loop_is_its_frames_once_and_its_time_in_full(two):
    goes(two, 1, frame=50, playing=True, **{"in": 50, "out": 74}, loop=True)
    goes(two, 11, frame=60)
    assert seen(two) == [([(50, 74)], [], 10)]


def test_past_its_end_a_film_is_not_seen_any_longer(two):
    goes(two, 1, frame=200, playing=True)
    goes(two, 15, frame=0)
    assert seen(two) == [([(200, 249)], [], 2)]


def test_what_ran_before_nobody_is_not_seen(two):
    goes(two, 1, frame=0, playing=True)
    with at(2):
        two.sam.post("leave", {})
        two.tess.post("leave", {})
    goes(two, 900, frame=0)
    assert seen(two) == [([(0, 25)], [], 1)]


def test_stretches_that_touch_are_one(two):
    goes(two, 1, frame=50, playing=True)
    goes(two, 2, frame=75, playing=True)
    goes(two, 3, frame=20)
    assert seen(two) == [([(50, 100)], [], 2)]


def test_what_somebody_watched_or_rated_alone_is_never_in_it(two):
    sam = Actor(two.setting.sam.id, Role.SUPERVISOR)
    with transaction():
        start_round(sam, two.film, criteria(two))
    record_played(sam, two.film.id, TOKEN, [(0, 249)])
    goes(two, 1, frame=50, playing=True)
    goes(two, 2, frame=75)
    assert seen(two) == [([(50, 75)], [], 1)]


def test_ending_the_room_keeps_what_was_running(two):
    goes(two, 1, frame=50, playing=True)
    with at(3):
        page = two.tess.visitor.send(two.tess.at("end"), follow_redirects=True).text
    assert "0:02.00 to 0:04.00" in page
    assert two.row.playing_since is None


# ---- marks


def test_a_mark_appears_for_the_other_while_the_track_stays_private(two):
    assert two.tess.post("marks", a_moment(TOKEN)).status_code == 201
    (mark,) = two.sam.marks()
    assert (mark["start"], mark["words"], mark["by"], mark["mine"]) == (
        40,
        "Waits.",
        "Tess Calder",
        False,
    )
    assert mark["principles"][0]["group"] in range(1, 7)
    db.session.rollback()
    assert db.session.scalars(select(Track.shared_at)).all() == [None]


def test_a_mark_is_in_the_studio_of_both_and_other_moments_of_the_track_are_not(two):
    two.tess.visitor.send_json(
        f"/api/v1/recordings/{two.film.id}/moments",
        a_moment("0d1b6a3e-6f0d-4f0e-9f0a-6a3a2d9f5f11", words="For myself."),
    )
    two.tess.post("marks", a_moment(TOKEN))
    answer = two.sam.visitor.get(f"/api/v1/recordings/{two.film.id}/moments").get_json()
    assert [m["words"] for track in answer["tracks"] for m in track["moments"]] == ["Waits."]


def test_marked_twice_it_is_there_once(two):
    for _ in range(2):
        assert two.tess.post("marks", a_moment(TOKEN)).status_code == 201
    assert len(two.sam.marks()) == 1


def test_a_mark_that_says_nothing_is_refused(two):
    refused = two.tess.post("marks", a_moment(TOKEN, words=" ", principles=[]))
    assert refused.status_code == 422
    assert "Write what you see" in refused.get_json()["error"]


def test_a_change_of_the_marks_is_told(two):
    before = two.sam.sees()["marks"]
    two.tess.post("marks", a_moment(TOKEN))
    after = two.sam.sees()["marks"]
    assert before != after
    db.session.rollback()
    (moment_id,) = db.session.scalars(select(Moment.id)).all()
    two.tess.visitor.send_json(f"/api/v1/moments/{moment_id}", {}, method="DELETE")
    assert two.sam.sees()["marks"] != after
    assert two.sam.marks() == []


def test_what_is_kept_back_for_a_round_is_not_among_the_marks(two):
    two.tess.post("marks", a_moment(TOKEN))
    assert len(two.sam.marks()) == 1
    with transaction():
        round = start_round(Actor(two.setting.sam.id, Role.SUPERVISOR), two.film, criteria(two))
        db.session.flush()
        db.session.scalars(select(Moment)).one().round_id = round.id
    assert two.sam.marks() == []
