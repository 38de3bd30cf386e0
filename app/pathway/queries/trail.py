"""A trail: everything recorded about a training, and what waits in it, in six queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Executable

from accreditation import record as facts
from accreditation.casework import CaseType
from accreditation.programme import Confirmer
from accreditation.record import TrainingRecord
from app.extensions import db
from app.models.meetings import StageMeetingKind
from app.models.portfolio import SubmissionState
from app.models.programme import Enrolment, TrainingEventKind
from app.pathway.kinds import KINDS
from app.pathway.queries import rows
from app.pathway.queries.granted import asks_for_criteria, credits_in, mixtures_in, ratings_in
from app.pathway.queries.written import documents_asked, written
from app.programmes.queries import programme_of


@dataclass(frozen=True)
class AskedFor:
    """Supervision was asked for on a cycle, and has not been given yet."""

    cycle_id: int
    label: str
    asked_at: datetime


@dataclass(frozen=True)
class Proposed:
    """A meeting that was proposed and is not recorded yet; `go_ahead` is the supervisor's word."""

    id: int
    stage: str
    held_by: str
    proposed_at: datetime
    kind: StageMeetingKind = StageMeetingKind.TRANSITION
    go_ahead: bool | None = None
    starts_at: datetime | None = None


@dataclass(frozen=True)
class Portfolio:
    """The draft, and the latest submission of it if there is one."""

    id: int
    submission_id: int | None
    state: SubmissionState | None
    submitted_at: datetime | None


@dataclass(frozen=True)
class Trail:
    """`brought` are the ids of cycles that were brought to the supervisor of now."""

    record: TrainingRecord
    brought: frozenset[int] = frozenset()
    asked_for: tuple[AskedFor, ...] = ()
    proposed: Proposed | None = None
    portfolio: Portfolio | None = None


def trail_of(enrolment: Enrolment) -> Trail:
    return trails([enrolment])[enrolment.id]


def trails(enrolments: Sequence[Enrolment]) -> dict[int, Trail]:
    """The trail of each enrolment, by its id; as many queries for one as for fifty."""
    ids = [each.id for each in enrolments]
    cycles, happenings, sessions, meetings, portfolios, decisions = (
        _by_enrolment(statement, ids)
        for statement in (
            rows.CYCLES,
            rows.HAPPENINGS,
            rows.SESSIONS,
            rows.MEETINGS,
            rows.PORTFOLIOS,
            rows.DECISIONS,
        )
    )
    rated = [each.id for each in enrolments if asks_for_criteria(programme_of(each))]
    ratings = _by_enrolment(rows.RATINGS, rated) if rated else {}
    asking = [each.id for each in enrolments if documents_asked(programme_of(each))]
    given = _by_enrolment(rows.DOCUMENTS, asking) if asking else {}
    return {
        each.id: Trail(
            record=TrainingRecord(
                intro_attendances=tuple(_attendances(happenings[each.id])),
                stage_openings=tuple(_openings(happenings[each.id])),
                introductions=tuple(_introductions(happenings[each.id])),
                cycles=tuple(map(_cycle, cycles[each.id])),
                sessions=tuple(map(_session, sessions[each.id])),
                events=tuple(_events(happenings[each.id])),
                meetings=tuple(_meetings(meetings[each.id])),
                documents=tuple(
                    written(portfolios[each.id], given.get(each.id, ()), programme_of(each))
                ),
                credits=tuple(credits_in(decisions[each.id])),
                mixtures=tuple(mixtures_in(decisions[each.id])),
                ratings=tuple(ratings_in(ratings.get(each.id, ()), programme_of(each))),
            ),
            brought=frozenset(row.id for row in cycles[each.id] if row.brought),
            asked_for=tuple(_asked_for(cycles[each.id])),
            proposed=_proposed(meetings[each.id]),
            portfolio=_portfolio(portfolios[each.id]),
        )
        for each in enrolments
    }


def _by_enrolment(statement: Executable, ids: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(statement, {"enrolments": ids}):
        found[row.enrolment_id].append(row)
    return found


def _attendances(happened: list[Any]) -> Iterator[facts.IntroAttendance]:
    for row in happened:
        if row.kind == rows.ATTENDANCE:
            yield facts.IntroAttendance(row.id, row.day, row.much, _confirmer(row))


def _openings(happened: list[Any]) -> Iterator[facts.StageOpening]:
    for row in happened:
        if row.kind == rows.OPENING:
            yield facts.StageOpening(row.stage, row.day)


def _introductions(happened: list[Any]) -> Iterator[facts.Introduction]:
    for row in happened:
        if row.kind == TrainingEventKind.INTRODUCTION:
            yield facts.Introduction(row.id, row.stage, row.day, row.much, _confirmer(row))


def _events(happened: list[Any]) -> Iterator[facts.TrainingEvent]:
    for row in happened:
        if row.kind in set(facts.EventKind):
            yield facts.TrainingEvent(
                row.id, row.stage, facts.EventKind(row.kind), row.day, row.much, _confirmer(row)
            )


def _confirmer(row: Any) -> Confirmer | None:
    return None if row.by is None else Confirmer(row.by)


def _cycle(row: Any) -> facts.Cycle:
    return facts.Cycle(
        id=row.id,
        stage=row.stage,
        client_id=row.client_id,
        client_code=row.code,
        number=row.number,
        case_type=CaseType(row.case_type.value),
        film_ready=row.film_ready,
        filmed_on=row.filmed_on,
        reviewed_on=row.reviewed_on,
        review_film_ready=row.review_film_ready,
        in_supervision=row.in_supervision,
        confirmed_on=_day(row.confirmed_at),
    )


def _session(row: Any) -> facts.SupervisionSession:
    return facts.SupervisionSession(
        row.id, row.stage, row.held_on, row.minutes, _day(row.signed_at), row.trainees
    )


def _meetings(found: list[Any]) -> Iterator[facts.StageMeeting]:
    for row in found:
        if row.outcome is not None and KINDS[row.kind].counts_as is None:
            yield facts.StageMeeting(
                id=row.id,
                stage=row.stage,
                kind=facts.MeetingKind(row.kind.value),
                held_on=row.held_on,
                minutes=row.minutes,
                external=True,  # a trigger keeps the own supervisor from ever holding one
                outcome=facts.MeetingOutcome(row.outcome.value),
            )


def _asked_for(cycles: list[Any]) -> Iterator[AskedFor]:
    for row in cycles:
        if row.asked_at is not None:
            yield AskedFor(row.id, f"cycle {row.number} of client {row.code}", row.asked_at)


def _proposed(meetings: list[Any]) -> Proposed | None:
    waiting = (row for row in meetings if row.outcome is None)
    row = next(waiting, None)
    if row is None:
        return None
    return Proposed(
        row.id,
        row.stage,
        row.held_by,
        row.proposed_at,
        row.kind,
        None if row.go_ahead is None else bool(row.go_ahead),
        row.starts_at,
    )


def _portfolio(found: list[Any]) -> Portfolio | None:
    row = next(iter(found), None)
    return Portfolio(row.id, row.submission_id, row.state, row.submitted_at) if row else None


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
