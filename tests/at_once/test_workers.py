"""Several workers on one queue, and one that is killed while it has its turn."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from flask import Flask
from huey import RedisHuey, SqliteHuey

from app import jobs
from app.extensions import db, transaction
from app.jobs import lease
from app.models.footage import Recording
from app.models.people import Person
from tests import factories as make
from tests.at_once.together import together
from tests.settings import ON_SERVICES, process_environment

WORKERS = 4
HOLDS_ITS_TURN = """
import sys, time
import wsgi
from app.extensions import transaction
from app.models.people import Person

with wsgi.app.app_context(), transaction() as session:
    session.get_one(Person, int(sys.argv[1])).name = "half written"
    session.flush()
    print("it is mine", flush=True)
    time.sleep(600)
"""


def test_the_configuration_chooses_the_queue(app: Flask) -> None:
    assert type(app.extensions["huey"]) is (RedisHuey if ON_SERVICES else SqliteHuey)


def test_a_bell_that_nobody_of_ours_rang_is_not_heard(app: Flask) -> None:
    """Whoever can write to the queue cannot have a worker run what they like."""
    huey = app.extensions["huey"]
    app.extensions["bell"]("test.note", 1)
    signed = huey.storage.dequeue()
    huey.storage.enqueue(signed[:-1] + (b"0" if signed[-1:] != b"0" else b"1"))
    with pytest.raises(ValueError, match="mismatch"):
        huey.dequeue()


def test_sweeps_at_once_do_each_work_once(app: Flask) -> None:
    done: list[int] = []
    together_ = threading.Barrier(WORKERS)
    films = [make.recording(make.cycle(make.client(make.enrolment()))).id for _ in range(WORKERS)]
    before = dict(jobs.WORKS)
    jobs.WORKS.clear()

    def waiting() -> list[int]:
        together_.wait(30)  # so that every sweep finds all of them
        return films

    @jobs.work("test.note", pending=waiting)
    def note(row_id: int) -> None:
        if lease.claim(Recording, row_id):
            done.append(row_id)

    try:
        found = together(app, [jobs.sweep] * WORKERS)
    finally:
        jobs.WORKS.clear()
        jobs.WORKS.update(before)
    assert found == [WORKERS] * WORKERS
    assert sorted(done) == sorted(films)


def test_a_writer_that_is_killed_keeps_nobody_waiting(app: Flask) -> None:
    person = make.person(name="Ada Example")
    command = [sys.executable, "-c", HOLDS_ITS_TURN, str(person.id)]
    environ = process_environment(app.config)
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"it is mine\n"
        waiting = threading.Thread(target=rename, args=[app, person.id])
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
        other.kill()
        waiting.join(30)
        assert not waiting.is_alive()
    db.session.rollback()
    assert db.session.get_one(Person, person.id, populate_existing=True).name == "Ada Example, next"


def rename(app: Flask, person_id: int) -> None:
    with app.app_context():
        with transaction() as session:
            session.get_one(Person, person_id).name += ", next"
        db.session.remove()
