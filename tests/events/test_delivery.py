"""An event is told with its change, and each handler hears of it once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import clock, events, jobs
from app.events import operations, registry
from app.extensions import db, transaction
from app.models.events import Event, HandledEvent
from app.models.people import Person, Role
from tests import factories as make

HEARD: list[int] = []
KIND = "test.happened"


@pytest.fixture
def person(app: Flask) -> Iterator[Person]:
    """Somebody to tell of, with no handlers of the kind but those of the test."""
    HEARD.clear()
    yield make.person(Role.TRAINEE, name="Tess")
    registry.HANDLERS.pop(KIND, None)


def tell(person: Person) -> int:
    with transaction() as session:
        return events.tell(KIND, session.get_one(Person, person.id), by=person.id).id


def event(event_id: int) -> Event:
    db.session.rollback()
    return db.session.get_one(Event, event_id)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def rename(to: str) -> registry.Handler:
    def handler(heard: Event) -> None:
        HEARD.append(heard.id)
        db.session.get_one(Person, heard.subject_id).name += to

    handler.__name__ = f"rename_{to}"
    return events.on(KIND)(handler)


def raises(words: str = "private words") -> registry.Handler:
    @events.on(KIND)
    def stumble(heard: Event) -> None:
        db.session.get_one(Person, heard.subject_id).name = "never kept"
        db.session.flush()
        raise LookupError(words)

    return stumble


def test_an_event_is_kept_with_its_change_and_rings_after_the_commit(
    app: Flask, person: Person
) -> None:
    before = app.extensions["huey"].pending_count()
    told = event(tell(person))
    assert (told.kind, told.subject, told.subject_id) == (KIND, "people", person.id)
    assert told.detail == {"by": person.id}
    assert app.extensions["huey"].pending_count() == before + 1


def test_a_change_that_is_undone_told_nothing(app: Flask, person: Person) -> None:
    with pytest.raises(ArithmeticError):
        tell_and_undo(person)
    assert count(Event) == 0


def tell_and_undo(person: Person) -> None:
    with transaction() as session:
        events.tell(KIND, session.get_one(Person, person.id))
        raise ArithmeticError


def test_every_handler_hears_once_however_often_it_is_delivered(person: Person) -> None:
    rename("a")
    rename("b")
    told = tell(person)
    for _ in range(3):
        events.deliver(told)
        with transaction() as session:  # as if nobody had noted that it was done
            session.get_one(Event, told).done_at = None
    assert event(told).subject_id == person.id
    assert db.session.get_one(Person, person.id).name == "Tessab"
    assert count(HandledEvent) == 2


def test_an_event_nobody_waits_for_is_done_at_once(person: Person) -> None:
    told = tell(person)
    events.deliver(told)
    assert event(told).done_at is not None


def test_a_handler_that_raises_keeps_nothing_and_the_others_go_on(
    person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    raises()
    rename("b")
    told = tell(person)
    events.deliver(told)
    assert event(told).done_at is None
    assert db.session.get_one(Person, person.id).name == "Tessb"
    assert event(told).trouble.startswith("LookupError at events/test_delivery.py:")
    assert "private words" not in caplog.text + event(told).trouble
    assert "stumble stopped with LookupError" in caplog.text


def test_what_stumbled_waits_longer_each_time_and_is_done_once_it_goes_well(
    person: Person,
) -> None:
    raises()
    told = tell(person)
    events.deliver(told)
    with clock.moved_by(timedelta(seconds=58)):
        assert told not in events.undelivered()
    with clock.moved_by(timedelta(seconds=61)):
        assert told in events.undelivered()
        events.deliver(told)
    with clock.moved_by(timedelta(seconds=61 + 118)):
        assert told not in events.undelivered()
    registry.HANDLERS[KIND].clear()
    rename("c")
    with clock.moved_by(timedelta(minutes=5)):
        assert events.deliver_waiting() == 1
    assert event(told).done_at is not None
    assert event(told).trouble is None


def test_the_sweep_delivers_what_no_bell_announced(app: Flask, person: Person) -> None:
    rename("a")
    told = tell(person)
    app.extensions["huey"].flush()
    jobs.sweep()
    assert event(told).done_at is not None
    assert [told] == HEARD


def test_an_event_that_somebody_delivers_is_left_to_them(person: Person) -> None:
    rename("a")
    told = tell(person)
    assert jobs.lease.claim(Event, told)
    events.deliver(told)
    assert HEARD == []


def test_what_a_handler_tells_is_delivered_too(person: Person) -> None:
    @events.on(KIND)
    def go_on(heard: Event) -> None:
        events.tell("test.followed", db.session.get_one(Person, heard.subject_id))

    tell(person)
    assert events.deliver_waiting() == 2
    assert events.undelivered() == []


def test_done_events_are_removed_after_ninety_days_and_waiting_ones_never(person: Person) -> None:
    rename("a")
    done = tell(person)
    events.deliver(done)
    raises()
    waiting = tell(person)
    events.deliver(waiting)
    with clock.moved_by(operations.KEPT_FOR - timedelta(minutes=1)):
        assert events.prune() == 0
    with clock.moved_by(operations.KEPT_FOR + timedelta(minutes=1)):
        assert events.prune() == 1
    assert db.session.scalars(select(Event.id)).all() == [waiting]


def test_the_command_line_tells_what_waits_and_why(app: Flask, person: Person) -> None:
    raises()
    events.deliver(tell(person))
    said = app.test_cli_runner().invoke(args=["events", "status"]).output
    assert "Waiting: 1" in said
    assert "test.happened, 1 tries: LookupError" in said
