"""Pages of a list: one query for the rows, one for the count, however long the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy import Select, func, select

from app.extensions import db

PER_PAGE = 25


@dataclass(frozen=True)
class Page:
    items: list[Any]
    page: int
    total: int
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def has_prev(self) -> bool:
        return self.page > 1

    @property
    def has_next(self) -> bool:
        return self.page < self.pages


def asked_page() -> int:
    """The page number in the address, at least 1 and no larger than any list has."""
    return min(max(1, request.args.get("page", 1, type=int)), 10**6)


def paginate(
    query: Select[Any], page: int, per_page: int = PER_PAGE, counted: Select[Any] | None = None
) -> Page:
    """One page of `query` (which orders its rows); past the end there is an empty page.

    `counted` finds the same rows in a simpler way, where `query` joins others to put them in order.
    """
    rows_to_count = (query if counted is None else counted).order_by(None)
    total = db.session.scalar(select(func.count()).select_from(rows_to_count.subquery()))
    rows = db.session.scalars(query.limit(per_page).offset((page - 1) * per_page)).all()
    return Page(list(rows), page, total or 0, per_page)
