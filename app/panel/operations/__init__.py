"""Verbs of the panel: who sits on it, what each gives alone, what is decided, and what follows."""

from app.panel.operations.after import acknowledge_decision, appeal, release_decision
from app.panel.operations.deciding import decide, finish_review, rate_submission
from app.panel.operations.meeting import arrange_meeting, cancel_meeting
from app.panel.operations.returning import return_submission
from app.panel.operations.seats import (
    accept_seat,
    allocate_accreditor,
    decline_seat,
    name_chair,
    recuse,
    release_seat,
)

__all__ = [
    "accept_seat",
    "acknowledge_decision",
    "allocate_accreditor",
    "appeal",
    "arrange_meeting",
    "cancel_meeting",
    "decide",
    "decline_seat",
    "finish_review",
    "name_chair",
    "rate_submission",
    "recuse",
    "release_decision",
    "release_seat",
    "return_submission",
]
