"""Verbs about services: who belongs to them, what they say, keep, confirm, and how much."""

from app.services.operations.checklist import confirm_check, take_back_check
from app.services.operations.membership import (
    add_practitioner,
    appoint_lead,
    end_membership,
    set_line_manager,
)
from app.services.operations.registering import add_service, set_quota
from app.services.operations.request_retention import (
    erase_request_on_its_day,
    remind_of_request,
)
from app.services.operations.requests import (
    allocate_request,
    change_request,
    close_request_with_case,
    give_back_request,
    keep_request,
    refuse_unless_it_waits_for,
    withdraw_request,
    write_request,
)
from app.services.operations.retention import PolicyTerms, publish_policy
from app.services.operations.wording import (
    change_wording,
    discard_wording,
    draft_wording,
    publish_wording,
)

__all__ = [
    "PolicyTerms",
    "add_practitioner",
    "add_service",
    "allocate_request",
    "appoint_lead",
    "change_request",
    "change_wording",
    "close_request_with_case",
    "confirm_check",
    "discard_wording",
    "draft_wording",
    "end_membership",
    "erase_request_on_its_day",
    "give_back_request",
    "keep_request",
    "publish_policy",
    "publish_wording",
    "refuse_unless_it_waits_for",
    "remind_of_request",
    "set_line_manager",
    "set_quota",
    "take_back_check",
    "withdraw_request",
    "write_request",
]
