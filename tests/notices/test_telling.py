"""A notice is one sentence to one person, written once, and read once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock, events, notices
from app.extensions import db, transaction
from app.mail.letters import UnsoundLetter
from app.models.notices import Notice
from app.models.people import Person, Role
from app.notices import operations, queries
from app.policies import Actor
from tests import factories as make


@pytest.fixture
def tess(app: Flask) -> Person:
    return make.person(Role.TRAINEE, name="Tess")


def tell(to: Person, once: str = "a", url: str = "/profile", **more: object) -> Notice | None:
    with transaction():
        return notices.tell(to.id, "Your film is ready.", url, once=once, **more)  # type: ignore[arg-type]


def unread(of: Person, role: Role = Role.TRAINEE) -> int:
    db.session.rollback()
    return queries.count_unread(Actor(of.id, role))


def test_the_same_notice_to_the_same_person_is_one_and_to_another_their_own(tess: Person) -> None:
    olu = make.person(Role.TRAINEE)
    assert tell(tess) is not None
    assert tell(tess) is None
    assert tell(olu) is not None
    assert (unread(tess), unread(olu)) == (1, 1)


def test_nobody_is_told_whose_account_is_closed(tess: Person) -> None:
    with transaction() as session:
        session.get_one(Person, tess.id).closed_at = clock.now()
    assert tell(tess) is None


def test_what_happened_long_ago_is_written_as_read(tess: Person) -> None:
    now = clock.now()
    old = tell(tess, "old", at=now - operations.PAST - timedelta(minutes=1))
    new = tell(tess, "new", at=now - operations.PAST + timedelta(minutes=1))
    assert old is not None
    assert new is not None
    assert (old.read_at is None, new.read_at is None) == (False, True)


def test_history_is_read_by_everybody_until_a_moment(tess: Person) -> None:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    with clock.set_to(moment):
        tell(tess, "before", at=moment - timedelta(seconds=1))
        tell(tess, "then", at=moment)
    with transaction():
        notices.mark_read_until(moment)
    left = db.session.scalars(select(Notice.once).where(Notice.read_at.is_(None))).all()
    assert left == ["then"]


def test_a_notice_about_a_role_is_gone_with_the_role(tess: Person) -> None:
    tell(tess, role=Role.TRAINEE)
    assert unread(tess) == 1
    with transaction() as session:
        session.get_one(Person, tess.id).roles[0].until = clock.now()
    assert unread(tess) == 0


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_a_notice_leads_nowhere_but_into_attune(tess: Person, url: str) -> None:
    with pytest.raises(IntegrityError):
        tell(tess, url=url)


def test_a_notice_is_one_line(tess: Person) -> None:
    with pytest.raises(UnsoundLetter), transaction():
        notices.tell(tess.id, "Your film\nSubject: x", "/profile", once="a")


def test_a_notice_about_an_event_has_the_events_time_and_is_written_once(tess: Person) -> None:
    happened = clock.now() - timedelta(days=2)
    with clock.set_to(happened), transaction() as session:
        event = events.tell("test.happened", session.get_one(Person, tess.id))
    for _ in range(2):
        with transaction():
            notices.about(event, tess.id, Role.TRAINEE, "It is there.", "accounts.profile")
    [notice] = db.session.scalars(select(Notice)).all()
    assert (notice.at, notice.url, notice.role) == (happened, "/profile", Role.TRAINEE)


def test_notices_read_a_year_ago_are_removed_and_unread_ones_stay(tess: Person) -> None:
    read, _ = tell(tess, "read"), tell(tess, "unread")
    with transaction() as session:
        operations.read(session.get_one(Notice, read.id))  # type: ignore[union-attr]
    with clock.moved_by(operations.KEPT_FOR + timedelta(days=1)), transaction():
        operations.prune()
    assert db.session.scalars(select(Notice.once)).all() == ["unread"]
