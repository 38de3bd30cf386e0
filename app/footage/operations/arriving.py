"""A film arrives: it is begun, bytes are noted, it is here, or nothing more came.

The bytes are added by `arrival.append`, with no transaction open.
"""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from accreditation.consent import Purpose
from app import audit, clock
from app.audit import Acting
from app.casework.queries import verdict
from app.extensions import db, transaction
from app.footage import arrival, files, queries
from app.footage.operations.employer import require_filming_has_begun, require_room
from app.footage.operations.ending import refuse_recording
from app.footage.operations.telling import tell_its_owner
from app.jobs import ring_after_commit
from app.models.footage import Recording, RecordingState
from app.web.errors import Refusal

MIB = 1024 * 1024
NOTHING_CAME = (
    "Nothing of this film arrived for seven days, so what had arrived was removed. "
    "Choose the film again whenever you are ready."
)


class TooLarge(Refusal):
    status = 413


class NoRoom(Refusal):
    status = 507


class AlreadyBegun(Refusal):
    status = 409


def require_it_may_arrive(recording: Recording, more_bytes: int) -> None:
    """Refuse, in words, bytes of a film somebody in shot did not agree to, and a full disk.

    Refused too while the trainee's service has not settled what comes before filming.
    """
    require_filming_has_begun(recording.cycle_id)
    filming = verdict(recording, Purpose.FILMING)
    if not filming.permitted:
        raise Refusal(" ".join((*filming.reasons, "Until this is put right nothing is uploaded.")))
    if files.free_bytes() - more_bytes < current_app.config["DISK_TO_KEEP_FREE"]:
        raise NoRoom(
            "There is not enough room for this film at the moment. What has arrived is kept. "
            "Tell whoever looks after Attune for you, and try again later."
        )


def begin_upload(
    actor: Acting, recording: Recording, declared_bytes: int, sha256: str | None = None
) -> None:
    """A film of that many bytes was chosen, and an empty file waits for them.

    `sha256` is what the sender worked out of the whole film, where it did so already.
    Refused, before the first byte, where it would take more room than the service has.
    """
    largest = current_app.config["LARGEST_FILM"]
    if declared_bytes < 1:
        raise Refusal("This file is empty: there is no film in it. Choose the film itself.")
    if declared_bytes > largest:
        raise TooLarge(
            f"This film has {declared_bytes // MIB} MiB, and at most {largest // MIB} MiB can be "
            "taken in. Trim a copy to the part you want to look at, then choose that copy."
        )
    if files.arrived_bytes(recording.id):
        raise AlreadyBegun("Part of a film has arrived already: choose the same film to go on.")
    require_it_may_arrive(recording, declared_bytes)
    require_room(recording, declared_bytes)
    recording.declared_bytes, recording.offered_sha256 = declared_bytes, sha256
    files.arriving(recording.id).touch()
    audit.record(actor, "recording.upload_begun", recording, bytes=declared_bytes)


def note_fingerprint(recording_id: int, sha256: str) -> None:
    """Write down what the sender worked out of the whole film, before its last bytes are added.

    Opens its own transaction. What was offered last counts: it is of the film that goes on.
    """
    with transaction():
        recording = db.session.get_one(Recording, recording_id, with_for_update=True)
        if recording.state is RecordingState.UPLOADING:
            recording.offered_sha256 = sha256


def note_arrival(actor: Acting | None, recording_id: int) -> Recording:
    """Write down how much has arrived. With the last byte the film is received, exactly once."""
    recording = db.session.get_one(Recording, recording_id, with_for_update=True)
    if recording.state is not RecordingState.UPLOADING:
        return recording
    recording.received_bytes = files.arrived_bytes(recording_id)
    tell_its_owner(recording)
    if recording.received_bytes == recording.declared_bytes:
        recording.state = RecordingState.RECEIVED
        recording.received_at = clock.now()
        audit.record(actor, "recording.received", recording, bytes=recording.received_bytes)
        ring_after_commit("footage.make_ready", recording_id)
    return recording


def receive(actor: Acting, recording: Recording, source: Path) -> None:
    """Take in a whole film that is a file on this machine. Opens its own transactions."""
    with transaction():
        begin_upload(actor, db.session.get_one(Recording, recording.id), source.stat().st_size)
    with source.open("rb") as film:
        arrival.append(files.arriving(recording.id), 0, source.stat().st_size, film)
    finish_upload(recording.id, actor)


def finish_upload(recording_id: int, actor: Acting | None = None) -> None:
    """Note a film whose last byte came just before the web process ended. Safe to repeat."""
    with transaction():
        note_arrival(actor, recording_id)


def expire_upload(recording_id: int) -> None:
    """End an upload that was left for seven days. Safe to repeat."""
    if recording_id in queries.forgotten_uploads():
        refuse_recording(recording_id, NOTHING_CAME, Recording.state == RecordingState.UPLOADING)
