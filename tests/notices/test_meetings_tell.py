"""Stage meetings: whoever is asked hears of it, and both hear how it went."""

from __future__ import annotations

import pytest
from flask import Flask

from app import clock, events
from app.extensions import transaction
from app.models.meetings import MeetingOutcome, StageMeeting
from app.models.people import Person, Role
from app.models.programme import Enrolment
from app.pathway.operations import (
    propose_meeting,
    recommend,
    record_meeting,
    take_back_proposal,
)
from app.policies import Actor
from app.programmes.queries import supervisor_of
from tests import factories as make
from tests.notices.telling import every_notice_leads_somewhere, told
from tests.pathway import trained

ASKS = "Tess Long asks you to hold a transition meeting, and shows you recordings for it."


@pytest.fixture
def eve(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Eve Marsh")


@pytest.fixture
def training(app: Flask) -> Enrolment:
    """Stage 1 is in place, but for its meeting."""
    tess = make.person(Role.TRAINEE, name="Tess Long")
    sam = make.person(Role.SUPERVISOR, name="Sam Hill")
    training = make.enrolment(tess, sam)
    trained.stage_work(training, sam, "1", cycles=6, clients=2, sessions=7)
    return training


def propose(training: Enrolment, to: Person) -> int:
    film = trained.agreed_film(training)
    actor = Actor(training.trainee_id, Role.TRAINEE)
    with transaction() as session:
        row = session.get_one(Enrolment, training.id)
        return propose_meeting(actor, row, session.get_one(Person, to.id), [film], 7).id


def test_whoever_is_asked_hears_it_in_one_sentence(
    app: Flask, training: Enrolment, eve: Person
) -> None:
    propose(training, eve)
    assert told(eve) == [ASKS]
    every_notice_leads_somewhere(app, eve)


def take_back(meeting_id: int, training: Enrolment) -> None:
    with transaction() as session:
        meeting = session.get_one(StageMeeting, meeting_id)
        take_back_proposal(Actor(training.trainee_id, Role.TRAINEE), meeting)


def test_what_is_taken_back_is_told_too(app: Flask, training: Enrolment, eve: Person) -> None:
    meeting = propose(training, eve)
    events.deliver_waiting()
    take_back(meeting, training)
    assert told(eve)[1:] == [
        "Tess Long no longer asks you for a transition meeting. There is nothing to do."
    ]


def test_nobody_is_asked_any_more_for_what_was_taken_back_before_they_heard(
    training: Enrolment, eve: Person
) -> None:
    take_back(propose(training, eve), training)
    assert ASKS not in told(eve)


def test_trainee_and_supervisor_hear_that_the_meeting_is_recorded(
    app: Flask, training: Enrolment, eve: Person
) -> None:
    meeting = propose(training, eve)
    with transaction() as session:
        recommend(
            Actor(supervisor_of(training).id, Role.SUPERVISOR),
            session.get_one(StageMeeting, meeting),
            True,
            "",
        )
    with transaction() as session:
        record_meeting(
            Actor(eve.id, Role.SUPERVISOR),
            session.get_one(StageMeeting, meeting),
            clock.today(),
            60,
            MeetingOutcome.GO_ON,
            "Waits and receives.",
            "Name what the child does.",
        )
        tess, [sam] = training.trainee, session.query(Person).filter_by(name="Sam Hill").all()
    _recommended, first, second = told(tess)
    assert first == "Eve Marsh wrote down how your transition meeting went."
    assert second.endswith(" is open for you.")
    assert told(sam) == ["Eve Marsh wrote down how Tess Long’s transition meeting went."]
    every_notice_leads_somewhere(app, tess)
    every_notice_leads_somewhere(app, sam)
