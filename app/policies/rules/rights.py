"""The part of the table about clients' own links and what is asked for through them."""

from __future__ import annotations

from app.models.rights import ClientLink, RightsRequest
from app.policies.actors import as_trainee
from app.policies.rights import (
    asked_in_my_case,
    link_in_my_case,
    link_not_over_yet,
    link_not_revoked_yet,
    not_answered_yet,
)
from app.policies.rule import Rule

OF_RIGHTS: dict[str, Rule] = {
    "client_link.revoke": Rule(ClientLink, ((as_trainee, link_in_my_case, link_not_revoked_yet),)),
    "client_link.open_highlights": Rule(
        ClientLink, ((as_trainee, link_in_my_case, link_not_revoked_yet, link_not_over_yet),)
    ),
    "rights_request.answer": Rule(
        RightsRequest, ((as_trainee, asked_in_my_case, not_answered_yet),)
    ),
}
