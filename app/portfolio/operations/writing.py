"""Writing the reflective statement, and going back to how it read before.

Writing goes on in one version for a sitting, so that an evening is not a hundred of them. What
takes a good part of the text away begins a new one, so that nothing is lost by a slip.
"""

from __future__ import annotations

from datetime import timedelta

from app import audit, clock
from app.extensions import db
from app.models.portfolio import Portfolio, StatementVersion
from app.policies import Actor
from app.portfolio import queries
from app.portfolio.operations.drafting import refuse_when_it_is_over

SITTING = timedelta(minutes=20)
A_GOOD_PART = 200


def write_statement(actor: Actor, portfolio: Portfolio, text: str) -> None:
    """Keep the reflective statement. What was submitted before keeps its own words."""
    if _write(portfolio, text):
        _note(actor, portfolio, "portfolio.statement_written")


def keep_while_writing(actor: Actor, portfolio: Portfolio, text: str) -> None:
    """As `write_statement`, every few seconds: each sitting is noted once."""
    if _write(portfolio, text):
        latest = queries.latest_version(portfolio)
        if latest is not None and latest.begun_at == latest.written_at:
            _note(actor, portfolio, "portfolio.statement_written")


def restore_statement(actor: Actor, portfolio: Portfolio, version: StatementVersion) -> None:
    """The statement reads as it did then; how it reads now stays among the versions."""
    if _write(portfolio, version.text, anew=True):
        _note(actor, portfolio, "portfolio.statement_restored", version=version.id)


def _write(portfolio: Portfolio, text: str, anew: bool = False) -> bool:
    """False where nothing changed."""
    refuse_when_it_is_over(portfolio)
    if text == portfolio.reflective_statement:
        return False
    now, latest = clock.now(), queries.latest_version(portfolio)
    if latest is None and portfolio.reflective_statement:
        before = portfolio.changed_at
        _begin(portfolio, portfolio.reflective_statement, before)
    if latest is not None and not anew and _goes_on(latest, text):
        latest.text, latest.written_at = text, now
    else:
        _begin(portfolio, text, now)
    portfolio.reflective_statement, portfolio.changed_at = text, now
    return True


def _goes_on(latest: StatementVersion, text: str) -> bool:
    is_recent = clock.now() - latest.begun_at < SITTING
    return is_recent and len(text) > len(latest.text) - A_GOOD_PART


def _begin(portfolio: Portfolio, text: str, at: object) -> None:
    version = StatementVersion(portfolio_id=portfolio.id, text=text, begun_at=at, written_at=at)
    db.session.add(version)
    db.session.flush()


def _note(actor: Actor, portfolio: Portfolio, act: str, **detail: int) -> None:
    audit.record(actor, act, portfolio, length=len(portfolio.reflective_statement), **detail)
