"""Who was served footage: one row for each person, recording, role and five minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select

from app import audit, clock
from app.extensions import db, transaction
from app.models.audit import AuditEntry, Watch
from app.models.people import Role
from app.policies import Actor
from tests import factories as make

NOON = datetime(2026, 3, 2, 12, 1, tzinfo=UTC)


@pytest.fixture
def film(app: Flask) -> tuple[Actor, int]:
    recording = make.recording(make.cycle(make.client(make.enrolment())))
    return Actor(recording.owner_id, Role.TRAINEE), recording.id


def watches() -> list[datetime]:
    db.session.remove()
    return list(db.session.scalars(select(Watch.from_minute).order_by(Watch.from_minute)))


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


def test_an_entry_says_who_did_what_to_which_row(app: Flask) -> None:
    person = make.person(Role.REGISTRAR)
    with transaction(), clock.set_to(NOON):
        audit.record(Actor(person.id, Role.REGISTRAR), "role.given", person, role="trainee")
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.person_id, entry.role, entry.act) == (person.id, Role.REGISTRAR, "role.given")
    assert (entry.subject, entry.subject_id, entry.at) == ("people", person.id, NOON)
    assert entry.detail == {"role": "trainee"}
