"""How trainings stand, worked out from their records; and which snapshots wait for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from accreditation.programme import Kind
from accreditation.readiness import Readiness, assess
from app import clock
from app.extensions import db
from app.models.panel import PanelMember
from app.models.portfolio import SubmissionState
from app.models.programme import Allocation, Enrolment, EnrolmentState
from app.models.readiness import ReadinessSnapshot, WaitsFor
from app.pathway.queries import Trail, trails
from app.pathway.sheets import left_in_short
from app.programmes.queries import programme_of

Wait = tuple[datetime, WaitsFor]
AT_A_TIME = 50


@dataclass(frozen=True)
class Standing:
    """What a snapshot says, worked out anew; the names are those of its columns."""

    stage: str
    stage_title: str
    stage_number: int
    stage_since: date | None
    met: int
    asked: int
    left: list[str]
    left_in_short: str
    progress: int
    cycles: int
    cycles_needed: int
    last_cycle_on: date | None
    last_session_on: date | None
    asked_count: int
    asked_since: datetime | None
    waits_for: WaitsFor | None
    waiting_since: datetime | None
    turns_on: date | None


COLUMNS = tuple(each.name for each in fields(Standing))


def standings(ids: Sequence[int], on: date) -> Iterator[tuple[int, Standing]]:
    """The standing of each enrolment on a day; eight queries for all of them together."""
    of = select(Enrolment).where(Enrolment.id.in_(ids)).options(joinedload(Enrolment.edition))
    enrolments = db.session.scalars(of).unique().all()
    found, alone, on_panel = trails(enrolments), _without_supervisor(ids), _with_a_panel(ids)
    for each in enrolments:
        trail = found[each.id]
        waits = list(_waits(each, trail, alone.get(each.id), on_panel))
        yield each.id, _standing(assess(trail.record, programme_of(each), on), each, trail, waits)


def differences(ids: Sequence[int], on: date) -> Iterator[tuple[int, str, Any, Any]]:
    """Where a snapshot differs from its record: enrolment, column, stored, right."""
    kept = select(ReadinessSnapshot).where(ReadinessSnapshot.enrolment_id.in_(ids))
    stored = {each.enrolment_id: each for each in db.session.scalars(kept)}
    for enrolment_id, standing in standings(ids, on):
        snapshot = stored.get(enrolment_id)
        if snapshot is None:
            yield enrolment_id, "snapshot", None, "missing"
            continue
        for column, right in asdict(standing).items():
            if getattr(snapshot, column) != right:
                yield enrolment_id, column, getattr(snapshot, column), right


def every_enrolment() -> Iterator[Sequence[int]]:
    """The ids of all enrolments, some at a time."""
    last = 0
    while ids := _enrolments_after(last):
        yield ids
        last = ids[-1]


def waiting() -> Sequence[int]:
    """Enrolments whose snapshot is missing, or is changed by the day alone."""
    snapshot = ReadinessSnapshot
    due = (
        select(Enrolment.id)
        .outerjoin(snapshot, snapshot.enrolment_id == Enrolment.id)
        .where(or_(snapshot.enrolment_id.is_(None), snapshot.turns_on <= clock.today()))
    )
    return db.session.scalars(due.order_by(Enrolment.id).limit(1000)).all()


def count_stale() -> int:
    stale = select(func.count()).where(ReadinessSnapshot.stale_since.is_not(None))
    return db.session.scalar(stale) or 0


def _enrolments_after(last: int) -> Sequence[int]:
    following = select(Enrolment.id).where(Enrolment.id > last).order_by(Enrolment.id)
    return db.session.scalars(following.limit(AT_A_TIME)).all()


def _standing(
    readiness: Readiness, enrolment: Enrolment, trail: Trail, waits: list[Wait]
) -> Standing:
    now, record, requirements = readiness.now, trail.record, [*readiness.requirements()]
    opened = {each.stage: each.opened_on for each in record.stage_openings}
    cycles = [each for each in requirements if each.kind is Kind.CYCLES]
    asked = [each.asked_at for each in trail.asked_for]
    since, waits_for = min(waits, default=(None, None))
    share = sum(each.tally.share for each in requirements) / len(requirements)
    return Standing(
        stage=now.key,
        stage_title=now.title,
        stage_number=now.stage.number,
        stage_since=opened.get(now.key, enrolment.started_on),
        met=len(now.requirements) - len(now.unmet()),
        asked=len(now.requirements),
        left=[f"{each.title}: {each.sentence}" for each in now.unmet()],
        left_in_short=left_in_short(now),
        progress=int(share * 1000),
        cycles=sum(each.count for each in cycles),
        cycles_needed=sum(each.needed for each in cycles),
        last_cycle_on=max((e.filmed_on for e in record.cycles if e.filmed_on), default=None),
        last_session_on=max((each.held_on for each in record.sessions), default=None),
        asked_count=len(asked),
        asked_since=min(asked, default=None),
        waits_for=waits_for,
        waiting_since=since,
        turns_on=readiness.turns_on,
    )


def _waits(
    enrolment: Enrolment, trail: Trail, alone_since: datetime | None, on_panel: set[int]
) -> Iterator[Wait]:
    """Everything of an active training that lies with somebody else, and since when."""
    if enrolment.state is not EnrolmentState.ACTIVE:
        return
    if alone_since is not None:
        yield alone_since, WaitsFor.REGISTRAR
    for asked in trail.asked_for:
        yield asked.asked_at, WaitsFor.SUPERVISOR
    for session in trail.record.sessions:
        if session.signed_on is None:
            yield datetime.combine(session.held_on, time(), clock.now().tzinfo), WaitsFor.SUPERVISOR
    if trail.proposed is not None:
        yield trail.proposed.proposed_at, WaitsFor.MEETING
    sent = trail.portfolio
    if sent is not None and sent.submitted_at and sent.state is not SubmissionState.DECIDED:
        holder = WaitsFor.PANEL if sent.submission_id in on_panel else WaitsFor.REGISTRAR
        yield sent.submitted_at, holder


def _without_supervisor(ids: Sequence[int]) -> dict[int, datetime]:
    """Who has no supervisor now, since when: the enrolment, or the end of the last one."""
    now = select(Allocation.enrolment_id).where(Allocation.until.is_(None))
    last = func.max(Allocation.until)
    rows = (
        select(Enrolment.id, Enrolment.enrolled_at, last)
        .outerjoin(Allocation, Allocation.enrolment_id == Enrolment.id)
        .where(Enrolment.id.in_(ids), Enrolment.id.not_in(now))
        .group_by(Enrolment.id, Enrolment.enrolled_at)
    )
    return {row[0]: row[2] or row[1] for row in db.session.execute(rows)}


def _with_a_panel(ids: Sequence[int]) -> set[int]:
    members = select(PanelMember.submission_id).where(PanelMember.enrolment_id.in_(ids))
    return set(db.session.scalars(members))
