"""The end of an archive: its days are over, something in it was taken back, or it is not wanted."""

from __future__ import annotations

from app import audit, clock, live
from app.audit import Acting
from app.copies import files, queries
from app.extensions import transaction
from app.jobs import lease, ring_after_commit
from app.models.archives import Archive, GoneBecause


def end(actor: Acting | None, archive: Archive, why: GoneBecause) -> None:
    """Nobody can fetch it from now on, and its file is removed in the background."""
    archive.gone_at, archive.gone_because = clock.now(), why
    audit.record(actor, "archive.gone", archive, why=why.value)
    live.announce(archive.owner_id, "archive", archive=archive.id)
    ring_after_commit("copies.drop_file", archive.id)


def close_archive(archive_id: int) -> None:
    """Throw away an archive whose days are over, or of which something was taken back.

    Nobody could fetch it since: the rule asks on each request. Safe to repeat.
    """
    with transaction() as session:
        archive = session.get_one(Archive, archive_id, populate_existing=True)
        if archive.gone_at is not None or archive.built_at is None:
            return
        if not queries.holds(archive_id):
            end(None, archive, GoneBecause.TAKEN_BACK)
        elif queries.is_over(archive):
            end(None, archive, GoneBecause.TIME)


def drop_file(archive_id: int) -> None:
    """Remove the file of an archive that is gone. Safe to repeat, and to kill.

    Waits, for a later sweep, while a worker holds it, so that nothing is published after.
    """
    gone = Archive.gone_at.is_not(None), Archive.file_gone_at.is_(None)
    if not lease.claim(Archive, archive_id, *gone):
        return
    files.forget(archive_id)
    with transaction() as session:
        archive = session.get_one(Archive, archive_id, populate_existing=True)
        archive.file_gone_at, archive.lease_until = clock.now(), None


def note_fetched(actor: Acting, archive: Archive) -> None:
    """That an archive is sent, to whom, and of which films it has something in it."""
    with transaction():
        films = [one.recording_id for one in archive.films]
        audit.record(actor, "archive.fetched", archive, films=films)
