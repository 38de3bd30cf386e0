"""Enrolment and supervisors."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.meetings import StageMeeting, StageMeetingKind
from app.models.panel import PanelMember
from app.models.people import Person, Role
from app.models.portfolio import Portfolio, Submission, SubmissionState
from app.models.programme import Allocation, Enrolment, EnrolmentState
from app.policies import Actor
from app.programmes import queries
from app.programmes.operations import allocate_supervisor, enrol, withdraw
from app.web.errors import Refusal
from tests import factories as make


@pytest.fixture
def registrar(app: Flask) -> Actor:
    return Actor(make.person(Role.REGISTRAR).id, Role.REGISTRAR)


def allocate(registrar: Actor, enrolment: Enrolment, supervisor: Person) -> Allocation:
    with transaction() as session:
        return allocate_supervisor(
            registrar,
            session.get_one(Enrolment, enrolment.id),
            session.get_one(Person, supervisor.id),
        )


def on_a_panel(of: Enrolment, accreditor: Person, state: SubmissionState) -> None:
    portfolio = make.keep(Portfolio(enrolment_id=of.id, changed_at=of.enrolled_at))
    submission = make.keep(
        Submission(
            portfolio_id=portfolio.id, enrolment_id=of.id, number=1, state=state, root="0" * 64
        )
    )
    make.keep(
        PanelMember(
            submission_id=submission.id,
            enrolment_id=of.id,
            accreditor_id=accreditor.id,
            presentation_id=make.presentation(of, [accreditor], []).id,
            allocated_by_id=of.enrolled_by_id,
        )
    )


def test_a_trainee_is_enrolled_on_an_edition_and_no_stage_opens(registrar: Actor) -> None:
    trainee, edition, service = make.person(Role.TRAINEE), make.edition(), make.service()
    with transaction():
        made = enrol(registrar, trainee, edition, service, date(2026, 1, 5))
    assert queries.active_enrolment(trainee.id).id == made.id
    assert queries.current_stage(made) is None
    assert queries.supervisor_of(made) is None


def test_nobody_is_enrolled_twice_at_a_time(registrar: Actor) -> None:
    edition, service, trainee = make.edition(), make.service(), make.person(Role.TRAINEE)
    make.enrolment(trainee)
    with pytest.raises(Refusal, match="is enrolled already"), transaction():
        enrol(registrar, trainee, edition, service, date(2026, 1, 5))


def test_somebody_whose_training_ended_can_be_enrolled_again(registrar: Actor) -> None:
    enrolment, edition, service = make.enrolment(), make.edition(), make.service()
    with transaction() as session:
        session.get_one(Enrolment, enrolment.id).state = EnrolmentState.WITHDRAWN
        trainee = session.get_one(Person, enrolment.trainee_id)
        assert enrol(registrar, trainee, edition, service, date(2026, 1, 5)).id != enrolment.id


def test_a_supervisor_is_allocated_and_changed_and_both_stay_on_record(registrar: Actor) -> None:
    enrolment = make.enrolment()
    first, second = make.person(Role.SUPERVISOR), make.person(Role.SUPERVISOR)
    allocate(registrar, enrolment, first)
    assert queries.supervisor_of(enrolment).id == first.id
    allocate(registrar, enrolment, second)
    assert queries.supervisor_of(enrolment).id == second.id
    rows = db.session.scalars(select(Allocation).order_by(Allocation.id)).all()
    assert [(row.supervisor_id, row.until is None) for row in rows] == [
        (first.id, False),
        (second.id, True),
    ]
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-3:] == ["supervisor.allocated", "supervisor.ended", "supervisor.allocated"]


def test_allocating_the_same_supervisor_again_changes_nothing(registrar: Actor) -> None:
    enrolment, supervisor = make.enrolment(), make.person(Role.SUPERVISOR)
    once = allocate(registrar, enrolment, supervisor)
    assert allocate(registrar, enrolment, supervisor).id == once.id


def test_nobody_supervises_themselves(registrar: Actor) -> None:
    both = make.person(Role.TRAINEE, Role.SUPERVISOR)
    with pytest.raises(Refusal, match="Nobody supervises themselves"):
        allocate(registrar, make.enrolment(both), both)


def test_somebody_on_an_open_panel_cannot_become_the_supervisor(registrar: Actor) -> None:
    enrolment, reviewer = make.enrolment(), make.person(Role.SUPERVISOR, Role.ACCREDITOR)
    on_a_panel(enrolment, reviewer, SubmissionState.UNDER_REVIEW)
    with pytest.raises(Refusal, match="is reviewing this trainee's portfolio"):
        allocate(registrar, enrolment, reviewer)


def test_after_the_decision_a_reviewer_may_become_the_supervisor(registrar: Actor) -> None:
    enrolment, reviewer = make.enrolment(), make.person(Role.SUPERVISOR, Role.ACCREDITOR)
    on_a_panel(enrolment, reviewer, SubmissionState.DECIDED)
    assert allocate(registrar, enrolment, reviewer).until is None


def test_who_was_asked_for_a_stage_meeting_cannot_become_the_supervisor(registrar: Actor) -> None:
    enrolment, external = make.enrolment(), make.person(Role.SUPERVISOR)
    make.keep(
        StageMeeting(
            enrolment_id=enrolment.id,
            stage="1",
            kind=StageMeetingKind.TRANSITION,
            held_by_id=external.id,
        )
    )
    with pytest.raises(Refusal, match="asked to hold a stage meeting"):
        allocate(registrar, enrolment, external)


def test_a_training_that_ended_has_no_new_supervisor(registrar: Actor) -> None:
    enrolment = make.enrolment()
    with transaction() as session:
        session.get_one(Enrolment, enrolment.id).state = EnrolmentState.ACCREDITED
    with pytest.raises(Refusal, match="has ended"):
        allocate(registrar, enrolment, make.person(Role.SUPERVISOR))


def leave(actor: Actor, enrolment: Enrolment) -> Enrolment:
    with transaction() as session:
        return withdraw(actor, session.get_one(Enrolment, enrolment.id))


def test_who_withdraws_has_no_supervisor_any_more_and_their_record_stays(
    registrar: Actor,
) -> None:
    enrolment = make.enrolment()
    cycle = make.cycle(make.client(enrolment))
    supervisor = make.person(Role.SUPERVISOR)
    allocate(registrar, enrolment, supervisor)
    assert leave(registrar, enrolment).state is EnrolmentState.WITHDRAWN
    assert queries.supervisor_of(enrolment) is None
    assert [one.until is None for one in queries.allocations_of(enrolment)] == [False]
    assert db.session.get(type(cycle), cycle.id) is not None
    said = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert said[-2:] == ["enrolment.withdrawn", "supervisor.ended"]
    with pytest.raises(Refusal, match="ended already"):
        leave(registrar, enrolment)


def test_after_a_withdrawal_the_trainee_can_be_enrolled_again(registrar: Actor) -> None:
    enrolment = make.enrolment()
    leave(registrar, enrolment)
    edition, service = make.edition(), make.service()
    with transaction() as session:
        trainee = session.get_one(Person, enrolment.trainee_id)
        again = enrol(registrar, trainee, edition, service, date(2026, 1, 5))
    assert queries.active_enrolment(trainee.id) is again


def test_nobody_withdraws_while_a_panel_reads_or_a_meeting_waits(registrar: Actor) -> None:
    read, met = make.enrolment(), make.enrolment()
    on_a_panel(read, make.person(Role.ACCREDITOR), SubmissionState.UNDER_REVIEW)
    make.keep(
        StageMeeting(
            enrolment_id=met.id,
            stage="1",
            kind=StageMeetingKind.TRANSITION,
            held_by_id=make.person(Role.SUPERVISOR).id,
        )
    )
    for enrolment, said in ((read, "with the panel"), (met, "Take that proposal back")):
        with pytest.raises(Refusal, match=said):
            leave(registrar, enrolment)
        kept = db.session.get_one(Enrolment, enrolment.id)
        assert kept.state is EnrolmentState.ACTIVE
