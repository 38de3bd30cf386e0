"""A supervisor's caseload and one training in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.events import deliver_waiting
from app.extensions import db, transaction
from app.models.people import Person, Role
from app.models.programme import (
    Allocation,
    Enrolment,
    EnrolmentState,
    TrainingEvent,
    TrainingEventKind,
)
from app.models.supervision import SupervisionRequest
from tests import factories as make
from tests.browser_like import Visitor
from tests.pathway import trained
from tests.queries_counted import queries_counted


@pytest.fixture
def supervisor(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Sam Supervisor")


@pytest.fixture
def at_work(visitor: Visitor, supervisor: Person) -> Visitor:
    return visitor.sign_in(supervisor)


def a_training(supervisor: Person, name: str, **more: object) -> Enrolment:
    return make.enrolment(make.person(Role.TRAINEE, name=name), supervisor, **more)


def waiting_since(of: Enrolment, days: int) -> SupervisionRequest:
    cycle = make.cycle(make.client(of))
    request = make.brought(cycle)
    with transaction():
        request.asked_at = clock.now() - timedelta(days=days)
    return request


def test_an_empty_caseload_says_what_will_stand_there(at_work: Visitor) -> None:
    assert "Nobody yet" in at_work.open("/caseload")


def test_who_waits_longest_stands_first(at_work: Visitor, supervisor: Person) -> None:
    a_training(supervisor, "Nora Nothing")
    waiting_since(a_training(supervisor, "Wim Week"), 7)
    month = a_training(supervisor, "Mia Month")
    waiting_since(month, 30)
    waiting_since(month, 2)
    page = at_work.open("/caseload")
    assert page.index("Mia Month") < page.index("Wim Week") < page.index("Nora Nothing")
    assert "Prepare 2 cycles" in page
    assert "Nothing waits" in page


def test_gentle_flags_tell_who_has_gone_quiet_and_the_list_finds_them(
    at_work: Visitor, supervisor: Person
) -> None:
    today = clock.today()
    for name, weeks in (("Quiet Quinn", 9), ("Busy Bea", 8)):
        of = a_training(supervisor, name, started_on=today - timedelta(weeks=20))
        make.recording(make.cycle(make.client(of)), filmed_on=today - timedelta(weeks=weeks))
    waiting_since(a_training(supervisor, "Late Lou", started_on=today), 36)
    page = at_work.open("/caseload")
    assert "No new film for 9 weeks" in page
    assert "No new film for 8 weeks" not in page
    assert "Supervision waits for 5 weeks" in page
    for show, found in (("quiet", "Quiet Quinn"), ("overdue", "Late Lou"), ("waiting", "Late Lou")):
        page = at_work.open(f"/caseload?show={show}")
        names = [name for name in ("Quiet Quinn", "Busy Bea", "Late Lou") if name in page]
        assert names == [found]


def test_the_caseload_is_found_by_name_and_stage_and_sorted(
    at_work: Visitor, supervisor: Person
) -> None:
    for name in ("Zoe Last", "Abe First"):
        a_training(supervisor, name)
    deliver_waiting()
    page = at_work.open("/caseload?order=name")
    assert page.index("Abe First") < page.index("Zoe Last")
    assert "Abe First" not in at_work.open("/caseload?q=zoe")
    assert "Nobody like that" in at_work.open("/caseload?stage=Stage 9")
    assert at_work.open("/caseload?order=nonsense&show=nonsense").count("<tr") == 3


def test_an_answered_request_does_not_wait(at_work: Visitor, supervisor: Person) -> None:
    request = waiting_since(a_training(supervisor, "Wim Week"), 7)
    with transaction():
        request.answered_at = clock.now()
    assert "Nothing waits" in at_work.open("/caseload")


def test_each_line_tells_stage_and_what_is_left(at_work: Visitor, supervisor: Person) -> None:
    for name, cycles in (("Nearly There", 5), ("All Done", 6)):
        training = a_training(supervisor, name, stages=("1",))
        trained.stage_work(training, supervisor, "1", cycles=cycles, clients=2, sessions=7)
    page = at_work.open("/caseload")
    nearly, done = page[page.index("Nearly There") :], page[page.index("All Done") :]
    assert "Stage 1" in nearly
    assert "1 more cycle" in nearly
    assert "Ready for the transition meeting" in done


def test_only_who_is_supervised_now_and_still_trains_is_listed(
    at_work: Visitor, supervisor: Person
) -> None:
    a_training(make.person(Role.SUPERVISOR), "Somebody Else")
    former, ended = a_training(supervisor, "Former Trainee"), a_training(supervisor, "Ended")
    with transaction() as session:
        session.scalars(
            select(Allocation).filter_by(enrolment_id=former.id)
        ).one().until = clock.now()
        session.get_one(Enrolment, ended.id).state = EnrolmentState.WITHDRAWN
    page = at_work.open("/caseload")
    assert "Nobody yet" in page
    at_work.open(f"/trainings/{former.id}", status=404)


def test_the_caseload_asks_as_much_for_one_trainee_as_for_many(
    at_work: Visitor, supervisor: Person
) -> None:
    counts = []
    for more in (1, 3):
        for _ in range(more):
            training = make.enrolment(supervisor=supervisor)
            trained.stage_work(training, supervisor, "1", cycles=2, clients=1, sessions=1)
            waiting_since(training, 3)
        at_work.get("/caseload")
        with queries_counted() as sent:
            at_work.open("/caseload")
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_the_caseload_comes_in_pages(at_work: Visitor, supervisor: Person) -> None:
    for _ in range(26):
        make.enrolment(supervisor=supervisor)
    assert "Page 1 of 2, 26 in all" in at_work.open("/caseload")
    assert "Earlier page" in at_work.open("/caseload?page=2")


def test_a_supervisor_reads_one_training_with_its_evidence(
    at_work: Visitor, supervisor: Person
) -> None:
    training = a_training(supervisor, "Tess Trainee")
    brought = trained.stage_work(training, supervisor, "1", cycles=1, clients=1, sessions=1)[0]
    private = make.cycle(make.client(training, code="P-1"))
    unsigned = make.session_held(training, supervisor)
    page = at_work.open(f"/trainings/{training.id}")
    assert f'href="/cycles/{brought.id}"' in page
    assert f'href="/cycles/{private.id}"' not in page, "it was not brought to supervision"
    assert "Client P-1" not in page, "nothing of this client was brought yet"
    assert f"/sessions/{unsigned.id}" in page
    assert "To sign" in page
    assert f"/trainings/{training.id}/events/new" in page


def test_a_supervisor_records_an_introduction(at_work: Visitor, supervisor: Person) -> None:
    training = a_training(supervisor, "Tess", stages=("1", "2"))
    url = f"/trainings/{training.id}/events/new"
    at_work.open(url)
    form = {"what": "2.introduction", "held_on": "2026-03-02", "minutes": "60"}
    assert at_work.send(url, form).status_code == 302
    row = db.session.scalars(select(TrainingEvent)).one()
    assert (row.kind, row.stage, row.minutes) == (TrainingEventKind.INTRODUCTION, "2", 60)
    assert "60 of 60 minutes" in at_work.open(f"/trainings/{training.id}")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"held_on": "2999-01-01"}, "That day is still to come."),
        ({"minutes": "0"}, "between 1 and 1440"),
        ({"minutes": ""}, "Enter the minutes"),
        ({"what": "2.party"}, "Choose one of"),
        ({"what": "3.introduction"}, "Choose one of"),
        ({"what": "2.midpoint"}, "Choose one of"),
    ],
)
def test_an_event_that_cannot_have_been_is_refused(
    at_work: Visitor, supervisor: Person, change: dict[str, str], message: str
) -> None:
    training = a_training(supervisor, "Tess", stages=("1", "2"))
    form = {"what": "2.introduction", "held_on": "2026-03-02", "minutes": "60"}
    sent = at_work.send(f"/trainings/{training.id}/events/new", {**form, **change})
    assert sent.status_code == 422
    assert message in sent.text
    assert db.session.scalar(select(TrainingEvent.id)) is None


def test_only_the_supervisor_of_now_records_events(visitor: Visitor, supervisor: Person) -> None:
    training = a_training(supervisor, "Tess")
    trainee = db.session.get_one(Person, training.trainee_id)
    for stranger in (trainee, make.person(Role.SUPERVISOR), make.person(Role.REGISTRAR)):
        visitor.sign_in(stranger).open(f"/trainings/{training.id}/events/new", status=404)
