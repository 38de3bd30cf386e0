"""How the reflective statement read before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.extensions import db
from app.models.portfolio import Portfolio, StatementVersion
from app.web.pages import Page, paginate


def latest_version(portfolio: Portfolio) -> StatementVersion | None:
    latest: StatementVersion | None = db.session.scalar(_versions(portfolio).limit(1))
    return latest


def versions_page(portfolio: Portfolio, page: int) -> Page:
    """One page of versions, the latest first."""
    return paginate(_versions(portfolio), page)


def version_of(portfolio: Portfolio, version_id: int) -> StatementVersion | None:
    asked = _versions(portfolio).where(StatementVersion.id == version_id)
    version: StatementVersion | None = db.session.scalar(asked)
    return version


def _versions(portfolio: Portfolio) -> Select[Any]:
    mine = select(StatementVersion).where(StatementVersion.portfolio_id == portfolio.id)
    return mine.order_by(StatementVersion.id.desc())
