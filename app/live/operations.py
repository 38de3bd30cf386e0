"""Announcing, and forgetting what was announced."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import delete, func, insert, select

from app import clock
from app.audit.entries import TURN
from app.extensions import after_commit, before_commit, db, transaction
from app.models.live import LiveMessage

Id = int | float | str | None
Ids = tuple[tuple[str, Id], ...]


@dataclass(frozen=True)
class Draft:
    person_id: int
    what: str
    ids: Ids


def announce(person_id: int, what: str, **ids: Id) -> None:
    """Tell the browsers of a person, once the open transaction is safe, that something changed.

    `what` becomes the event `attune:<what>` of their pages; `ids` say of which rows, and of a film
    that is watched together how it stands; nothing more (docs/decisions/0048).
    """
    before_commit(_write, Draft(person_id, what, tuple(sorted(ids.items()))))


def prune(up_to: int) -> None:
    """Forget the messages before that one. Safe to repeat."""
    with transaction() as session:
        session.execute(delete(LiveMessage).where(LiveMessage.id < up_to))


def _write(drafts: list[Draft]) -> None:
    _take_turn()
    at = clock.now()
    rows = [
        {"person_id": one.person_id, "what": one.what, "ids": dict(one.ids), "at": at}
        for one in dict.fromkeys(drafts)
    ]
    db.session.execute(insert(LiveMessage), rows)
    after_commit(current_app.extensions["live"].ring)


def _take_turn() -> None:
    """One transaction at a time numbers its messages and commits, so that nobody who has heard of
    number 7 can be handed number 6 later. It is the turn of the audit entries: one for both, so
    that two transactions never wait for each other. On SQLite only one writes anyway."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(TURN)))
