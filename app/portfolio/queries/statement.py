"""How something written read before: the reflective statement, or a supervisor's."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.extensions import db
from app.models.portfolio import (
    Portfolio,
    StatementVersion,
    SupervisorStatement,
    SupervisorStatementVersion,
    Version,
)
from app.web.pages import Page, paginate

Written = Portfolio | SupervisorStatement


def new_version(written: Written, **values: Any) -> Version:
    """A version of it, not yet kept."""
    if isinstance(written, Portfolio):
        return StatementVersion(portfolio_id=written.id, **values)
    return SupervisorStatementVersion(statement_id=written.id, **values)


def latest_version(written: Written) -> Version | None:
    latest: Version | None = db.session.scalar(_versions(written).limit(1))
    return latest


def versions_page(portfolio: Portfolio, page: int) -> Page:
    """One page of versions of the reflective statement, the latest first."""
    return paginate(_versions(portfolio), page)


def supervisors_versions_page(statement: SupervisorStatement, page: int) -> Page:
    """One page of versions of a supervisor's, the latest first."""
    return paginate(_versions(statement), page)


def version_of(written: Written, version_id: int) -> Version | None:
    kind: Any = _kind(written)
    version: Version | None = db.session.scalar(_versions(written).where(kind.id == version_id))
    return version


def _versions(written: Written) -> Select[Any]:
    kind: Any = _kind(written)
    of = kind.portfolio_id if kind is StatementVersion else kind.statement_id
    return select(kind).where(of == written.id).order_by(kind.id.desc())


def _kind(written: Written) -> type[StatementVersion] | type[SupervisorStatementVersion]:
    return StatementVersion if isinstance(written, Portfolio) else SupervisorStatementVersion
