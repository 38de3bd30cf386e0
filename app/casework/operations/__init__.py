"""Verbs about clients, consent and cycles."""

from app.casework.operations.clients import (
    add_case_person,
    add_client,
    add_practitioner,
    end_involvement,
)
from app.casework.operations.consents import (
    answer_by_link,
    answer_consent,
    withdraw_all,
    withdraw_consent,
)
from app.casework.operations.cycles import confirm_cycle, date_shared_review, start_cycle

__all__ = [
    "add_case_person",
    "add_client",
    "add_practitioner",
    "answer_by_link",
    "answer_consent",
    "confirm_cycle",
    "date_shared_review",
    "end_involvement",
    "start_cycle",
    "withdraw_all",
    "withdraw_consent",
]
