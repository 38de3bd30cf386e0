"""Requests for VIG work: written down by code, allocated, answered, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from accreditation.casework import code_problem
from app import audit, clock, events
from app.audit import Acting
from app.extensions import db
from app.models.case_requests import WORDS, CaseRequest, RequestState
from app.models.casework import CaseType, Client
from app.models.people import Person
from app.models.services import Service
from app.services import queries
from app.web.errors import Refusal

NOT_OPEN = "Somebody took this on, or withdrew it, in the meantime. Nothing was changed."


def write_request(
    actor: Acting,
    service: Service,
    code: str,
    case_type: CaseType,
    referred_on: date,
    said: Mapping[str, str],
) -> CaseRequest:
    """The service was asked for work with somebody, known by a code. It waits to be allocated.

    Raises Refusal for a code that reads like a name or stands for an open request, and for a
    day to come.
    """
    request = CaseRequest(service_id=service.id, written_by_id=actor.person_id)
    _put(request, code, case_type, referred_on, said)
    db.session.add(request)
    audit.record(actor, "case_request.written", request, service=service.id)
    return request


def change_request(
    actor: Acting,
    request: CaseRequest,
    code: str,
    case_type: CaseType,
    referred_on: date,
    said: Mapping[str, str],
) -> CaseRequest:
    """It says this from now on, to whoever it is allocated to as well. Refuses as writing does."""
    _refuse_unless_open(request)
    _put(request, code, case_type, referred_on, said)
    audit.record(actor, "case_request.changed", request)
    return request


def allocate_request(actor: Acting, request: CaseRequest, practitioner: Person) -> CaseRequest:
    """The practitioner is asked to take it on, and is told; whoever was asked before, no longer.

    Raises Refusal for somebody who is not in training in this service now.
    """
    _refuse_unless_open(request)
    if not queries.is_in_training(request.service_id, practitioner.id):
        raise Refusal("Choose one of your practitioners in training. Nothing was changed.")
    before = _waits_for(request)
    if before == practitioner.id:
        raise Refusal(f"{practitioner.name} is asked already, and has not answered yet.")
    request.practitioner_id, request.practitioner = practitioner.id, practitioner
    request.allocated_by_id, request.given_back_because = actor.person_id, ""
    _stands(request, RequestState.ALLOCATED)
    told = {"practitioner": practitioner.id, "before": before}
    audit.record(actor, "case_request.allocated", request, **told)
    events.tell("case_request.allocated", request, **told)
    return request


def withdraw_request(actor: Acting, request: CaseRequest) -> CaseRequest:
    """Nobody takes it on any more; whoever was asked sees it no longer, from the next request on.

    Its words go after the service's months, counted from now.
    """
    _refuse_unless_open(request)
    before = _waits_for(request)
    _stands(request, RequestState.WITHDRAWN)
    request.given_back_because = ""
    audit.record(actor, "case_request.withdrawn", request, before=before)
    events.tell("case_request.withdrawn", request, before=before)
    return request


def keep_request(actor: Acting, request: CaseRequest) -> CaseRequest:
    """It still waits: the service's months are counted anew, from now. Nothing else changes."""
    _refuse_unless_open(request)
    _stands(request, request.state)
    audit.record(actor, "case_request.kept", request)
    return request


def give_back_request(actor: Acting, request: CaseRequest, because: str) -> CaseRequest:
    """Whoever was asked cannot take it on; those who lead the service read why, and are told."""
    refuse_unless_it_waits_for(actor, request)
    request.given_back_because = because
    _stands(request, RequestState.GIVEN_BACK)
    audit.record(actor, "case_request.given_back", request)
    events.tell("case_request.given_back", request)
    return request


def close_request_with_case(actor: Acting, request: CaseRequest, client: Client) -> CaseRequest:
    """Whoever was asked took it on as the case `client`, where its words are from now on."""
    refuse_unless_it_waits_for(actor, request)
    request.client_id = client.id
    for field in WORDS:
        setattr(request, field, "")
    _stands(request, RequestState.TAKEN_ON)
    audit.record(actor, "case_request.taken_on", request, client=client.id)
    return request


def refuse_unless_it_waits_for(actor: Acting, request: CaseRequest) -> None:
    """Raise Refusal where the request does not wait for the actor's answer any more."""
    if request.state is RequestState.TAKEN_ON:
        raise Refusal(
            "You took this on already, perhaps in another window: the case stands among your "
            "clients. Nothing was changed."
        )
    if _waits_for(request) != actor.person_id or request.erased_at is not None:
        raise Refusal("This does not wait for your answer any more. Nothing was changed.")


def _put(
    request: CaseRequest,
    code: str,
    case_type: CaseType,
    referred_on: date,
    said: Mapping[str, str],
) -> None:
    problem = code_problem(code)
    if problem:
        raise Refusal(problem)
    if referred_on > clock.today():
        raise Refusal("This day is still to come. Choose today or an earlier day.")
    if queries.is_open_under(code, request):
        raise Refusal(f"There is an open request {code} already. Choose another code.")
    request.code, request.case_type, request.referred_on = code, case_type, referred_on
    for field, words in said.items():
        setattr(request, field, words)


def _stands(request: CaseRequest, state: RequestState) -> None:
    request.state, request.since = state, clock.now()


def _waits_for(request: CaseRequest) -> int | None:
    """Who is asked and has not answered."""
    return request.practitioner_id if request.state is RequestState.ALLOCATED else None


def _refuse_unless_open(request: CaseRequest) -> None:
    if not request.state.is_open or request.erased_at is not None:
        raise Refusal(NOT_OPEN)
