"""The doorbell wakes, the rows decide, the sweep finds what was lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from app import clock, jobs
from app.extensions import db, transaction
from app.jobs import lease
from app.models.footage import Recording
from tests import factories as make

DONE: list[int] = []


@pytest.fixture
def film(app: Flask) -> Iterator[Recording]:
    """A recording, and a kind of work that claims it and notes that it was done."""
    DONE.clear()
    row = make.recording(make.cycle(make.client(make.enrolment())))

    @jobs.work("test.note", pending=lambda: [row.id])
    def note(row_id: int) -> None:
        if lease.claim(Recording, row_id):
            DONE.append(row_id)

    app.extensions["huey"].flush()  # making the film rang some bells
    yield row
    del jobs.WORKS["test.note"]


def run_one(app: Flask) -> None:
    huey = app.extensions["huey"]
    huey.execute(huey.dequeue())


def test_a_bell_rings_after_the_commit_and_a_worker_does_the_work(
    app: Flask, film: Recording
) -> None:
    with transaction():
        jobs.ring_after_commit("test.note", film.id)
        assert app.extensions["huey"].pending_count() == 0
    assert app.extensions["huey"].pending_count() == 1
    run_one(app)
    assert film.id in DONE


def test_no_bell_rings_for_what_was_undone(app: Flask, film: Recording) -> None:
    with pytest.raises(LookupError):
        _undone(film.id)
    assert app.extensions["huey"].pending_count() == 0


def _undone(row_id: int) -> None:
    with transaction():
        jobs.ring_after_commit("test.note", row_id)
        raise LookupError


def test_a_lost_bell_is_found_by_the_sweep(app: Flask, film: Recording) -> None:
    jobs.sweep()
    assert film.id in DONE


def test_a_bell_that_cannot_ring_does_not_undo_what_was_saved(
    app: Flask, film: Recording, caplog: pytest.LogCaptureFixture
) -> None:
    app.extensions["bell"] = None  # as when the queue's file is gone
    with transaction():
        jobs.ring_after_commit("test.note", film.id)
    assert "did not ring" in caplog.text


def test_a_claimed_row_is_not_claimed_again_until_its_lease_ends(film: Recording) -> None:
    assert lease.claim(Recording, film.id)
    assert not lease.claim(Recording, film.id)
    with clock.moved_by(lease.LEASE + timedelta(seconds=1)):
        assert lease.claim(Recording, film.id)
    db.session.remove()
    assert db.session.get_one(Recording, film.id).attempts == 2


def test_a_heartbeat_keeps_the_row(film: Recording) -> None:
    lease.claim(Recording, film.id)
    with clock.moved_by(lease.LEASE - timedelta(seconds=1)):
        assert lease.hold(Recording, film.id, progress=0.5)
    with clock.moved_by(lease.LEASE + timedelta(seconds=1)):
        assert not lease.claim(Recording, film.id)


def test_one_piece_of_work_that_goes_wrong_does_not_stop_the_sweep(
    app: Flask, film: Recording, caplog: pytest.LogCaptureFixture
) -> None:
    first = dict(jobs.WORKS)
    jobs.WORKS.clear()
    jobs.WORKS["test.wrong"] = jobs.Work(do=_wrong, pending=lambda: [1])
    jobs.WORKS.update(first)
    try:
        jobs.sweep()
    finally:
        del jobs.WORKS["test.wrong"]
    assert film.id in DONE
    assert "the next sweep tries again" in caplog.text


def _wrong(row_id: int) -> None:
    raise ArithmeticError
