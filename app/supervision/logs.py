"""The supervision log for one's own records: when, how long, with whom, and no word of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import joinedload, selectinload

from accreditation.exchange import harmless
from app import policies
from app.extensions import db
from app.models.people import Person
from app.models.programme import Enrolment
from app.models.supervision import SupervisionSession
from app.policies import Actor
from app.programmes.queries import programme_of
from app.web.pages import Page, paginate

COLUMNS = (
    *("Day", "Minutes", "Trainees there", "Stage", "Edition"),
    *("Trainee", "Supervisor", "Cycles looked at", "Signed"),
)


@dataclass(frozen=True)
class Line:
    """One signed session."""

    session_id: int
    held_on: date
    minutes: int
    trainees: int
    stage: str
    edition: str
    trainee: str
    supervisor: str
    cycles: int
    signed_on: date


def lines_for(actor: Actor) -> list[Line]:
    """Every signed session of the trainee, or held by the supervisor; the earliest first."""
    found = _sessions(actor).order_by(SupervisionSession.held_on, SupervisionSession.id)
    return [_line(one) for one in db.session.scalars(found).unique()]


def page_for(actor: Actor, number: int) -> Page:
    """As `lines_for`, a page at a time, the latest first."""
    latest = SupervisionSession.held_on.desc(), SupervisionSession.id.desc()
    allowed = policies.allowed("session.log", actor)
    page = paginate(_sessions(actor).order_by(*latest), number, counted=allowed)
    return Page([_line(one) for one in page.items], page.page, page.total, page.per_page)


def _sessions(actor: Actor) -> Select[Any]:
    enrolled = joinedload(SupervisionSession.enrolment)
    return policies.allowed("session.log", actor).options(
        enrolled.joinedload(Enrolment.trainee).lazyload(Person.roles),
        enrolled.joinedload(Enrolment.edition),
        joinedload(SupervisionSession.supervisor).lazyload(Person.roles),
        selectinload(SupervisionSession.cycles),
    )


def _line(one: SupervisionSession) -> Line:
    programme = programme_of(one.enrolment)
    stage = programme.stage(one.stage)
    assert one.signed_at is not None
    return Line(
        one.id,
        one.held_on,
        one.minutes,
        one.trainees,
        stage.title if stage else one.stage,
        programme.title,
        one.enrolment.trainee.name,
        one.supervisor.name,
        len(one.cycles),
        one.signed_at.date(),
    )


def table(lines: Sequence[Line]) -> str:
    """The log as CSV."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for one in lines:
        said = (one.stage, one.edition, harmless(one.trainee), harmless(one.supervisor))
        rows.writerow([one.held_on, one.minutes, one.trainees, *said, one.cycles, one.signed_on])
    return out.getvalue()
