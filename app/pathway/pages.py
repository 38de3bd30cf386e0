"""What the supervisor's pages and those of stage meetings show, from a trail and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accreditation.programme import Kind
from accreditation.readiness import Readiness, missing_before_stage_meeting
from app import clock
from app.models.meetings import StageMeeting
from app.models.people import Role
from app.models.programme import Enrolment, EnrolmentState
from app.pathway import queries
from app.pathway.queries import Trail
from app.pathway.sheets import Sheet, left_in_short, sheets_of, stations_of
from app.policies import Actor
from app.presentations.queries import may_see
from app.programmes.queries import programme_of


@dataclass(frozen=True)
class StageSheet:
    key: str
    title: str
    is_now: bool
    is_open: bool
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class InCaseload:
    """One training in a caseload; `since` is the longest wait for supervision in it."""

    enrolment_id: int
    trainee: str
    stage: str
    left: str
    waiting: int
    since: datetime | None


def in_caseload(enrolments: Sequence[Enrolment]) -> Iterator[InCaseload]:
    """How each training stands; five queries for all of them together."""
    found = queries.trails(enrolments)
    for enrolment in enrolments:
        trail = found[enrolment.id]
        stage = queries.stage_now(trail, enrolment, clock.today())
        asked = [each.asked_at for each in trail.asked_for]
        yield InCaseload(
            enrolment_id=enrolment.id,
            trainee=enrolment.trainee.name,
            stage=stage.title,
            left=left_in_short(stage),
            waiting=len(asked),
            since=min(asked, default=None),
        )


def training(enrolment: Enrolment, actor: Actor) -> dict[str, Any]:
    """One training with every stage and the evidence behind each number."""
    own = actor.role is Role.TRAINEE
    trail = queries.trail_of(enrolment)
    readiness = queries.readiness_by(trail, enrolment, clock.today())
    return {
        "enrolment": enrolment,
        "programme": readiness.programme,
        "stages": _stage_sheets(readiness, trail, own),
        "stations": stations_of(readiness, trail, enrolment.state is EnrolmentState.ACCREDITED),
        **({} if own else _for_the_supervisor(enrolment, readiness, trail, actor)),
    }


def ahead_of_the_meeting(enrolment: Enrolment) -> tuple[str, ...]:
    """What comes before a transition meeting can be proposed; empty when it can be."""
    trail = queries.trail_of(enrolment)
    readiness = queries.readiness_by(trail, enrolment, clock.today())
    stage = readiness.now
    if stage.of_kind(Kind.TRANSITION_MEETING) is None:
        return (f"{stage.title} does not end with a transition meeting",)
    if trail.proposed is not None:
        return (f"{trail.proposed.held_by} was asked already",)
    return tuple(
        f"{each.title}: {each.sentence}"
        for each in missing_before_stage_meeting(readiness, stage.key)
    )


def around_a_meeting(meeting: StageMeeting, actor: Actor) -> dict[str, Any]:
    """What the pages of a stage meeting show beside its own words."""
    stage = programme_of(meeting.enrolment).stage(meeting.stage)
    shown = meeting.presentation
    return {
        "trainee": queries.trainee_of(meeting.enrolment),
        "stage": stage.title if stage else meeting.stage,
        "asked_minutes": stage.meeting.minutes if stage and stage.meeting else 0,
        "is_holder": actor.role is Role.SUPERVISOR and meeting.held_by_id == actor.person_id,
        "is_own": actor.role is Role.TRAINEE,
        "sees_what_is_shown": shown is not None and may_see(shown, actor),
    }


def _for_the_supervisor(
    enrolment: Enrolment, readiness: Readiness, trail: Trail, actor: Actor
) -> dict[str, Any]:
    record = trail.record
    brought = [each for each in record.cycles if each.id in trail.brought]
    return {
        "name": queries.trainee_of(enrolment),
        "now": {"stage": readiness.now.title, "left": left_in_short(readiness.now)},
        "may_record": enrolment.state is EnrolmentState.ACTIVE and bool(record.stage_openings),
        "titles": {each.key: each.title for each in readiness.every_stage()},
        "brought": sorted(brought, key=lambda each: each.id, reverse=True),
        "waits": {each.cycle_id: each.asked_at for each in trail.asked_for},
        "sessions": sorted(record.sessions, key=lambda each: each.held_on, reverse=True),
        "clients": queries.clients_of(enrolment, actor),
    }


def _stage_sheets(readiness: Readiness, trail: Trail, own: bool) -> tuple[StageSheet, ...]:
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
