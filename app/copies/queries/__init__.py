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
from app.copies.queries.films import own_films
from app.copies.queries.record import record_of
from app.copies.queries.training import enrolments_of

__all__ = [
    "TO_BUILD",
    "archive_to_build",
    "archives_page",
    "archives_to_build",
    "archives_to_close",
    "contracts_of",
    "documents_still_to_come",
    "earlier_ones",
    "enrolments_of",
    "files_to_drop",
    "holds",
    "is_over",
    "open_among",
    "own_films",
    "record_of",
]
