"""The worker is killed while it builds an archive: another builds it once, and nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.copies import files, operations
from app.extensions import db, transaction
from app.jobs import lease
from app.models.archives import Archive
from app.models.audit import AuditEntry
from app.models.people import Role
from app.policies import Actor
from tests import factories as make
from tests.copies.whole import fresh, kept, left_over, unpacked
from tests.footage.uploads import sweep
from tests.kills.points import Point, each_of, kill_a_worker

pytestmark = pytest.mark.timeout(300)
BUILDING = "app.copies.operations.building"
POINTS = {
    "claimed, nothing read": Point(f"{BUILDING}:_begin", long=True),
    "in the middle of the documents": Point("app.copies.operations.papers:put_in_paper", time=2),
    "the archive written, not in its place": Point(f"{BUILDING}:write_archive", after=True),
    "in its place, not yet noted": Point(f"{BUILDING}:_mark_built"),
}
REMOVING = {
    "gone, its file still there": Point("app.copies.files:forget"),
    "its file gone, not yet noted": Point("app.copies.files:forget", after=True, long=True),
}


@pytest.fixture
def archive(app: Flask) -> Archive:
    """Asked for by a trainee with a client who signed two contracts."""
    trainee = make.person(Role.TRAINEE)
    mother = make.case_person(make.client(make.enrolment(trainee)), "mother")
    for _ in range(2):
        make.contract(mother)
    with transaction():
        return operations.ask_for_record(Actor(trainee.id, Role.TRAINEE), False)


def acts(of: Archive) -> list[str]:
    listed = select(AuditEntry.act).filter_by(subject="archives", subject_id=of.id)
    return list(db.session.scalars(listed))


def another_worker() -> None:
    with clock.moved_by(2 * lease.LEASE):
        sweep()
        sweep()


@pytest.mark.parametrize("point", each_of(POINTS))
def test_an_archive_whose_worker_was_killed_is_built_once_and_whole(
    app, archive, tmp_path: Path, point
):
    kill_a_worker(app, point)
    assert fresh(archive).built_at is None
    another_worker()
    assert fresh(archive).built_at is not None
    assert kept() == [fresh(archive).key]
    assert left_over() == []
    assert acts(archive) == ["archive.asked", "archive.built"]
    assert (unpacked(fresh(archive), tmp_path / "opened") / "index.html").is_file()


@pytest.mark.parametrize("point", each_of(REMOVING))
def test_an_archive_whose_removal_was_interrupted_is_removed(app, archive, point):
    sweep()
    with transaction() as session:
        row = session.get_one(Archive, archive.id)
        operations.throw_away(Actor(row.owner_id, Role.TRAINEE), row)
    assert len(kept()) == 1
    kill_a_worker(app, point)
    another_worker()
    assert fresh(archive).file_gone_at is not None
    assert kept() == []
    assert list(files.storage().keys_under(files.folder_key(archive.id))) == []
