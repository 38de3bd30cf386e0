"""Work in the background: documents to bind, and to bind again after a withdrawal."""

from __future__ import annotations

from app.jobs import work
from app.portfolio import operations, queries


@work("portfolio.build_document", pending=queries.documents_to_build)
def build_document(submission_id: int) -> None:
    operations.build_document(submission_id)
