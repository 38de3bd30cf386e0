"""What follows a signature: the trainee's own, a correction, working points that get done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app import audit, clock, events
from app.extensions import db
from app.models.supervision import (
    Countersignature,
    SessionVersion,
    SupervisionSession,
    WorkingPoint,
)
from app.policies import Actor
from app.supervision.operations.sessions import refuse_what_cannot_be
from app.supervision.queries import cycles_of
from app.web.errors import Refusal


def countersign_session(actor: Actor, session: SupervisionSession) -> Countersignature:
    """The trainee signs what the supervisor signed, as it stands at this moment."""
    if session.signed_at is None:
        raise Refusal("Your supervisor signs first. Nothing was signed.")
    if session.countersignature is not None:
        raise Refusal("You have signed this session already. Your signature stands.")
    signature = Countersignature(
        session_id=session.id, under=session.signed_at, signed_at=clock.now()
    )
    db.session.add(signature)
    audit.record(actor, "session.countersigned", session)
    events.tell("session.countersigned", session)
    db.session.expire(session, ["countersignature"])
    return signature


def correct_session(
    actor: Actor,
    session: SupervisionSession,
    reason: str,
    held_on: date,
    minutes: int,
    strengths: str,
    working_points: Sequence[str],
    next_steps: str,
) -> SupervisionSession:
    """Sign the session anew with other words; what was signed before is kept beside it.

    The cycles that were seen, and what was confirmed, stay. The trainee is told and may sign what
    stands now. Raises Refusal where it is not signed, or nothing would be different.
    """
    if session.signed_at is None:
        raise Refusal("This session is not signed yet: change it instead. Nothing was changed.")
    refuse_what_cannot_be(held_on, minutes, working_points, cycles_of(session))
    said = (held_on, minutes, strengths, next_steps)
    words = [point.words for point in session.working_points]
    before = (session.held_on, session.minutes, session.strengths, session.next_steps)
    if (said, list(working_points)) == (before, words):
        raise Refusal("Nothing is different from what was signed. Nothing was changed.")
    now = clock.now()
    db.session.add(
        SessionVersion(
            session_id=session.id,
            held_on=session.held_on,
            minutes=session.minutes,
            strengths=session.strengths,
            working_points=words,
            next_steps=session.next_steps,
            signed_at=session.signed_at,
            replaced_at=now,
            reason=reason,
        )
    )
    db.session.flush()
    session.held_on, session.minutes, session.strengths, session.next_steps = said
    session.signed_at = now
    _set_points(session, working_points)
    audit.record(actor, "session.corrected", session, minutes=minutes)
    events.tell("session.corrected", session)
    db.session.expire(session, ["countersignature", "versions"])
    return session


def _set_points(session: SupervisionSession, words: Sequence[str]) -> None:
    """A point whose words stay is the same point, and stays done where it was done."""
    before = {point.words: point for point in session.working_points}
    for point in session.working_points:
        if point.words not in words:
            db.session.delete(point)
    for one in dict.fromkeys(words):
        if one not in before:
            db.session.add(WorkingPoint(session_id=session.id, words=one))
    db.session.flush()
    db.session.expire(session, ["working_points"])


def settle_point(actor: Actor, point: WorkingPoint) -> WorkingPoint:
    """It is done: it does not come back before the next session. Again changes nothing."""
    if point.done_at is None:
        point.done_at, point.done_by_id = clock.now(), actor.person_id
        audit.record(actor, "working_point.done", point, session=point.session_id)
    return point


def reopen_point(actor: Actor, point: WorkingPoint) -> WorkingPoint:
    """It is not done yet after all. Again changes nothing."""
    if point.done_at is not None:
        point.done_at, point.done_by_id = None, None
        audit.record(actor, "working_point.open_again", point, session=point.session_id)
    return point
