"""One letter a day at most, about what was not read, to those who want it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock, jobs, notices
from app.extensions import db, transaction
from app.models.mail import Mail
from app.models.notices import Digest, Notice
from app.models.people import Person, Role
from app.notices import operations, queries
from app.policies import Actor
from tests import factories as make

EVENING = datetime(2026, 11, 17, 20, tzinfo=UTC)
MORNING = datetime(2026, 11, 18, 7, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def tess(app: Flask) -> Person:
    return make.person(Role.TRAINEE, name="Tess Long")


def tell(to: Person, *sentences: str, at: datetime = EVENING, role: Role | None = None) -> None:
    with clock.set_to(at), transaction():
        for words in sentences:
            notices.tell(to.id, words, "/profile", once=words, role=role)


def sweep(at: datetime) -> list[Mail]:
    """The letters there are once everything that waits at that moment was done."""
    with clock.set_to(at):
        jobs.sweep()
    return list(db.session.scalars(select(Mail).order_by(Mail.id)).all())


def test_what_was_not_read_by_the_morning_comes_in_one_letter(tess: Person) -> None:
    tell(tess, "Your film is ready.", "Your portfolio is bound.")
    assert sweep(MORNING - timedelta(minutes=2)) == []
    [letter] = sweep(MORNING)
    assert letter.subject == "2 things for you in Attune"
    assert letter.body.startswith("Dear Tess Long,\n")
    assert "- Your film is ready.\n- Your portfolio is bound.\n" in letter.body
    assert "http://127.0.0.1:8000/notices\n" in letter.body
    assert "Attune is not an AVIGuk service." in letter.body


def test_the_letter_is_written_once_however_often_the_work_is_done(tess: Person) -> None:
    tell(tess, "Your film is ready.")
    for minute in range(3):
        assert len(sweep(MORNING + timedelta(minutes=minute))) == 1
    with clock.set_to(MORNING), transaction():
        operations.write_digest(tess.id)
    assert len(sweep(MORNING)) == 1


def test_nothing_is_told_in_two_letters_and_there_is_one_a_day(tess: Person) -> None:
    tell(tess, "Your film is ready.")
    sweep(MORNING)
    tell(tess, "Your portfolio is bound.", at=MORNING + timedelta(hours=1))
    assert len(sweep(MORNING + timedelta(hours=8))) == 1
    _, second = sweep(MORNING + DAY)
    assert second.subject == "Something new for you in Attune"
    assert "Your film" not in second.body
    assert len(sweep(MORNING + 2 * DAY)) == 2


def test_what_is_told_late_waits_for_the_next_morning(tess: Person) -> None:
    """A handler that was held up writes a notice of yesterday after today's letter."""
    tell(tess, "Your film is ready.")
    sweep(MORNING)
    with clock.set_to(MORNING + timedelta(hours=1)), transaction():
        notices.tell(tess.id, "It is late.", "/profile", once="late", at=EVENING)
    assert len(sweep(MORNING + timedelta(hours=2))) == 1
    _, second = sweep(MORNING + DAY)
    assert "- It is late." in second.body


def test_a_worker_that_slept_writes_one_letter_for_all_the_days(tess: Person) -> None:
    tell(tess, "Your film is ready.")
    tell(tess, "Your portfolio is bound.", at=EVENING + DAY)
    [letter] = sweep(EVENING + 3 * DAY)
    assert "Your film" in letter.body
    assert "Your portfolio" in letter.body


def test_what_was_read_is_in_no_letter(tess: Person) -> None:
    tell(tess, "Your film is ready.", "Your portfolio is bound.")
    with transaction() as session:
        first = session.scalars(select(Notice).order_by(Notice.id)).first()
        assert first is not None
        operations.read(first)
    [letter] = sweep(MORNING)
    assert "Your film" not in letter.body


def test_whoever_chose_none_gets_none(tess: Person) -> None:
    tell(tess, "Your film is ready.")
    with transaction():
        operations.choose_digest(Actor(tess.id, Role.TRAINEE), Digest.NONE)
    assert sweep(MORNING) == []
    with transaction():
        operations.choose_digest(Actor(tess.id, Role.TRAINEE), Digest.DAILY)
    assert len(sweep(MORNING)) == 1


def test_nobody_hears_by_mail_of_a_role_that_ended_or_after_their_account_closed(
    tess: Person,
) -> None:
    olu = make.person(Role.TRAINEE)
    tell(tess, "Somebody asks you.", role=Role.SUPERVISOR)
    tell(olu, "Your film is ready.")
    with transaction() as session:
        session.get_one(Person, olu.id).closed_at = EVENING
    assert sweep(MORNING) == []


def test_a_long_list_ends_with_how_many_more_there_are(tess: Person) -> None:
    tell(tess, *(f"Film {number} is ready." for number in range(queries.LINES + 3)))
    [letter] = sweep(MORNING)
    assert letter.body.count("is ready.") == queries.LINES
    assert "- and 3 more" in letter.body
    assert letter.subject == "13 things for you in Attune"
