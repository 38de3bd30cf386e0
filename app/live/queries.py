"""Questions about what was announced, and about who may still hear it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models.live import LiveMessage
from app.models.people import Person
from app.models.sign_in import BrowserSession

KEPT_FOR = timedelta(hours=1)
MOST = 200
OVERLAP = timedelta(seconds=10)


@dataclass(frozen=True)
class Missed:
    """What somebody did not hear: messages in order, and the number to go on from.

    `lost`: there may have been more than is kept, so everything should be asked anew.
    """

    messages: Sequence[LiveMessage]
    last: int
    lost: bool = False


def newest() -> int:
    """The number of the last message there is; 0 before the first."""
    return db.session.scalar(select(func.max(LiveMessage.id))) or 0


def messages_after(last: int) -> Sequence[LiveMessage]:
    """Messages to anybody, in order, at most `MOST` at a time."""
    later = select(LiveMessage).where(LiveMessage.id > last).order_by(LiveMessage.id)
    return db.session.scalars(later.limit(MOST)).all()


def missed(person_id: int, after: int | None) -> Missed:
    """What was announced to a person after the message numbered `after`; None hears from now on."""
    ends = select(func.min(LiveMessage.id), func.max(LiveMessage.id))
    found = db.session.execute(ends).one()
    oldest, last = found[0] or 1, found[1] or 0
    if after is None:
        return Missed((), last)
    if not oldest - 1 <= after <= last:
        return Missed((), last, lost=True)
    theirs = select(LiveMessage).where(LiveMessage.person_id == person_id, LiveMessage.id > after)
    messages = db.session.scalars(theirs.order_by(LiveMessage.id).limit(MOST)).all()
    if len(messages) == MOST:
        return Missed((), last, lost=True)
    return Missed(messages, max(last, messages[-1].id if messages else 0))


def page_position() -> int:
    """From where a page that is made now should hear: a little before, for hearing twice is
    nothing, while a change between reading its rows and this question would be missed."""
    earlier = select(LiveMessage.id).where(LiveMessage.at < clock.now() - OVERLAP)
    latest = earlier.order_by(LiveMessage.at.desc(), LiveMessage.id.desc()).limit(1)
    return db.session.scalar(latest) or 0


def prunable() -> list[int]:
    """The newest message that is old enough to go, where older ones lie behind it.

    It stays itself: it tells how far back what is kept reaches.
    """
    old = LiveMessage.at < clock.now() - KEPT_FOR
    ends = select(func.min(LiveMessage.id), func.max(LiveMessage.id)).where(old)
    first, last = db.session.execute(ends).one()
    return [last] if first != last else []


def still_signed_in(sessions: Collection[int]) -> set[int]:
    """Those among these browser sessions that are live, as they are to any request."""
    now, settings = clock.now(), current_app.config
    live = (
        select(BrowserSession.id)
        .join(Person, Person.id == BrowserSession.person_id)
        .where(
            BrowserSession.id.in_(sessions),
            BrowserSession.ended_at.is_(None),
            BrowserSession.waits_for_code.is_(False),
            BrowserSession.seen_at > now - timedelta(seconds=settings["SESSION_IDLE_SECONDS"]),
            BrowserSession.began_at > now - timedelta(seconds=settings["SESSION_TOTAL_SECONDS"]),
            Person.closed_at.is_(None),
        )
    )
    return set(db.session.scalars(live))
