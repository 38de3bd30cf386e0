"""Building an archive: read, bound as one ZIP, published. Safe to kill at any moment.

The row has no file until everything is in its place, and each try begins by removing what no row
names. What was taken back while it was built stops it, and it is read anew.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from sqlalchemy import select, update

from app import audit, clock, events, live
from app.archive import Entry, Written, write_archive
from app.copies import files, queries
from app.copies.operations.contents import Contents, contents_of
from app.copies.operations.ending import end
from app.extensions import db, transaction
from app.jobs import lease
from app.models.archives import Archive, ArchiveFilm, GoneBecause
from app.pdf import PressStopped
from app.portfolio.operations.tries import LeaseLost, Try
from app.storage import NotStored

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=7)
GATHERED = 0.6
"""The share of the work that is done when everything is gathered and only the ZIP is left."""
EVERY = 1.0


@dataclass
class Pace:
    """Says how far a try is, at most once a second; raises LeaseLost when it must not go on."""

    this: Try
    said_at: float = 0.0

    def __call__(self, share: float) -> None:
        if monotonic() - self.said_at < EVERY:
            return
        self.said_at = monotonic()
        kept = *self.this.conditions, Archive.gone_at.is_(None)
        if not lease.hold(Archive, self.this.row_id, *kept, progress=min(1.0, share)):
            raise LeaseLost
        with transaction() as session:
            archive = session.get_one(Archive, self.this.row_id)
            live.announce(archive.owner_id, "archive", archive=archive.id)


def build_archive(archive_id: int) -> None:
    """Give an archive its file. A later try begins from the beginning."""
    if db.session.get_one(Archive, archive_id).gone_at is not None:
        return
    this = Try.begin(Archive, archive_id)
    if this is None:
        return
    try:
        _work_on(this)
    except LeaseLost:
        this.give_back()
        _forget_what_no_row_names(archive_id)
    except (PressStopped, NotStored, OSError) as stopped:
        log.warning("Archive %s stopped: %s", archive_id, stopped)
        this.give_back()
    except Exception:
        this.give_back()
        raise


def _work_on(this: Try) -> None:
    _forget_what_no_row_names(this.row_id)
    _begin(this)
    pace = Pace(this)
    with files.scratch(f"archive-{this.row_id}") as folder:
        archive = db.session.get_one(Archive, this.row_id, populate_existing=True)
        contents = contents_of(archive, folder, lambda share: pace(share * GATHERED))
        made = write_archive(
            folder / "archive.zip",
            [Entry(name, content) for name, content in contents.entries.items()],
            lambda share: pace(GATHERED + share * (1 - GATHERED)),
        )
        key = files.archive_key(this.row_id, made.sha256)
        files.storage().publish(key, made.path)
    _mark_built(this, contents, made, key)


def _begin(this: Try) -> None:
    """From this moment on whatever is taken back closes what is about to be read."""
    begun = update(Archive).where(*this.conditions).values(read_at=clock.now(), progress=0.0)
    with transaction():
        db.session.execute(begun.execution_options(synchronize_session=False))


def _mark_built(this: Try, contents: Contents, made: Written, key: str) -> None:
    with transaction() as session:
        session.add_all(
            ArchiveFilm(archive_id=this.row_id, recording_id=film, carried=how)
            for film, how in sorted(contents.films)
        )
        session.flush()
        archive = session.get_one(Archive, this.row_id, populate_existing=True)
        if archive.gone_at is not None or not queries.holds(archive.id):
            raise LeaseLost  # something was taken back meanwhile: it is read anew
        this.finish(
            key=key,
            ends_at=clock.now() + KEPT_FOR,
            sha256=made.sha256,
            bytes=made.size,
            files=made.files,
            progress=1.0,
        )
        archive = session.get_one(Archive, this.row_id, populate_existing=True)
        for earlier in queries.earlier_ones(archive):
            end(None, earlier, GoneBecause.REPLACED)
        audit.record(None, "archive.built", archive, files=made.files, bytes=made.size)
        events.tell("archive.built", archive)
        live.announce(archive.owner_id, "archive", archive=archive.id)


def _forget_what_no_row_names(archive_id: int) -> None:
    named = db.session.scalar(select(Archive.key).where(Archive.id == archive_id))
    files.forget(archive_id, but=named)
