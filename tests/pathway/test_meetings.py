"""How a stage ends: proposing, taking back and recording a transition meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.footage import Recording
from app.models.meetings import MeetingOutcome, StageMeeting
from app.models.people import Person, Role
from app.models.presentations import Presentation
from app.models.programme import Enrolment
from app.pathway.operations import propose_meeting, record_meeting, take_back_proposal
from app.policies import Actor
from app.programmes.queries import current_stage
from app.web.errors import Refusal
from tests import factories as make
from tests.pathway import trained

GO_ON, NOT_YET = MeetingOutcome.GO_ON, MeetingOutcome.NOT_YET
WORDS = ("Waits and receives.", "Name what the child does.")


@pytest.fixture
def supervisor(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR)


@pytest.fixture
def external(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR)


@pytest.fixture
def training(supervisor: Person) -> Enrolment:
    """Stage 1 is in place, but for its meeting."""
    training = make.enrolment(supervisor=supervisor)
    trained.stage_work(training, supervisor, "1", cycles=6, clients=2, sessions=7)
    return training


@pytest.fixture
def film(training: Enrolment) -> Recording:
    return trained.agreed_film(training)


def propose(training: Enrolment, to: Person, *films: Recording, days: int = 7) -> StageMeeting:
    with transaction():
        return propose_meeting(Actor(training.trainee_id, Role.TRAINEE), training, to, films, days)


def record(
    meeting: StageMeeting, outcome: MeetingOutcome, minutes: int = 60, days_ago: int = 0
) -> None:
    held_on = clock.today() - timedelta(days=days_ago)
    with transaction():
        record_meeting(
            Actor(meeting.held_by_id, Role.SUPERVISOR), meeting, held_on, minutes, outcome, *WORDS
        )


def meetings() -> int:
    return db.session.scalar(select(func.count(StageMeeting.id))) or 0


def test_a_proposal_shows_the_films_to_the_external_supervisor_for_its_days(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film, days=9)
    shown = meeting.presentation
    assert (meeting.stage, meeting.held_by_id) == ("1", external.id)
    assert shown.closes_at - shown.opens_at == timedelta(days=9)
    assert [each.person_id for each in shown.viewers] == [external.id]
    assert [each.recording_id for each in shown.recordings] == [film.id]
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-2:] == ["presentation.opened", "stage_meeting.proposed"]


def test_a_meeting_is_not_proposed_before_the_stage_is_in_place(
    supervisor: Person, external: Person
) -> None:
    early = make.enrolment(supervisor=supervisor)
    trained.stage_work(early, supervisor, "1", cycles=5, clients=2, sessions=7)
    film = trained.agreed_film(early)
    with pytest.raises(Refusal, match="Still to come: 1 more cycle"):
        propose(early, external, film)
    assert db.session.scalar(select(func.count(Presentation.id))) == 0


def test_a_supervisor_of_now_or_before_is_refused_as_holder(
    training: Enrolment, film: Recording, supervisor: Person, external: Person
) -> None:
    allocation = make.allocation(make.enrolment(), external)
    former = make.person(Role.SUPERVISOR)
    past = make.allocation(make.enrolment(), former)
    with transaction():
        allocation.until = past.until = clock.now()
        past.trainee_id, past.enrolment_id = training.trainee_id, training.id
    for close in (supervisor, former, db.session.get_one(Person, training.trainee_id)):
        with pytest.raises(Refusal, match="never was the trainee's supervisor"):
            propose(training, close, film)
    assert meetings() == 0
    assert propose(training, external, film).held_by_id == external.id


def test_one_proposal_waits_at_a_time(
    training: Enrolment, film: Recording, external: Person
) -> None:
    propose(training, external, film)
    with pytest.raises(Refusal, match="has been asked already"):
        propose(training, make.person(Role.SUPERVISOR), film)
    assert meetings() == 1


def test_a_film_without_everyones_consent_is_refused_and_no_meeting_made(
    training: Enrolment, external: Person
) -> None:
    private = make.recording(make.cycle(make.client(training)))
    with pytest.raises(Refusal, match="Not everyone"):
        propose(training, external, private)
    assert meetings() == 0


def test_the_last_stage_ends_otherwise(supervisor: Person, external: Person) -> None:
    last = make.enrolment(supervisor=supervisor, stages=("1", "2", "3"))
    film = trained.agreed_film(last, stage="3")
    with pytest.raises(Refusal, match="does not end with a transition meeting"):
        propose(last, external, film)


def test_a_proposal_is_taken_back_and_another_can_be_made(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    shown = meeting.presentation
    with transaction():
        take_back_proposal(Actor(training.trainee_id, Role.TRAINEE), meeting)
    assert (meetings(), shown.ended_at is None) == (0, False)
    propose(training, make.person(Role.SUPERVISOR), film)


def test_going_on_opens_the_next_stage_on_the_day_and_closes_what_was_shown(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    record(meeting, GO_ON, days_ago=1)
    assert current_stage(training) == "2"
    opened = {each.stage: each.opened_on for each in training.stages}
    assert opened["2"] == clock.today() - timedelta(days=1)
    assert meeting.presentation.ended_at is not None
    assert (meeting.strengths, meeting.next_steps) == WORDS


def test_not_yet_leaves_the_trainee_where_they_are_to_propose_again(
    training: Enrolment, film: Recording, external: Person
) -> None:
    record(propose(training, external, film), NOT_YET)
    assert current_stage(training) == "1"
    record(propose(training, external, film), GO_ON)
    assert current_stage(training) == "2"


def test_stage_2_then_wants_its_introduction_hour(
    training: Enrolment, film: Recording, external: Person
) -> None:
    from app.pathway.queries import readiness

    record(propose(training, external, film), GO_ON)
    stage = readiness(training, clock.today()).now
    assert stage.key == "2"
    assert stage.unmet()[0].key == "introduction"


def test_a_day_to_come_or_too_short_a_meeting_is_refused(
    training: Enrolment, film: Recording, external: Person
) -> None:
    meeting = propose(training, external, film)
    with pytest.raises(Refusal, match="still to come"):
        record(meeting, GO_ON, days_ago=-1)
    with pytest.raises(Refusal, match="a meeting of 1 hour"):
        record(meeting, GO_ON, minutes=59)
    db.session.refresh(meeting)
    assert meeting.outcome is None
    assert current_stage(training) == "1"
    record(meeting, NOT_YET, minutes=30)
