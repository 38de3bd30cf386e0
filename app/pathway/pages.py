"""What the pages of the pathway show, put together from a trail and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from accreditation.marks import NOT_AVIGUK
from accreditation.readiness import Readiness, StageReadiness
from app import clock
from app.models.programme import Enrolment, EnrolmentState
from app.pathway import queries
from app.pathway.next_step import NextStep, next_step
from app.pathway.queries import Trail
from app.pathway.sheets import Sheet, Station, left_in_short, sheets_of, stations_of
from app.pathway.waiting import Waiting, waiting_in
from app.policies import Actor


@dataclass(frozen=True)
class Home:
    """The trainee's home in plain values: the template needs nothing else."""

    enrolment_id: int
    where: str
    edition: str
    standing: str
    supervisor: str | None
    now: NextStep
    stage: str
    sheets: tuple[Sheet, ...]
    stations: tuple[Station, ...]
    waiting: tuple[Waiting, ...]
    not_aviguk: str = NOT_AVIGUK


@dataclass(frozen=True)
class StageSheet:
    key: str
    title: str
    is_now: bool
    is_open: bool
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class InCaseload:
    """One training in a caseload."""

    enrolment_id: int
    trainee: str
    stage: str
    left: str
    waiting: int
    since: datetime | None


def home_of(actor: Actor) -> Home | None:
    """Everything on the trainee's home; None for somebody who is not enrolled."""
    found = queries.own_training(actor)
    if found is None:
        return None
    enrolment, supervisor = found
    trail = queries.trail_of(enrolment)
    readiness = queries.readiness_by(trail, enrolment, clock.today())
    accredited = enrolment.state is EnrolmentState.ACCREDITED
    stage = readiness.now
    return Home(
        enrolment_id=enrolment.id,
        where=_where(enrolment, stage),
        edition=readiness.programme.title,
        standing=readiness.programme.standing,
        supervisor=supervisor,
        now=next_step(enrolment, readiness, trail),
        stage=stage.title,
        sheets=sheets_of(stage, trail, own=True),
        stations=stations_of(readiness, trail, accredited),
        waiting=waiting_in(trail, supervisor),
    )


def stage_sheets(readiness: Readiness, trail: Trail, own: bool) -> tuple[StageSheet, ...]:
    """Every stage with its requirements and the evidence behind each."""
    opened = {each.stage for each in trail.record.stage_openings} | {readiness.entry.key}
    return tuple(
        StageSheet(
            each.key,
            each.title,
            each.key == readiness.now.key,
            each.key in opened,
            sheets_of(each, trail, own),
        )
        for each in readiness.every_stage()
    )


def in_caseload(enrolments: Sequence[Enrolment]) -> Iterator[InCaseload]:
    """How each training stands; five queries for all of them together."""
    found = queries.trails(enrolments)
    for enrolment in enrolments:
        trail = found[enrolment.id]
        readiness = queries.readiness_by(trail, enrolment, clock.today())
        asked = [each.asked_at for each in trail.asked_for]
        yield InCaseload(
            enrolment_id=enrolment.id,
            trainee=enrolment.trainee.name,
            stage=readiness.now.title,
            left=left_in_short(readiness.now),
            waiting=len(asked),
            since=min(asked, default=None),
        )


def _where(enrolment: Enrolment, stage: StageReadiness) -> str:
    if enrolment.state is EnrolmentState.ACCREDITED:
        return "You are an accredited practitioner"
    if enrolment.state is EnrolmentState.WITHDRAWN:
        return "Your training is resting"
    return f"You are in {stage.title}" if stage.stage.number else "You are at the start"
