"""The draft: what was chosen, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload, selectinload

from accreditation.consent import Purpose
from app import policies
from app.casework.queries import verdicts
from app.extensions import db
from app.models.casework import Client, Cycle
from app.models.footage import InShot, Recording, RecordingState
from app.models.moments import Moment, MomentTag, TagKind, Track
from app.models.people import Person
from app.models.portfolio import ChosenMoment, ChosenRecording, Portfolio
from app.models.programme import Enrolment
from app.policies import Actor
from app.web.pages import Page, paginate

_case = joinedload(Recording.cycle).joinedload(Cycle.client)
_on_film = joinedload(Moment.track).joinedload(Track.recording)


@dataclass(frozen=True)
class Choosable:
    """Something that can be put in the portfolio, and whether it is in already."""

    row: Any
    label: str
    chosen: bool


def portfolio_of(enrolment: Enrolment) -> Portfolio | None:
    return db.session.scalar(select(Portfolio).filter_by(enrolment_id=enrolment.id))


def label_of(recording: Recording) -> str:
    """A recording by the code of its case: "client film, cycle 3 of client B-02"."""
    cycle = recording.cycle
    return f"{recording.kind.label}, cycle {cycle.number} of client {cycle.client.code}"


def chosen_moments(portfolio: Portfolio) -> Sequence[ChosenMoment]:
    """With the moment, its tags, its recording, the case and its criteria; four queries."""
    moment = joinedload(ChosenMoment.moment)
    film = moment.joinedload(Moment.track).joinedload(Track.recording)
    chosen = (
        select(ChosenMoment)
        .where(ChosenMoment.portfolio_id == portfolio.id)
        .options(
            moment.selectinload(Moment.tags),
            film.options(_case),
            selectinload(ChosenMoment.criteria),
        )
        .order_by(ChosenMoment.id)
    )
    return db.session.scalars(chosen).all()


def chosen_moment(portfolio: Portfolio, moment_id: int) -> ChosenMoment | None:
    chosen = select(ChosenMoment).filter_by(portfolio_id=portfolio.id, moment_id=moment_id)
    return db.session.scalar(chosen)


def chosen_recordings(portfolio: Portfolio) -> Sequence[ChosenRecording]:
    chosen = (
        select(ChosenRecording)
        .where(ChosenRecording.portfolio_id == portfolio.id)
        .options(joinedload(ChosenRecording.recording).options(_case))
        .order_by(ChosenRecording.id)
    )
    return db.session.scalars(chosen).all()


def recordings_with(case_person_id: int) -> Sequence[Recording]:
    """Every film in which that person is in shot."""
    with_them = select(InShot.recording_id).filter_by(case_person_id=case_person_id)
    return db.session.scalars(select(Recording).where(Recording.id.in_(with_them))).all()


def moments_to_choose(
    actor: Actor,
    portfolio: Portfolio,
    page: int,
    cycle_id: int | None = None,
    group: int | None = None,
) -> Page:
    """One page of moments the trainee may read on films they may watch, each a `Choosable`."""
    readable = (
        readable_moments(actor, portfolio)
        .options(
            selectinload(Moment.tags),
            _on_film.options(_case),
            joinedload(Moment.track).joinedload(Track.owner).lazyload(Person.roles),
        )
        .order_by(Moment.id.desc())
    )
    if cycle_id is not None:
        on_it = select(Recording.id).where(Recording.cycle_id == cycle_id)
        readable = readable.where(_on_recordings(on_it))
    if group is not None:
        readable = readable.where(
            exists().where(
                MomentTag.moment_id == Moment.id,
                MomentTag.kind == TagKind.PRINCIPLE,
                MomentTag.group_number == group,
            )
        )
    found = paginate(readable, page, per_page=12)
    taken = set(_taken(ChosenMoment.moment_id, ChosenMoment.portfolio_id, portfolio))
    rows = [Choosable(one, label_of(one.track.recording), one.id in taken) for one in found.items]
    return Page(rows, found.page, found.total, found.per_page)


def readable_moments(actor: Actor, portfolio: Portfolio) -> Select[Any]:
    """Own and shared moments on ready films of this training that the trainee may watch."""
    watchable = (
        policies.allowed("recording.watch", actor)
        .where(
            Recording.cycle_id.in_(_cycles_of(portfolio)), Recording.state == RecordingState.READY
        )
        .with_only_columns(Recording.id)
    )
    return policies.allowed("moment.read", actor).where(_on_recordings(watchable))


def recordings_to_choose(actor: Actor, portfolio: Portfolio, page: int) -> Page:
    """One page of ready films of this training, each a `Choosable`."""
    ready = (
        policies.allowed("recording.follow", actor)
        .where(
            Recording.cycle_id.in_(_cycles_of(portfolio)), Recording.state == RecordingState.READY
        )
        .options(_case)
        .order_by(Recording.id.desc())
    )
    found = paginate(ready, page, per_page=12)
    taken = set(_taken(ChosenRecording.recording_id, ChosenRecording.portfolio_id, portfolio))
    rows = [Choosable(one, label_of(one), one.id in taken) for one in found.items]
    return Page(rows, found.page, found.total, found.per_page)


def watchable_among(actor: Actor, portfolio: Portfolio) -> set[int]:
    """Ids of the training's recordings that the trainee may watch now."""
    allowed = policies.allowed("recording.watch", actor)
    own = allowed.where(Recording.cycle_id.in_(_cycles_of(portfolio)))
    return set(db.session.scalars(own.with_only_columns(Recording.id)))


def reasons_against(recordings: Sequence[Recording]) -> dict[int, tuple[str, ...]]:
    """Why each film cannot be shown to other supervisors now, by its id; empty when it can."""
    said = verdicts(recordings, Purpose.OTHER_SUPERVISORS)
    return {one.id: said[one.id].reasons for one in recordings}


def cycles_to_filter_by(portfolio: Portfolio) -> list[tuple[int, str]]:
    """Ids and labels of the training's cycles."""
    rows = db.session.execute(
        select(Cycle.id, Cycle.number, Client.code)
        .join(Client, Client.id == Cycle.client_id)
        .where(Cycle.enrolment_id == portfolio.enrolment_id)
        .order_by(Client.code, Cycle.number)
    )
    return [(one, f"client {code}, cycle {number}") for one, number, code in rows]


def _cycles_of(portfolio: Portfolio) -> Select[Any]:
    return select(Cycle.id).where(Cycle.enrolment_id == portfolio.enrolment_id)


def _on_recordings(recordings: Select[Any]) -> Any:
    return Moment.track_id.in_(select(Track.id).where(Track.recording_id.in_(recordings)))


def _taken(column: Any, of: Any, portfolio: Portfolio) -> Sequence[int]:
    return db.session.scalars(select(column).where(of == portfolio.id)).all()
