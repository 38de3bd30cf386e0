"""A clip that is shown is a film of its own: nothing else of its recording is sent."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import clock
from app.extensions import db, transaction
from app.footage import files, operations
from app.footage.operations import cutting
from app.footage.operations.tries import LeaseLost
from app.jobs import lease
from app.models.consent import Consent
from app.models.footage import Clip, Recording, RecordingState
from app.models.people import Person, Role
from app.models.presentations import Presentation, PresentationPurpose, PresentedClip
from app.presentations.operations import present
from app.video.stills import cut_still
from tests import factories as make
from tests import films
from tests.browser_like import Visitor
from tests.filming import PAL, read_frame_number
from tests.footage.conftest import Case
from tests.footage.uploads import sweep

FIRST, LAST = 20, 44


@pytest.fixture
def external(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR)


@pytest.fixture
def clip(case: Case, ready: Callable[..., Recording]) -> Clip:
    return make.clip(ready(films.drawn()), FIRST, LAST)


@pytest.fixture
def shown(case: Case, clip: Clip, external: Person) -> Presentation:
    shows = [PresentedClip(clip_id=clip.id)]
    return make.presentation(case.enrolment, [external], [], clips=shows)


def again(clip: Clip) -> Clip:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Clip, clip.id)


def kept() -> list[str]:
    return [key for key in files.storage().keys_under("") if "/clips/" in key]


def test_nothing_is_cut_of_what_is_shown_to_nobody(clip: Clip) -> None:
    sweep()
    assert (kept(), again(clip).film_made_at) == ([], None)


def test_whoever_it_is_shown_to_plays_the_clip_and_not_the_film(
    app: Flask, clip: Clip, shown: Presentation, external: Person, tmp_path: Path
) -> None:
    viewer = Visitor(app).sign_in(external)
    assert "being made ready" in viewer.open(f"/clips/{clip.id}")
    viewer.open(f"/clips/{clip.id}/film", status=404)
    sweep()
    page = viewer.open(f"/clips/{clip.id}")
    assert f"/clips/{clip.id}/film" in page
    assert f"/presentations/{shown.id}" in page
    with viewer.get(f"/clips/{clip.id}/film") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "video/mp4")
        assert answer.headers["Cache-Control"] == "private, no-store"
        (tmp_path / "clip.mp4").write_bytes(answer.data)
    for frame, number in ((0, FIRST), (LAST - FIRST, LAST)):
        cut_still(tmp_path / "clip.mp4", PAL, frame, tmp_path / "still.png")
        assert read_frame_number(tmp_path / "still.png") == number
    viewer.open(f"/recordings/{clip.recording_id}/film", status=404)
    viewer.open(f"/recordings/{clip.recording_id}/stills/{FIRST}", status=404)


def test_a_part_of_a_clip_is_answered_as_a_part(
    app: Flask, clip: Clip, shown: Presentation, external: Person
) -> None:
    sweep()
    viewer = Visitor(app).sign_in(external)
    with viewer.get(f"/clips/{clip.id}/film", headers={"Range": "bytes=0-99"}) as answer:
        assert (answer.status_code, len(answer.data)) == (206, 100)


@pytest.mark.parametrize("why", ["ended", "withdrawn", "deleted"])
def test_it_is_gone_on_the_next_request(
    app: Flask, case: Case, clip: Clip, shown: Presentation, external: Person, why: str
) -> None:
    sweep()
    viewer = Visitor(app).sign_in(external)
    viewer.open(f"/clips/{clip.id}")
    with transaction() as session:
        if why == "ended":
            session.get_one(Presentation, shown.id).ended_at = clock.now()
        elif why == "deleted":
            session.get_one(Clip, clip.id).deleted_at = clock.now()
        else:
            session.query(Consent).filter_by(case_person_id=case.child.id).update(
                {"withdrawn_at": clock.now()}
            )
    for address in ("", "/film", "/still-open"):
        viewer.open(f"/clips/{clip.id}{address}", status=404)


def test_a_stranger_and_the_own_supervisor_have_nothing_of_it(
    app: Flask, case: Case, clip: Clip, shown: Presentation
) -> None:
    sweep()
    for stranger in (make.person(Role.SUPERVISOR), make.person(Role.TRAINEE), case.supervisor):
        visitor = Visitor(app).sign_in(stranger)
        for address in ("", "/film", "/still-open"):
            visitor.open(f"/clips/{clip.id}{address}", status=404)


def test_the_clip_goes_with_its_film(case: Case, clip: Clip, shown: Presentation) -> None:
    sweep()
    assert len(kept()) == 1
    with transaction() as session:
        operations.erase_recording(case.actor, session.get_one(Recording, clip.recording_id))
    sweep()
    assert list(files.storage().keys_under("")) == []


def test_the_film_of_a_deleted_clip_is_removed(clip: Clip, shown: Presentation) -> None:
    sweep()
    with transaction() as session:
        session.get_one(Clip, clip.id).deleted_at = clock.now()
    sweep()
    assert (kept(), again(clip).film_made_at) == ([], None)


def test_a_film_that_is_erased_while_its_clip_is_cut_leaves_nothing(
    case: Case, clip: Clip, shown: Presentation, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = cutting.cut_excerpt

    def erased_meanwhile(*asked: Any, **more: Any) -> None:
        cut(*asked, **more)
        with transaction() as session:
            operations.erase_recording(case.actor, session.get_one(Recording, clip.recording_id))
        operations.erase_files(clip.recording_id)  # waits while the clip is held

    monkeypatch.setattr(cutting, "cut_excerpt", erased_meanwhile)
    operations.cut_clip(clip.id)
    assert kept() == []
    assert len(list(files.storage().keys_under(""))) > 0
    sweep()
    assert list(files.storage().keys_under("")) == []
    assert db.session.get_one(Recording, clip.recording_id).state is RecordingState.ERASED


def test_a_worker_that_died_is_followed_by_another(clip: Clip, shown: Presentation) -> None:
    with transaction() as session:
        row = session.get_one(Clip, clip.id)
        row.lease_until, row.attempts = clock.now() + timedelta(minutes=2), 1
    sweep()
    assert kept() == []
    with clock.moved_by(timedelta(minutes=3)):
        sweep()
    assert len(kept()) == 1


def test_a_clip_that_takes_long_to_cut_is_cut_once(
    clip: Clip, shown: Presentation, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = cutting.cut_excerpt

    def slowly(*asked: Any, **more: Any) -> None:
        cut(*asked, **more)
        for minutes in (1, 2, 3):
            with clock.moved_by(timedelta(minutes=minutes)):
                asked[-1]()
                operations.cut_clip(clip.id)  # the sweep of another worker

    monkeypatch.setattr(cutting, "cut_excerpt", slowly)
    operations.cut_clip(clip.id)
    assert (len(kept()), again(clip).attempts) == (1, 1)
    assert again(clip).film_made_at is not None


@pytest.mark.parametrize("why", ["erased", "deleted"])
def test_cutting_ends_when_the_film_does(
    case: Case, clip: Clip, shown: Presentation, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut, ended = cutting.cut_excerpt, []

    def interrupted(*asked: Any, **more: Any) -> None:
        with transaction() as session:
            if why == "erased":
                film = session.get_one(Recording, clip.recording_id)
                operations.erase_recording(case.actor, film)
            else:
                session.get_one(Clip, clip.id).deleted_at = clock.now()
        try:
            cut(*asked, **more)
        except BaseException as error:
            ended.append(type(error))
            raise

    monkeypatch.setattr(cutting, "cut_excerpt", interrupted)
    operations.cut_clip(clip.id)
    assert (ended, kept(), again(clip).lease_until) == ([LeaseLost], [], None)


def test_what_is_published_too_late_is_taken_back(
    clip: Clip, shown: Presentation, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = files.storage()
    publish = storage.publish

    def late(key: str, path: Path) -> None:
        publish(key, path)
        with transaction() as session:
            session.get_one(Clip, clip.id).deleted_at = clock.now()

    monkeypatch.setattr(storage, "publish", late)
    monkeypatch.setattr(files, "storage", lambda: storage)
    operations.cut_clip(clip.id)
    assert (kept(), again(clip).lease_until) == ([], None)


def test_what_a_killed_worker_left_of_a_deleted_clip_is_removed(
    clip: Clip, shown: Presentation
) -> None:
    sweep()
    with transaction() as session:
        row = session.get_one(Clip, clip.id)
        row.film_made_at, row.deleted_at = None, clock.now()
    sweep()
    assert (kept(), again(clip).attempts) == ([], 0)


def test_a_page_says_when_a_clip_is_not_to_come(
    app: Flask, case: Case, clip: Clip, external: Person
) -> None:
    url = f"/clips/{clip.id}"
    trainee = Visitor(app).sign_in(db.session.get_one(Person, case.actor.person_id))
    assert "shown to nobody now" in trainee.open(url)
    with transaction() as session:
        row, now = session.get_one(Clip, clip.id), clock.now()
        row.attempts = lease.TRIES
        until = now + timedelta(days=1)
        purpose = PresentationPurpose.TRANSITION
        present(case.actor, case.enrolment, purpose, [], [external], now, until, [row])
    viewer = Visitor(app).sign_in(external)
    assert "being made ready" in viewer.open(url)
    with transaction() as session:
        session.get_one(Clip, clip.id).attempts = lease.TRIES
    for visitor in (viewer, trainee):
        assert "could not be made ready" in visitor.open(url)


def test_a_full_disk_is_not_counted_against_a_clip(
    clip: Clip, shown: Presentation, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = cutting.cut_excerpt

    def full(*asked: Any, **more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cutting, "cut_excerpt", full)
    for _ in range(lease.TRIES + 1):
        with pytest.raises(OSError, match="No space"):
            operations.cut_clip(clip.id)
    monkeypatch.setattr(cutting, "cut_excerpt", cut)
    operations.cut_clip(clip.id)
    assert len(kept()) == 1
