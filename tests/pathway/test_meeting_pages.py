"""Pages of a stage meeting, walked by the trainee and the external supervisor."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from accreditation.consent import Purpose
from app.extensions import db
from app.models.footage import Recording
from app.models.meetings import StageMeeting
from app.models.people import Person, Role
from app.models.programme import Enrolment
from app.programmes.queries import current_stage
from tests import factories as make
from tests.browser_like import Visitor
from tests.pathway import trained

RECORD = {
    "held_on": "2026-03-02",
    "minutes": "60",
    "strengths": "Waits and receives.",
    "next_steps": "Name what the child does.",
}


@pytest.fixture
def trainee(app: Flask) -> Person:
    return make.person(Role.TRAINEE, name="Tess Trainee")


@pytest.fixture
def supervisor(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Sam Own")


@pytest.fixture
def external(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Eve External")


@pytest.fixture
def training(trainee: Person, supervisor: Person) -> Enrolment:
    training = make.enrolment(trainee, supervisor)
    trained.stage_work(training, supervisor, "1", cycles=6, clients=2, sessions=7)
    return training


@pytest.fixture
def film(training: Enrolment) -> Recording:
    return trained.agreed_film(training)


def proposed(visitor: Visitor, training: Enrolment, to: Person, film: Recording) -> StageMeeting:
    sent = visitor.send(
        f"/trainings/{training.id}/stage-meeting",
        {"held_by": to.id, "recordings": [film.id], "days_open": "7"},
    )
    assert sent.status_code == 302
    return db.session.scalars(select(StageMeeting).order_by(StageMeeting.id.desc())).first()


def test_the_choice_offers_only_who_and_what_may_be_chosen(
    visitor: Visitor, training: Enrolment, trainee: Person, film: Recording, external: Person
) -> None:
    client = make.client(training, code="K-7")
    someone = make.agrees(make.case_person(client, "older child"), Purpose.FILMING)
    kept_back = make.recording(make.cycle(client), [someone])
    page = visitor.sign_in(trainee).open(f"/trainings/{training.id}/stage-meeting")
    assert "Eve External" in page
    assert "Sam Own" not in page
    offered = re.findall(r'name="recordings"[^>]*value="(\d+)"', page)
    assert offered == [str(film.id)]
    assert kept_back.id != film.id
    assert "Client film of cycle 1, client K-7" in page
    assert "Older child has not been asked about" in page


def test_before_the_stage_is_in_place_the_page_says_what_comes_first(
    visitor: Visitor, trainee: Person, external: Person
) -> None:
    early = make.enrolment(trainee)
    page = visitor.sign_in(trainee).open(f"/trainings/{early.id}/stage-meeting")
    assert "This comes a little later" in page
    assert "Cycles: 6 cycles to come." in page


def test_a_stage_ends_in_two_browsers(
    app: Flask,
    visitor: Visitor,
    training: Enrolment,
    trainee: Person,
    film: Recording,
    external: Person,
) -> None:
    visitor.sign_in(trainee)
    meeting = proposed(visitor, training, external, film)
    page = visitor.open(f"/stage-meetings/{meeting.id}")
    assert "Take the proposal back" in page
    other = Visitor(app).sign_in(external)
    assert "Tess Trainee" in other.open("/shown-to-me")
    shown = other.open(f"/presentations/{meeting.presentation_id}")
    assert f"/recordings/{film.id}/watch" in shown
    url = f"/stage-meetings/{meeting.id}/record"
    other.open(url)
    trained.recommended(meeting)
    recorded = other.send(url, {**RECORD, "outcome": "go_on"}, follow_redirects=True)
    assert "Go on" in recorded.text
    other.open(f"/presentations/{meeting.presentation_id}", status=404)
    read = visitor.open(f"/stage-meetings/{meeting.id}")
    assert "Waits and receives." in read
    assert "You are in Stage 2" in visitor.open("/home")


def test_not_yet_is_read_with_strengths_and_next_steps_and_proposed_again(
    app: Flask,
    visitor: Visitor,
    training: Enrolment,
    trainee: Person,
    film: Recording,
    external: Person,
) -> None:
    visitor.sign_in(trainee)
    meeting = proposed(visitor, training, external, film)
    Visitor(app).sign_in(external).send(
        f"/stage-meetings/{meeting.id}/record", {**RECORD, "outcome": "not_yet"}
    )
    page = visitor.open(f"/stage-meetings/{meeting.id}")
    for words in ("Not yet", "Waits and receives.", "Name what the child does.", "propose another"):
        assert words in page
    assert current_stage(training) == "1"
    assert "Arrange the transition meeting" in visitor.open("/home")
    proposed(visitor, training, external, film)


@pytest.mark.parametrize("missing", ["strengths", "next_steps", "outcome", "minutes", "held_on"])
def test_a_meeting_is_recorded_whole_or_not_at_all(
    app: Flask,
    visitor: Visitor,
    training: Enrolment,
    trainee: Person,
    film: Recording,
    external: Person,
    missing: str,
) -> None:
    meeting = proposed(visitor.sign_in(trainee), training, external, film)
    form = {**RECORD, "outcome": "go_on", missing: "  "}
    other = Visitor(app).sign_in(external)
    assert other.send(f"/stage-meetings/{meeting.id}/record", form).status_code == 422
    assert current_stage(training) == "1"


def test_too_short_a_meeting_keeps_what_was_typed_on_the_page(
    app: Flask,
    visitor: Visitor,
    training: Enrolment,
    trainee: Person,
    film: Recording,
    external: Person,
) -> None:
    meeting = proposed(visitor.sign_in(trainee), training, external, film)
    trained.recommended(meeting)
    form = {**RECORD, "outcome": "go_on", "minutes": "45"}
    sent = Visitor(app).sign_in(external).send(f"/stage-meetings/{meeting.id}/record", form)
    assert sent.status_code == 422
    assert "asks for a meeting of 1 hour" in sent.text
    assert "Waits and receives." in sent.text


def test_an_own_supervisor_cannot_be_slipped_into_the_form(
    visitor: Visitor,
    training: Enrolment,
    trainee: Person,
    film: Recording,
    supervisor: Person,
    external: Person,
) -> None:
    form = {"held_by": supervisor.id, "recordings": [film.id], "days_open": "7"}
    sent = visitor.sign_in(trainee).send(f"/trainings/{training.id}/stage-meeting", form)
    assert sent.status_code == 422
    assert db.session.scalar(select(StageMeeting.id)) is None


@pytest.mark.parametrize("days", ["0", "29", "many", ""])
def test_a_presentation_lasts_between_one_day_and_four_weeks(
    visitor: Visitor,
    training: Enrolment,
    trainee: Person,
    film: Recording,
    external: Person,
    days: str,
) -> None:
    form = {"held_by": external.id, "recordings": [film.id], "days_open": days}
    sent = visitor.sign_in(trainee).send(f"/trainings/{training.id}/stage-meeting", form)
    assert sent.status_code == 422


def test_a_proposal_is_taken_back_by_the_trainee_alone(
    app: Flask,
    visitor: Visitor,
    training: Enrolment,
    trainee: Person,
    film: Recording,
    external: Person,
) -> None:
    meeting = proposed(visitor.sign_in(trainee), training, external, film)
    url = f"/stage-meetings/{meeting.id}/take-back"
    assert Visitor(app).sign_in(external).send(url).status_code == 404
    assert "taken back" in visitor.send(url, follow_redirects=True).text
    assert db.session.scalar(select(StageMeeting.id)) is None


def test_a_meeting_is_read_by_trainee_own_supervisor_and_holder_only(
    visitor: Visitor, training: Enrolment, trainee: Person, supervisor: Person, external: Person
) -> None:
    meeting = trained.meeting(training, external)
    for person in (trainee, supervisor, external):
        visitor.sign_in(person).open(f"/stage-meetings/{meeting.id}")
    for stranger in (
        make.person(Role.TRAINEE),
        make.person(Role.SUPERVISOR),
        make.person(Role.REGISTRAR),
        make.person(Role.ACCREDITOR),
    ):
        visitor.sign_in(stranger).open(f"/stage-meetings/{meeting.id}", status=404)
        visitor.open(f"/stage-meetings/{meeting.id}/record", status=404)
    visitor.sign_in(external).open(f"/stage-meetings/{meeting.id}/record", status=404)
