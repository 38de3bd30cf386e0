"""Facts about documents: what was written or given, in each stage whose edition asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from accreditation import record as facts
from accreditation.programme import DocumentKind, DocumentRequired, Programme

STATEMENT = DocumentKind.REFLECTIVE_STATEMENT


def documents_asked(programme: Programme) -> frozenset[DocumentKind]:
    """The kinds an edition asks for beside the statement, which stands in the portfolio."""
    return frozenset(each for _, each in _asked(programme)) - {STATEMENT}


def written(
    portfolios: Sequence[Any], given: Sequence[Any], programme: Programme
) -> Iterator[facts.Document]:
    """`portfolios` and `given` are rows of one enrolment."""
    there = [(STATEMENT, row.id, row.changed_at.date()) for row in portfolios if row.has_statement]
    there += [(DocumentKind(row.kind), row.id, _day(row.given_at)) for row in given]
    for stage, kind in _asked(programme):
        for document, row_id, on in there:
            if document is kind:
                yield facts.Document(row_id, stage, kind, on)


def _asked(programme: Programme) -> Iterator[tuple[str, DocumentKind]]:
    for stage in programme.every_stage():
        for wanted in stage.requirements:
            if isinstance(wanted, DocumentRequired):
                yield stage.key, wanted.document


def _day(moment: Any) -> date:
    on: date = moment.date()
    return on
