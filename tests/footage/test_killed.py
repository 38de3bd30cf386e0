"""A process may end at any moment, without a chance to tidy up: nothing is lost or done twice."""

from __future__ import annotations

from contextlib import closing
from time import sleep

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.footage import files
from app.footage.arrival import LARGEST_PIECE
from app.jobs import lease
from app.models.audit import AuditEntry
from app.models.footage import Recording, RecordingState
from tests import films
from tests.footage.sender import Sender
from tests.footage.uploads import begin, declare, fresh, last_recording, send_film, sweep
from tests.processes import kill, wait_until, web, worker

MIB = 1024 * 1024


def acts(of: Recording) -> list[str]:
    listed = select(AuditEntry.act).filter_by(subject="recordings", subject_id=of.id)
    return list(db.session.scalars(listed.order_by(AuditEntry.id)))


def scratch(app) -> list[str]:
    return [path.name for path in app.config["SCRATCH_FOLDER"].rglob("*") if path.is_file()]


def test_a_worker_killed_while_it_encodes_is_followed_by_another(app, case, trainee):
    recording = send_film(trainee, case.cycle, [case.mother], films.heavy())
    original = files.arriving(recording.id).read_bytes()
    with worker(app) as process:
        wait_until(lambda: "unchecked.mp4" in scratch(app))
        process.kill()  # and with it, not by us, the ffmpeg it started
    assert fresh(recording).state is RecordingState.RECEIVED
    assert recording.attempts == 1
    assert files.arriving(recording.id).read_bytes() == original
    sweep()
    assert fresh(recording).state is RecordingState.RECEIVED, "its lease still runs"
    with clock.moved_by(2 * lease.LEASE):
        sweep()
        sweep()
    assert fresh(recording).state is RecordingState.READY
    assert acts(recording).count("recording.ready") == 1
    assert scratch(app) == []
    assert not files.arriving(recording.id).exists()
    assert len(list(files.storage().keys_under(""))) == 5


def test_a_worker_starts_with_what_waited(app, case, trainee):
    recording = send_film(trainee, case.cycle, [case.mother], films.constant())
    with worker(app):
        wait_until(lambda: fresh(recording).state is RecordingState.READY)


def test_a_web_process_killed_while_bytes_arrive_keeps_what_it_was_sent(app, case, trainee):
    content = films.heavy().read_bytes()
    declare(trainee, case.cycle, [case.mother])
    recording = last_recording()
    begin(trainee, recording.id, len(content))
    sender = Sender(trainee, recording)
    with web(app) as (process, address), closing(sender.start(address, 0, len(content))) as sent:
        sent.send(content[: len(content) // 2])
        wait_until(lambda: files.arrived_bytes(recording.id) > MIB // 2)
        kill(process)
    arrived = files.arrived_bytes(recording.id)
    assert content.startswith(files.arriving(recording.id).read_bytes())
    with web(app) as (_, address):
        assert sender.offset(address) == arrived
        with closing(sender.start(address, arrived, len(content) - arrived)) as connection:
            connection.send(content[arrived:])
            assert connection.getresponse().status == 204
    assert fresh(recording).state is RecordingState.RECEIVED
    assert files.arriving(recording.id).read_bytes() == content
    assert acts(recording).count("recording.received") == 1


def _arrived_and_stands(recording_id: int) -> int:
    """How much has arrived, once nothing more is taken in; 0 while it grows."""
    before = files.arrived_bytes(recording_id)
    sleep(0.3)
    return before if files.arrived_bytes(recording_id) == before else 0


def test_a_sender_who_vanishes_leaves_a_true_offset_and_the_next_goes_on(app, case, trainee):
    content = films.heavy().read_bytes()
    declare(trainee, case.cycle, [case.mother])
    recording = last_recording()
    begin(trainee, recording.id, len(content))
    sender = Sender(trainee, recording)
    half = len(content) // 2
    with web(app) as (_, address), closing(sender.start(address, 0, len(content))) as silent:
        # This connection stays open and says nothing more, as when a phone loses its network.
        silent.send(content[:half])
        wait_until(lambda: half - LARGEST_PIECE < _arrived_and_stands(recording.id))
        arrived = sender.offset(address)
        with closing(sender.start(address, arrived, len(content) - arrived)) as connection:
            connection.send(content[arrived:])
            assert connection.getresponse().status == 204
        silent.send(content[half : half + LARGEST_PIECE])
        assert silent.getresponse().status == 409
    assert files.arriving(recording.id).read_bytes() == content
    assert fresh(recording).state is RecordingState.RECEIVED
    assert acts(recording).count("recording.received") == 1
