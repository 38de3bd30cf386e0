"""Work in the background: archives to build, to close, to remove; and who hears of one."""

from __future__ import annotations

from app import events, notices
from app.copies import operations, queries
from app.extensions import db
from app.jobs import work
from app.models.archives import Archive, ArchiveKind
from app.models.people import Role


@work("copies.close", pending=queries.archives_to_close)
def close(archive_id: int) -> None:
    operations.close_archive(archive_id)
    operations.drop_file(archive_id)


@work("copies.drop_file", pending=queries.files_to_drop)
def drop_file(archive_id: int) -> None:
    operations.drop_file(archive_id)


@work("copies.build", pending=queries.archives_to_build)
def build(archive_id: int) -> None:
    operations.build_archive(archive_id)


@events.on("archive.built")
def tell_its_owner(event: events.Event) -> None:
    archive = db.session.get_one(Archive, event.subject_id)
    if archive.gone_at is not None:
        return
    if archive.kind is ArchiveKind.RECORD:
        words = "The archive of your record is ready. It is kept for seven days."
        notices.about(event, archive.owner_id, Role.TRAINEE, words, "copies.record")
        return
    words = "A copy for somebody in one of your cases is ready. It is kept for seven days."
    copy = queries.copy_of_archive(archive.id)
    page = "copies.client_copy"
    notices.about(event, archive.owner_id, Role.TRAINEE, words, page, copy_id=copy.id)
