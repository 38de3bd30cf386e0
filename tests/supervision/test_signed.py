"""After signing: the trainee signs too, corrections stand beside, working points get done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.people import Role
from app.models.supervision import (
    Countersignature,
    SessionVersion,
    SupervisionSession,
    WorkingPoint,
)
from app.policies import Actor
from app.supervision import operations
from app.web.errors import Refusal
from tests import factories as make

WORDS = {
    "held_on": (make.LONG_AGO + timedelta(days=14)).isoformat(),
    "minutes": "75",
    "strengths": "You wait for her, and she looks up.",
    "working_points": "Wait a little longer\nName what she enjoys",
    "next_steps": "Film the next bedtime.",
    "reason": "The hour was longer than we wrote.",
}


@pytest.fixture
def trainee(app):
    return make.person(Role.TRAINEE, name="Tess Trainee")


@pytest.fixture
def supervisor(app):
    return make.person(Role.SUPERVISOR, name="Sam Reid")


@pytest.fixture
def enrolment(trainee, supervisor):
    return make.enrolment(trainee, supervisor)


@pytest.fixture
def signed(enrolment, supervisor):
    row = make.session_held(enrolment, supervisor, signed=True)
    make.working_point(row)
    return row.id


def session_of(row_id: int) -> SupervisionSession:
    db.session.rollback()
    return db.session.get_one(SupervisionSession, row_id)


def test_the_trainee_signs_too_and_the_supervisor_hears_of_it(visitor, signed, trainee, supervisor):
    visitor.sign_in(trainee)
    assert "Your signature is missing" in visitor.open("/supervision")
    assert "Sign it too" in visitor.open(f"/sessions/{signed}")
    answer = visitor.send(f"/sessions/{signed}/countersign")
    page = visitor.open(answer.location)
    assert "Signed by both of you." in page
    assert "Sign it too" not in page
    assert "Your signature is missing" not in visitor.open("/supervision")
    visitor.sign_in(supervisor)
    assert "by Tess Trainee, " in visitor.open(f"/sessions/{signed}")
    assert db.session.scalar(select(func.count(Countersignature.id))) == 1


def test_nobody_signs_twice_even_where_two_ask_at_once(signed, trainee):
    who, row = Actor(trainee.id, Role.TRAINEE), session_of(signed)
    with transaction():
        operations.countersign_session(who, row)
    with transaction(), pytest.raises(Refusal, match="Your signature stands"):
        operations.countersign_session(who, session_of(signed))
    again = Countersignature(session_id=signed, under=row.signed_at, signed_at=clock.now())
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(again)


def test_what_is_not_signed_cannot_be_countersigned(visitor, enrolment, supervisor, trainee):
    open_one = make.session_held(enrolment, supervisor)
    visitor.sign_in(trainee)
    assert visitor.send(f"/sessions/{open_one.id}/countersign").status_code == 404
    with transaction(), pytest.raises(Refusal, match="supervisor signs first"):
        operations.countersign_session(Actor(trainee.id, Role.TRAINEE), session_of(open_one.id))


def test_a_correction_stands_beside_what_was_signed_and_asks_for_a_signature_again(
    visitor, signed, trainee, supervisor
):
    with transaction():
        operations.countersign_session(Actor(trainee.id, Role.TRAINEE), session_of(signed))
    visitor.sign_in(supervisor)
    assert "Correct it" in visitor.open(f"/sessions/{signed}")
    assert visitor.send(f"/sessions/{signed}/correct", WORDS).status_code == 302
    row = session_of(signed)
    assert row.minutes == 75
    assert [point.words for point in row.working_points] == [
        "Wait a little longer",
        "Name what she enjoys",
    ]
    kept = db.session.scalars(select(SessionVersion)).one()
    assert (kept.minutes, kept.working_points) == (60, ["Wait a little longer"])
    assert row.countersignature is None
    visitor.sign_in(trainee)
    page = visitor.open(f"/sessions/{signed}")
    assert "The hour was longer than we wrote." in page
    assert "Sign it too" in page
    visitor.send(f"/sessions/{signed}/countersign")
    assert session_of(signed).countersignature is not None
    acts = db.session.scalars(select(AuditEntry.act)).all()
    assert acts.count("session.countersigned") == 2
    assert acts.count("session.corrected") == 1


def test_a_point_that_was_done_stays_done_through_a_correction(visitor, signed, supervisor):
    point = db.session.scalars(select(WorkingPoint.id)).one()
    visitor.sign_in(supervisor)
    visitor.send(f"/working-points/{point}/done")
    visitor.send(f"/sessions/{signed}/correct", WORDS)
    assert session_of(signed).working_points[0].done_at is not None
    assert session_of(signed).working_points[1].done_at is None


def test_a_correction_says_why_and_changes_something(visitor, signed, supervisor):
    visitor.sign_in(supervisor)
    answer = visitor.send(f"/sessions/{signed}/correct", {**WORDS, "reason": ""})
    assert answer.status_code == 422
    assert "Say why" in answer.text
    visitor.send(f"/sessions/{signed}/correct", WORDS)
    again = visitor.send(f"/sessions/{signed}/correct", WORDS)
    assert "Nothing is different from what was signed" in again.text
    assert db.session.scalar(select(func.count(SessionVersion.id))) == 1


def test_the_database_keeps_a_signed_session_until_its_words_are_kept(signed):
    with (
        pytest.raises(IntegrityError, match="A signed session cannot be changed"),
        transaction() as session,
    ):
        session.execute(update(SupervisionSession).values(minutes=90))


def test_what_was_signed_once_is_never_removed(signed, supervisor):
    words = (clock.today(), 75, "s", ["Wait"], "")
    with transaction():
        operations.correct_session(
            Actor(supervisor.id, Role.SUPERVISOR), session_of(signed), "Longer", *words
        )
    with pytest.raises(IntegrityError, match="cannot be removed"), transaction() as session:
        session.execute(delete(SessionVersion))


def test_points_are_carried_until_one_of_the_two_says_they_are_done(
    visitor, signed, enrolment, trainee, supervisor
):
    point = db.session.scalars(select(WorkingPoint.id)).one()
    places = {
        supervisor: (f"/enrolments/{enrolment.id}/supervision", "prepare"),
        trainee: ("/supervision", "log"),
    }
    for person, (path, on) in places.items():
        visitor.sign_in(person)
        assert "Working points still open" in visitor.open(path)
        answer = visitor.send(f"/working-points/{point}/done", {"on": on})
        assert answer.location == path
        assert "Working points still open" not in visitor.open(path)
        assert "Not done after all" in visitor.open(f"/sessions/{signed}")
        visitor.send(f"/working-points/{point}/open", {"on": on})
    visitor.sign_in(supervisor)
    record = visitor.open(f"/enrolments/{enrolment.id}/sessions/record")
    assert "They come back until one of you says that they are done." in record


def test_of_many_points_the_latest_are_read_and_the_older_folded(
    visitor, signed, enrolment, trainee, supervisor
):
    with transaction() as session:
        for number in range(7):
            session.add(WorkingPoint(session_id=signed, words=f"Wait {number} seconds"))
    prepare = f"/enrolments/{enrolment.id}/supervision"
    for person, path in (
        (trainee, "/supervision"),
        (supervisor, prepare),
        (supervisor, f"/enrolments/{enrolment.id}/sessions/record"),
    ):
        page = visitor.sign_in(person).open(path)
        assert page.index("2 more, from the sessions before") > page.index("Wait 6 seconds")
        assert page.index("2 more, from the sessions before") < page.index("Wait 0 seconds")


def test_the_agenda_is_read_with_the_question(visitor, enrolment, trainee, supervisor):
    cycle = make.cycle(make.client(enrolment, "C-04"))
    request = make.brought(cycle)
    with transaction():
        row = db.session.get_one(type(request), request.id)
        row.pleased_with, row.hopes = "He laughed with me", "To see where I can wait"
    page = visitor.sign_in(supervisor).open(f"/enrolments/{enrolment.id}/supervision")
    assert "He laughed with me" in page
    assert "To see where I can wait" in page
