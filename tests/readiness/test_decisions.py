"""What a registrar decides: with its reason, read by the trainee, and nothing lost."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import inspect, select

from accreditation import shipped
from app import clock
from app.casework.operations import start_cycle
from app.events import deliver_waiting
from app.extensions import db, transaction
from app.footage.operations import declare_recording
from app.models.casework import Client
from app.models.decisions import TrainingDecision
from app.models.footage import RecordingKind
from app.models.notices import Notice
from app.models.people import Person, Role
from app.models.programme import EditionInUse, Enrolment, EnrolmentState
from app.pathway import queries as pathway
from app.pathway.operations import propose_meeting
from app.policies import Actor
from app.programmes import operations
from app.supervision.operations import ask_for_supervision
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor


@pytest.fixture
def enrolment(app: Flask) -> Enrolment:
    return make.enrolment(supervisor=make.person(Role.SUPERVISOR))


@pytest.fixture
def registrar(app: Flask) -> Actor:
    return Actor(make.person(Role.REGISTRAR).id, Role.REGISTRAR)


@pytest.fixture
def at_work(visitor: Visitor) -> Visitor:
    return visitor.sign_in(make.person(Role.REGISTRAR))


def page_of(of: Enrolment, what: str) -> str:
    return f"/registrar/trainees/{id_of(of)}/{what}"


def again(of: Enrolment) -> Enrolment:
    db.session.remove()
    return db.session.get_one(Enrolment, id_of(of))


def id_of(of: Enrolment) -> int:
    return int(inspect(of).identity[0])


def credited(of: Enrolment) -> tuple[int, str]:
    found = pathway.readiness(of, clock.today()).stage("1")
    cycles = found.requirement("cycles") if found else None
    assert cycles is not None
    return cycles.count, cycles.counted[-1].label


def test_prior_learning_counts_with_its_reason_and_the_trainee_is_told(
    at_work: Visitor, enrolment: Enrolment
) -> None:
    of, trainee = enrolment.id, enrolment.trainee_id
    at_work.send(
        page_of(enrolment, "credit"),
        {"requirement": "1.cycles", "amount": "4", "reason": "Four cycles in Glasgow"},
    )
    count, label = credited(again(enrolment))
    assert count == 4
    assert label.startswith("4 cycles credited on ")
    assert label.endswith("Four cycles in Glasgow")
    deliver_waiting()
    told = db.session.scalars(select(Notice.words).filter_by(person_id=trainee)).all()
    assert any("decided about your training" in words for words in told)
    assert db.session.scalars(select(TrainingDecision)).one().enrolment_id == of


def test_a_decision_without_a_reason_is_asked_for_one(
    at_work: Visitor, enrolment: Enrolment
) -> None:
    at_work.open(page_of(enrolment, "pause"))
    answer = at_work.send(page_of(enrolment, "pause"), {"reason": " "})
    assert answer.status_code == 422
    assert "Write the reason." in answer.text
    assert again(enrolment).paused_on is None


def test_a_credit_that_is_taken_back_counts_no_more(registrar: Actor, enrolment: Enrolment) -> None:
    with transaction():
        given = operations.credit_prior_learning(registrar, enrolment, "1", "cycles", 2, "Before")
    assert credited(enrolment)[0] == 2
    with transaction():
        operations.take_back(registrar, given)
    assert pathway.training_record(again(enrolment)).credits == ()


def test_while_paused_nothing_new_is_begun_and_everything_is_there_after(
    registrar: Actor, enrolment: Enrolment
) -> None:
    client = make.client(enrolment)
    me = Actor(enrolment.trainee_id, Role.TRAINEE)
    with transaction():
        operations.pause(registrar, enrolment, "Parental leave")
    cycle, other = make.cycle(client, stage="1"), make.person(Role.SUPERVISOR)
    film = (RecordingKind.CLIENT_FILM, make.LONG_AGO, [make.agrees(make.case_person(client))])
    for begin in (
        lambda: start_cycle(me, client),
        lambda: ask_for_supervision(me, cycle, "How do I wait?"),
        lambda: declare_recording(me, cycle, *film),
        lambda: propose_meeting(me, enrolment, other, [], 7),
    ):
        with transaction(), pytest.raises(Refusal, match="paused"):
            begin()
    with transaction():
        operations.come_back(registrar, enrolment, "Back at work")
        start_cycle(me, client)
    assert len(pathway.training_record(enrolment).cycles) == 2
    assert db.session.get_one(Client, client.id).enrolment_id == enrolment.id


def test_a_transfer_is_looked_at_first_and_then_keeps_the_record(
    at_work: Visitor, enrolment: Enrolment
) -> None:
    make.cycle(make.client(enrolment))
    other = make.edition("set-a-orkney").id
    address = page_of(enrolment, f"transfer?edition={other}")
    page = at_work.open(address)
    assert "Sharing films with the group" in page
    assert again(enrolment).edition_id != other
    at_work.send(address, {"edition": str(other), "reason": "Moved to Orkney"})
    moved = again(enrolment)
    assert moved.edition_id == other
    assert len(pathway.training_record(moved).cycles) == 1


def test_a_transfer_that_would_lose_an_open_stage_is_refused(
    registrar: Actor, enrolment: Enrolment
) -> None:
    with transaction(), pytest.raises(Refusal, match="no stage"):
        operations.transfer(registrar, enrolment, make_edition("set-b"), "No")
    assert enrolment.edition.slug == "set-a"


def make_edition(slug: str) -> EditionInUse:
    text = shipped.programme_text(slug)
    return operations.take_up_edition(None, text, f"{slug}.toml")


def test_a_withdrawal_keeps_its_reason_and_the_service_can_change(
    at_work: Visitor, enrolment: Enrolment
) -> None:
    service = make.service().id
    at_work.send(page_of(enrolment, "service"), {"service": str(service), "reason": "A new post"})
    assert again(enrolment).service_id == service
    at_work.send(page_of(enrolment, "withdraw"), {"reason": "Stops for now"})
    assert again(enrolment).state is EnrolmentState.WITHDRAWN
    page = at_work.open(f"/registrar/trainees/{id_of(enrolment)}")
    assert "Stops for now" in page
    assert "A new post" in page


def test_the_home_of_a_paused_training_says_so_and_what_to_wait_for(
    visitor: Visitor, registrar: Actor, enrolment: Enrolment
) -> None:
    with transaction():
        operations.pause(registrar, enrolment, "Parental leave")
    page = visitor.sign_in(db.session.get_one(Person, enrolment.trainee_id)).open("/home")
    assert "Your training is paused" in page
    assert "Your registrar lets it go on" in page
