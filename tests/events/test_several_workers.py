"""Several workers deliver at once: each handler still hears of each event once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import events
from app.events import operations, registry
from app.extensions import db, transaction
from app.models.events import Event, HandledEvent
from app.models.notices import Notice
from app.models.people import Person, Role
from tests import factories as make

KIND = "test.crowded"
WORKERS, EVENTS = 4, 12


@pytest.fixture
def person(app: Flask) -> Iterator[Person]:
    @events.on(KIND)
    def write_a_row(heard: Event) -> None:
        """A row with nothing unique about it: twice would be two."""
        db.session.add(
            Notice(person_id=heard.subject_id, words="It is.", url="/", once=f"{next(NUMBERS)}")
        )

    yield make.person(Role.TRAINEE)
    del registry.HANDLERS[KIND]


NUMBERS = iter(range(10_000))


def tell(person: Person) -> list[int]:
    with transaction() as session:
        row = session.get_one(Person, person.id)
        return [events.tell(KIND, row).id for _ in range(EVENTS)]


def all_together(app: Flask, act) -> None:  # type: ignore[no-untyped-def]
    """`act` in several threads with a session each, beginning at one moment."""
    start = Barrier(WORKERS)

    def one(_number: int) -> None:
        with app.app_context():
            try:
                start.wait(10)
                act()
            finally:
                db.session.remove()

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(one, range(WORKERS)))


def test_workers_that_deliver_the_same_events_write_each_row_once(
    app: Flask, person: Person
) -> None:
    told = tell(person)
    all_together(app, lambda: [events.deliver(one) for one in told])
    events.deliver_waiting()
    assert count(Notice) == count(HandledEvent) == EVENTS
    assert events.undelivered() == []


def test_two_that_both_believe_they_hold_the_lease_still_write_one_row(
    app: Flask, person: Person
) -> None:
    """As when a worker was held up for longer than its lease."""
    [first, *_] = tell(person)
    name, handler = next(iter(registry.handlers_of(KIND).items()))
    all_together(app, lambda: operations._hand_over(first, name, handler))
    assert count(Notice) == count(HandledEvent) == 1


def count(model: type) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0
