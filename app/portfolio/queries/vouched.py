"""Statements of supervisors: who was asked, which are given, and the draft they may read for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from accreditation import portfolio_document as document
from app import policies
from app.extensions import db
from app.models.footage import Recording
from app.models.moments import Moment
from app.models.people import Person
from app.models.portfolio import Portfolio, SupervisorStatement
from app.models.programme import Enrolment
from app.policies import Actor
from app.programmes.queries import programme_of, supervisor_of

FOR_A_SUPERVISOR = (
    "pathway",
    "cycles",
    "coverage",
    "moments",
    "films",
    "supervision",
    "courses",
    "ratings",
    "meetings",
)
"""What they read of a draft. The trainee's own statement stays theirs until it is submitted."""


@dataclass(frozen=True)
class Vouching:
    """How it stands with the supervisor's statement in a draft.

    `asked` is what the supervisor of today was asked for; `given` may be by an earlier one too.
    """

    supervisor: Person | None
    asked: SupervisorStatement | None
    given: tuple[SupervisorStatement, ...]


def vouching_for(portfolio: Portfolio) -> Vouching | None:
    """None where the edition holds no such statement."""
    enrolment = db.session.get_one(Enrolment, portfolio.enrolment_id)
    if not programme_of(enrolment).portfolio.supervisor_statement:
        return None
    supervisor = supervisor_of(enrolment)
    asked = statement_asked_of(portfolio, supervisor.id) if supervisor else None
    return Vouching(supervisor, asked, tuple(given_statements(portfolio)))


def statement_asked_of(portfolio: Portfolio, supervisor_id: int) -> SupervisorStatement | None:
    """The one they were asked for and that no submission holds."""
    asked = _open(portfolio).where(SupervisorStatement.supervisor_id == supervisor_id)
    statement: SupervisorStatement | None = db.session.scalar(asked)
    return statement


def given_statements(portfolio: Portfolio) -> Sequence[SupervisorStatement]:
    """Those that would be frozen if the draft were submitted now."""
    given = _open(portfolio).where(SupervisorStatement.given_at.is_not(None))
    by = joinedload(SupervisorStatement.supervisor).lazyload(Person.roles)
    return db.session.scalars(given.options(by).order_by(SupervisorStatement.given_at)).all()


def _open(portfolio: Portfolio) -> Select[Any]:
    return select(SupervisorStatement).where(
        SupervisorStatement.portfolio_id == portfolio.id,
        SupervisorStatement.submission_id.is_(None),
    )


def for_a_supervisor(draft: document.PortfolioDocument, actor: Actor) -> list[document.Section]:
    """The chapters of a draft as `actor` may read them.

    What rests on a film that is not open to them, or was not shared with them, is left out.
    """
    watchable = _watchable(draft, actor)
    read = _readable(draft, watchable, actor)
    chapters = [
        document.Section(section.key, tuple(_seen(section.entries, watchable, read)))
        for section in (draft.section(key) for key in FOR_A_SUPERVISOR)
    ]
    return [one for one in chapters if one.entries]


def _seen(
    entries: Sequence[document.Entry], watchable: frozenset[int], read: frozenset[int]
) -> list[document.Entry]:
    seen: list[document.Entry] = []
    for one in entries:
        match one:
            case document.MomentEntry():
                if one.moment_id in read:
                    seen.append(one)
            case document.FilmLine():
                if one.recording_id in watchable:
                    seen.append(one)
            case document.CoverageLine():
                open_to_them = tuple(each for each in one.moments if each.moment_id in read)
                seen.append(replace(one, moments=open_to_them))
            case _:
                seen.append(one)
    return seen


def _watchable(draft: document.PortfolioDocument, actor: Actor) -> frozenset[int]:
    rests_on = {
        one.recording_id
        for _, one in draft.entries()
        if isinstance(one, document.MomentEntry | document.FilmLine)
    }
    asked = policies.allowed("recording.watch", actor).where(Recording.id.in_(rests_on))
    return frozenset(db.session.scalars(asked.with_only_columns(Recording.id)))


def _readable(
    draft: document.PortfolioDocument, watchable: frozenset[int], actor: Actor
) -> frozenset[int]:
    """Ids of chosen moments they may read, on films they may watch."""
    chosen = [one for _, one in draft.entries() if isinstance(one, document.MomentEntry)]
    ids = [one.moment_id for one in chosen if one.recording_id in watchable]
    asked = policies.allowed("moment.read", actor).where(Moment.id.in_(ids))
    return frozenset(db.session.scalars(asked.with_only_columns(Moment.id)))
