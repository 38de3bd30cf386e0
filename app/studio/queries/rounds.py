"""Questions about rating rounds: who takes part, what each gave, what is shown to both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from accreditation.framework import CriteriaFramework, FilmKind
from app import policies
from app.extensions import db
from app.models.casework import Cycle
from app.models.footage import Recording
from app.models.moments import Moment, Track
from app.models.people import Person
from app.models.programme import Enrolment
from app.models.rounds import RatingRound, RoundRating
from app.policies import Actor
from app.programmes.queries import criteria_of, supervisor_of
from app.web.pages import Page, paginate


@dataclass(frozen=True)
class Pair:
    trainee_id: int
    supervisor_id: int


def enrolment_of(recording: Recording) -> Enrolment:
    """The training the film belongs to, with its edition."""
    asked = (
        select(Enrolment)
        .join(Cycle, Cycle.enrolment_id == Enrolment.id)
        .where(Cycle.id == recording.cycle_id)
        .options(joinedload(Enrolment.edition))
    )
    return db.session.scalars(asked).one()


def criteria_for(recording: Recording) -> CriteriaFramework:
    return criteria_of(enrolment_of(recording))


def criteria_to_choose(recording: Recording) -> CriteriaFramework:
    """The criteria of the edition; those looked for in this kind of film are chosen at first."""
    return criteria_for(recording)


def looked_for(recording: Recording, criteria: CriteriaFramework) -> list[str]:
    """Keys of the criteria that are looked for in this kind of film."""
    return [one.key for _, one in criteria.criteria(FilmKind(recording.kind.value))]


def pair_of(recording: Recording) -> Pair | None:
    """The trainee, and who supervises them now."""
    supervisor = supervisor_of(enrolment_of(recording))
    return Pair(recording.owner_id, supervisor.id) if supervisor else None


def open_round(recording: Recording) -> RatingRound | None:
    return db.session.scalar(
        select(RatingRound).where(
            RatingRound.recording_id == recording.id,
            RatingRound.revealed_at.is_(None),
            RatingRound.closed_at.is_(None),
        )
    )


def rounds_on(actor: Actor, recording: Recording) -> Sequence[RatingRound]:
    """The rounds on a film that the actor takes part in, the latest first, with their criteria."""
    mine = policies.allowed("round.see", actor).where(RatingRound.recording_id == recording.id)
    latest = mine.order_by(RatingRound.id.desc()).options(joinedload(RatingRound.criteria))
    return db.session.scalars(latest).unique().all()


def rounds_page(actor: Actor, recording: Recording, page: int) -> Page:
    mine = policies.allowed("round.see", actor).where(RatingRound.recording_id == recording.id)
    people = joinedload(RatingRound.trainee), joinedload(RatingRound.supervisor)
    return paginate(mine.order_by(RatingRound.id.desc()).options(*people), page)


def own_ratings(actor: Actor, round: RatingRound) -> dict[str, RoundRating]:
    """What the actor gives now, by criterion."""
    own = select(RoundRating).where(
        RoundRating.round_id == round.id,
        RoundRating.rater_id == actor.person_id,
        RoundRating.role == actor.role,
        RoundRating.replaced_at.is_(None),
    )
    return {one.criterion: one for one in db.session.scalars(own)}


def ratings_shown(actor: Actor, round: RatingRound) -> list[RoundRating]:
    """Every rating of the round that the actor may read, earlier versions included, in order."""
    shown = policies.allowed("round_rating.read", actor).where(RoundRating.round_id == round.id)
    return list(db.session.scalars(shown.order_by(RoundRating.id)))


def moments_shown(actor: Actor, round: RatingRound) -> list[Moment]:
    """The moments of the round that the actor may read, in the order of the film."""
    shown = (
        policies.allowed("moment.read", actor)
        .join(Track, Track.id == Moment.track_id)
        .join(Person, Person.id == Track.owner_id)
        .where(Moment.round_id == round.id)
        .options(
            contains_eager(Moment.track).contains_eager(Track.owner).lazyload(Person.roles),
            joinedload(Moment.tags),
        )
        .order_by(Moment.start_frame, Moment.id)
    )
    return list(db.session.scalars(shown).unique())


def revealed_of(actor: Actor, enrolment: Enrolment) -> Select[tuple[RatingRound]]:
    """The rounds of a training that were revealed, the latest first."""
    films = select(Recording.id).join(Cycle, Cycle.id == Recording.cycle_id)
    of_it = films.where(Cycle.enrolment_id == enrolment.id)
    shown = policies.allowed("round.see", actor).where(
        RatingRound.recording_id.in_(of_it), RatingRound.revealed_at.is_not(None)
    )
    latest: Select[tuple[RatingRound]] = shown.order_by(
        RatingRound.revealed_at.desc(), RatingRound.id.desc()
    )
    return latest


def over_time(actor: Actor, enrolment: Enrolment, page: int) -> Page:
    """One page of a training's revealed rounds, each with its film, cycle and criteria."""
    film = joinedload(RatingRound.recording).joinedload(Recording.cycle)
    asked = revealed_of(actor, enrolment).options(
        film.joinedload(Cycle.client), selectinload(RatingRound.criteria)
    )
    return paginate(asked, page, per_page=10)


def current_in(actor: Actor, rounds: Sequence[RatingRound]) -> dict[int, list[RoundRating]]:
    """The ratings that count now and that the actor may read, by round."""
    shown = policies.allowed("round_rating.read", actor).where(
        RoundRating.round_id.in_([one.id for one in rounds]), RoundRating.replaced_at.is_(None)
    )
    found: dict[int, list[RoundRating]] = {one.id: [] for one in rounds}
    for rating in db.session.scalars(shown.order_by(RoundRating.id)):
        found[rating.round_id].append(rating)
    return found
