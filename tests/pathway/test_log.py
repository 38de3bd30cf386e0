"""What took place: logged by the trainee, confirmed by whoever was there, recorded by their own."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.events import deliver_waiting
from app.extensions import db
from app.models.notices import Notice
from app.models.people import Person, Role
from app.models.programme import Enrolment, TrainingEvent
from tests import factories as make
from tests.browser_like import Visitor
from tests.pathway import trained

STAGE_4 = "stage-4-illustrative"


@pytest.fixture
def own(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Sam Supervisor")


@pytest.fixture
def other(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Otto Other")


@pytest.fixture
def training(own: Person) -> Enrolment:
    trainee = make.person(Role.TRAINEE, name="Sue Stagefour")
    return make.enrolment(trainee, own, stages=("supervising",), slug=STAGE_4)


def trainee_of(training: Enrolment) -> Person:
    return db.session.get_one(Person, training.trainee_id)


def logged(kind: str, asked: Person, **more: str) -> dict[str, str]:
    told = {"held_on": "2026-03-02", "minutes": "60", "about": "They paused, and so did I."}
    return {"what": f"supervising.{kind}", "asked": str(asked.id), **told, **more}


def log(visitor: Visitor, training: Enrolment, said: dict[str, str]) -> int:
    visitor.sign_in(trainee_of(training))
    visitor.open(f"/trainings/{training.id}/log/new")
    assert visitor.send(f"/trainings/{training.id}/log/new", said).status_code == 302
    return db.session.scalars(select(TrainingEvent.id).order_by(TrainingEvent.id.desc())).first()


def counts_of(training: Enrolment, key: str) -> tuple[int, list[str]]:
    stage = trained.readiness_of(training).stage("supervising")
    asked = stage.requirement(key) if stage else None
    assert asked is not None
    return asked.count, [each.why for each in asked.not_counted]


def words_for(person: Person) -> list[str]:
    deliver_waiting()
    return list(db.session.scalars(select(Notice.words).filter_by(person_id=person.id)))


def test_what_is_logged_counts_once_whoever_was_there_confirms_it(
    app: Flask, training: Enrolment, other: Person
) -> None:
    event = log(Visitor(app), training, logged("session_observed", other))
    assert counts_of(training, "sessions-observed") == (0, ["counts once it is confirmed"])
    assert any("logged what took place with you" in words for words in words_for(other))
    home = Visitor(app).sign_in(trainee_of(training)).open("/home")
    assert "has the entry of 2 March 2026 to confirm" in home
    asked = Visitor(app).sign_in(other)
    assert "Sue Stagefour" in asked.open("/to-confirm")
    assert "1 to confirm" in asked.open("/caseload")
    assert "They paused, and so did I." in asked.open(f"/training-events/{event}")
    asked.open(f"/trainings/{training.id}", status=404)
    assert asked.send(f"/training-events/{event}/confirm").status_code == 302
    assert counts_of(training, "sessions-observed") == (1, [])
    assert any("It counts." in words for words in words_for(trainee_of(training)))
    assert "Nothing waits for you" in asked.open("/to-confirm")
    assert asked.send(f"/training-events/{event}/confirm").status_code == 404


def test_whom_the_edition_would_not_take_is_not_asked(
    visitor: Visitor, training: Enrolment, other: Person
) -> None:
    visitor.sign_in(trainee_of(training))
    sent = visitor.send(f"/trainings/{training.id}/log/new", logged("supervision_given", other))
    assert sent.status_code == 422
    assert "your own supervisor confirms this" in sent.text
    assert db.session.scalar(select(TrainingEvent.id)) is None


def test_the_own_supervisor_stands_first_among_those_to_ask(
    visitor: Visitor, training: Enrolment, own: Person, other: Person
) -> None:
    visitor.sign_in(trainee_of(training))
    page = visitor.open(f"/trainings/{training.id}/log/new")
    assert page.index(own.name) < page.index(other.name)


def test_an_unconfirmed_entry_can_be_taken_back_and_a_confirmed_one_cannot(
    app: Flask, training: Enrolment, own: Person
) -> None:
    visitor = Visitor(app)
    event = log(visitor, training, logged("supervision_given", own))
    assert visitor.send(f"/training-events/{event}/take-back").status_code == 302
    assert db.session.get(TrainingEvent, event) is None
    event = log(visitor, training, logged("supervision_given", own))
    Visitor(app).sign_in(own).send(f"/training-events/{event}/confirm")
    assert visitor.send(f"/training-events/{event}/take-back").status_code == 404
    assert "Confirmed by Sam Supervisor" in visitor.open(f"/trainings/{training.id}/log")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"held_on": "2999-01-01"}, "That day is still to come."),
        ({"minutes": "0"}, "between 1 and 1440"),
        ({"what": "supervising.midpoint"}, "Choose one of"),
        ({"what": "2.introduction"}, "Choose one of"),
    ],
)
def test_what_cannot_have_been_is_not_logged(
    visitor: Visitor, training: Enrolment, own: Person, change: dict[str, str], message: str
) -> None:
    visitor.sign_in(trainee_of(training))
    said = logged("supervision_given", own, **change)
    sent = visitor.send(f"/trainings/{training.id}/log/new", said)
    assert (sent.status_code, message in sent.text) == (422, True)
    assert db.session.scalar(select(TrainingEvent.id)) is None


def test_nobody_else_reads_or_confirms_an_entry(
    app: Flask, training: Enrolment, own: Person, other: Person
) -> None:
    event = log(Visitor(app), training, logged("supervision_given", own))
    for stranger in (other, make.person(Role.TRAINEE), make.person(Role.REGISTRAR)):
        visitor = Visitor(app).sign_in(stranger)
        visitor.open(f"/training-events/{event}", status=404)
        assert visitor.send(f"/training-events/{event}/confirm").status_code == 404


def test_a_mid_point_recorded_by_the_own_supervisor_is_not_offered(
    visitor: Visitor, own: Person
) -> None:
    training = make.enrolment(make.person(Role.TRAINEE), own, stages=("practice",), slug="set-b")
    visitor.sign_in(own)
    assert "Nothing to record here" in visitor.open(f"/trainings/{training.id}/events/new")


def test_the_next_thing_of_a_supervisor_in_training_leads_to_the_log(
    visitor: Visitor, training: Enrolment
) -> None:
    trained.at_the_intro_course(training, make.person(Role.REGISTRAR))
    page = visitor.sign_in(trainee_of(training)).open("/home")
    assert "Go on with supervision given" in page
    assert f"/trainings/{training.id}/log/new" in page
