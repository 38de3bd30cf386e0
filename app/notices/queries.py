"""Whose notices are unread, and who gets a letter about them today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, literal, select

from app import clock, policies
from app.extensions import db
from app.models.mail import Mail
from app.models.notices import Digest, Notice, NoticePreference
from app.models.people import Person, Role, RoleHeld
from app.policies import Actor
from app.policies.notices import role_is_still_held

LETTERS_LEAVE_AT = time(7)  # UTC
LINES = 10


def newest_first(actor: Actor) -> Select[Any]:
    return policies.allowed("notice.read", actor).order_by(Notice.at.desc(), Notice.id.desc())


def count_unread(actor: Actor) -> int:
    """How many notices wait to be read: one query, in the frame of every page."""
    unread = policies.allowed("notice.read", actor).where(Notice.read_at.is_(None))
    return db.session.scalar(unread.with_only_columns(func.count(Notice.id))) or 0


def told_before(person_id: int, once: str) -> bool:
    told = exists().where(Notice.person_id == person_id, Notice.once == once)
    return bool(db.session.scalar(select(told)))


def digest_wanted(person_id: int) -> Digest:
    """How often the person wants a letter: daily until they choose."""
    preference = db.session.get(NoticePreference, person_id)
    return preference.digest if preference else Digest.DAILY


def people_to_write_to() -> Sequence[int]:
    """Those with something unread that no letter has told, who had no letter today."""
    people = select(Notice.person_id).where(_due()).distinct().order_by(Notice.person_id)
    return db.session.scalars(people).all()


def for_digest(person_id: int) -> Sequence[Notice]:
    """What today's letter to the person tells, the oldest first; nothing if they had one."""
    theirs = select(Notice).where(_due(), Notice.person_id == person_id)
    return db.session.scalars(theirs.order_by(Notice.at, Notice.id)).all()


def digest_of(person_id: int, day: date) -> str:
    """The name under which the letter of a day is written once."""
    return f"digest {day.isoformat()} {person_id}"


def _due() -> ColumnElement[bool]:
    """Of the notices: those that this morning's letters tell."""
    return and_(
        Notice.at < _last_morning(),
        Notice.read_at.is_(None),
        Notice.mailed_at.is_(None),
        role_is_still_held(),
        exists().where(Person.id == Notice.person_id, Person.closed_at.is_(None)),
        ~_wants_none(),
        ~_had_a_letter_today(),
    )


def _last_morning() -> datetime:
    """When letters left last: today at seven, or yesterday while it is earlier than that."""
    today = datetime.combine(clock.today(), LETTERS_LEAVE_AT, UTC)
    return today if clock.now() >= today else today - timedelta(days=1)


def _wants_none() -> ColumnElement[bool]:
    return exists().where(
        NoticePreference.person_id == Notice.person_id, NoticePreference.digest == Digest.NONE
    )


def _had_a_letter_today() -> ColumnElement[bool]:
    letter_of = literal(f"digest {clock.today().isoformat()} ") + cast(Notice.person_id, String)
    return exists().where(Mail.once == letter_of)


def holders_of(role: Role) -> Sequence[int]:
    """Everybody who holds the role now, with an open account."""
    held = select(RoleHeld.person_id).join(Person, Person.id == RoleHeld.person_id)
    now = held.where(RoleHeld.role == role, RoleHeld.until.is_(None), Person.closed_at.is_(None))
    return db.session.scalars(now.order_by(RoleHeld.person_id)).all()


def old(age: timedelta, at_most: int) -> Sequence[int]:
    """Notices read longer than `age` ago."""
    past = select(Notice.id).where(Notice.read_at < clock.now() - age)
    return db.session.scalars(past.order_by(Notice.id).limit(at_most)).all()
