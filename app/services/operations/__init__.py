"""Verbs about services: who belongs to them, what they say, keep, confirm, and how much."""

from app.services.operations.checklist import confirm_check, take_back_check
from app.services.operations.membership import (
    add_practitioner,
    appoint_lead,
    end_membership,
    set_line_manager,
)
from app.services.operations.registering import add_service, set_quota
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
    "appoint_lead",
    "change_wording",
    "confirm_check",
    "discard_wording",
    "draft_wording",
    "end_membership",
    "publish_policy",
    "publish_wording",
    "set_line_manager",
    "set_quota",
    "take_back_check",
]
