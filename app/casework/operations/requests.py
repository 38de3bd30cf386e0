"""Taking on a request for VIG work that somebody's service allocated to them."""

from __future__ import annotations

from datetime import date

from app.audit import Acting
from app.casework.operations.clients import add_client
from app.casework.operations.record import keep_referral
from app.models.case_requests import SAID, CaseRequest
from app.models.casework import Client
from app.programmes.queries import active_enrolment
from app.services.operations import close_request_with_case, refuse_unless_it_waits_for
from app.web.errors import Refusal

ALLOCATED_BY = "the service lead"
NOT_HERE = (
    "You are not in training in the service that asks, so no case can be opened. Nothing was "
    "changed. Give it back, or ask your registrar."
)


def take_on_request(
    actor: Acting, request: CaseRequest, code: str, helping_question: str, opened_on: date
) -> Client:
    """A new client with the request's kind of work, and with what it says as the referral.

    The request keeps none of it, and whoever leads the service sees only that it was taken on.
    Raises Refusal for one that was taken on before, and as `add_client` does.
    """
    refuse_unless_it_waits_for(actor, request)
    enrolment = active_enrolment(actor.person_id)
    if enrolment is None or enrolment.service_id != request.service_id:
        raise Refusal(NOT_HERE)
    client = add_client(actor, enrolment, code, request.case_type, helping_question, opened_on)
    said = {one: getattr(request, one) for one in SAID}
    keep_referral(actor, client, request.referred_on, {**said, "allocated_by": ALLOCATED_BY})
    close_request_with_case(actor, request, client)
    return client
