"""Telling an event, and delivering it to each handler once."""

from __future__ import annotations

import logging
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app import clock
from app.audit import Row
from app.events import queries
from app.events.registry import Handler, handlers_of
from app.events.trouble import where_it_stopped
from app.extensions import db, transaction
from app.jobs import lease, ring_after_commit
from app.models.events import Event, HandledEvent

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=90)
LONGEST_WAIT = timedelta(hours=1)
AT_A_TIME = 500


class _AlreadyHandled(Exception):
    pass


def tell(kind: str, subject: Row, **detail: int | str | bool | None) -> Event:
    """Write down, in the open transaction, that `kind` happened to `subject`.

    `detail` holds ids and keys, never names or words. Handlers run after the commit; if the
    transaction is undone, nothing was told.
    """
    db.session.flush()
    event = Event(
        kind=kind,
        subject=subject.__tablename__,
        subject_id=subject.id,
        detail=detail,
        at=clock.now(),
    )
    db.session.add(event)
    db.session.flush()
    ring_after_commit("event", event.id)
    return event


def deliver(event_id: int) -> None:
    """Let every handler hear of the event that has not yet. Safe to repeat, and to kill.

    A handler that raises is tried again later, and the others go on.
    """
    if not lease.claim(Event, event_id, Event.done_at.is_(None)):
        return
    event = db.session.get_one(Event, event_id)
    handlers, done = handlers_of(event.kind), queries.handlers_done(event_id)
    trouble = None
    for name in [name for name in handlers if name not in done]:
        trouble = _hand_over(event_id, name, handlers[name]) or trouble
    _finish(event_id, trouble)


def deliver_waiting() -> int:
    """Deliver everything that waits, and what is told meanwhile; how many events that was."""
    count = 0
    while waiting := queries.undelivered():
        for event_id in waiting:
            deliver(event_id)
        count += len(waiting)
    return count


def _hand_over(event_id: int, name: str, handler: Handler) -> str | None:
    """Run one handler together with its mark; where it stopped, if it did.

    The mark comes first: whoever delivers the same event meanwhile waits for it, and sees it.
    """
    try:
        with transaction() as session:
            _mark(event_id, name)
            handler(session.get_one(Event, event_id))
    except _AlreadyHandled:
        return None
    except Exception as error:
        place = where_it_stopped(error)
        log.warning("Event %s waits: %s stopped with %s", event_id, name, place)
        return place
    return None


def _mark(event_id: int, name: str) -> None:
    db.session.add(HandledEvent(event_id=event_id, handler=name, at=clock.now()))
    try:
        db.session.flush()
    except IntegrityError:
        raise _AlreadyHandled from None


def _finish(event_id: int, trouble: str | None) -> None:
    """Done, or put off for a while that grows with each attempt."""
    with transaction() as session:
        event = session.get_one(Event, event_id, populate_existing=True)
        event.trouble = trouble
        if trouble is None:
            event.done_at, event.lease_until = clock.now(), None
        else:
            event.lease_until = clock.now() + _wait_after(event.attempts)


def _wait_after(attempts: int) -> timedelta:
    """1, 2, 4, 8 minutes and so on, at most an hour."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_WAIT)


def prune() -> int:
    """Remove events that were done long ago, some hundreds at a time; how many that was."""
    with transaction() as session:
        old = queries.old(KEPT_FOR, AT_A_TIME)
        session.execute(delete(HandledEvent).where(HandledEvent.event_id.in_(old)))
        session.execute(delete(Event).where(Event.id.in_(old)))
    return len(old)
