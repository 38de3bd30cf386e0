"""Verbs about clients, consent and cycles."""

from app.casework.operations.assents import keep_assent, remind_to_look_again
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
from app.casework.operations.contracts import publish_contract, sign_contract
from app.casework.operations.cycles import confirm_cycle, date_shared_review, start_cycle
from app.casework.operations.film_refusals import refuse_film, refuse_film_by_link
from app.casework.operations.journal import tear_out, write_in_journal
from app.casework.operations.measures import keep_scores, name_measure, retire_measure
from app.casework.operations.record import (
    keep_referral,
    keep_talk,
    note_cycle,
    rate_by_link,
    rate_goals,
    set_context,
    set_goal,
    settle_terms,
    write_letter,
)
from app.casework.operations.requests import take_on_request
from app.casework.operations.scanning import drop_scan, end_scan, keep_scan, note_opened

__all__ = [
    "add_case_person",
    "add_client",
    "add_practitioner",
    "answer_by_link",
    "answer_consent",
    "confirm_cycle",
    "date_shared_review",
    "drop_scan",
    "end_involvement",
    "end_scan",
    "keep_assent",
    "keep_referral",
    "keep_scan",
    "keep_scores",
    "keep_talk",
    "name_measure",
    "note_cycle",
    "note_opened",
    "publish_contract",
    "rate_by_link",
    "rate_goals",
    "refuse_film",
    "refuse_film_by_link",
    "remind_to_look_again",
    "retire_measure",
    "set_context",
    "set_goal",
    "settle_terms",
    "sign_contract",
    "start_cycle",
    "take_on_request",
    "tear_out",
    "withdraw_all",
    "withdraw_consent",
    "write_in_journal",
    "write_letter",
]
