"""Asking for an archive of one's whole record, and throwing one away."""

from __future__ import annotations

from app import audit
from app.copies import queries
from app.copies.operations.ending import end
from app.extensions import db
from app.jobs import ring_after_commit
from app.models.archives import Archive, ArchiveKind, GoneBecause
from app.policies import Actor


def ask_for_record(actor: Actor, with_journal: bool) -> Archive:
    """Have the person's whole record built in the background; asked twice it is built once.

    An archive from before stays until the new one is built.
    """
    before = queries.archive_to_build(actor.person_id)
    if before is not None:
        return before
    archive = Archive(kind=ArchiveKind.RECORD, owner_id=actor.person_id, with_journal=with_journal)
    db.session.add(archive)
    audit.record(actor, "archive.asked", archive, journal=with_journal)
    ring_after_commit("copies.build", archive.id)
    return archive


def throw_away(actor: Actor, archive: Archive) -> None:
    """It opens no more, and a worker that builds it stops. Nothing of the record is lost."""
    end(actor, archive, GoneBecause.OWNER)
