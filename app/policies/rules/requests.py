"""The part of the table about requests for VIG work.

Whoever leads the service reads what was written down there, until somebody takes it on; nothing
of the work that follows is in any of these rows.
"""

from __future__ import annotations

from app.models.case_requests import CaseRequest
from app.policies.actors import as_service_lead, as_trainee
from app.policies.requests import (
    i_work_in_its_service,
    request_is_allocated_to_me,
    request_is_not_erased,
    request_is_open,
    request_of_my_service,
    request_waits_for_an_answer_or_was_taken_on,
)
from app.policies.rule import Rule

OF_REQUESTS: dict[str, Rule] = {
    "case_request.see": Rule(
        CaseRequest, ((as_service_lead, request_of_my_service, request_is_not_erased),)
    ),
    "case_request.change": Rule(
        CaseRequest,
        ((as_service_lead, request_of_my_service, request_is_open, request_is_not_erased),),
    ),
    "case_request.answer": Rule(
        CaseRequest,
        (
            (
                as_trainee,
                request_is_allocated_to_me,
                i_work_in_its_service,
                request_waits_for_an_answer_or_was_taken_on,
                request_is_not_erased,
            ),
        ),
    ),
}
