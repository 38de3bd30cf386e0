"""The day a request that nobody took on goes, and the reminders before it."""

from __future__ import annotations

from accreditation.wording import counted, day
from app import audit, clock, mail, notices
from app.extensions import transaction
from app.models.case_requests import WORDS, CaseRequest
from app.models.people import Role
from app.services import queries

GONE = "A request for VIG work was erased: nobody took it on, and its time was over. It is counted."


def erase_request_on_its_day(request_id: int) -> None:
    """Forget the code and the words of a request whose time is over; that there was one stays.

    Those who lead the service are told where it was still open. Safe to repeat.
    """
    with transaction():
        found = queries.going_request(request_id)
        if found is None or not found.is_over:
            return
        found.request.erased_at = clock.now()
        for field in ("code", *WORDS):
            setattr(found.request, field, "")
        audit.record(
            None,
            "case_request.erased",
            found.request,
            months=found.months,
            last_day=str(found.last_day),
        )
        if found.request.state.is_open:
            _tell(found.request, GONE, once=f"request {request_id} erased")


def remind_of_request(request_id: int) -> None:
    """Tell those who lead the service, once for each of the policy's days before, that it goes."""
    with transaction():
        found = queries.going_request(request_id)
        key = found.reminder if found else None
        if found is None or key is None:
            return
        left = counted((found.last_day - clock.today()).days, "day")
        words = (
            f"A request for VIG work that nobody took on goes by {day(found.last_day)}: {left} "
            "left. Allocate it, or say that it still waits."
        )
        _tell(found.request, words, once=key)


def _tell(request: CaseRequest, words: str, once: str) -> None:
    url = mail.path("services.requests", service_id=request.service_id)
    for lead in queries.leads_of(request.service_id):
        notices.tell(lead.person_id, words, url, once=once, role=Role.SERVICE_LEAD)
