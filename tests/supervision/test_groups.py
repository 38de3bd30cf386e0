"""A session with several trainees: typed once, a record for each, counted as the edition says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models.people import Role
from app.models.supervision import SupervisionSession
from tests import factories as make
from tests.browser_like import Visitor

WORDS = {
    "held_on": "2025-03-03",
    "minutes": "90",
    "strengths": "You waited together.",
    "working_points": "Wait longer\nName what you see",
    "next_steps": "",
}


@pytest.fixture
def supervisor(app):
    return make.person(Role.SUPERVISOR, name="Sam Reid")


@pytest.fixture
def trainings(supervisor):
    return [
        make.enrolment(make.person(Role.TRAINEE, name=name), supervisor, slug, (stage,))
        for name, slug, stage in (
            ("Tess", "set-a", "1"),
            ("Olu", "set-b", "practice"),
            ("Ann", "set-b", "practice"),
        )
    ]


@pytest.fixture
def sam(app, supervisor) -> Visitor:
    return Visitor(app).sign_in(supervisor)


def held() -> list[SupervisionSession]:
    db.session.rollback()
    return list(db.session.scalars(select(SupervisionSession).order_by(SupervisionSession.id)))


def record(sam, trainings, *others, **more):
    said = {**WORDS, "others": [str(one.id) for one in others], **more}
    return sam.send(f"/enrolments/{trainings[0].id}/sessions/record", said)


def test_a_group_is_typed_once_and_signed_for_all(app, sam, trainings):
    tess, olu, ann = trainings
    page = sam.open(record(sam, trainings, olu, ann).location)
    assert "90 minutes with 3 trainees." in page
    records = held()
    assert [one.enrolment_id for one in records] == [tess.id, ann.id, olu.id]
    assert {one.trainees for one in records} == {3}
    assert {len(one.working_points) for one in records} == {2}
    answer = sam.send(f"/sessions/{records[0].id}/group")
    assert "Signed for 3 trainees." in sam.open(answer.location)
    assert all(one.signed_at for one in held())
    assert "signed already" in sam.send(f"/sessions/{records[0].id}/group").text
    own = Visitor(app).sign_in(olu.trainee)
    assert "in a group of 3" in own.open(f"/sessions/{records[2].id}")
    own.open(f"/sessions/{records[0].id}", status=404)
    own.open(f"/sessions/{records[2].id}/group", status=404)


def test_each_record_can_be_changed_by_itself_before_it_is_signed(sam, trainings):
    record(sam, trainings, trainings[1])
    second = held()[1]
    changed = {**WORDS, "strengths": "Olu's own words"}
    assert sam.send(f"/sessions/{second.id}/change", changed).status_code == 302
    assert [one.strengths for one in held()] == ["You waited together.", "Olu's own words"]
    assert {one.trainees for one in held()} == {2}


def test_a_session_with_one_trainee_is_no_group(sam, trainings):
    assert "/sign" in record(sam, trainings).location
    assert (held()[0].trainees, held()[0].group_key) == (1, None)


def test_somebody_elses_trainee_cannot_be_in_it(sam, trainings):
    other = make.enrolment(make.person(Role.TRAINEE), make.person(Role.SUPERVISOR))
    assert "Choose among these." in record(sam, trainings, other).text
    assert held() == []


def test_the_time_that_was_booked_says_who_was_there(sam, supervisor, trainings):
    time = make.offered(supervisor, -timedelta(days=2), places=3, minutes=75)
    for one in trainings[:2]:
        make.booked(time, one)
    page = sam.open(f"/enrolments/{trainings[0].id}/sessions/record")
    assert 'value="75"' in page
    assert f'value="{(clock.now() - timedelta(days=2)).date()}"' in page
    ticked = [one for one in page.split("<input") if 'name="others"' in one and "checked" in one]
    assert len(ticked) == 1


def test_the_edition_says_whether_a_group_counts(sam, trainings):
    record(sam, trainings, trainings[1])
    sam.send(f"/sessions/{held()[0].id}/group")
    set_a, set_b = (sam.open(f"/trainings/{one.id}") for one in trainings[:2])
    assert "was held with 2 trainees" not in set_a
    assert "was held with 2 trainees; individual supervision is asked for" in set_b
