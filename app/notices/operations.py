"""Writing notices, reading them, and the daily letter about those that are unread."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update

from app import clock, live, mail, policies
from app.audit import Acting
from app.extensions import db
from app.mail.letters import one_line
from app.models.events import Event
from app.models.notices import Digest, Notice, NoticePreference
from app.models.people import Person, Role
from app.notices import queries
from app.policies import Actor

PAST = timedelta(days=14)
"""What is told later than this after it happened is written as read: it is history."""

KEPT_FOR = timedelta(days=365)
AT_A_TIME = 500


def tell(
    person_id: int,
    words: str,
    url: str,
    *,
    once: str,
    role: Role | None = None,
    at: datetime | None = None,
) -> Notice | None:
    """Write a notice in the open transaction: one plain sentence, and the page it leads to.

    `words` name no client, not even by code, and quote nothing: they also stand in a letter.
    `role` says as whom it concerns the person; `at` when it happened, if not now. The same `once`
    to the same person is one notice. Nobody is told whose account is closed.
    """
    person = db.session.get_one(Person, person_id)
    if not person.is_active or queries.told_before(person_id, once):
        return None
    happened = at or clock.now()
    notice = Notice(
        person_id=person_id,
        role=role,
        words=one_line(words, "notice"),
        url=url,
        once=once,
        at=happened,
        read_at=clock.now() if happened < clock.now() - PAST else None,
    )
    db.session.add(notice)
    db.session.flush()
    live.announce(person_id, "notices")
    return notice


def about(
    event: Event,
    person_id: int,
    role: Role,
    words: str,
    endpoint: str,
    *,
    once: str = "",
    **values: Any,
) -> Notice | None:
    """A notice to somebody about an event, leading to the page of `endpoint`.

    It has the time of the event. Give `once` where several events are one thing to them.
    """
    url, name = mail.path(endpoint, **values), once or f"{event.kind} {event.id}"
    return tell(person_id, words, url, once=name, role=role, at=event.at)


def read(notice: Notice) -> None:
    """Note that the person has seen it; the first time counts."""
    notice.read_at = notice.read_at or clock.now()


def read_all(actor: Actor) -> None:
    """Note that the person has seen everything that is written to them."""
    mine = policies.allowed("notice.read", actor).with_only_columns(Notice.id)
    unread = Notice.id.in_(mine), Notice.read_at.is_(None)
    db.session.execute(update(Notice).where(*unread).values(read_at=clock.now()))


def mark_read_until(moment: datetime) -> None:
    """Everything that happened before `moment` is read by everybody: it is history."""
    past = Notice.at < moment, Notice.read_at.is_(None)
    db.session.execute(update(Notice).where(*past).values(read_at=clock.now()))


def choose_digest(actor: Acting, digest: Digest) -> NoticePreference:
    """How often the person gets a letter about what they have not read."""
    preference = db.session.get(NoticePreference, actor.person_id)
    if preference is None:
        preference = NoticePreference(person_id=actor.person_id, digest=digest)
        db.session.add(preference)
    preference.digest, preference.chosen_at = digest, clock.now()
    return preference


def write_digest(person_id: int) -> None:
    """One letter about what the person has not read, at most one a day. Safe to repeat."""
    unread = queries.for_digest(person_id)
    if not unread:
        return
    person = db.session.get_one(Person, person_id)
    mail.write(
        person,
        "digest",
        once=queries.digest_of(person_id, clock.today()),
        name=person.name,
        notices=[notice.words for notice in unread[: queries.LINES]],
        more=max(0, len(unread) - queries.LINES),
        page=mail.link("notices.notices"),
        preferences=mail.link("notices.preferences"),
    )
    for notice in unread:
        notice.mailed_at = clock.now()


def prune() -> None:
    """Remove notices that were read a year ago, some hundreds at a time."""
    db.session.execute(delete(Notice).where(Notice.id.in_(queries.old(KEPT_FOR, AT_A_TIME))))
