"""The end of a recording: it is refused or erased, then nothing of its files is left.

The row stays, so what was counted stays countable, and a certificate says what became of the rest.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import CursorResult, delete, update

from app import audit, clock, events
from app.audit import Acting
from app.extensions import db, transaction
from app.footage import files, queries
from app.footage.operations.telling import tell_its_owner, tell_owner_of
from app.jobs import lease, ring_after_commit
from app.models.blurs import Blur
from app.models.erasures import ErasedWhy, Erasure
from app.models.footage import Recording, RecordingState


class NotAllGone(Exception):
    """Something of a film is still in a store after it was removed; it is tried again."""


def erase_recording(
    actor: Acting | None, recording: Recording, why: ErasedWhy = ErasedWhy.OWNER
) -> None:
    """Nobody can watch it from now on, and its files are removed in the background.

    What was written about it, who watched it and its cycle stay. Erasing cannot be undone.
    `actor` is None where its day has come and a worker erases it.
    """
    before = recording.state
    recording.state = RecordingState.ERASED
    recording.original_kept = False
    recording.erased_at = clock.now()
    if queries.erasure_of(recording) is None:
        db.session.add(Erasure(recording_id=recording.id, why=why))
    audit.record(actor, "recording.erased", recording, was=before.value, why=why.value)
    tell_its_owner(recording)
    ring_after_commit("footage.erase_files", recording.id)


def refuse_recording(
    recording_id: int, sentence: str, *conditions: Any, keep_original: bool = False
) -> bool:
    """The film cannot be used, and `sentence` says why; whether `conditions` held.

    Opens its own transaction. The trainee can declare and upload another film at once. What
    arrived is removed, unless it is kept until they decide.
    """
    refused = update(Recording).where(Recording.id == recording_id, *conditions)
    with transaction():
        result = db.session.execute(
            refused.values(
                state=RecordingState.REFUSED,
                refused_because=sentence,
                original_kept=keep_original,
                lease_until=None,
                attempts=0,
            ).execution_options(synchronize_session=False)
        )
        assert isinstance(result, CursorResult)
        if result.rowcount == 1:
            recording = db.session.get_one(Recording, recording_id)
            audit.record(None, "recording.refused", recording)
            events.tell("recording.refused", recording)
            tell_owner_of(recording_id)
            if not keep_original:
                ring_after_commit("footage.erase_files", recording_id)
        return result.rowcount == 1


def erase_files(recording_id: int) -> None:
    """Remove every file of a refused or erased recording, and certify it. Safe to repeat.

    Waits (for a later sweep) while a worker holds the recording, so that nothing can be
    published after it. What there was is counted before the first file goes, so a kill in the
    middle changes nothing about the certificate.
    """
    if not lease.claim(Recording, recording_id, *queries.files_must_go()):
        return
    _count(recording_id)
    files.forget_everything(recording_id)
    if files.everything_of(recording_id):
        raise NotAllGone(f"files of recording {recording_id} are left")
    with transaction():
        recording = db.session.get_one(Recording, recording_id)
        recording.files_erased_at = clock.now()
        recording.lease_until = None
        _forget_blurs(recording)
        _certify(recording)


def _count(recording_id: int) -> None:
    with transaction():
        recording = db.session.get_one(Recording, recording_id)
        erasure = queries.erasure_of(recording)
        if erasure is None:
            refused = recording.state is RecordingState.REFUSED
            why = ErasedWhy.REFUSED if refused else ErasedWhy.OWNER
            erasure = Erasure(recording_id=recording_id, why=why)
            db.session.add(erasure)
        found = files.everything_of(recording_id)
        if found and not erasure.files:
            erasure.files, erasure.bytes = len(found), sum(found.values())


def _forget_blurs(recording: Recording) -> None:
    """Of a film whose files are gone nothing can be cut, so there is nothing to hide in it."""
    db.session.execute(delete(Blur).where(Blur.recording_id == recording.id))


def _certify(recording: Recording) -> None:
    erasure = queries.erasure_of(recording)
    assert erasure is not None
    assert recording.files_erased_at is not None
    lapse = timedelta(days=current_app.config["BACKUPS_KEPT_DAYS"])
    erasure.removed_at = recording.files_erased_at
    erasure.backups_gone_on = (recording.files_erased_at + lapse).date()
    audit.record(
        None,
        "recording.files_erased",
        recording,
        why=erasure.why.value,
        files=erasure.files,
        bytes=erasure.bytes,
        sha256=recording.sha256,
        backups_gone_on=erasure.backups_gone_on.isoformat(),
    )
