"""The trainee's home: where I am, one thing to do, what is left with its evidence, who has what."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.extensions import transaction
from app.models.footage import RecordingKind
from app.models.people import Person, Role
from app.models.portfolio import Portfolio, Submission, SubmissionState
from app.models.programme import Enrolment, EnrolmentState, TrainingEventKind
from tests import factories as make
from tests.browser_like import Visitor
from tests.pathway import trained
from tests.queries_counted import queries_counted


@pytest.fixture
def supervisor(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Sam Supervisor")


@pytest.fixture
def trainee(app: Flask) -> Person:
    return make.person(Role.TRAINEE, name="Tess Trainee")


@pytest.fixture
def training(trainee: Person, supervisor: Person) -> Enrolment:
    return make.enrolment(trainee, supervisor)


@pytest.fixture
def at_home(visitor: Visitor, trainee: Person) -> Visitor:
    return visitor.sign_in(trainee)


def now_panel(page: str) -> str:
    found = re.search(r'<section class="now".*?</section>', page, re.DOTALL)
    assert found
    return found[0]


def do_now(page: str) -> tuple[str, str]:
    """The title of the one thing to do, and where its button leads."""
    panel = now_panel(page)
    link = re.search(r'href="([^"]+)"', panel)
    return re.search(r"<h2[^>]*>([^<]+)</h2>", panel)[1], link[1] if link else ""


def test_somebody_who_is_not_enrolled_finds_a_warm_page(at_home: Visitor) -> None:
    page = at_home.open("/home")
    assert "your training is not set up yet" in page
    assert "Attune is not an AVIGuk service." in page


def test_a_newcomer_is_at_the_start_with_the_intro_course(
    at_home: Visitor, trainee: Person
) -> None:
    make.enrolment(trainee, stages=())
    page = at_home.open("/home")
    assert "You are at the start" in page
    assert "Your registrar will find a supervisor for you." in page
    assert do_now(page) == ("Attend the intro course", "")


def test_the_set_is_labelled_as_an_older_page_and_attune_as_unofficial(
    at_home: Visitor, training: Enrolment
) -> None:
    page = at_home.open("/home")
    assert "Older published page, not confirmed current." in page
    assert "Attune is not an AVIGuk service." in page


def test_the_one_thing_to_do_follows_the_work(at_home: Visitor, training: Enrolment) -> None:
    assert do_now(at_home.open("/home")) == ("Begin with a new client", "/clients/add")
    client = make.client(training)
    cycle = make.cycle(client)
    assert do_now(at_home.open("/home"))[1] == f"/cycles/{cycle.id}"
    make.recording(cycle)
    with transaction():
        cycle.reviewed_on = make.LONG_AGO + timedelta(days=9)
    make.recording(cycle, kind=RecordingKind.SHARED_REVIEW)
    title, url = do_now(at_home.open("/home"))
    assert (title, url) == (f"Ask for supervision on cycle 1 of client {client.code}", ask(cycle))
    make.brought(cycle)
    assert do_now(at_home.open("/home"))[0] != title


def ask(cycle: object) -> str:
    from flask import url_for

    return url_for("supervision.ask", cycle_id=cycle.id, _external=False)


def test_a_complete_stage_leads_to_the_transition_meeting(
    at_home: Visitor, training: Enrolment, supervisor: Person
) -> None:
    trained.stage_work(training, supervisor, "1", cycles=6, clients=2, sessions=7)
    url = f"/trainings/{training.id}/stage-meeting"
    assert do_now(at_home.open("/home")) == ("Arrange the transition meeting", url)
    proposed = trained.meeting(training, make.person(Role.SUPERVISOR, name="Eve"), outcome=None)
    page = at_home.open("/home")
    assert do_now(page) == ("Meet Eve", f"/stage-meetings/{proposed.id}")
    assert "was asked to hold your transition meeting" in page


def test_stage_2_begins_with_its_introduction(
    at_home: Visitor, trainee: Person, supervisor: Person
) -> None:
    training = make.enrolment(trainee, supervisor, stages=("1", "2"))
    page = at_home.open("/home")
    assert "You are in Stage 2" in page
    assert "Introduction to Stage 2" in now_panel(page) or "introduction" in now_panel(page)
    trained.event(training, supervisor, "2", TrainingEventKind.INTRODUCTION)
    assert do_now(at_home.open("/home"))[1] == "/clients/add"


def test_a_submitted_portfolio_is_with_the_panel(at_home: Visitor, training: Enrolment) -> None:
    submission = submitted(training)
    page = at_home.open("/home")
    assert "Your portfolio is with the panel" in now_panel(page)
    assert f"/{submission.id}" in do_now(page)[1]
    assert "The panel" in page


def submitted(training: Enrolment, state: SubmissionState = SubmissionState.SUBMITTED):
    draft = make.keep(Portfolio(enrolment_id=training.id, changed_at=clock.now()))
    return make.keep(
        Submission(
            portfolio_id=draft.id, enrolment_id=training.id, number=1, state=state, root="0" * 64
        )
    )


def test_an_accredited_practitioner_is_told_so(at_home: Visitor, training: Enrolment) -> None:
    submitted(training, SubmissionState.DECIDED)
    with transaction() as session:
        session.get_one(Enrolment, training.id).state = EnrolmentState.ACCREDITED
    page = at_home.open("/home")
    assert "You are an accredited practitioner" in page
    assert "You are here" not in page


def test_a_training_that_rests_asks_for_nothing(at_home: Visitor, training: Enrolment) -> None:
    with transaction() as session:
        session.get_one(Enrolment, training.id).state = EnrolmentState.WITHDRAWN
    page = at_home.open("/home")
    assert "Your training is resting" in page
    assert "What you recorded stays with you." in page
    assert "find a supervisor" not in page
    assert do_now(page) == ("There is nothing to do now", "")


def test_each_number_is_linked_to_its_evidence(
    at_home: Visitor, training: Enrolment, supervisor: Person
) -> None:
    (cycle,) = trained.stage_work(training, supervisor, "1", cycles=1, clients=1, sessions=1)
    undated = make.cycle(make.client(training, code="Z-9"))
    make.recording(undated)
    session = make.session_held(training, supervisor)
    page = at_home.open("/home")
    for url in (
        f'href="/cycles/{cycle.id}"',
        f'href="/clients/{cycle.client_id}"',
        f'href="/cycles/{undated.id}"',
    ):
        assert url in page
    assert "counts once the shared review is dated" in page
    assert "1 of 6 cycles" in page
    assert "counts once it is signed" in page
    assert f"/sessions/{session.id}" not in page, "an unsigned session is not the trainee's yet"


def test_what_lies_with_others_is_told_since_when(
    at_home: Visitor, training: Enrolment, supervisor: Person
) -> None:
    cycle = make.cycle(make.client(training, code="B-2"))
    make.brought(cycle)
    make.session_held(training, supervisor)
    page = at_home.open("/home")
    assert "has cycle 1 of client B-2 for supervision" in page
    assert "has the session of 20 January 2025 to sign" in page
    assert "Sam Supervisor" in page


def test_home_asks_as_much_for_27_cycles_as_for_one(visitor: Visitor, supervisor: Person) -> None:
    counts = []
    for cycles in (1, 27):
        trainee = make.person(Role.TRAINEE)
        training = make.enrolment(trainee, supervisor)
        trained.stage_work(training, supervisor, "1", cycles=cycles, clients=1, sessions=2)
        visitor.sign_in(trainee).get("/home")
        with queries_counted() as sent:
            visitor.open("/home")
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[0] <= 11, sent


def test_the_whole_journey_shows_every_stage_with_its_requirements(
    at_home: Visitor, training: Enrolment, supervisor: Person
) -> None:
    trained.at_the_intro_course(training, supervisor)
    page = at_home.open(f"/trainings/{training.id}")
    assert "Your whole journey" in page
    for title in ("Intro course", "Stage 1", "Stage 2", "Stage 3", "Accredited"):
        assert title in page
    assert "0 of 5 met" in page.replace("\n", " ")
    assert "1 of 1 met" in page


def test_nobody_opens_the_home_or_training_of_another(
    visitor: Visitor, training: Enrolment
) -> None:
    for stranger in (
        make.person(Role.TRAINEE),
        make.person(Role.SUPERVISOR),
        make.person(Role.REGISTRAR),
        make.person(Role.ACCREDITOR),
    ):
        visitor.sign_in(stranger).open(f"/trainings/{training.id}", status=404)
    visitor.sign_in(make.person(Role.SUPERVISOR)).open("/home", status=404)
