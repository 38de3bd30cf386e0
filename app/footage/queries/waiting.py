"""Which recordings wait for a worker. Rows are asked, and files where only they know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, select

from app import clock
from app.extensions import db
from app.footage import files
from app.footage.queries.recordings import ENDED
from app.jobs import lease
from app.models.footage import Recording, RecordingState

LEFT_FOR = timedelta(days=7)
UPLOADING = Recording.state == RecordingState.UPLOADING
FILES_MUST_GO = (Recording.state.in_(ENDED), Recording.files_erased_at.is_(None))


def received() -> list[int]:
    """Recordings to make ready."""
    return _ids(Recording.state == RecordingState.RECEIVED, lease.is_free(Recording))


def with_files_to_erase() -> list[int]:
    """Ended recordings whose files may still be there."""
    return _ids(*FILES_MUST_GO, lease.is_free(Recording))


def arrived_uploads() -> list[int]:
    """Uploads whose last byte is here, though nobody has noted it."""
    return [one for one in _ids(UPLOADING) if has_arrived_whole(one)]


def forgotten_uploads() -> list[int]:
    """Uploads to which nothing was added for seven days."""
    long_ago = clock.now() - LEFT_FOR
    old = _ids(UPLOADING, Recording.created_at < long_ago)
    return [one for one in old if files.last_arrival(one) < long_ago.timestamp()]


def ready_with_original() -> list[int]:
    """Recordings whose original outlived its use, because a worker ended at that moment."""
    return _ids(Recording.id.in_(files.kept_uploads()), Recording.state == RecordingState.READY)


def has_arrived_whole(recording_id: int) -> bool:
    """Whether as many bytes are here as were declared."""
    declared = select(Recording.declared_bytes).where(Recording.id == recording_id)
    return db.session.scalar(declared) == files.arrived_bytes(recording_id)


def _ids(*conditions: ColumnElement[bool]) -> list[int]:
    found: Iterable[int] = db.session.scalars(select(Recording.id).where(*conditions))
    return list(found)
