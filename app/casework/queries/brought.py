"""What a supervisor sees of the cycles a trainee brought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from accreditation.consent import Purpose
from app import policies
from app.casework.queries.consents import verdicts
from app.casework.queries.cycles import (
    film_of_the_work,
    films_of,
    latest_requests,
    what_it_lacks,
)
from app.extensions import db
from app.models.casework import Cycle
from app.models.footage import Recording, RecordingKind
from app.models.supervision import Rating, SupervisionRequest
from app.policies import Actor


@dataclass(frozen=True)
class SeenRecording:
    """A recording, whether the supervisor may watch it now, and if not, why."""

    recording: Recording
    may_watch: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class BroughtCycle:
    """A cycle with the question it was brought with, its recordings and the actor's ratings."""

    cycle: Cycle
    request: SupervisionRequest | None
    recordings: tuple[SeenRecording, ...]
    ratings: tuple[Rating, ...]
    lacks: tuple[str, ...]


def brought_cycles(cycles: Sequence[Cycle], actor: Actor) -> list[BroughtCycle]:
    """In the order given; as many queries for one cycle as for twenty."""
    ids = [one.id for one in cycles]
    films = films_of(ids, policies.allowed("recording.follow", actor))
    seen = _seen([one for kinds in films.values() for one in kinds.values()], actor)
    requests, ratings = latest_requests(ids), ratings_by(actor, ids)
    return [
        BroughtCycle(
            cycle,
            requests.get(cycle.id),
            tuple(
                seen[films[cycle.id][kind].id]
                for kind in RecordingKind
                if kind in films.get(cycle.id, {})
            ),
            tuple(ratings[cycle.id]),
            what_it_lacks(cycle, film_of_the_work(films.get(cycle.id, {}))),
        )
        for cycle in cycles
    ]


def _seen(recordings: list[Recording], actor: Actor) -> dict[int, SeenRecording]:
    ids = [one.id for one in recordings]
    watchable = policies.allowed("recording.watch", actor).with_only_columns(Recording.id)
    may_watch = set(db.session.scalars(watchable.where(Recording.id.in_(ids))))
    said = verdicts(recordings, Purpose.SUPERVISION)
    return {
        one.id: SeenRecording(one, one.id in may_watch, _reasons(one, said[one.id].reasons))
        for one in recordings
    }


def _reasons(recording: Recording, reasons: tuple[str, ...]) -> tuple[str, ...]:
    return reasons or ("It is still being made ready.",)


def ratings_by(actor: Actor, cycle_ids: Sequence[int]) -> dict[int, list[Rating]]:
    """The actor's own current ratings of each cycle."""
    current = select(Rating).where(
        Rating.cycle_id.in_(cycle_ids),
        Rating.rater_id == actor.person_id,
        Rating.role == actor.role,
        Rating.replaced_at.is_(None),
    )
    found: dict[int, list[Rating]] = defaultdict(list)
    for rating in db.session.scalars(current.order_by(Rating.id)):
        if rating.cycle_id is not None:
            found[rating.cycle_id].append(rating)
    return found
