"""The part of the table about archives to take away."""

from __future__ import annotations

from app.models.archives import Archive
from app.policies.actors import as_trainee
from app.policies.archives import (
    archive_has_not_ended,
    archive_is_kept,
    archive_is_of_a_record,
    films_in_it_may_be_given_out,
    nothing_in_their_cases_was_taken_back_since,
    own_archive,
    pictures_in_it_may_be_seen,
)
from app.policies.rule import Rule

OF_ARCHIVES: dict[str, Rule] = {
    "archive.see": Rule(Archive, ((as_trainee, own_archive, archive_is_of_a_record),)),
    "archive.throw_away": Rule(
        Archive, ((as_trainee, own_archive, archive_is_of_a_record, archive_is_kept),)
    ),
    "archive.fetch": Rule(
        Archive,
        (
            (
                as_trainee,
                own_archive,
                archive_is_of_a_record,
                archive_is_kept,
                archive_has_not_ended,
                nothing_in_their_cases_was_taken_back_since,
                films_in_it_may_be_given_out,
                pictures_in_it_may_be_seen,
            ),
        ),
    ),
}
