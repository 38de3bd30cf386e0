"""Every number leads to its evidence; a supervisor confirms a mixture; a decision is taken back."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from accreditation import shipped
from accreditation.readiness import EvidenceKind
from app.extensions import db, transaction
from app.models.courses import CourseEvaluation
from app.models.decisions import TrainingDecision
from app.models.people import Person, Role
from app.models.programme import CourseDay, Enrolment, TrainingEventKind
from app.pathway.links import link_to
from app.pathway.operations.assessing import assess_oneself
from app.pathway.queries import trail_of
from app.policies import Actor
from app.programmes import operations as programmes
from app.programmes.queries import criteria_of
from tests import factories as make
from tests.browser_like import Visitor
from tests.pathway import trained

ORKNEY = "set-a-orkney"
MIXED = "the group met longer, and the hours are more than the set asks for"


@pytest.fixture
def supervisor(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Sam Supervisor")


def trainee_of(training: Enrolment) -> Person:
    return db.session.get_one(Person, training.trainee_id)


def a_full_training(supervisor: Person) -> Enrolment:
    """Something of each kind of evidence, and of each kind that does not count yet."""
    training = make.enrolment(make.person(Role.TRAINEE), supervisor, stages=("1", "2"))
    registrar = make.person(Role.REGISTRAR)
    trained.at_the_intro_course(training, registrar)
    trained.stage_work(training, supervisor, "1", cycles=2, clients=1, sessions=1)
    make.cycle(make.client(training), stage="1")
    make.session_held(training, supervisor, stage="1")
    trained.event(training, supervisor, "2", TrainingEventKind.INTRODUCTION)
    trained.meeting(training, make.person(Role.SUPERVISOR))
    who = Actor(registrar.id, Role.REGISTRAR)
    with transaction():
        programmes.credit_prior_learning(who, training, "1", "cycles", 2, "Two in Glasgow")
    return training


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.SUPERVISOR])
def test_each_number_on_the_page_opens_its_evidence(
    app: Flask, supervisor: Person, role: Role
) -> None:
    training = a_full_training(supervisor)
    own = role is Role.TRAINEE
    visitor = Visitor(app).sign_in(trainee_of(training) if own else supervisor)
    page = visitor.open(f"/trainings/{training.id}")
    shown = re.findall(r'<div class="disclosure-body">(.*?)</div>', page, re.DOTALL)
    assert shown
    lines = [line for part in shown for line in re.findall(r"<li>(.*?)</li>", part, re.DOTALL)]
    assert len(lines) >= 10
    for line in lines:
        (address,) = re.findall(r'href="([^"]+)"', line)
        visitor.open(address)
    asked = trained.readiness_of(training).requirements()
    kinds = {each.kind for one in asked for each in one.counted}
    assert {EvidenceKind.CREDIT, EvidenceKind.INTRO_ATTENDANCE, EvidenceKind.INTRODUCTION} <= kinds


def test_a_registrar_opens_what_each_number_counts_and_no_client(
    app: Flask, supervisor: Person
) -> None:
    training = a_full_training(supervisor)
    registrar = Visitor(app).sign_in(make.person(Role.REGISTRAR))
    whole = registrar.open(f"/registrar/trainees/{training.id}/evidence")
    addresses = re.findall(r'href="(/registrar/trainees/\d+/evidence/\w+/\d+)"', whole)
    assert len(addresses) >= 10
    for address in addresses:
        assert "What it counts for" in registrar.open(address)
    assert not re.search(r'href="/(clients|cycles|sessions)/', whole)


def test_a_piece_of_evidence_says_what_it_counts_for_and_who_wrote_it_down(
    app: Flask, supervisor: Person
) -> None:
    training = a_full_training(supervisor)
    credit = db.session.scalars(select(TrainingDecision)).one()
    decider = db.session.get_one(Person, credit.decided_by_id).name
    visitor = Visitor(app).sign_in(trainee_of(training))
    page = visitor.open(f"/trainings/{training.id}/evidence/credit/{credit.id}")
    assert f"Written down by {decider}" in page
    assert "Stage 1, Cycles" in page
    visitor.open(f"/trainings/{training.id}/evidence/credit/{credit.id + 1}", status=404)
    visitor.open(f"/trainings/{training.id}/evidence/party/1", status=404)


def test_a_client_that_was_not_brought_leads_a_supervisor_to_no_case(
    app: Flask, supervisor: Person
) -> None:
    training = make.enrolment(make.person(Role.TRAINEE), supervisor)
    client = make.client(training)
    make.cycle(client)
    evidence = next(
        each.evidence
        for one in trained.readiness_of(training).requirements()
        for each in one.not_counted
        if each.evidence.kind is EvidenceKind.CLIENT
    )
    with app.test_request_context():
        trail = trail_of(training)
        assert link_to(evidence, trail, True, training.id) == f"/clients/{client.id}"
        mine = link_to(evidence, trail, False, training.id)
    assert mine == f"/trainings/{training.id}/evidence/client/{client.id}"
    Visitor(app).sign_in(supervisor).open(mine)


def a_mixture(supervisor: Person) -> Enrolment:
    """Orkney, Stage 2: formats of 60 and of longer sessions; some of each."""
    training = make.enrolment(make.person(Role.TRAINEE), supervisor, stages=("1", "2"), slug=ORKNEY)
    for minutes, number in ((60, 4), (90, 3)):
        for _ in range(number):
            make.session_held(training, supervisor, stage="2", signed=True, minutes=minutes)
    return training


def supervision_of(training: Enrolment) -> tuple[bool, str]:
    stage = trained.readiness_of(training).stage("2")
    asked = stage.requirement("supervision") if stage else None
    assert asked is not None
    return asked.met, asked.sentence


def test_a_supervisor_confirms_that_a_mixture_makes_a_whole_and_takes_it_back(
    app: Flask, supervisor: Person
) -> None:
    training = a_mixture(supervisor)
    assert supervision_of(training)[0] is False
    at_work = Visitor(app).sign_in(supervisor)
    address = f"/trainings/{training.id}/mixture/2/supervision"
    assert address in at_work.open(f"/trainings/{training.id}")
    at_work.open(address)
    assert at_work.send(address, {"reason": " "}).status_code == 422
    assert at_work.send(address, {"reason": MIXED}).status_code == 302
    met, words = supervision_of(training)
    assert met
    assert MIXED in words
    assert "There is nothing to confirm now" in at_work.open(address)
    decision = db.session.scalars(select(TrainingDecision.id)).one()
    assert "Take it back" in at_work.open(f"/trainings/{training.id}")
    assert at_work.send(f"/training-decisions/{decision}/take-back").status_code == 302
    assert supervision_of(training)[0] is False


def test_sessions_that_do_not_add_up_are_not_confirmed(app: Flask, supervisor: Person) -> None:
    training = make.enrolment(make.person(Role.TRAINEE), supervisor, stages=("1", "2"), slug=ORKNEY)
    at_work = Visitor(app).sign_in(supervisor)
    address = f"/trainings/{training.id}/mixture/2/supervision"
    sent = at_work.send(address, {"reason": MIXED})
    assert (sent.status_code, "do not add up" in sent.text) == (422, True)
    assert db.session.scalar(select(TrainingDecision.id)) is None
    at_work.open(f"/trainings/{training.id}/mixture/2/party", status=404)


def test_a_registrar_takes_a_credit_back_and_nothing_else(app: Flask, supervisor: Person) -> None:
    training = a_full_training(supervisor)
    credit = db.session.scalars(select(TrainingDecision.id)).one()
    registrar = Visitor(app).sign_in(make.person(Role.REGISTRAR))
    assert "Take it back" in registrar.open(f"/registrar/trainees/{training.id}")
    assert registrar.send(f"/training-decisions/{credit}/take-back").status_code == 302
    page = registrar.open(f"/registrar/trainees/{training.id}")
    assert "taken back on" in page
    assert "Take it back" not in page


def test_a_trainee_evaluates_the_course_they_were_at_once_and_without_a_name(
    app: Flask, supervisor: Person
) -> None:
    training = make.enrolment(make.person(Role.TRAINEE), supervisor, stages=())
    trained.at_the_intro_course(training, make.person(Role.REGISTRAR))
    course = db.session.scalars(select(CourseDay.course_id)).first()
    trainee = Visitor(app).sign_in(trainee_of(training))
    address = f"/courses/{course}/evaluation"
    trainee.open(address)
    said = {"helpful": "5", "ready": "4", "best": "The films.", "change": ""}
    assert trainee.send(address, said).status_code == 302
    assert trainee.send(address, said).status_code == 422
    assert db.session.scalars(select(CourseEvaluation.best)).one() == "The films."
    stranger = Visitor(app).sign_in(make.person(Role.TRAINEE))
    stranger.open(address, status=404)


def test_documents_that_an_edition_asks_for_are_there_once_they_are_given(
    app: Flask, supervisor: Person
) -> None:
    asked = """
[stages.1.requirements.{key}]
kind = "document"
title = "{key}"
document = "{key}"
source = "S1"
status = "illustrative"
"""
    text = shipped.programme_text("set-a").replace('"set-a"', '"with-documents"', 1)
    for key in ("self-assessment", "course-evaluation"):
        text = text.replace("[stages.2]", asked.format(key=key) + "\n[stages.2]", 1)
    with transaction():
        programmes.take_up_edition(None, text, "with-documents.toml")
    training = make.enrolment(make.person(Role.TRAINEE), supervisor, slug="with-documents")
    trained.at_the_intro_course(training, make.person(Role.REGISTRAR))
    me = Actor(training.trainee_id, Role.TRAINEE)
    criteria = criteria_of(training)
    _, criterion = next(iter(criteria.criteria()))
    with transaction():
        assess_oneself(me, training, {criterion.key: criteria.scale.levels[0].key}, "")
    course = db.session.scalars(select(CourseDay.course_id)).first()
    said = {"helpful": "5", "ready": "4", "best": "", "change": ""}
    Visitor(app).sign_in(trainee_of(training)).send(f"/courses/{course}/evaluation", said)
    stage = trained.readiness_of(training).stage("1")
    assert stage is not None
    for key in ("self-assessment", "course-evaluation"):
        found = stage.requirement(key)
        assert found is not None
        assert found.met
