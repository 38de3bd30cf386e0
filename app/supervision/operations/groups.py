"""One session with several trainees: written down once, and signed for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from app import audit
from app.extensions import db
from app.models.casework import Cycle
from app.models.programme import Enrolment
from app.models.supervision import SupervisionSession
from app.policies import Actor
from app.supervision.operations.sessions import record_session, sign_session
from app.supervision.operations.times import MOST_PLACES
from app.web.errors import Refusal


def record_together(
    actor: Actor,
    enrolments: Sequence[Enrolment],
    held_on: date,
    minutes: int,
    strengths: str,
    working_points: Sequence[str],
    next_steps: str,
    cycles: Sequence[Cycle],
) -> SupervisionSession:
    """A record for each trainee, in the same words; `cycles` are those of the first of them.

    Each record can be changed by itself until it is signed, and each trainee reads only their
    own. Returns the first. Refusal as `record_session`, and for a group that is too large.
    """
    if len(enrolments) > MOST_PLACES:
        raise Refusal(f"A group has {MOST_PLACES} trainees at most. Nothing was kept.")
    said = (held_on, minutes, strengths, working_points, next_steps)
    sessions = [
        record_session(actor, enrolment, *said, [] if number else cycles)
        for number, enrolment in enumerate(enrolments)
    ]
    if len(sessions) > 1:
        key = str(uuid4())
        for session in sessions:
            session.group_key, session.trainees = key, len(sessions)
        db.session.flush()
        audit.record(actor, "session.recorded_together", sessions[0], trainees=len(sessions))
    return sessions[0]


def sign_together(actor: Actor, sessions: Sequence[SupervisionSession]) -> int:
    """Sign what of a group is not signed yet; how many there were."""
    waiting = [one for one in sessions if one.signed_at is None]
    if not waiting:
        raise Refusal("All of them are signed already. Nothing changed.")
    for session in waiting:
        sign_session(actor, session)
    return len(waiting)
