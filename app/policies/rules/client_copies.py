"""The part of the table about copies for people of a case, who ask what is held about them."""

from __future__ import annotations

from app.models.client_copies import ClientCopy, CopyItem
from app.models.rights import ClientLink
from app.policies.actors import as_trainee
from app.policies.archives import archive_has_not_ended, archive_is_kept
from app.policies.client_copies import (
    ALONE,
    WITH_OTHERS,
    copy_in_my_case,
    films_in_its_archive_may_still_be_carried,
    item_in_my_case,
    item_is_by_the_practitioner,
    item_is_released,
    item_is_written,
    link_has_not_ended_yet,
    no_other_adult_is_in_the_case,
    nothing_in_the_case_was_taken_back_since,
    of_its_archive,
)
from app.policies.rights import link_in_my_case, link_not_revoked_yet
from app.policies.rule import Rule

OF_CLIENT_COPIES: dict[str, Rule] = {
    "client_link.copy": Rule(
        ClientLink,
        ((as_trainee, link_in_my_case, link_not_revoked_yet, link_has_not_ended_yet),),
    ),
    "client_copy.prepare": Rule(ClientCopy, ((as_trainee, copy_in_my_case),)),
    "client_copy.fetch": Rule(
        ClientCopy,
        (
            (
                as_trainee,
                copy_in_my_case,
                of_its_archive(archive_is_kept),
                of_its_archive(archive_has_not_ended),
                nothing_in_the_case_was_taken_back_since,
                films_in_its_archive_may_still_be_carried,
            ),
        ),
    ),
    "copy_item.choose": Rule(CopyItem, ((as_trainee, item_in_my_case),)),
    # Whoever asks needs no yes to see themselves; everybody else stands by theirs.
    "copy_item.carry": Rule(
        CopyItem,
        (
            (as_trainee, item_in_my_case, *ALONE),
            (as_trainee, item_in_my_case, *WITH_OTHERS),
            (as_trainee, item_in_my_case, item_is_written, item_is_released),
            (
                as_trainee,
                item_in_my_case,
                item_is_by_the_practitioner,
                no_other_adult_is_in_the_case,
            ),
        ),
    ),
}
