"""Two at the same moment: numbers, current rows and leases, on either database."""

from __future__ import annotations

from functools import partial

from flask import Flask
from sqlalchemy import select

from accreditation.consent import Purpose
from app import clock
from app.casework.operations import answer_consent, start_cycle, take_on_request
from app.extensions import db, transaction
from app.jobs import lease
from app.models.case_requests import CaseRequest, RequestState
from app.models.casework import CasePerson, Client
from app.models.consent import Consent, GivenBy, GivenHow
from app.models.footage import Recording
from app.models.people import Role
from app.models.services import Service
from app.policies import Actor
from tests import factories as make
from tests.at_once.together import together

MANY = 8


def test_cycles_that_begin_at_once_have_numbers_of_their_own(app: Flask) -> None:
    trainee = make.person(Role.TRAINEE)
    client = make.client(make.enrolment(trainee))

    def start(client_id: int) -> int:
        with transaction() as session:
            client = session.get_one(Client, client_id)
            return start_cycle(Actor(trainee.id, Role.TRAINEE), client).number

    assert sorted(together(app, [partial(start, client.id)] * MANY)) == list(range(1, MANY + 1))


def test_a_request_that_is_taken_on_at_once_becomes_one_case(app: Flask) -> None:
    training = make.enrolment(trainee := make.person(Role.TRAINEE))
    service = db.session.get_one(Service, training.service_id)
    request = make.case_request(service, RequestState.ALLOCATED, trainee)

    def take_on(number: int) -> str:
        with transaction() as session:
            row = session.get_one(CaseRequest, request.id)
            said = (f"C-{number}", "How can we enjoy meals?", clock.today())
            return take_on_request(Actor(trainee.id, Role.TRAINEE), row, *said).code

    came_to = together(app, [partial(take_on, number) for number in range(MANY)])
    [code] = [one for one in came_to if isinstance(one, str)]
    others = [str(one) for one in came_to if one != code]
    assert len(others) == MANY - 1
    assert all(one.startswith("You took this on already") for one in others)
    assert [one.code for one in db.session.scalars(select(Client))] == [code]


def test_answers_given_at_once_leave_one_current_answer(app: Flask) -> None:
    trainee = make.person(Role.TRAINEE)
    mother = make.case_person(make.client(make.enrolment(trainee)))

    def answer(agreed: bool) -> None:
        with transaction() as session:
            answer_consent(
                Actor(trainee.id, Role.TRAINEE),
                session.get_one(CasePerson, mother.id),
                {Purpose.SUPERVISION: agreed},
                clock.today(),
                GivenBy.THEMSELVES,
                GivenHow.PAPER,
            )

    came_to = together(app, [partial(answer, number % 2 == 0) for number in range(MANY)])
    assert came_to == [None] * MANY
    current = db.session.scalars(select(Consent).filter_by(replaced_at=None)).all()
    assert [one.case_person_id for one in current] == [mother.id]


def test_a_row_that_many_workers_reach_for_is_claimed_by_one(app: Flask) -> None:
    film = make.recording(make.cycle(make.client(make.enrolment())))
    claimed = together(app, [partial(lease.claim, Recording, film.id)] * MANY)
    assert sorted(map(bool, claimed)) == [False] * (MANY - 1) + [True]
    assert db.session.get_one(Recording, film.id).attempts == 1


def test_what_a_writer_reads_is_what_there_is(app: Flask) -> None:
    """Read, add one, write: no step is lost, whoever comes in between."""
    client = make.client(make.enrolment())

    def count_up() -> None:
        with transaction() as session:
            row = session.get_one(Client, client.id)
            row.helping_question = str(int(row.helping_question) + 1)

    with transaction() as session:
        session.get_one(Client, client.id).helping_question = "0"
    assert together(app, [count_up] * MANY) == [None] * MANY
    assert db.session.get_one(Client, client.id).helping_question == str(MANY)
