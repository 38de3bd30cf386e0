"""What the supervisor's pages and those of stage meetings show, from a trail and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from accreditation.programme import Stage
from accreditation.readiness import Readiness
from app import clock, policies
from app.models.meetings import MeetingTime, StageMeeting, StageMeetingKind
from app.models.people import Role
from app.models.programme import Enrolment, EnrolmentState
from app.models.readiness import ReadinessSnapshot
from app.pathway import queries
from app.pathway.kinds import KINDS
from app.pathway.queries import Trail
from app.pathway.sheets import Sheet, left_in_short, sheets_of, stations_of
from app.policies import Actor
from app.presentations.queries import may_see
from app.programmes.queries import decisions_of, ids_to_take_back, programme_of


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
    flags: tuple[str, ...] = ()
    statement_id: int | None = None


def in_caseload(enrolments: Sequence[Enrolment], actor: Actor) -> Iterator[InCaseload]:
    """How each training stands, from the snapshots; the stale ones are worked out here."""
    kept = queries.fresh_snapshots(enrolments)
    stale = [each for each in enrolments if each.id not in kept]
    found = queries.trails(stale) if stale else {}
    filmed = queries.last_filmed(enrolments)
    statements = queries.statements_waiting(actor, enrolments)
    for enrolment in enrolments:
        snapshot = kept.get(enrolment.id)
        line = (
            _worked_out(enrolment, found[enrolment.id])
            if snapshot is None
            else _from(snapshot, enrolment)
        )
        flags = tuple(_flags(filmed[enrolment.id], line.since))
        yield replace(line, flags=flags, statement_id=statements.get(enrolment.id))


def _flags(filmed: date, since: datetime | None) -> Iterator[str]:
    """A reason to ask how it goes, never a reproach."""
    quiet = clock.today() - filmed
    if quiet > queries.QUIET:
        yield f"No new film for {quiet.days // 7} weeks"
    if since is not None and clock.now() - since > queries.OVERDUE:
        yield f"Supervision waits for {(clock.now() - since).days // 7} weeks"


def _from(snapshot: ReadinessSnapshot, enrolment: Enrolment) -> InCaseload:
    return InCaseload(
        enrolment_id=enrolment.id,
        trainee=enrolment.trainee.name,
        stage=snapshot.stage_title,
        left=snapshot.left_in_short,
        waiting=snapshot.asked_count,
        since=snapshot.asked_since,
    )


def _worked_out(enrolment: Enrolment, trail: Trail) -> InCaseload:
    stage = queries.stage_now(trail, enrolment, clock.today())
    asked = [each.asked_at for each in trail.asked_for]
    return InCaseload(
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
        "stages": _stage_sheets(readiness, trail, own, enrolment.id),
        "stations": stations_of(readiness, trail, enrolment.state is EnrolmentState.ACCREDITED),
        "decisions": decisions_of(enrolment),
        "to_take_back": () if own else ids_to_take_back(actor, enrolment),
        **({} if own else _for_the_supervisor(enrolment, readiness, trail, actor)),
    }


def kinds_due(enrolment: Enrolment) -> tuple[StageMeetingKind, ...]:
    """The kinds of meeting that the trainee's stage asks for and that are still to come."""
    return queries.kinds_due(_readiness(enrolment)[1])


def ahead_of_the_meeting(enrolment: Enrolment, kind: StageMeetingKind) -> tuple[str, ...]:
    """What comes before a meeting can be proposed; empty when it can be."""
    trail, readiness = _readiness(enrolment)
    stage, asked = readiness.now, KINDS[kind]
    if stage.of_kind(asked.requirement) is None:
        return (f"{stage.title} does not ask for a {asked.name}",)
    if trail.proposed is not None:
        return (f"{trail.proposed.held_by} was asked already",)
    return tuple(
        f"{each.title}: {each.sentence}" for each in queries.missing_before(readiness, kind)
    )


def _readiness(enrolment: Enrolment) -> tuple[Trail, Readiness]:
    trail = queries.trail_of(enrolment)
    return trail, queries.readiness_by(trail, enrolment, clock.today())


def around_a_meeting(meeting: StageMeeting, actor: Actor) -> dict[str, Any]:
    """What the pages of a stage meeting show beside its own words."""
    stage = programme_of(meeting.enrolment).stage(meeting.stage)
    shown = meeting.presentation
    return {
        "trainee": queries.trainee_of(meeting.enrolment),
        "stage": stage.title if stage else meeting.stage,
        "asked_minutes": _asked_minutes(meeting, stage),
        "is_holder": actor.role is Role.SUPERVISOR and meeting.held_by_id == actor.person_id,
        "is_own": actor.role is Role.TRAINEE,
        "kind": KINDS[meeting.kind],
        "said": queries.recommendation_of(meeting),
        "time": _time_of(meeting),
        "may_recommend": _may("stage_meeting.recommend", meeting, actor),
        "may_schedule": _may("stage_meeting.schedule", meeting, actor),
        "sees_what_is_shown": shown is not None and may_see(shown, actor),
        "may_watch_together": shown is not None
        and policies.find("presentation.watch_together", shown.id, actor) is not None,
    }


def _asked_minutes(meeting: StageMeeting, stage: Stage | None) -> int:
    closing = stage.meeting if stage else None
    return closing.minutes if closing and closing.kind is KINDS[meeting.kind].requirement else 0


def _may(action: str, meeting: StageMeeting, actor: Actor) -> bool:
    return policies.find(action, meeting.id, actor) is not None


def _time_of(meeting: StageMeeting) -> MeetingTime | None:
    time = meeting.time
    return time if time is not None and time.cancelled_at is None else None


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
        "statements": queries.statements_by(enrolment, actor),
    }


def _stage_sheets(
    readiness: Readiness, trail: Trail, own: bool, enrolment_id: int
) -> tuple[StageSheet, ...]:
    opened = {each.stage for each in trail.record.stage_openings} | {readiness.entry.key}
    return tuple(
        StageSheet(
            each.key,
            each.title,
            each.key == readiness.now.key,
            each.key in opened,
            sheets_of(each, trail, own, enrolment_id),
        )
        for each in readiness.every_stage()
    )
