"""The trainee's home: where I am, what to do now, what is left, who has what."""

from __future__ import annotations

from dataclasses import dataclass

from accreditation.readiness import StageReadiness
from app import clock
from app.models.programme import Enrolment, EnrolmentState
from app.pathway import queries
from app.pathway.next_step import NextStep, next_step
from app.pathway.sheets import Sheet, Station, sheets_of, stations_of
from app.pathway.waiting import Waiting, waiting_in
from app.policies import Actor


@dataclass(frozen=True)
class Home:
    """Plain values: the template needs nothing else."""

    enrolment_id: int
    where: str
    edition: str
    standing: str
    with_whom: str
    now: NextStep
    stage: str
    sheets: tuple[Sheet, ...]
    stations: tuple[Station, ...]
    waiting: tuple[Waiting, ...]


def home_of(actor: Actor) -> Home | None:
    """Everything on the trainee's home; None for somebody who is not enrolled."""
    found = queries.own_training(actor)
    if found is None:
        return None
    enrolment, supervisor = found
    trail = queries.trail_of(enrolment)
    readiness = queries.readiness_by(trail, enrolment, clock.today())
    stage = readiness.now
    return Home(
        enrolment_id=enrolment.id,
        where=_where(enrolment, stage),
        edition=readiness.programme.title,
        standing=readiness.programme.standing,
        with_whom=_with_whom(enrolment, supervisor),
        now=next_step(enrolment, readiness, trail),
        stage=stage.title,
        sheets=sheets_of(stage, trail, True, enrolment.id),
        stations=stations_of(readiness, trail, enrolment.state is EnrolmentState.ACCREDITED),
        waiting=waiting_in(trail, supervisor),
    )


def _where(enrolment: Enrolment, stage: StageReadiness) -> str:
    if enrolment.state is EnrolmentState.ACCREDITED:
        return "You are an accredited practitioner"
    if enrolment.state is EnrolmentState.WITHDRAWN:
        return "Your training is resting"
    return f"You are in {stage.title}" if stage.stage.number else "You are at the start"


def _with_whom(enrolment: Enrolment, supervisor: str | None) -> str:
    if enrolment.state is EnrolmentState.WITHDRAWN:
        return "What you recorded stays with you."
    if supervisor is None:
        return "Your registrar will find a supervisor for you."
    tense = "was" if enrolment.state is EnrolmentState.ACCREDITED else "is"
    return f"Your supervisor {tense} {supervisor}."
