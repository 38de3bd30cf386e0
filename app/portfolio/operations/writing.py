"""Writing a statement, the trainee's or a supervisor's, and going back to how it read before.

Writing goes on in one version for a sitting, so that an evening is not a hundred of them. What
takes a good part of the text away begins a new one, so that nothing is lost by a slip.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from app import audit, clock
from app.extensions import db
from app.models.portfolio import Portfolio, Version
from app.policies import Actor
from app.portfolio import queries
from app.portfolio.operations.drafting import refuse_when_it_is_over
from app.portfolio.queries import Written
from app.web.errors import Refusal

SITTING = timedelta(minutes=20)
A_GOOD_PART = 200


def write_statement(actor: Actor, written: Written, text: str) -> None:
    """Keep a statement. What was submitted before keeps its own words."""
    if _write(written, text):
        _note(actor, written, "written")


def keep_while_writing(actor: Actor, written: Written, text: str) -> None:
    """As `write_statement`, every few seconds: each sitting is noted once."""
    if _write(written, text):
        latest = queries.latest_version(written)
        if latest is not None and latest.begun_at == latest.written_at:
            _note(actor, written, "written")


def restore_statement(actor: Actor, written: Written, version: Version) -> None:
    """The statement reads as it did then; how it reads now stays among the versions."""
    if _write(written, version.text, anew=True):
        _note(actor, written, "restored", version=version.id)  # type: ignore[attr-defined]


def _write(written: Written, text: str, anew: bool = False) -> bool:
    """False where nothing changed."""
    _refuse_what_is_done(written)
    if text == written.text:
        return False
    now, latest = clock.now(), queries.latest_version(written)
    if latest is None and written.text:
        _begin(written, written.text, written.changed_at)
    if latest is not None and not anew and _goes_on(latest, text):
        latest.text, latest.written_at = text, now
    else:
        _begin(written, text, now)
    written.text, written.changed_at = text, now
    return True


def _refuse_what_is_done(written: Written) -> None:
    if isinstance(written, Portfolio):
        refuse_when_it_is_over(written)
        return
    refuse_when_it_is_over(written.portfolio)
    if written.given_at is not None:
        raise Refusal(
            "This statement is given, so its words stay. Take it back first to write on. "
            "Nothing was changed."
        )


def _goes_on(latest: Version, text: str) -> bool:
    is_recent = clock.now() - latest.begun_at < SITTING
    return is_recent and len(text) > len(latest.text) - A_GOOD_PART


def _begin(written: Written, text: str, at: datetime) -> None:
    db.session.add(queries.new_version(written, text=text, begun_at=at, written_at=at))
    db.session.flush()


def _note(actor: Actor, written: Written, what: str, **detail: int) -> None:
    of_trainee = isinstance(written, Portfolio)
    act = f"portfolio.statement_{what}" if of_trainee else f"supervisor_statement.{what}"
    audit.record(actor, act, written, length=len(written.text), **detail)
