"""Questions about archives: which there are, which wait for a worker, which must go."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select

from app import clock, policies
from app.extensions import db
from app.jobs import lease
from app.models.archives import Archive, ArchiveKind
from app.models.client_copies import ClientCopy
from app.models.people import Role
from app.models.portfolio import Submission
from app.models.register import Certificate
from app.policies import Actor
from app.policies.archives import (
    films_in_it_may_be_given_out,
    nothing_in_their_cases_was_taken_back_since,
    pictures_in_it_may_be_seen,
)
from app.policies.client_copies import (
    films_in_its_archive_may_still_be_carried,
    nothing_in_the_case_was_taken_back_since,
)
from app.web.pages import Page, paginate

TO_BUILD = (Archive.built_at.is_(None), Archive.gone_at.is_(None))
_NOBODY = Actor(0, Role.TRAINEE)  # consent is about the people in shot, not about who asks


def archives_page(actor: Actor, page: int) -> Page:
    """The archives of their record that somebody asked for, the latest first."""
    return paginate(policies.allowed("archive.see", actor).order_by(Archive.id.desc()), page)


def open_among(actor: Actor, archives: Sequence[Archive]) -> set[int]:
    """Ids of those that the actor may fetch at this moment."""
    ids = [one.id for one in archives]
    fetched = policies.allowed("archive.fetch", actor).where(Archive.id.in_(ids))
    return set(db.session.scalars(fetched.with_only_columns(Archive.id)))


def archive_to_build(owner_id: int) -> Archive | None:
    """The archive of somebody's record that was asked for and is not built yet."""
    waiting = select(Archive).where(
        Archive.owner_id == owner_id, Archive.kind == ArchiveKind.RECORD, *TO_BUILD
    )
    return db.session.scalar(waiting)


def archives_to_build() -> list[int]:
    waiting = select(Archive.id).where(*TO_BUILD, lease.is_free(Archive))
    return list(db.session.scalars(waiting.order_by(Archive.id)))


def still_holds() -> ColumnElement[bool]:
    """A condition: nothing in the archive was taken back or erased since it was read."""
    record = and_(
        Archive.kind == ArchiveKind.RECORD,
        nothing_in_their_cases_was_taken_back_since(_NOBODY),
        films_in_it_may_be_given_out(_NOBODY),
        pictures_in_it_may_be_seen(_NOBODY),
    )
    copies = select(ClientCopy.archive_id).where(
        ClientCopy.archive_id.is_not(None),
        nothing_in_the_case_was_taken_back_since(_NOBODY),
        films_in_its_archive_may_still_be_carried(_NOBODY),
    )
    return or_(record, and_(Archive.kind == ArchiveKind.CLIENT_COPY, Archive.id.in_(copies)))


def archives_to_close() -> list[int]:
    """Archives whose days are over, or of which something was taken back since."""
    over = or_(Archive.ends_at <= clock.now(), ~still_holds())
    kept = Archive.gone_at.is_(None), Archive.built_at.is_not(None)
    return list(db.session.scalars(select(Archive.id).where(*kept, over).order_by(Archive.id)))


def is_over(archive: Archive) -> bool:
    return archive.ends_at is not None and archive.ends_at <= clock.now()


def holds(archive_id: int) -> bool:
    """Whether nothing in it was taken back or erased since it was read."""
    asked = select(Archive.id).where(Archive.id == archive_id, still_holds())
    return db.session.scalar(asked) is not None


def files_to_drop() -> list[int]:
    """Archives that are gone and whose file may still be there."""
    gone = Archive.gone_at.is_not(None), Archive.file_gone_at.is_(None), lease.is_free(Archive)
    return list(db.session.scalars(select(Archive.id).where(*gone).order_by(Archive.id)))


def earlier_ones(archive: Archive) -> Sequence[Archive]:
    """Archives of the same record that are kept beside this one. Each copy has one of its own."""
    others = select(Archive).where(
        Archive.kind == ArchiveKind.RECORD,
        Archive.owner_id == archive.owner_id,
        Archive.id != archive.id,
        Archive.gone_at.is_(None),
    )
    is_a_copy = archive.kind is ArchiveKind.CLIENT_COPY
    return [] if is_a_copy else db.session.scalars(others).all()


def documents_still_to_come(actor: Actor) -> int:
    """Portfolios and certificates whose PDF is being built: an archive now would lack them."""
    unbuilt = (
        policies.allowed("submission.see", actor).where(Submission.built_at.is_(None)),
        policies.allowed("certificate.keep", actor).where(Certificate.built_at.is_(None)),
    )
    counted = [select(func.count()).select_from(one.subquery()) for one in unbuilt]
    return sum(db.session.scalar(one) or 0 for one in counted)
