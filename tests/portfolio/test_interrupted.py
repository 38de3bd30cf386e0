"""A build that is killed, or stopped by its limits, loses nothing and is done again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import clock, jobs
from app.extensions import db, transaction
from app.jobs import lease
from app.models.footage import RecordingState
from app.models.portfolio import Submission, SubmissionStill
from app.pdf import Limits, PressStopped, press
from app.portfolio import book, files, operations, queries
from app.portfolio.operations import binding
from tests.browser_like import Visitor
from tests.live_server import ROOT
from tests.portfolio.story import submitted
from tests.settings import process_environment, settings_for

WORKER = """
import wsgi
from app.portfolio import operations

with wsgi.app.app_context():
    operations.build_document({})
"""


def now() -> Submission:
    """The one submission as its row says at this moment."""
    db.session.rollback()
    return db.session.query(Submission).populate_existing().one()


def worker(folder: Path, submission_id: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WORKER.format(submission_id)],
        cwd=ROOT,
        env=process_environment(settings_for(folder)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def children(pid: int) -> list[str]:
    found = subprocess.run(
        ["ps", "-o", "args=", "--ppid", str(pid)], capture_output=True, text=True
    )
    return found.stdout.splitlines()


def wait_for(what, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.02)


def test_a_worker_that_is_killed_while_binding_leaves_nothing_half_done(story, tmp_path):
    submission_id = submitted(story).id
    process = worker(tmp_path, submission_id)
    wait_for(lambda: any("inside.py" in line for line in children(process.pid)))
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    assert now().document_key is None
    assert now().attempts == 1
    assert db.session.query(SubmissionStill).count() == 0
    assert queries.documents_to_build() == []  # its lease is not over yet
    with clock.moved_by(lease.LEASE + timedelta(seconds=1)):
        assert queries.documents_to_build() == [submission_id]
        jobs.sweep()
    assert now().document_key is not None
    assert now().attempts == 2
    assert db.session.query(SubmissionStill).count() == 3
    kept = set(files.storage().keys_under("submissions"))
    assert len(kept) == 5  # two documents, with ratings and without, and three stills
    left = [path for path in (tmp_path / "scratch").rglob("*") if path.is_file()]
    assert left == []


def test_a_build_that_is_stopped_says_so_and_is_tried_again(app, story, monkeypatch):
    submission_id = submitted(story).id

    def stop(*_):
        raise PressStopped("it took longer than 300 seconds")

    monkeypatch.setattr(binding, "bind", stop)
    operations.build_document(submission_id)
    assert queries.build_state(now()) is queries.BuildState.AGAIN
    visitor = Visitor(app).sign_in(story.trainee)
    assert "tried again" in visitor.open(f"/submissions/{submission_id}")
    assert visitor.get(f"/submissions/{submission_id}/state").json["state"] == "again"
    monkeypatch.undo()
    jobs.sweep()
    assert queries.build_state(now()) is queries.BuildState.READY


def test_after_many_tries_it_is_tried_once_an_hour(story, monkeypatch):
    submission_id = submitted(story).id

    def stop(*_):
        raise PressStopped("it needed more memory than it may use")

    monkeypatch.setattr(binding, "bind", stop)
    for _ in range(lease.TRIES):
        jobs.sweep()
    assert now().attempts == lease.TRIES
    assert queries.build_state(now()) is queries.BuildState.RARELY
    assert queries.documents_to_build() == []
    with clock.moved_by(timedelta(minutes=61)):
        assert queries.documents_to_build() == [submission_id]


def test_a_real_limit_stops_the_press_and_the_next_try_succeeds(story, monkeypatch):
    submission_id = submitted(story).id
    tight = Limits(memory=60 * 1024 * 1024)
    monkeypatch.setattr(book, "press", lambda *a, **k: press(*a, **{**k, "limits": tight}))
    operations.build_document(submission_id)
    assert queries.build_state(now()) is queries.BuildState.AGAIN
    assert list(files.storage().keys_under("submissions")) != [now().document_key]
    monkeypatch.undo()
    jobs.sweep()
    assert now().document_key is not None


def test_two_workers_do_not_bind_the_same_book(story):
    submission_id = submitted(story).id
    assert lease.claim(Submission, submission_id)
    operations.build_document(submission_id)
    assert now().document_key is None
    assert now().lease_until is not None
    assert now().lease_until > datetime.now(UTC)


def test_a_moment_whose_film_is_gone_stands_without_its_still(story):
    submission_id = submitted(story).id
    with transaction():
        story.film.state = RecordingState.ERASED
    operations.build_document(submission_id)
    assert now().document_key is not None
    assert db.session.query(SubmissionStill).count() == 1
