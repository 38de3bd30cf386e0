"""Questions about cycles: where one stands, what comes next, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from accreditation.wording import about, counted, day
from app import clock, policies
from app.extensions import db
from app.models.casework import Cycle
from app.models.footage import OF_THE_WORK, Clip, Recording, RecordingKind, RecordingState
from app.models.moments import Moment, Track
from app.models.people import Role
from app.models.supervision import SessionCycle, SupervisionRequest, SupervisionSession
from app.policies import Actor

REVIEW = RecordingKind.SHARED_REVIEW


class StepKey(StrEnum):
    FILM = "film"
    LOOK = "look"
    REVIEW = "review"
    DATE = "date"
    ASK = "ask"
    CONFIRM = "confirm"


TITLES = {
    StepKey.LOOK: "Look closely",
    StepKey.REVIEW: "Film of the shared review",
    StepKey.DATE: "Day of the shared review",
    StepKey.ASK: "Ask for supervision",
    StepKey.CONFIRM: "Confirmed",
}


@dataclass(frozen=True)
class Step:
    """One step of a cycle; `state` is "done", "now" or "later"."""

    key: StepKey
    title: str
    state: str
    note: str


@dataclass(frozen=True)
class CyclePath:
    """A cycle with its recordings, what was marked on them, and what was asked."""

    cycle: Cycle
    films: dict[RecordingKind, Recording] = field(default_factory=dict)
    marked: int = 0
    request: SupervisionRequest | None = None

    @property
    def film(self) -> Recording | None:
        return film_of_the_work(self.films)

    @property
    def review(self) -> Recording | None:
        return self.films.get(REVIEW)

    @property
    def is_asked(self) -> bool:
        return self.request is not None and self.request.answered_at is None

    @property
    def steps(self) -> tuple[Step, ...]:
        facts = list(self._facts())
        now = next((key for key, done, _ in facts if not done and not self._may_wait(key)), None)
        return tuple(
            Step(key, self._title(key), _state(key, done, now), note) for key, done, note in facts
        )

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if step.state == "now"), None)

    @property
    def has_shared_review(self) -> bool:
        return self.cycle.client.case_type.has_shared_review

    def _facts(self) -> Iterator[tuple[StepKey, bool, str]]:
        confirmed = self.cycle.confirmed_at is not None
        yield StepKey.FILM, confirmed or film_is_done(self.film), _film_note(self.film)
        if self.marked or not confirmed:
            yield StepKey.LOOK, self.marked > 0, self._marked_note()
        if self.has_shared_review:
            yield from self._review_facts(confirmed)
        yield StepKey.ASK, confirmed or self.is_asked, self._asked_note()
        yield StepKey.CONFIRM, confirmed, self._confirmed_note()

    def _review_facts(self, confirmed: bool) -> Iterator[tuple[StepKey, bool, str]]:
        reviewed = self.cycle.reviewed_on
        yield StepKey.REVIEW, confirmed or film_is_done(self.review), _film_note(self.review)
        yield StepKey.DATE, reviewed is not None, day(reviewed) if reviewed else ""

    def _title(self, key: StepKey) -> str:
        if key is StepKey.FILM:
            return kind_of_the_work(self.cycle).label.capitalize()
        return TITLES[key]

    def _may_wait(self, key: StepKey) -> bool:
        return key is StepKey.LOOK and self.review is not None

    def _marked_note(self) -> str:
        return f"{counted(self.marked, 'mark')} made" if self.marked else ""

    def _asked_note(self) -> str:
        if self.request is None:
            return ""
        if self.request.answered_at is None:
            return f"Asked on {day(self.request.asked_at.date())}"
        return f"Supervised on {day(self.request.answered_at.date())}"

    def _confirmed_note(self) -> str:
        if self.cycle.confirmed_at is not None:
            return day(self.cycle.confirmed_at.date())
        return "With the signed session" if self.is_asked else ""


def _state(key: StepKey, done: bool, now: StepKey | None) -> str:
    return "done" if done else "now" if key is now else "later"


def film_is_done(film: Recording | None) -> bool:
    """Whether the film became ready; it still counts when it was erased since."""
    if film is None:
        return False
    return film.state is RecordingState.READY or film.ready_at is not None


def _film_note(film: Recording | None) -> str:
    if film is None:
        return ""
    return {
        RecordingState.UPLOADING: "On its way",
        RecordingState.RECEIVED: _how_far(film),
        RecordingState.WATCHABLE: "Can be watched, nearly ready",
        RecordingState.READY: f"Filmed on {day(film.filmed_on)}",
        RecordingState.REFUSED: "Waits for you" if film.original_kept else "Could not be used",
        RecordingState.ERASED: "Erased",
    }[film.state]


def _how_far(film: Recording) -> str:
    left = film.time_left(clock.now())
    done = f": {film.progress:.0%}" if film.progress else ""
    return f"Being made ready{done}" + (f", {about(left)} left" if left is not None else "")


def kind_of_the_work(cycle: Cycle) -> RecordingKind:
    """The film that a cycle begins with."""
    if cycle.client.case_type.has_shared_review:
        return RecordingKind.CLIENT_FILM
    return RecordingKind.SUPERVISION


def kinds_of(cycle: Cycle) -> tuple[RecordingKind, ...]:
    """The films a cycle has a place for."""
    work = kind_of_the_work(cycle)
    return (work, REVIEW) if cycle.client.case_type.has_shared_review else (work,)


def film_of_the_work(films: Mapping[RecordingKind, Recording]) -> Recording | None:
    """Of a cycle's films the one it begins with; the other is of looking at it together."""
    return next((films[kind] for kind in OF_THE_WORK if kind in films), None)


def what_it_lacks(cycle: Cycle, film: Recording | None) -> tuple[str, ...]:
    """What must still happen before the cycle can be confirmed, in sentences."""
    lacks = []
    if not film_is_done(film):
        lacks.append(f"its {kind_of_the_work(cycle).label} is not ready")
    if cycle.client.case_type.has_shared_review and cycle.reviewed_on is None:
        lacks.append("its shared review has no date yet")
    return tuple(lacks)


def paths(cycles: Sequence[Cycle], actor: Actor) -> dict[int, CyclePath]:
    """Where each cycle stands, by its id; as many queries for one as for fifty."""
    ids = [one.id for one in cycles]
    films = films_of(ids, policies.allowed("recording.follow", actor))
    marked = _marked(ids, actor)
    requests = latest_requests(ids)
    return {
        one.id: CyclePath(one, films.get(one.id, {}), marked.get(one.id, 0), requests.get(one.id))
        for one in cycles
    }


def films_of(
    cycle_ids: Sequence[int], seen: Select[Any]
) -> dict[int, dict[RecordingKind, Recording]]:
    """Of each cycle the recording that stands for each kind: a live one before an erased one."""
    rows = db.session.scalars(seen.where(Recording.cycle_id.in_(cycle_ids)))
    found: dict[int, dict[RecordingKind, Recording]] = {}
    for recording in sorted(rows, key=_standing):
        found.setdefault(recording.cycle_id, {})[recording.kind] = recording
    return found


def _standing(recording: Recording) -> tuple[int, int]:
    order = {RecordingState.REFUSED: 0, RecordingState.ERASED: 1}
    return order.get(recording.state, 2), recording.id


def _marked(cycle_ids: Sequence[int], actor: Actor) -> dict[int, int]:
    """How many moments and clips the trainee made on the recordings of each cycle."""
    own = (Track.owner_id == actor.person_id, Track.role == Role.TRAINEE)
    moments = (
        select(Recording.cycle_id)
        .join(Track, Track.recording_id == Recording.id)
        .join(Moment, Moment.track_id == Track.id)
        .where(Recording.cycle_id.in_(cycle_ids), *own, Moment.deleted_at.is_(None))
    )
    clips = (
        select(Recording.cycle_id)
        .join(Clip, Clip.recording_id == Recording.id)
        .where(Recording.cycle_id.in_(cycle_ids), Clip.author_id == actor.person_id)
        .where(Clip.deleted_at.is_(None))
    )
    made = moments.union_all(clips).subquery()
    counted_up = select(made.c.cycle_id, func.count().label("made")).group_by(made.c.cycle_id)
    return {row.cycle_id: row.made for row in db.session.execute(counted_up)}


def latest_requests(cycle_ids: Sequence[int]) -> dict[int, SupervisionRequest]:
    asked = select(SupervisionRequest).where(SupervisionRequest.cycle_id.in_(cycle_ids))
    asked = asked.options(selectinload(SupervisionRequest.clips).joinedload(Clip.recording))
    rows = db.session.scalars(asked.order_by(SupervisionRequest.id))
    return {request.cycle_id: request for request in rows}


def sessions_of(cycle: Cycle, actor: Actor) -> Sequence[SupervisionSession]:
    """The supervision sessions in which the cycle was seen, as far as `actor` may read them."""
    seen = select(SessionCycle.session_id).filter_by(cycle_id=cycle.id)
    readable = policies.allowed("session.see", actor).where(SupervisionSession.id.in_(seen))
    return db.session.scalars(readable.order_by(SupervisionSession.held_on)).all()
