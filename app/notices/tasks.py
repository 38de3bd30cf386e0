"""Work in the background: the daily letters, and old notices to remove."""

from __future__ import annotations

from app.extensions import transaction
from app.jobs import work
from app.notices import operations, queries


@work("notices.digest", pending=queries.people_to_write_to)
def write_digest(person_id: int) -> None:
    with transaction():
        operations.write_digest(person_id)


@work("notices.prune", pending=lambda: queries.old(operations.KEPT_FOR, 1))
def prune(_notice_id: int) -> None:
    with transaction():
        operations.prune()
