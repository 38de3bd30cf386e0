"""The lists of rating rounds, of a room's films, of the public register, and of a renewal log."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models.case_requests import WORDS, CaseRequest, RequestState
from app.models.casework import CaseType, Client
from app.models.people import Person, Role
from app.models.portfolio import (
    Portfolio,
    StatementVersion,
    SupervisorStatement,
    SupervisorStatementVersion,
)
from app.models.programme import Enrolment
from app.models.register import Certificate, PracticeEntry, PracticeKind
from app.models.rooms import Room
from app.models.rounds import RatingRound
from app.models.services import MemberKind, Service
from tests import crowds
from tests import factories as make
from tests.lists.pages import List, listed


def _rounds(url_of_film: bool) -> List:
    trainee, supervisor = make.person(Role.TRAINEE), make.person(Role.SUPERVISOR)
    of = make.enrolment(trainee, supervisor)
    client = make.client(of)
    make.brought(cycle := make.cycle(client))
    film = make.recording(cycle, (make.agrees(make.case_person(client, "mother")),))
    said = {
        "recording_id": film.id,
        "trainee_id": trainee.id,
        "supervisor_id": supervisor.id,
        "started_by_id": supervisor.id,
        "trainee_finished_at": clock.now(),
        "supervisor_finished_at": clock.now(),
        "revealed_at": clock.now(),
    }

    def fill(number: int) -> None:
        crowds.add(RatingRound, [said] * number)

    at = f"/recordings/{film.id}" if url_of_film else f"/enrolments/{of.id}"
    return List(trainee, Role.TRAINEE, f"{at}/rounds", fill)


@listed("studio.queries.rounds:rounds_page")
def rounds_on_a_film() -> List:
    return _rounds(True)


@listed("studio.queries.rounds:over_time")
def rounds_over_time() -> List:
    return _rounds(False)


@listed("register.queries:public_page")
def the_register() -> List:
    return List(make.person(Role.TRAINEE), Role.TRAINEE, "/register", crowds.certificates)


@listed("register.queries:log_page")
def renewal_log() -> List:
    crowds.certificates(1)
    certificate = db.session.query(Certificate).one()
    enrolment = db.session.get_one(Enrolment, certificate.enrolment_id)
    holder = db.session.get_one(Person, enrolment.trainee_id)
    said = {
        "certificate_id": certificate.id,
        "kind": PracticeKind.CASE,
        "done_on": clock.today() - timedelta(days=1),
        "added_at": clock.now(),
    }

    def fill(number: int) -> None:
        crowds.add(PracticeEntry, [said] * number)

    return List(holder, Role.TRAINEE, f"/certificates/{certificate.id}", fill)


@listed("services.queries.requests:requests_page")
def requests_of_a_service() -> List:
    """Each allocated to a practitioner, taken on as a case of theirs."""
    lead, of = make.person(Role.SERVICE_LEAD), make.enrolment()
    service = db.session.get_one(Service, of.service_id)
    make.member(service, lead, MemberKind.LEAD)
    make.member(service, of.trainee)
    said = {
        **dict.fromkeys(WORDS, ""),
        "service_id": service.id,
        "case_type": CaseType.VIG,
        "referred_on": make.LONG_AGO,
        "written_by_id": lead.id,
        "written_at": clock.now(),
        "state": RequestState.TAKEN_ON,
        "since": clock.now(),
        "practitioner_id": of.trainee_id,
        "allocated_by_id": lead.id,
    }

    def fill(number: int) -> None:
        taken = set(db.session.scalars(select(CaseRequest.client_id)))
        crowds.clients([of.id] * number)
        made = [one for one in db.session.scalars(select(Client.id)) if one not in taken]
        rows = [{**said, "code": f"R-{one}", "client_id": one} for one in made]
        crowds.add(CaseRequest, rows)

    return List(lead, Role.SERVICE_LEAD, f"/services/{service.id}/requests", fill)


@listed("portfolio.queries.statement:versions_page")
def versions_of_a_statement() -> List:
    of, now = make.enrolment(), clock.now()
    draft = make.keep(Portfolio(enrolment_id=of.id, reflective_statement="", changed_at=now))
    said = {"portfolio_id": draft.id, "text": "As it read.", "begun_at": now, "written_at": now}

    def fill(number: int) -> None:
        crowds.add(StatementVersion, [said] * number)

    url = f"/portfolios/{draft.id}/statement/versions"
    return List(of.trainee, Role.TRAINEE, url, fill)


@listed("portfolio.queries.statement:supervisors_versions_page")
def versions_of_a_supervisors_statement() -> List:
    supervisor, now = make.person(Role.SUPERVISOR), clock.now()
    of = make.enrolment(make.person(Role.TRAINEE), supervisor)
    draft = make.keep(Portfolio(enrolment_id=of.id, reflective_statement="", changed_at=now))
    asked = make.keep(SupervisorStatement(portfolio_id=draft.id, supervisor_id=supervisor.id))
    said = {"statement_id": asked.id, "text": "As it read.", "begun_at": now, "written_at": now}

    def fill(number: int) -> None:
        crowds.add(SupervisorStatementVersion, [said] * number)

    url = f"/supervisor-statements/{asked.id}/versions"
    return List(supervisor, Role.SUPERVISOR, url, fill)


@listed("meetings.queries.rooms:films_to_choose")
def films_to_watch_together() -> List:
    trainee = make.person(Role.TRAINEE)
    client = make.client(make.enrolment(trainee, make.person(Role.SUPERVISOR)))
    mother = make.agrees(make.case_person(client, "mother"))
    opened = {"opened_by_id": trainee.id, "leader_id": trainee.id}
    room = make.keep(Room(enrolment_id=client.enrolment_id, **opened))

    def fill(number: int) -> None:
        crowds.bring(crowds.films(number, client, trainee.id, mother))

    return List(trainee, Role.TRAINEE, f"/rooms/{room.id}/film", fill)
