from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask import current_app
from sqlalchemy import select

from accreditation.timecode import FrameRate
from app import clock
from app.extensions import db, transaction
from app.footage import files, operations
from app.footage.operations import readying
from app.footage.operations.tries import LeaseLost, Try
from app.jobs import lease
from app.models.audit import AuditEntry
from app.models.footage import Recording, RecordingKind, RecordingState
from app.video.process import ToolMissing
from tests import films
from tests.footage.uploads import FILMED_ON, declare, fresh, send_film, sweep


def everything_left() -> list[str]:
    """Every file of the room, anywhere."""
    folders = (current_app.config[name] for name in ("UPLOAD_FOLDER", "SCRATCH_FOLDER"))
    found = (path for folder in folders for path in folder.rglob("*"))
    kept = files.storage().keys_under("")
    return sorted([*(str(path) for path in found if path.is_file()), *kept])


def acts() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.act).filter_by(subject="recordings")))


@pytest.fixture
def received(case, trainee) -> Recording:
    """A short film that has arrived whole."""
    return send_film(trainee, case.cycle, [case.mother], films.constant())


def test_a_received_film_becomes_ready_with_its_timeline_fixed(received):
    original = files.arriving(received.id).read_bytes()
    sweep()
    recording = fresh(received)
    assert recording.state is RecordingState.READY
    assert recording.rate == FrameRate(25)
    assert (recording.frame_count, recording.width, recording.height) == (75, 320, 180)
    assert recording.sha256 == sha256(original).hexdigest()
    assert (recording.progress, recording.lease_until, recording.attempts) == (1.0, None, 0)
    assert acts()[-1] == "recording.ready"


def test_of_a_ready_film_only_what_is_needed_to_look_at_it_is_kept(received):
    sweep()
    kept = list(files.storage().keys_under(""))
    assert kept == [
        f"recordings/{received.id}/overview.json",
        f"recordings/{received.id}/poster.jpg",
        f"recordings/{received.id}/reference.mp4",
        f"recordings/{received.id}/source-times.json.gz",
        f"recordings/{received.id}/storyboard.jpg",
    ]
    assert len(everything_left()) == 5


def test_a_film_that_must_be_encoded_becomes_ready_too(ready):
    recording = ready(films.rotated_hevc())
    assert recording.state is RecordingState.READY
    assert (recording.width, recording.height) == (180, 320)
    assert recording.frame_count == 90


@pytest.mark.parametrize(
    ("film", "words"),
    [
        (films.text_renamed, "This file is not a film we can open"),
        (films.truncated_at_front, "Part of this film is missing"),
        (films.truncated_without_index, "Part of this film is missing"),
        (films.truncated_matroska, "Part of this film is missing"),
        (films.encrypted, "This film is locked by the app or device"),
        (films.sound_only, "This file holds sound but no moving picture"),
        (films.damaged, "This film is damaged"),
        (films.picture_renamed, "This file is a picture"),
        (films.playlist_renamed, "only points to a film kept somewhere else"),
    ],
)
def test_what_is_no_film_is_refused_in_words_and_leaves_nothing(
    case, trainee, film: Callable[[], Path], words: str
):
    recording = send_film(trainee, case.cycle, [case.mother], film())
    sweep()
    sweep()
    assert fresh(recording).state is RecordingState.REFUSED
    assert words in (recording.refused_because or "")
    assert everything_left() == []
    assert words in trainee.open(f"/recordings/{recording.id}")
    assert declare(trainee, case.cycle, [case.mother]).status_code == 302


def test_a_film_longer_than_agreed_is_refused(app, received):
    app.config["LONGEST_FILM_SECONDS"] = 2
    sweep()
    assert fresh(received).state is RecordingState.REFUSED
    assert "may last up to 2 seconds" in (received.refused_because or "")


def test_making_ready_again_changes_nothing(received):
    sweep()
    before = fresh(received).ready_at
    operations.make_ready(received.id)
    sweep()
    assert fresh(received).ready_at == before
    assert acts().count("recording.ready") == 1


def test_while_one_worker_holds_a_film_another_leaves_it_alone(received):
    assert Try.begin(received.id) is not None
    operations.make_ready(received.id)
    assert fresh(received).state is RecordingState.RECEIVED


def test_a_later_try_shuts_out_a_worker_that_was_thought_dead(received):
    earlier = Try.begin(received.id)
    with clock.moved_by(2 * lease.LEASE):
        later = Try.begin(received.id)
    assert earlier is not None
    assert later is not None
    later.go_on(0.5)
    with pytest.raises(LeaseLost):
        earlier.go_on(0.6)
    assert fresh(received).progress == 0.5


def test_a_worker_that_died_is_followed_by_another_once_its_lease_is_over(received):
    Try.begin(received.id)
    sweep()
    assert fresh(received).state is RecordingState.RECEIVED
    with clock.moved_by(2 * lease.LEASE):
        sweep()
    assert fresh(received).state is RecordingState.READY


def test_a_film_that_ends_every_worker_is_refused_after_some_tries(received):
    for number in range(lease.TRIES):
        with clock.moved_by((number + 1) * 2 * lease.LEASE):
            assert Try.begin(received.id) is not None
    with clock.moved_by(timedelta(days=1)):
        sweep()
        sweep()
    assert fresh(received).state is RecordingState.REFUSED
    assert "tried several times" in (received.refused_because or "")
    assert everything_left() == [str(files.arriving(received.id))], "until the trainee decides"


def test_each_try_that_did_not_come_to_its_end_is_followed_later_than_the_one_before(
    received, monkeypatch
):
    def broken(*_: object) -> None:
        raise RuntimeError("something nobody thought of")

    monkeypatch.setattr("app.footage.operations.readying.make_reference", broken)
    waits = []
    for _ in range(lease.TRIES - 1):
        with clock.moved_by(sum(waits, timedelta()) + timedelta(seconds=len(waits))):
            with pytest.raises(RuntimeError):
                operations.make_ready(received.id)
            waits.append(fresh(received).lease_until - clock.now())
    seconds = [round(wait.total_seconds() / 30) * 30 for wait in waits]
    assert seconds == [30, 60, 120, 240]


def test_a_full_disk_costs_no_try(received, monkeypatch):
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.footage.operations.readying.make_reference", no_room)
    for hour in range(lease.TRIES + 2):
        with clock.moved_by(timedelta(hours=hour)):
            sweep()
    assert fresh(received).state is RecordingState.RECEIVED
    monkeypatch.undo()
    with clock.moved_by(timedelta(days=1)):
        sweep()
    assert fresh(received).state is RecordingState.READY


def test_a_missing_program_costs_no_try(received, tmp_path, monkeypatch):
    for tool in ("nice", "prlimit", "setpriv"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or tool)
    with monkeypatch.context() as without_ffmpeg:
        without_ffmpeg.setattr("app.video.process.PATH", str(tmp_path))
        with pytest.raises(ToolMissing):
            operations.make_ready(received.id)
    assert fresh(received).attempts == 0
    assert received.state is RecordingState.RECEIVED
    assert received.lease_until is not None


def test_what_goes_wrong_without_a_name_is_tried_again_and_then_refused(app, received, tmp_path):
    app.config["SCRATCH_FOLDER"] = tmp_path / "no-folder"
    (tmp_path / "no-folder").touch()
    for hour in range(lease.TRIES):
        assert fresh(received).state is RecordingState.RECEIVED
        with clock.moved_by(timedelta(hours=hour)):
            sweep()
    assert fresh(received).state is RecordingState.REFUSED


def test_a_film_erased_while_it_is_made_ready_leaves_nothing(case, received, monkeypatch):
    real = readying.make_reference

    def erased_meanwhile(*given, **named):
        made = real(*given, **named)
        with transaction():
            operations.erase_recording(case.actor, db.session.get_one(Recording, received.id))
        return made

    monkeypatch.setattr(readying, "make_reference", erased_meanwhile)
    sweep()
    assert fresh(received).state is RecordingState.ERASED
    assert received.files_erased_at is not None
    assert everything_left() == []


def test_an_original_whose_worker_ended_too_soon_is_removed_by_the_sweep(received):
    sweep()
    files.arriving(received.id).write_bytes(b"what was left")
    sweep()
    assert not files.arriving(received.id).exists()
    assert fresh(received).state is RecordingState.READY


def test_an_original_that_was_lost_is_asked_for_again(received):
    files.arriving(received.id).unlink()
    sweep()
    assert fresh(received).state is RecordingState.REFUSED
    assert "Choose the film again" in (received.refused_because or "")


def test_a_film_on_this_machine_is_taken_in_like_an_uploaded_one(case):
    with transaction():
        recording = operations.declare_recording(
            case.actor, case.cycle, RecordingKind.CLIENT_FILM, FILMED_ON, [case.mother]
        )
    operations.receive(case.actor, recording, films.constant())
    assert fresh(recording).state is RecordingState.RECEIVED
    operations.make_ready(recording.id)
    assert fresh(recording).state is RecordingState.READY


def test_progress_is_written_while_a_film_is_encoded(received, monkeypatch):
    seen: list[float] = []
    monkeypatch.setattr("app.footage.operations.readying._EVERY_SECOND", 0.0)
    real = Try.go_on

    def noted(this: Try, progress: float) -> None:
        real(this, progress)
        seen.append(db.session.scalar(select(Recording.progress)) or 0.0)

    monkeypatch.setattr(Try, "go_on", noted)
    sweep()
    assert seen == sorted(seen)
    assert len(seen) > 3
    assert seen[-1] == 1.0
