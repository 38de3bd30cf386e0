"""Copies for people of a case: what was chosen, what goes in, what was disclosed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app import policies
from app.extensions import db
from app.models.casework import Client
from app.models.client_copies import ClientCopy, CopyItem, Disclosure
from app.models.rights import ClientLink, RightsRequest
from app.policies import Actor
from app.web.pages import PER_PAGE, Page, paginate


def copy_for(link: ClientLink) -> ClientCopy | None:
    return db.session.scalar(select(ClientCopy).filter_by(link_id=link.id))


def copy_of_archive(archive_id: int) -> ClientCopy:
    of_it = select(ClientCopy).filter_by(archive_id=archive_id)
    return db.session.scalars(of_it).one()


def items_page(copy: ClientCopy, page: int) -> Page:
    """What may go into a copy, in the order it was found."""
    return paginate(select(CopyItem).filter_by(copy_id=copy.id).order_by(CopyItem.id), page)


def page_with(item: CopyItem) -> int:
    """The page of `items_page` on which it stands."""
    before = select(func.count(CopyItem.id)).where(
        CopyItem.copy_id == item.copy_id, CopyItem.id < item.id
    )
    return (db.session.scalar(before) or 0) // PER_PAGE + 1


def items_of(copy: ClientCopy) -> Sequence[CopyItem]:
    listed = select(CopyItem).filter_by(copy_id=copy.id).order_by(CopyItem.id)
    return db.session.scalars(listed).all()


def carried(copy: ClientCopy, actor: Actor) -> Sequence[CopyItem]:
    """What goes into it at this moment: each asked of its rule."""
    may = policies.allowed("copy_item.carry", actor).where(CopyItem.copy_id == copy.id)
    return db.session.scalars(may.order_by(CopyItem.id)).all()


def carried_among(items: Sequence[CopyItem], actor: Actor) -> Sequence[CopyItem]:
    """Those of `items` that go in at this moment."""
    ids = [one.id for one in items]
    may = policies.allowed("copy_item.carry", actor).where(CopyItem.id.in_(ids))
    return db.session.scalars(may).all()


def count_carried(copy: ClientCopy, actor: Actor) -> int:
    may = policies.allowed("copy_item.carry", actor).where(CopyItem.copy_id == copy.id)
    return db.session.scalar(select(func.count()).select_from(may.subquery())) or 0


def disclosures_page(client: Client, page: int) -> Page:
    """What of others was disclosed in a case, the latest first."""
    given = select(Disclosure).filter_by(client_id=client.id)
    people = joinedload(Disclosure.released_by), joinedload(Disclosure.handed_over_by)
    return paginate(given.options(*people).order_by(Disclosure.id.desc()), page)


def disclosed_with(archive_id: int) -> set[int]:
    """Ids of the items that were noted as disclosed with an archive."""
    noted = select(Disclosure.item_id).filter_by(archive_id=archive_id)
    return set(db.session.scalars(noted))


def requests_by(link: ClientLink) -> Sequence[RightsRequest]:
    asked = select(RightsRequest).filter_by(link_id=link.id).order_by(RightsRequest.id)
    return db.session.scalars(asked).all()
