"""The worker is killed while it makes a film ready or erases one: another goes on from there.

Nothing is lost, nothing is made twice, and no file is left that no row knows.
"""

from __future__ import annotations

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from app import clock
from app.extensions import db, transaction
from app.footage import files, operations
from app.jobs import lease
from app.models.audit import AuditEntry
from app.models.footage import Recording, RecordingState
from app.models.reels import Reel, ReelState
from tests import factories as make
from tests import films
from tests.browser_like import Visitor
from tests.footage.conftest import Case, make_case
from tests.footage.uploads import fresh, send_film, sweep
from tests.kills.points import Point, each_of, kill_a_worker

pytestmark = pytest.mark.timeout(300)
READYING = "app.footage.operations.readying"
POINTS = {
    "claimed": Point(f"{READYING}:_work_on", long=True),
    "the reference in its place, not yet noted": Point(f"{READYING}:_mark_watchable", long=True),
    "watchable, nothing else made": Point(f"{READYING}:_mark_watchable", after=True),
    "everything in its place, not yet noted": Point(f"{READYING}:_mark_ready", long=True),
    "ready, the original still there": Point(f"{READYING}:_mark_ready", after=True),
}
ERASING = {
    "erased, nothing removed yet": Point("app.footage.files:forget_everything"),
    "everything removed, not yet noted": Point(
        "app.footage.files:forget_everything", after=True, long=True
    ),
}
JOINING = {
    "the reel in its place, not yet noted": Point("app.footage.operations.reels:_note"),
}


@pytest.fixture
def case(app: Flask) -> Case:
    return make_case()


@pytest.fixture
def received(app: Flask, case: Case) -> Recording:
    trainee = Visitor(app).sign_in(case.trainee)
    return send_film(trainee, case.cycle, [case.mother], films.constant())


def acts(of: Recording) -> list[str]:
    listed = select(AuditEntry.act).filter_by(subject="recordings", subject_id=of.id)
    return list(db.session.scalars(listed))


def left_over() -> list[str]:
    """Files on their way or being worked on, for a recording that needs none."""
    folders = (current_app.config[name] for name in ("UPLOAD_FOLDER", "SCRATCH_FOLDER"))
    return [str(path) for folder in folders for path in folder.rglob("*") if path.is_file()]


def another_worker() -> None:
    with clock.moved_by(2 * lease.LEASE):
        sweep()
        sweep()


@pytest.mark.parametrize("point", each_of(POINTS))
def test_a_film_whose_worker_was_killed_becomes_ready_once(app, received, point):
    kill_a_worker(app, point)
    another_worker()
    assert fresh(received).state is RecordingState.READY
    kept = list(files.storage().keys_under(""))
    assert len(kept) == 5
    assert all(key.startswith(f"recordings/{received.id}/") for key in kept)
    assert left_over() == []
    assert acts(received).count("recording.watchable") == 1
    assert acts(received).count("recording.ready") == 1


@pytest.mark.parametrize("point", each_of(ERASING))
def test_a_film_whose_erasing_was_interrupted_is_erased_whole(app, case, received, point):
    sweep()
    with transaction() as session:
        recording = session.get_one(Recording, received.id)
        operations.erase_recording(case.actor, recording)
    kill_a_worker(app, point)
    another_worker()
    assert fresh(received).files_erased_at is not None
    assert list(files.storage().keys_under("")) == []
    assert left_over() == []
    assert acts(received).count("recording.files_erased") == 1


@pytest.mark.parametrize("point", each_of(JOINING))
def test_a_reel_whose_worker_was_killed_is_joined_and_noted_once(app, case, received, point):
    sweep()
    clips = [make.clip(received, start, start + 9) for start in (40, 10)]
    reel = make.reel(received, *clips, made=False)
    kill_a_worker(app, point)
    another_worker()
    db.session.expire_all()
    assert db.session.get_one(Reel, reel.id).state is ReelState.READY
    kept = [key for key in files.storage().keys_under("") if "/reels/" in key]
    assert kept == [files.reel_key(received.id, reel.id)]
    assert left_over() == []
    assert db.session.query(AuditEntry).filter_by(act="reel.joined").count() == 1
