"""The stored readiness: it follows every change, and can be worked out anew and compared."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app import clock, jobs
from app.events import deliver_waiting
from app.extensions import db, transaction
from app.models.events import Event
from app.models.people import Role
from app.models.programme import Enrolment, TrainingEventKind
from app.models.readiness import ReadinessSnapshot, WaitsFor
from app.policies import Actor
from app.programmes import operations as programmes
from app.readiness import operations, queries
from tests import factories as make
from tests.queries_counted import queries_counted


@pytest.fixture
def enrolment(app: Flask) -> Enrolment:
    return make.enrolment(supervisor=make.person(Role.SUPERVISOR))


def snapshot_of(of: Enrolment) -> ReadinessSnapshot:
    kept = select(ReadinessSnapshot).filter_by(enrolment_id=of.id)
    return db.session.scalars(kept.execution_options(populate_existing=True)).one()


def told() -> list[Event]:
    waiting = select(Event).filter_by(kind="training.changed", done_at=None)
    return list(db.session.scalars(waiting))


def differences() -> list[tuple[Any, ...]]:
    ids = [each for some in queries.every_enrolment() for each in some]
    return list(queries.differences(ids, clock.today()))


def test_an_enrolment_is_stale_until_what_was_told_is_delivered(enrolment: Enrolment) -> None:
    assert snapshot_of(enrolment).stale_since is not None
    assert snapshot_of(enrolment).worked_out_at is None
    deliver_waiting()
    kept = snapshot_of(enrolment)
    assert (kept.stage, kept.stage_title, kept.stale_since) == ("1", "Stage 1", None)
    assert kept.left[0].endswith("2 whole days to come") or "6 cycles to come" in kept.left[0]


def test_several_changes_before_a_delivery_tell_one_event(enrolment: Enrolment) -> None:
    deliver_waiting()
    client = make.client(enrolment)
    make.cycle(client)
    make.cycle(client, number=2)
    assert len(told()) == 1


def test_every_kind_of_change_is_followed(enrolment: Enrolment) -> None:
    deliver_waiting()
    client = make.client(enrolment)
    cycle = make.cycle(client)
    steps = [
        lambda: make.recording(cycle, [make.agrees(make.case_person(client))]),
        lambda: make.brought(cycle),
        lambda: make.enrolment(stages=()),
    ]
    for step in steps:
        step()
        deliver_waiting()
        assert differences() == []


def test_asking_for_supervision_shows_who_has_it_and_since_when(enrolment: Enrolment) -> None:
    asked = make.brought(make.cycle(make.client(enrolment)))
    deliver_waiting()
    kept = snapshot_of(enrolment)
    assert (kept.waits_for, kept.waiting_since) == (WaitsFor.SUPERVISOR, asked.asked_at)
    assert (kept.asked_count, kept.asked_since) == (1, asked.asked_at)


def test_somebody_without_a_supervisor_waits_for_the_registrar_since_enrolment(app: Flask) -> None:
    enrolment = make.enrolment()
    deliver_waiting()
    kept = snapshot_of(enrolment)
    assert (kept.waits_for, kept.waiting_since) == (WaitsFor.REGISTRAR, enrolment.enrolled_at)


def test_a_changed_record_shows_in_the_comparison_until_it_is_refreshed(
    enrolment: Enrolment,
) -> None:
    deliver_waiting()
    with transaction():
        snapshot_of(enrolment).met = 99
    assert [(row[1], row[2]) for row in differences()] == [("met", 99)]
    operations.rebuild()
    assert differences() == []


def test_the_commands_rebuild_and_compare(app: Flask, enrolment: Enrolment) -> None:
    cli = app.test_cli_runner()
    assert "1 snapshots are worked out" in cli.invoke(args=["readiness", "rebuild"]).output
    assert cli.invoke(args=["readiness", "compare"]).exit_code == 0
    with transaction():
        snapshot_of(enrolment).progress = 1000
    compared = cli.invoke(args=["readiness", "compare"])
    assert compared.exit_code == 1
    assert f"enrolment {enrolment.id}: progress is 1000, should be" in compared.output


def test_a_day_that_changes_the_answer_by_itself_is_found_by_the_sweep(
    enrolment: Enrolment,
) -> None:
    deliver_waiting()
    with transaction():
        snapshot_of(enrolment).turns_on = clock.today() - timedelta(days=1)
    assert enrolment.id in queries.waiting()
    jobs.sweep()
    assert queries.waiting() == []


def test_an_enrolment_from_before_snapshots_gets_one_by_the_sweep(enrolment: Enrolment) -> None:
    with transaction():
        db.session.execute(delete(ReadinessSnapshot))
    jobs.sweep()
    assert db.session.scalars(select(ReadinessSnapshot.stage)).all() == ["1"]


def test_as_many_queries_for_one_training_as_for_five(app: Flask) -> None:
    several = [make.enrolment().id for _ in range(5)]

    def asked(ids: list[int]) -> int:
        db.session.remove()
        with queries_counted() as counted:
            list(queries.standings(ids, clock.today()))
        return len(counted)

    assert asked(several[:1]) == asked(several)


def test_recording_an_introduction_moves_the_progress(enrolment: Enrolment) -> None:
    deliver_waiting()
    before = snapshot_of(enrolment).progress
    supervisor = make.person(Role.SUPERVISOR)
    with transaction():
        programmes.record_training_event(
            Actor(supervisor.id, Role.SUPERVISOR),
            enrolment,
            "1",
            TrainingEventKind.TRAINING_HALF_DAY,
            date(2026, 1, 5),
            180,
        )
    deliver_waiting()
    assert snapshot_of(enrolment).progress >= before
    assert differences() == []
