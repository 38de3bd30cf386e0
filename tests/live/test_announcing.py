"""Messages are rows: numbered as they commit, kept for an hour, and nothing of an undone change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock, jobs, live
from app.extensions import db, transaction
from app.live import queries
from app.models.live import LiveMessage
from app.models.people import Person, Role
from tests import factories as make
from tests.installation import copy_database, drop_database, opened


@pytest.fixture
def app(empty_installation: Path, tmp_path: Path) -> Iterator[Flask]:
    """Fresh for each test: the numbers are counted here."""
    copy_database(empty_installation, tmp_path)
    with opened(tmp_path) as app:
        yield app
    drop_database(tmp_path)


def announce(person: Person, *numbers: int) -> None:
    announce_to(person.id, *numbers)


def announce_to(person_id: int, *numbers: int) -> None:
    with transaction():
        for number in numbers:
            live.announce(person_id, "recording", recording=number)


def announce_and_undo(person: Person) -> None:
    with transaction():
        live.announce(person.id, "recording", recording=1)
        raise Undone


class Undone(Exception):
    pass


def kept() -> list[int]:
    db.session.rollback()
    return list(db.session.scalars(select(LiveMessage.id).order_by(LiveMessage.id)))


def missed(person: Person, after: int | None) -> tuple[list[int], int, bool]:
    db.session.rollback()
    found = queries.missed(person.id, after)
    return [message.ids["recording"] for message in found.messages], found.last, found.lost


def test_a_message_says_that_something_changed_and_nothing_more(tess: Person) -> None:
    announce(tess, 7)
    message = db.session.scalars(select(LiveMessage)).one()
    assert (message.person_id, message.what, message.ids) == (
        tess.id,
        "recording",
        {"recording": 7},
    )


def test_the_same_thing_twice_in_one_change_is_one_message(tess: Person) -> None:
    announce(tess, 7, 7, 8)
    assert missed(tess, 0)[0] == [7, 8]


def test_a_change_that_is_undone_was_never_announced(tess: Person) -> None:
    with pytest.raises(Undone):
        announce_and_undo(tess)
    assert kept() == []


def test_nothing_is_announced_outside_a_transaction(tess: Person) -> None:
    with pytest.raises(RuntimeError, match="inside transaction"):
        live.announce(tess.id, "recording")


def test_one_hears_what_came_after_and_only_ones_own(tess: Person) -> None:
    olu = make.person(Role.TRAINEE)
    announce(tess, 1)
    announce(olu, 2)
    announce(tess, 3)
    first, _, third = kept()
    assert missed(tess, first) == ([3], third, False)
    assert missed(tess, third) == ([], third, False)
    assert missed(olu, 0) == ([2], third, False)
    assert missed(tess, None) == ([], third, False)


def test_the_sweep_forgets_after_an_hour_and_no_number_comes_again(tess: Person) -> None:
    announce(tess, 1, 2, 3)
    before = kept()
    jobs.sweep()
    assert kept() == before
    with clock.moved_by(timedelta(minutes=61)):
        jobs.sweep()
        assert kept() == before[-1:]
        announce(tess, 4)
    assert kept() == [before[-1], before[-1] + 1]
    with clock.moved_by(timedelta(hours=3)):
        jobs.sweep()
    assert kept() == [before[-1] + 1]


def test_who_was_away_too_long_is_told_to_ask_for_everything_anew(tess: Person) -> None:
    announce(tess, 1, 2, 3)
    first, *_, last = kept()
    with clock.moved_by(timedelta(minutes=61)):
        jobs.sweep()
    assert missed(tess, first) == ([], last, True)
    assert missed(tess, last - 1) == ([3], last, False)


def test_a_number_from_before_a_restored_backup_does_not_silence_anybody(tess: Person) -> None:
    announce(tess, 1)
    [only] = kept()
    assert missed(tess, only + 500) == ([], only, True)


def test_more_than_can_be_told_at_once_is_told_as_everything(tess: Person) -> None:
    announce(tess, *range(queries.MOST))
    assert missed(tess, 0) == ([], kept()[-1], True)
    assert missed(tess, kept()[0])[0] == list(range(1, queries.MOST))


def test_a_page_listens_from_a_little_before_it_was_made(tess: Person) -> None:
    announce(tess, 1)
    [first] = kept()
    assert queries.page_position() < first
    with clock.moved_by(timedelta(seconds=11)):
        announce(tess, 2)
        assert queries.page_position() == first


def later(last: int) -> Sequence[LiveMessage]:
    db.session.rollback()
    return queries.messages_after(last)


def test_numbers_rise_in_the_order_in_which_changes_become_true(app: Flask, tess: Person) -> None:
    """Whoever reads again and again, asking for what is later, hears of every change once."""
    writers, barrier, person_id = 6, Barrier(7), tess.id

    def write(number: int) -> None:
        with app.app_context():
            barrier.wait()
            for each in range(10):
                announce_to(person_id, number * 100 + each)

    threads = [Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    barrier.wait()
    last, heard = 0, []
    while any(thread.is_alive() for thread in threads) or later(last):
        for message in later(last):
            last = message.id
            heard.append(message.ids["recording"])
    expected = [number * 100 + each for number in range(writers) for each in range(10)]
    assert sorted(heard) == expected
