"""Recording a supervision session, changing it until it is signed, signing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select, update

from accreditation.wording import day
from app import audit, clock, events
from app.casework.operations import confirm_cycle
from app.casework.queries import what_it_lacks
from app.casework.queries.cycles import film_of_the_work, films_of
from app.extensions import db
from app.models.casework import Cycle
from app.models.footage import Recording
from app.models.programme import Enrolment
from app.models.supervision import (
    SessionCycle,
    SupervisionRequest,
    SupervisionSession,
    WorkingPoint,
)
from app.policies import Actor
from app.programmes.queries import current_stage
from app.studio.operations import share_track
from app.supervision.queries import cycles_of, tracks_on
from app.web.errors import Refusal

SHORTEST, LONGEST = 5, 600  # minutes


def record_session(
    actor: Actor,
    enrolment: Enrolment,
    held_on: date,
    minutes: int,
    strengths: str,
    working_points: Sequence[str],
    next_steps: str,
    cycles: Sequence[Cycle],
) -> SupervisionSession:
    """Write a session down, in the stage the trainee is in today.

    Nothing is confirmed and the trainee sees nothing of it before it is signed. Raises Refusal
    for a day to come or before a film of a cycle that was seen, and for an impossible length.
    """
    stage = current_stage(enrolment)
    if stage is None:
        raise Refusal("The first stage is not open yet, so a session would count nowhere.")
    refuse_what_cannot_be(held_on, minutes, working_points, cycles)
    session = SupervisionSession(
        enrolment_id=enrolment.id,
        supervisor_id=actor.person_id,
        stage=stage,
        held_on=held_on,
        minutes=minutes,
        strengths=strengths,
        next_steps=next_steps,
    )
    db.session.add(session)
    db.session.flush()
    _fill(session, working_points, cycles)
    audit.record(actor, "session.recorded", session, minutes=minutes, cycles=_ids(cycles))
    return session


def change_session(
    actor: Actor,
    session: SupervisionSession,
    held_on: date,
    minutes: int,
    strengths: str,
    working_points: Sequence[str],
    next_steps: str,
    cycles: Sequence[Cycle],
) -> SupervisionSession:
    """Write an unsigned session down anew. Raises Refusal as `record_session`, and once signed."""
    _refuse_signed(session)
    refuse_what_cannot_be(held_on, minutes, working_points, cycles)
    session.held_on, session.minutes = held_on, minutes
    session.strengths, session.next_steps = strengths, next_steps
    db.session.execute(delete(WorkingPoint).filter_by(session_id=session.id))
    db.session.execute(delete(SessionCycle).filter_by(session_id=session.id))
    _fill(session, working_points, cycles)
    audit.record(actor, "session.changed", session, minutes=minutes, cycles=_ids(cycles))
    return session


def sign_session(actor: Actor, session: SupervisionSession) -> SupervisionSession:
    """The session stands as it is from now on, and the trainee can read it.

    Its requests are answered, its complete cycles are confirmed (one that still lacks something
    stays open and can be brought again), and what the supervisor marked on its films is shared.
    """
    _refuse_signed(session)
    cycles = cycles_of(session)
    films = films_of(_ids(cycles), select(Recording))
    session.signed_at = clock.now()
    audit.record(actor, "session.signed", session, cycles=_ids(cycles))
    _answer_requests(cycles)
    for cycle in cycles:
        film = film_of_the_work(films.get(cycle.id, {}))
        if not what_it_lacks(cycle, film):
            confirm_cycle(actor, cycle)
    for track in tracks_on(_ids(cycles), actor):
        share_track(actor, track, on_its_own=False)
    confirmed = sum(cycle.confirmed_at is not None for cycle in cycles)
    events.tell("session.signed", session, confirmed=confirmed)
    return session


def _answer_requests(cycles: Sequence[Cycle]) -> None:
    waiting = SupervisionRequest.cycle_id.in_(_ids(cycles))
    db.session.execute(
        update(SupervisionRequest)
        .where(waiting, SupervisionRequest.answered_at.is_(None))
        .values(answered_at=clock.now())
    )


def _fill(
    session: SupervisionSession, working_points: Sequence[str], cycles: Sequence[Cycle]
) -> None:
    for words in working_points:
        db.session.add(WorkingPoint(session_id=session.id, words=words))
    for cycle in cycles:
        row = SessionCycle(
            session_id=session.id, cycle_id=cycle.id, enrolment_id=session.enrolment_id
        )
        db.session.add(row)
    db.session.flush()
    db.session.expire(session, ["working_points", "cycles"])


def _refuse_signed(session: SupervisionSession) -> None:
    if session.signed_at is not None:
        raise Refusal("This session is signed, so it stays as it is.")


def refuse_what_cannot_be(
    held_on: date, minutes: int, working_points: Sequence[str], cycles: Sequence[Cycle]
) -> None:
    """Raise Refusal for a day to come or before a film that was seen, or an impossible length."""
    if held_on > clock.today():
        raise Refusal("The day of the session cannot be in the future.")
    if not SHORTEST <= minutes <= LONGEST:
        raise Refusal(f"A session takes between {SHORTEST} and {LONGEST} minutes.")
    if not working_points:
        raise Refusal("Write down at least one working point.")
    for films in films_of(_ids(cycles), select(Recording)).values():
        film = film_of_the_work(films)
        if film is not None and held_on < film.filmed_on:
            raise Refusal(
                f"A film that was seen was made on {day(film.filmed_on)}; "
                "the session was held on that day or later."
            )


def _ids(cycles: Sequence[Cycle]) -> list[int]:
    return [cycle.id for cycle in cycles]
