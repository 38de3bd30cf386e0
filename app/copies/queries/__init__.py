"""Questions about archives, and all that goes into one as plain values."""

from app.copies.queries.archives import (
    TO_BUILD,
    archive_to_build,
    archives_page,
    archives_to_build,
    archives_to_close,
    documents_still_to_come,
    earlier_ones,
    files_to_drop,
    holds,
    is_over,
    open_among,
)
from app.copies.queries.casework import contracts_of
from app.copies.queries.client_copies import (
    carried,
    carried_among,
    copy_for,
    copy_of_archive,
    count_carried,
    disclosed_with,
    disclosures_page,
    items_of,
    items_page,
    page_with,
)
from app.copies.queries.client_items import Found, found_for
from app.copies.queries.client_record import client_record
from app.copies.queries.client_record import contracts_of as contracts_by_link
from app.copies.queries.films import own_films
from app.copies.queries.record import record_of
from app.copies.queries.training import enrolments_of

__all__ = [
    "TO_BUILD",
    "Found",
    "archive_to_build",
    "archives_page",
    "archives_to_build",
    "archives_to_close",
    "carried",
    "carried_among",
    "client_record",
    "contracts_by_link",
    "contracts_of",
    "copy_for",
    "copy_of_archive",
    "count_carried",
    "disclosed_with",
    "disclosures_page",
    "documents_still_to_come",
    "earlier_ones",
    "enrolments_of",
    "files_to_drop",
    "found_for",
    "holds",
    "is_over",
    "items_of",
    "items_page",
    "open_among",
    "own_films",
    "page_with",
    "record_of",
]
