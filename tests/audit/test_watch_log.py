"""Who was sent footage, and what players say they played: which is which, and that it stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from app import audit, clock
from app.audit.played import merged, record_played
from app.extensions import db, transaction
from app.footage import queries
from app.models.audit import AuditEntry, Played, Sent, Watch
from app.models.footage import Recording
from app.models.people import Role
from app.policies import Actor
from tests import factories as make

NOON = datetime(2026, 3, 2, 12, 1, tzinfo=UTC)


@pytest.fixture
def film(app: Flask) -> tuple[Actor, int]:
    """Ten seconds of film at 25 frames a second, and its owner."""
    recording = make.recording(make.cycle(make.client(make.enrolment())))
    return Actor(recording.owner_id, Role.TRAINEE), recording.id


def watches() -> list[datetime]:
    db.session.remove()
    return list(db.session.scalars(select(Watch.from_minute).order_by(Watch.from_minute)))


def played() -> list[tuple[int, int]]:
    db.session.remove()
    intervals = select(Played.first_frame, Played.last_frame).order_by(Played.id)
    return [tuple(row) for row in db.session.execute(intervals)]


def who_watched(recording_id: int) -> list[queries.Watched]:
    db.session.remove()
    page = queries.watched(db.session.get_one(Recording, recording_id))
    assert page.total == len(page.items)
    return page.items


def token() -> str:
    return str(uuid4())


def test_five_minutes_of_watching_are_one_row(film: tuple[Actor, int]) -> None:
    for minutes in (0, 1, 3, 4, 9):
        with clock.set_to(NOON + timedelta(minutes=minutes)):
            audit.record_served(*film)
    assert [moment.minute for moment in watches()] == [0, 5, 10]


def test_watching_in_another_role_is_another_row(film: tuple[Actor, int]) -> None:
    actor, recording_id = film
    with clock.set_to(NOON):
        audit.record_served(actor, recording_id)
        audit.record_served(Actor(actor.person_id, Role.ACCREDITOR), recording_id)
    assert len(watches()) == 2


def test_pictures_are_told_apart_from_film(film: tuple[Actor, int]) -> None:
    with clock.set_to(NOON):
        for _ in range(2):
            audit.record_served(*film, Sent.PICTURE)
        [one] = who_watched(film[1])
        assert (one.film, one.pictures) == (0, 1)
        audit.record_served(*film)
    [one] = who_watched(film[1])
    assert (one.film, one.pictures, one.sent_at) == (1, 1, NOON.replace(minute=0))


def test_many_requests_at_once_make_one_row(app: Flask, film: tuple[Actor, int]) -> None:
    def serve() -> None:
        with app.app_context(), clock.set_to(NOON):
            audit.record_served(*film)

    threads = [Thread(target=serve) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(watches()) == 1


def test_what_was_played_is_kept_as_few_intervals(film: tuple[Actor, int]) -> None:
    record_played(*film, token(), [(40, 60), (0, 9), (10, 20), (55, 70)])
    assert played() == [(0, 20), (40, 70)]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ([(0, 0)], [(0, 0)]),
        ([(5, 9), (0, 3)], [(0, 3), (5, 9)]),
        ([(0, 4), (5, 9)], [(0, 9)]),
        ([(0, 100), (3, 5), (90, 120)], [(0, 120)]),
    ],
)
def test_intervals_that_touch_become_one(said, kept) -> None:  # type: ignore[no-untyped-def]
    assert merged(said) == kept


def test_the_same_message_of_a_player_adds_nothing_the_second_time(
    film: tuple[Actor, int],
) -> None:
    message = token()
    record_played(*film, message, [(0, 9), (20, 29)])
    record_played(*film, message, [(0, 9), (20, 29)])
    record_played(*film, message, [(100, 249)])
    assert played() == [(0, 9), (20, 29)]
    other = Actor(make.person(Role.SUPERVISOR).id, Role.SUPERVISOR)
    record_played(other, film[1], message, [(0, 9)])
    assert len(played()) == 3


def test_a_message_that_arrives_eight_times_at_once_is_kept_once(
    app: Flask, film: tuple[Actor, int]
) -> None:
    message = token()

    def tell() -> None:
        with app.app_context():
            record_played(*film, message, [(0, 9), (20, 29)])

    threads = [Thread(target=tell) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert played() == [(0, 9), (20, 29)]


def test_frames_played_twice_count_once_in_the_share_of_the_film(film: tuple[Actor, int]) -> None:
    for intervals in ([(0, 99)], [(50, 149), (10, 20)], [(100, 120)], [(249, 249)]):
        record_played(*film, token(), intervals)
    [one] = who_watched(film[1])
    assert one.seconds == pytest.approx(151 / 25)
    assert one.share == pytest.approx(151 / 250)
    assert (one.film, one.pictures, one.sent_at) == (0, 0, None)


def test_each_person_in_each_role_has_a_line_and_the_latest_stands_first(
    film: tuple[Actor, int],
) -> None:
    owner, recording_id = film
    sam = make.person(Role.SUPERVISOR, name="Sam")
    with clock.set_to(NOON):
        audit.record_served(owner, recording_id)
        record_played(owner, recording_id, token(), [(0, 249)])
    with clock.set_to(NOON + timedelta(hours=1)):
        audit.record_served(Actor(sam.id, Role.SUPERVISOR), recording_id)
    with clock.set_to(NOON + timedelta(hours=2)):
        audit.record_served(Actor(sam.id, Role.ACCREDITOR), recording_id)
        record_played(Actor(sam.id, Role.ACCREDITOR), recording_id, token(), [(0, 124)])
    lines = [(one.role, round(one.share, 2)) for one in who_watched(recording_id)]
    assert lines == [(Role.ACCREDITOR, 0.5), (Role.SUPERVISOR, 0.0), (Role.TRAINEE, 1.0)]


@pytest.mark.parametrize("table", [Watch, Played])
def test_an_entry_of_the_watch_log_can_only_be_added(film: tuple[Actor, int], table: type) -> None:
    audit.record_served(*film)
    record_played(*film, token(), [(0, 9)])
    for change in (update(table).values(person_id=film[0].person_id), delete(table)):
        with pytest.raises(IntegrityError, match="An entry of the watch log cannot be"):
            _execute(change)
    assert (len(watches()), len(played())) == (1, 1)


def _execute(statement: object) -> None:
    with transaction() as session:
        session.execute(statement)  # type: ignore[call-overload]


@pytest.mark.parametrize("interval", [(-1, 3), (9, 8)])
def test_the_database_refuses_an_interval_that_is_none(
    film: tuple[Actor, int], interval: tuple[int, int]
) -> None:
    with pytest.raises(IntegrityError):
        record_played(*film, token(), [interval])
    assert played() == []


def test_an_entry_says_who_did_what_to_which_row(app: Flask) -> None:
    person = make.person(Role.REGISTRAR)
    with transaction(), clock.set_to(NOON):
        audit.record(Actor(person.id, Role.REGISTRAR), "role.given", person, role="trainee")
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.person_id, entry.role, entry.act) == (person.id, Role.REGISTRAR, "role.given")
    assert (entry.subject, entry.subject_id, entry.at) == ("people", person.id, NOON)
    assert entry.detail == {"role": "trainee"}
