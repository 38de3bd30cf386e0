"""Whether a service may film yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models.people import Person
from app.models.services import CheckItem, FilmingCheck
from app.services.checklist import WORDS, ItemWords


@dataclass(frozen=True)
class ItemStanding:
    """An item of the checklist; `check` None: nobody confirmed it, or it was taken back."""

    item: CheckItem
    words: ItemWords
    check: FilmingCheck | None


def checklist(service_id: int) -> list[ItemStanding]:
    """Every item in order, with the confirmation that stands."""
    stands = (
        select(FilmingCheck)
        .filter_by(service_id=service_id, taken_back_at=None)
        .options(joinedload(FilmingCheck.confirmed_by).lazyload(Person.roles))
    )
    checks = {one.item: one for one in db.session.scalars(stands)}
    return [ItemStanding(item, WORDS[item], checks.get(item)) for item in CheckItem]


def check_now(service_id: int, item: CheckItem) -> FilmingCheck | None:
    """The confirmation of an item that stands."""
    stands = select(FilmingCheck).filter_by(service_id=service_id, item=item, taken_back_at=None)
    return db.session.scalar(stands)


def checks_of(service_id: int, most: int = 30) -> Sequence[FilmingCheck]:
    """Every confirmation, those taken back too, the latest first."""
    names = (FilmingCheck.confirmed_by, FilmingCheck.taken_back_by)
    every = (
        select(FilmingCheck)
        .filter_by(service_id=service_id)
        .options(*(joinedload(name).lazyload(Person.roles) for name in names))
        .order_by(FilmingCheck.id.desc())
        .limit(most)
    )
    return db.session.scalars(every).all()


def why_filming_waits(service_id: int) -> list[str]:
    """What the service has not confirmed yet, a sentence each; empty: filming may start."""
    stands = select(FilmingCheck.item).filter_by(service_id=service_id, taken_back_at=None)
    confirmed = set(db.session.scalars(stands))
    return [WORDS[item].missing for item in CheckItem if item not in confirmed]
