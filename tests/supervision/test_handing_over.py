"""A change of supervisor: the next one sees what the trainee hands over, and counts what counts."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app import clock, policies
from app.events import deliver_waiting
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.notices import Notice
from app.models.people import Person, Role
from app.models.programme import Allocation
from app.policies import Actor
from app.programmes.operations import allocate_supervisor
from tests import factories as make
from tests.browser_like import Visitor
from tests.supervision.changed import Changed, changed_supervisor


@pytest.fixture
def changed(app) -> Changed:
    return changed_supervisor()


@pytest.fixture
def trainee(app, changed) -> Visitor:
    return Visitor(app).sign_in(changed.trainee)


@pytest.fixture
def gwen(app, changed) -> Visitor:
    return Visitor(app).sign_in(changed.gwen)


def sees(person: Person, action: str, role: Role = Role.SUPERVISOR) -> set[int]:
    db.session.rollback()
    rows = db.session.scalars(policies.allowed(action, Actor(person.id, role)))
    return {row.id for row in rows}


def hand_over(trainee: Visitor, changed: Changed, *cycles: int):
    return trainee.send(
        f"/trainings/{changed.enrolment.id}/earlier", {"what": [str(one) for one in cycles]}
    )


def test_the_next_supervisor_sees_nothing_of_before_by_itself(changed, gwen):
    for action in ("client.see", "cycle.see", "cycle.supervise", "recording.watch", "session.see"):
        assert sees(changed.gwen, action) == set(), action
    assert sees(changed.gwen, "moment.read") == set()
    assert sees(changed.gwen, "working_point.settle") == set()
    gwen.open(f"/cycles/{changed.cycle.id}", status=404)
    gwen.open(f"/recordings/{changed.film.id}/studio", status=404)
    gwen.open(f"/sessions/{changed.session.id}", status=404)
    assert "Waits with nobody" not in gwen.open("/caseload")
    assert "Nothing waits for you" in gwen.open(f"/enrolments/{changed.enrolment.id}/supervision")
    gwen.open(f"/trainings/{changed.enrolment.id}")


def test_the_earlier_supervisor_sees_nothing_any_more(changed):
    for action in ("cycle.see", "recording.watch", "session.see"):
        assert sees(changed.fred, action) == set(), action
    assert changed.session.id in sees(changed.fred, "session.log")


def test_what_is_handed_over_is_seen_with_its_question_and_its_marks(changed, trainee, gwen):
    assert "Gwen Hughes does not see everything" in trainee.open("/supervision")
    page = trainee.open(f"/trainings/{changed.enrolment.id}/earlier")
    assert "its question waits" in page
    assert "another supervisor since" in trainee.open(f"/cycles/{changed.cycle.id}/ask")
    answer = hand_over(trainee, changed, changed.cycle.id)
    assert "Gwen Hughes sees 1 more thing now." in trainee.open(answer.location)
    assert sees(changed.gwen, "cycle.see") == {changed.cycle.id}
    assert sees(changed.gwen, "recording.watch") == {changed.film.id}
    assert sees(changed.gwen, "moment.read") == {one.id for one in changed.shared}
    assert sees(changed.gwen, "session.see") == set()
    assert "Where am I waiting well?" in gwen.open(
        f"/enrolments/{changed.enrolment.id}/supervision"
    )
    assert "Your supervisor has had this cycle" in trainee.open(f"/cycles/{changed.cycle.id}/ask")
    deliver_waiting()
    words = db.session.scalars(select(Notice.words).filter_by(person_id=changed.gwen.id)).all()
    assert any("handed earlier supervision over to you" in one for one in words)
    noted = db.session.query(AuditEntry).filter_by(act="cycle.handed_over").count()
    assert noted == 1


def test_sessions_are_chosen_by_themselves(changed, trainee, gwen):
    here = f"/trainings/{changed.enrolment.id}/earlier/sessions"
    assert "with Fred Oakes" in trainee.open(here)
    trainee.send(here, {"what": [str(changed.session.id)]})
    assert sees(changed.gwen, "session.see") == {changed.session.id}
    assert sees(changed.gwen, "cycle.see") == set()
    assert "Wait longer" in gwen.open(f"/sessions/{changed.session.id}")
    assert "Nothing is kept back" in trainee.open(here)


def test_nothing_chosen_or_something_of_somebody_else_shows_nothing(changed, trainee):
    other = make.cycle(make.client(make.enrolment(make.person(Role.TRAINEE), changed.fred)))
    make.brought(other)
    assert "Choose what you hand over" in hand_over(trainee, changed).text
    assert "Choose among these." in hand_over(trainee, changed, other.id).text
    assert sees(changed.gwen, "cycle.see") == set()


def test_what_is_brought_from_now_on_needs_no_handing_over(changed):
    mine = make.cycle(make.client(changed.enrolment, "T9"))
    make.brought(mine)
    assert sees(changed.gwen, "cycle.see") == {mine.id}


def test_who_comes_back_sees_what_was_brought_to_them_before(changed):
    with transaction():
        registrar = Actor(changed.registrar.id, Role.REGISTRAR)
        allocate_supervisor(registrar, changed.enrolment, changed.fred)
    assert sees(changed.fred, "cycle.see") == {changed.cycle.id, changed.seen.id}


def test_counts_do_not_depend_on_it(changed, trainee, gwen):
    counted = [
        re.findall(r"\d+ of \d+ [a-z ]+", one.open(f"/trainings/{changed.enrolment.id}"))
        for one in (trainee, gwen)
    ]
    assert "1 of 6 cycles" in [one.strip() for one in counted[0]]
    assert "1 of 6 cycles" in [one.strip() for one in counted[1]]


def test_without_a_supervisor_nothing_is_handed_over_to_nobody(changed, trainee):
    with transaction() as session:
        session.query(Allocation).filter_by(until=None).update({"until": clock.now()})
    page = trainee.open(f"/cycles/{changed.cycle.id}/ask")
    assert "nobody supervises you at the moment" in page
    assert "/earlier" not in page
    trainee.open(f"/trainings/{changed.enrolment.id}/earlier", status=404)
