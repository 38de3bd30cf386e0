"""A supervisor's caseload: filtered, sorted, and who has gone quiet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app import clock, policies
from app.extensions import db
from app.models.casework import Cycle
from app.models.footage import OF_THE_WORK, Recording, RecordingState
from app.models.people import Person
from app.models.portfolio import Portfolio, SupervisorStatement
from app.models.programme import EditionInUse, Enrolment
from app.models.readiness import ReadinessSnapshot
from app.models.supervision import SupervisionRequest
from app.policies import Actor
from app.policies.brought import cycles_with_the_supervisor
from app.web.pages import Page, paginate

QUIET, OVERDUE = timedelta(weeks=8), timedelta(weeks=4)
"""A reason to ask how it goes: no new film, or supervision that was asked for, for so long."""

_edition = joinedload(Enrolment.edition).defer(EditionInUse.source)
_trainee = joinedload(Enrolment.trainee).lazyload(Person.roles)


@dataclass(frozen=True)
class View:
    """What of the caseload is asked for: words of a name, a stage's title, a flag, an order."""

    q: str = ""
    stage: str = ""
    show: str = ""
    order: str = "waiting"


SHOWN = {
    "": "Everybody",
    "waiting": "Who waits",
    "overdue": "Supervision overdue",
    "quiet": "Quiet",
}
ORDERS = {
    "waiting": "The longest wait first",
    "quiet": "The longest without a film first",
    "progress": "The furthest first",
    "name": "By name",
}


def caseload(actor: Actor, page: int, view: View | None = None) -> Page:
    """One page of the active trainings the actor supervises, as `view` asks for them."""
    view, waits = view or View(), _waiting().subquery()
    filmed = _last_filmed()
    mine = policies.allowed("enrolment.supervise", actor)
    narrowed = _conditions(view, waits.c.since, filmed)
    found = (
        mine.join(Person, Person.id == Enrolment.trainee_id)
        .outerjoin(waits, waits.c.enrolment_id == Enrolment.id)
        .outerjoin(ReadinessSnapshot, ReadinessSnapshot.enrolment_id == Enrolment.id)
        .where(*narrowed)
    )
    orders: dict[str, tuple[Any, ...]] = {
        "waiting": (waits.c.since.is_(None), waits.c.since, Enrolment.started_on),
        "quiet": (func.coalesce(filmed, Enrolment.started_on),),
        "progress": (func.coalesce(ReadinessSnapshot.progress, 0).desc(),),
        "name": (func.lower(Person.name),),
    }
    order = orders.get(view.order, orders["waiting"])
    return paginate(
        found.options(_edition, _trainee).order_by(*order, Enrolment.id),
        page,
        counted=found if narrowed else mine,
    )


def stages_in_caseload(actor: Actor) -> Sequence[str]:
    """The titles of the stages that the trainees of a caseload are in."""
    mine = policies.allowed("enrolment.supervise", actor).with_only_columns(Enrolment.id)
    titles = (
        select(ReadinessSnapshot.stage_title)
        .where(ReadinessSnapshot.enrolment_id.in_(mine), ReadinessSnapshot.stage_title != "")
        .distinct()
    )
    return sorted(db.session.scalars(titles))


def last_filmed(enrolments: Sequence[Enrolment]) -> dict[int, date]:
    """The day of the latest client film of each training; the day it began where there is none."""
    ids = [each.id for each in enrolments]
    filmed = select(Enrolment.id, func.coalesce(_last_filmed(), Enrolment.started_on)).where(
        Enrolment.id.in_(ids)
    )
    return {row[0]: row[1] for row in db.session.execute(filmed)}


def statements_waiting(actor: Actor, enrolments: Sequence[Enrolment]) -> dict[int, int]:
    """The statement that each of these trainings waits for the actor to give, by enrolment."""
    asked = (
        policies.allowed("supervisor_statement.write", actor)
        .join(Portfolio, Portfolio.id == SupervisorStatement.portfolio_id)
        .where(Portfolio.enrolment_id.in_([each.id for each in enrolments]))
        .with_only_columns(Portfolio.enrolment_id, SupervisorStatement.id)
    )
    return {row[0]: row[1] for row in db.session.execute(asked)}


def _conditions(view: View, since: Any, filmed: Any) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if view.q:
        found.append(Person.name.icontains(view.q, autoescape=True))
    if view.stage:
        found.append(ReadinessSnapshot.stage_title == view.stage)
    if view.show == "waiting":
        found.append(since.is_not(None))
    if view.show == "overdue":
        found.append(since < clock.now() - OVERDUE)
    if view.show == "quiet":
        found.append(func.coalesce(filmed, Enrolment.started_on) < clock.today() - QUIET)
    return found


def _waiting() -> Any:
    return (
        select(Cycle.enrolment_id, func.min(SupervisionRequest.asked_at).label("since"))
        .join(SupervisionRequest, SupervisionRequest.cycle_id == Cycle.id)
        .where(SupervisionRequest.answered_at.is_(None))
        .where(Cycle.id.in_(cycles_with_the_supervisor()))
        .group_by(Cycle.enrolment_id)
    )


def _last_filmed() -> Any:
    return (
        select(func.max(Recording.filmed_on))
        .join(Cycle, Cycle.id == Recording.cycle_id)
        .where(
            Cycle.enrolment_id == Enrolment.id,
            Recording.kind.in_(OF_THE_WORK),
            Recording.state != RecordingState.REFUSED,
        )
        .correlate(Enrolment)
        .scalar_subquery()
    )
