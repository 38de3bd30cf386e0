"""What somebody asks for through their link, and what they are answered."""

from __future__ import annotations

from app import audit, clock, events
from app.audit import Acting
from app.casework.operations import end_scan
from app.casework.queries import scans_of_people
from app.extensions import db
from app.models.consent_scans import ScanGone
from app.models.rights import ClientLink, RequestKind, RightsRequest
from app.rights import queries
from app.rights.operations.links import stop_everything
from app.web.errors import Refusal

AT_ONCE = 10


def ask_for(link: ClientLink, kind: RequestKind, words: str) -> RightsRequest:
    """Keep what is asked, and tell the trainee. Asking for erasure takes every yes back at once.

    The scans of what was signed for the people of the link go at once too; the answers stay.
    Raises Refusal while ten wait for an answer.
    """
    if queries.count_waiting(link) >= AT_ONCE:
        raise Refusal("We still have what you asked before. Please wait for our answer first.")
    asked = RightsRequest(link_id=link.id, kind=kind, words=words)
    db.session.add(asked)
    audit.record(None, "rights.asked", asked, kind=kind.value)
    events.tell("rights.asked", asked)
    if kind is RequestKind.ERASURE:
        stop_everything(link)
        _let_signed_forms_go(link)
    return asked


def _let_signed_forms_go(link: ClientLink) -> None:
    for scan in scans_of_people(one.case_person_id for one in link.answers):
        end_scan(None, scan, ScanGone.ASKED)


def answer_request(actor: Acting, request: RightsRequest, answer: str) -> None:
    """The words that stand on the client's page from now on. Raises Refusal without any."""
    if not answer.strip():
        raise Refusal("Write your answer in a sentence or two.")
    request.answer = answer
    request.answered_at = clock.now()
    request.answered_by_id = actor.person_id
    audit.record(actor, "rights.answered", request, kind=request.kind.value)
