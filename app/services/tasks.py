"""Who hears of requests for VIG work, and requests whose time is over."""

from __future__ import annotations

from app import events, notices
from app.extensions import db
from app.jobs import work
from app.models.case_requests import CaseRequest
from app.models.people import Role
from app.services import operations, queries

ASKED = (
    "Your service asks you to take on a request for VIG work. Read it, and take it on or give it "
    "back."
)
NOT_ASKED = "A request for VIG work does not wait for your answer any more. You need do nothing."
GIVEN_BACK = "A request for VIG work was given back. Read why, and allocate it anew or withdraw it."


@work("services.erase_request", pending=queries.whose_requests_are_over)
def erase_request(request_id: int) -> None:
    operations.erase_request_on_its_day(request_id)


@work("services.remind_of_request", pending=queries.requests_to_remind_of)
def remind_of_request(request_id: int) -> None:
    operations.remind_of_request(request_id)


@events.on("case_request.allocated")
def tell_who_is_asked(event: events.Event) -> None:
    _tell_the_practitioner(event, event.detail["practitioner"], ASKED)


@events.on("case_request.allocated", "case_request.withdrawn")
def tell_who_is_not_asked(event: events.Event) -> None:
    if event.detail["before"] is not None:
        _tell_the_practitioner(event, event.detail["before"], NOT_ASKED)


@events.on("case_request.given_back")
def tell_those_who_lead(event: events.Event) -> None:
    request = db.session.get_one(CaseRequest, event.subject_id)
    service_id = request.service_id
    for lead in queries.leads_of(service_id):
        who, page = (lead.person_id, Role.SERVICE_LEAD), "services.requests"
        notices.about(event, *who, GIVEN_BACK, page, service_id=service_id)


def _tell_the_practitioner(event: events.Event, person_id: int, words: str) -> None:
    notices.about(event, person_id, Role.TRAINEE, words, "casework.clients")
