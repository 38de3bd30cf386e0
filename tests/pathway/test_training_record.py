"""Rows become the facts the rules read, each kind of them, in a constant number of queries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from accreditation import record as facts
from accreditation.casework import CaseType
from accreditation.programme import DocumentKind
from accreditation.readiness import StageState
from app import clock
from app.extensions import transaction
from app.models.footage import RecordingKind, RecordingState
from app.models.meetings import MeetingOutcome, StageMeetingKind
from app.models.people import Person, Role
from app.models.portfolio import Portfolio, Submission
from app.models.programme import Enrolment, TrainingEventKind
from app.pathway import queries
from tests import factories as make
from tests.pathway import trained
from tests.queries_counted import queries_counted


@pytest.fixture
def supervisor(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR)


@pytest.fixture
def training(supervisor: Person) -> Enrolment:
    return make.enrolment(supervisor=supervisor)


def only_cycle(of: Enrolment) -> facts.Cycle:
    (cycle,) = queries.training_record(of).cycles
    return cycle


def test_a_new_training_has_an_empty_record(app: Flask) -> None:
    assert queries.training_record(make.enrolment(stages=())) == facts.TrainingRecord()


def test_nothing_of_another_training_comes_into_a_record(supervisor: Person) -> None:
    other = make.enrolment(supervisor=supervisor)
    trained.stage_work(other, supervisor, "1", cycles=1, clients=1, sessions=1)
    trained.at_the_intro_course(other, supervisor)
    trained.event(other, supervisor, "1", TrainingEventKind.INTRODUCTION)
    trained.meeting(other, make.person(Role.SUPERVISOR))
    assert queries.training_record(make.enrolment(stages=())) == facts.TrainingRecord()


def test_days_attended_and_stages_opened_are_in_the_record(
    training: Enrolment, supervisor: Person
) -> None:
    trained.at_the_intro_course(training, supervisor)
    record = queries.training_record(training)
    assert [(each.on.isoformat(), each.half_days) for each in record.intro_attendances] == [
        ("2025-01-06", 2),
        ("2025-01-07", 2),
    ]
    assert record.stage_openings == (facts.StageOpening("1", make.LONG_AGO),)


def test_every_kind_of_training_event_is_in_the_record(
    training: Enrolment, supervisor: Person
) -> None:
    rows = {kind: trained.event(training, supervisor, "1", kind) for kind in TrainingEventKind}
    record = queries.training_record(training)
    introduction = rows.pop(TrainingEventKind.INTRODUCTION)
    assert record.introductions == (facts.Introduction(introduction.id, "1", trained.HELD, 60),)
    assert {(each.id, each.kind.value) for each in record.events} == {
        (row.id, kind.value) for kind, row in rows.items()
    }


def test_a_cycle_is_told_with_its_case(training: Enrolment) -> None:
    client = make.client(training, code="B-2")
    row = make.cycle(client, stage="1", number=3)
    assert only_cycle(training) == facts.Cycle(
        id=row.id,
        stage="1",
        client_id=client.id,
        client_code="B-2",
        number=3,
        case_type=CaseType.VIG,
    )


def test_a_film_counts_as_ready_only_when_it_is(training: Enrolment) -> None:
    row = make.cycle(make.client(training))
    film = make.recording(row, state=RecordingState.UPLOADING)
    on_its_way = only_cycle(training)
    assert (on_its_way.film_ready, on_its_way.filmed_on) == (False, film.filmed_on)
    with transaction() as session:
        film = session.merge(film)
        film.rate_num, film.rate_den, film.frame_count = 25, 1, 250
        film.state = RecordingState.READY
    ready = only_cycle(training)
    assert (ready.film_ready, ready.review_film_ready) == (True, False)


def test_a_refused_film_is_none_and_an_erased_one_leaves_its_day(training: Enrolment) -> None:
    row = make.cycle(make.client(training))
    make.recording(row, state=RecordingState.REFUSED)
    assert only_cycle(training).filmed_on is None
    erased = make.recording(row, state=RecordingState.ERASED)
    told = only_cycle(training)
    assert (told.film_ready, told.filmed_on) == (False, erased.filmed_on)


def test_the_film_of_the_shared_review_does_not_stand_in_for_the_client_film(
    training: Enrolment,
) -> None:
    row = make.cycle(make.client(training))
    make.recording(row, kind=RecordingKind.SHARED_REVIEW)
    told = only_cycle(training)
    assert (told.film_ready, told.filmed_on, told.review_film_ready) == (False, None, True)


def test_a_cycle_is_in_supervision_once_it_is_brought_or_seen(
    training: Enrolment, supervisor: Person
) -> None:
    client = make.client(training)
    brought, seen, neither = make.cycle(client), make.cycle(client), make.cycle(client)
    request = make.brought(brought)
    make.session_held(training, supervisor, seen)
    told = {each.id: each.in_supervision for each in queries.training_record(training).cycles}
    assert told == {brought.id: True, seen.id: True, neither.id: False}
    trail = queries.trail_of(training)
    assert trail.brought == {brought.id}
    assert [(each.cycle_id, each.asked_at) for each in trail.asked_for] == [
        (brought.id, request.asked_at)
    ]


def test_a_confirmed_cycle_carries_its_days(training: Enrolment, supervisor: Person) -> None:
    trained.confirmed_cycle(training, make.client(training), "1", supervisor)
    told = only_cycle(training)
    assert told.confirmed_on == clock.today()
    assert told.reviewed_on == make.LONG_AGO + timedelta(days=10)


def test_a_session_is_told_with_the_day_it_was_signed(
    training: Enrolment, supervisor: Person
) -> None:
    make.session_held(training, supervisor)
    make.session_held(training, supervisor, stage="2", signed=True)
    unsigned, signed = queries.training_record(training).sessions
    assert (unsigned.stage, unsigned.minutes, unsigned.signed_on) == ("1", 60, None)
    assert (signed.stage, signed.signed_on) == ("2", clock.today())


def test_a_recorded_meeting_is_a_fact_and_a_proposed_one_waits(training: Enrolment) -> None:
    external = make.person(Role.SUPERVISOR, name="Eve")
    held = trained.meeting(training, external, outcome=MeetingOutcome.NOT_YET)
    proposed = trained.meeting(training, external, outcome=None)
    final = trained.meeting(training, external, "3", kind=StageMeetingKind.ACCREDITATION)
    trail = queries.trail_of(training)
    assert [(each.id, each.kind.value, each.outcome.value) for each in trail.record.meetings] == [
        (held.id, "transition", "not_yet"),
        (final.id, "accreditation", "go_on"),
    ]
    assert all(each.external for each in trail.record.meetings)
    assert trail.proposed is not None
    assert (trail.proposed.id, trail.proposed.held_by) == (proposed.id, "Eve")


def test_the_reflective_statement_stands_in_the_stage_that_asks_for_it(
    training: Enrolment,
) -> None:
    row = Portfolio(enrolment_id=training.id, reflective_statement="  ", changed_at=clock.now())
    make.keep(row)
    assert queries.training_record(training).documents == ()
    with transaction():
        row.reflective_statement = "I learned to wait."
    assert queries.training_record(training).documents == (
        facts.Document(row.id, "3", DocumentKind.REFLECTIVE_STATEMENT, clock.today()),
    )


def test_the_latest_submission_is_the_one_that_is_told(training: Enrolment) -> None:
    draft = make.keep(Portfolio(enrolment_id=training.id, changed_at=clock.now()))
    for number, state in ((1, "decided"), (2, "submitted")):
        latest = make.keep(
            Submission(
                portfolio_id=draft.id,
                enrolment_id=training.id,
                number=number,
                state=state,
                root="0" * 64,
                submitted_at=datetime.now(UTC),
            )
        )
    told = queries.trail_of(training).portfolio
    assert told is not None
    assert (told.submission_id, told.state.value) == (latest.id, "submitted")


def test_a_record_takes_as_many_queries_for_27_cycles_as_for_one(supervisor: Person) -> None:
    short, long = (make.enrolment(supervisor=supervisor) for _ in range(2))
    trained.stage_work(short, supervisor, "1", cycles=1, clients=1, sessions=1)
    trained.stage_work(long, supervisor, "1", cycles=27, clients=8, sessions=3)
    counts = []
    for each in (short, long):
        queries.training_record(each)
        with queries_counted() as sent:
            record = queries.training_record(each)
        counts.append(len(sent))
    assert len(record.cycles) == 27
    assert counts[0] == counts[1] <= 6


def test_readiness_is_judged_by_the_edition_the_trainee_started_under(
    training: Enrolment, supervisor: Person
) -> None:
    trained.at_the_intro_course(training, supervisor)
    trained.stage_work(training, supervisor, "1", cycles=6, clients=2, sessions=7)
    readiness = queries.readiness(training, clock.today())
    assert readiness.entry.state is StageState.COMPLETE
    assert [each.key for each in readiness.now.unmet()] == ["transition-meeting"]
    trained.meeting(training, make.person(Role.SUPERVISOR))
    assert queries.readiness(training, clock.today()).now.state is StageState.COMPLETE
