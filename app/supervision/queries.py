"""Questions about supervision: what is brought, what still lacks, what was held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from accreditation.consent import Purpose
from app import policies
from app.casework.queries import (
    BroughtCycle,
    CyclePath,
    brought_cycles,
    kind_of_the_work,
    paths,
    ratings_by,
    verdicts,
)
from app.extensions import db
from app.models.casework import CasePerson, Cycle
from app.models.footage import Clip, InShot, Recording, RecordingKind, RecordingState
from app.models.moments import Track
from app.models.people import Person
from app.models.programme import Enrolment
from app.models.supervision import (
    Rating,
    SessionCycle,
    SupervisionRequest,
    SupervisionSession,
    WorkingPoint,
)
from app.policies import Actor
from app.programmes.queries import supervisor_of
from app.web.pages import Page, paginate

RECENT = 5
MOST_CLIPS = 40
CARRIED = 30
"""Working points that are shown as still open; whoever carries more settles some first."""


@dataclass(frozen=True)
class Lack:
    """What stands between a cycle and supervision, and where it is mended."""

    sentence: str
    mended_at: str  # "cycle", "client", "recording", or "" where it is not the trainee's to mend
    row_id: int = 0


@dataclass(frozen=True)
class Preflight:
    """What a supervisor will see of a cycle once the trainee asks, and what lacks before."""

    path: CyclePath
    supervisor: Person | None
    lacks: tuple[Lack, ...]

    @property
    def is_ready(self) -> bool:
        return not self.lacks


def preflight(cycle: Cycle, actor: Actor) -> Preflight:
    """Facts for the page and for the operation alike: they cannot differ."""
    path = paths([cycle], actor)[cycle.id]
    supervisor = supervisor_of(db.session.get_one(Enrolment, cycle.enrolment_id))
    return Preflight(path, supervisor, tuple(_lacks(path, supervisor)))


def _lacks(path: CyclePath, supervisor: Person | None) -> Iterator[Lack]:
    cycle_id = path.cycle.id
    if supervisor is None:
        yield Lack("You have no supervisor at the moment. Your registrar allocates one.", "")
    if not _is_ready(path.film):
        kind = kind_of_the_work(path.cycle).label
        yield Lack(f"The {kind} is not ready to be watched.", "cycle", cycle_id)
    if path.has_shared_review:
        yield from _review_that_lacks(path)
    yield from _consents_that_lack(path)


def _review_that_lacks(path: CyclePath) -> Iterator[Lack]:
    if not _is_ready(path.review):
        sentence = "The film of the shared review is not ready to be watched."
        yield Lack(sentence, "cycle", path.cycle.id)
    if path.cycle.reviewed_on is None:
        yield Lack("The day of the shared review is not written down.", "cycle", path.cycle.id)


def _is_ready(recording: Recording | None) -> bool:
    return recording is not None and recording.state is RecordingState.READY


def _consents_that_lack(path: CyclePath) -> Iterator[Lack]:
    kept = [path.films[kind] for kind in RecordingKind if kind in path.films]
    said = verdicts(kept, Purpose.SUPERVISION)
    for recording in kept:
        film = recording.kind.label.capitalize()
        listed = recording.in_shot_confirmed_at is not None
        place = ("client", path.cycle.client_id) if listed else ("recording", recording.id)
        for reason in said[recording.id].reasons:
            yield Lack(f"{film}: {reason}", *place)


def clips_to_bring(cycle: Cycle, actor: Actor) -> Sequence[Clip]:
    """The trainee's clips on the films of the cycle, in order, the first `MOST_CLIPS` of them."""
    mine = (
        policies.allowed("clip.see", actor)
        .join(Recording, Recording.id == Clip.recording_id)
        .where(Recording.cycle_id == cycle.id)
        .options(contains_eager(Clip.recording))
        .order_by(Recording.id, Clip.start_frame, Clip.id)
        .limit(MOST_CLIPS)
    )
    return db.session.scalars(mine).all()


def tracks_on(cycles: Sequence[int], actor: Actor) -> Sequence[Track]:
    """The actor's own tracks on the recordings of these cycles, made in the role they act in."""
    recordings = select(Recording.id).where(Recording.cycle_id.in_(cycles))
    own = policies.allowed("track.share", actor).where(Track.recording_id.in_(recordings))
    return db.session.scalars(own.order_by(Track.id)).all()


def was_brought_with(person: CasePerson, recording_id: int | None = None) -> bool:
    """Whether a film with this person in shot, or that one, was ever brought to supervision."""
    brought = (
        select(SupervisionRequest.id)
        .join(Recording, Recording.cycle_id == SupervisionRequest.cycle_id)
        .join(InShot, InShot.recording_id == Recording.id)
        .where(InShot.case_person_id == person.id)
    )
    if recording_id is not None:
        brought = brought.where(Recording.id == recording_id)
    return db.session.scalar(brought.limit(1)) is not None


def is_waiting(cycle: Cycle) -> bool:
    """Whether the cycle was brought and no signed session answered yet."""
    waiting = exists().where(
        SupervisionRequest.cycle_id == cycle.id, SupervisionRequest.answered_at.is_(None)
    )
    return bool(db.session.scalar(select(waiting)))


def waiting_cycles(enrolment: Enrolment, actor: Actor) -> list[Cycle]:
    """The cycles of a trainee that wait for supervision, the longest wait first."""
    request = aliased(SupervisionRequest)  # the rule speaks of requests too
    waiting = (
        policies.allowed("cycle.supervise", actor)
        .join(request, request.cycle_id == Cycle.id)
        .where(Cycle.enrolment_id == enrolment.id, request.answered_at.is_(None))
        .options(joinedload(Cycle.client))
        .order_by(request.asked_at, Cycle.id)
    )
    return list(db.session.scalars(waiting))


def brought(enrolment: Enrolment, actor: Actor) -> list[BroughtCycle]:
    return brought_cycles(waiting_cycles(enrolment, actor), actor)


def cycles_of(session: SupervisionSession) -> list[Cycle]:
    """The cycles that were seen in a session, in order."""
    seen = select(SessionCycle.cycle_id).filter_by(session_id=session.id)
    cycles = select(Cycle).where(Cycle.id.in_(seen)).options(joinedload(Cycle.client))
    return list(db.session.scalars(cycles.order_by(Cycle.client_id, Cycle.number)))


def cycles_to_read(session: SupervisionSession, actor: Actor) -> list[Cycle]:
    """As `cycles_of`, as far as the actor sees the cycles themselves."""
    seen = select(SessionCycle.cycle_id).filter_by(session_id=session.id)
    cycles = policies.allowed("cycle.see", actor).where(Cycle.id.in_(seen))
    cycles = cycles.options(joinedload(Cycle.client)).order_by(Cycle.client_id, Cycle.number)
    return list(db.session.scalars(cycles))


def recent_sessions(enrolment: Enrolment, actor: Actor) -> Sequence[SupervisionSession]:
    """The latest few sessions of a trainee, unsigned ones of the actor included."""
    held = (
        policies.allowed("session.see", actor)
        .where(SupervisionSession.enrolment_id == enrolment.id)
        .options(selectinload(SupervisionSession.working_points))
        .order_by(SupervisionSession.held_on.desc(), SupervisionSession.id.desc())
        .limit(RECENT)
    )
    return db.session.scalars(held).all()


def log_page(actor: Actor, page: int) -> Page:
    """The trainee's own sessions, the latest first."""
    own = (
        policies.allowed("session.see", actor)
        .options(
            selectinload(SupervisionSession.working_points),
            joinedload(SupervisionSession.supervisor),
            selectinload(SupervisionSession.countersignature),
        )
        .order_by(SupervisionSession.held_on.desc(), SupervisionSession.id.desc())
    )
    return paginate(own, page)


def open_points(enrolment_id: int, actor: Actor) -> Sequence[WorkingPoint]:
    """Working points of earlier sessions that are not done yet, the oldest first."""
    carried = (
        policies.allowed("working_point.settle", actor)
        .join(SupervisionSession, SupervisionSession.id == WorkingPoint.session_id)
        .where(SupervisionSession.enrolment_id == enrolment_id, WorkingPoint.done_at.is_(None))
        .options(contains_eager(WorkingPoint.session))
        .order_by(SupervisionSession.held_on, WorkingPoint.id)
        .limit(CARRIED)
    )
    return db.session.scalars(carried).all()


def minutes_in_all(actor: Actor) -> int:
    """Minutes of all the sessions that `log_page` lists."""
    own = policies.allowed("session.see", actor).subquery()
    return db.session.scalar(select(func.sum(own.c.minutes))) or 0


def ratings_in(session: SupervisionSession) -> dict[int, list[Rating]]:
    """The supervisor's current ratings on the cycles of a session, by cycle id."""
    seen = select(SessionCycle.cycle_id).filter_by(session_id=session.id)
    given = select(Rating).where(
        Rating.cycle_id.in_(seen),
        Rating.rater_id == session.supervisor_id,
        Rating.replaced_at.is_(None),
    )
    found: dict[int, list[Rating]] = {}
    for rating in db.session.scalars(given.order_by(Rating.id)):
        if rating.cycle_id is not None:
            found.setdefault(rating.cycle_id, []).append(rating)
    return found


def current_ratings(cycle: Cycle, actor: Actor) -> dict[str, Rating]:
    """The actor's ratings on a cycle, by criterion."""
    return {rating.criterion: rating for rating in ratings_by(actor, [cycle.id])[cycle.id]}
