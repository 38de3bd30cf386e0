"""The part of the table about supervision sessions."""

from __future__ import annotations

from app.models.supervision import SupervisionSession, WorkingPoint
from app.policies.actors import as_supervisor, as_trainee
from app.policies.rule import Rule
from app.policies.sessions import (
    own_session,
    point_of_a_signed_session,
    point_of_my_trainee,
    point_of_own_session,
    session_i_held,
    session_is_not_countersigned,
    session_is_signed,
    session_is_unsigned,
    session_of_my_trainee,
)

OF_SUPERVISION: dict[str, Rule] = {
    "session.see": Rule(
        SupervisionSession,
        ((as_trainee, own_session, session_is_signed), (as_supervisor, session_of_my_trainee)),
    ),
    "session.log": Rule(
        SupervisionSession,
        (
            (as_trainee, own_session, session_is_signed),
            (as_supervisor, session_i_held, session_is_signed),
        ),
    ),
    "session.change": Rule(
        SupervisionSession,
        ((as_supervisor, session_i_held, session_of_my_trainee, session_is_unsigned),),
    ),
    "session.sign": Rule(
        SupervisionSession,
        ((as_supervisor, session_i_held, session_of_my_trainee, session_is_unsigned),),
    ),
    "session.countersign": Rule(
        SupervisionSession,
        ((as_trainee, own_session, session_is_signed, session_is_not_countersigned),),
    ),
    "session.correct": Rule(
        SupervisionSession,
        ((as_supervisor, session_i_held, session_of_my_trainee, session_is_signed),),
    ),
    "working_point.settle": Rule(
        WorkingPoint,
        (
            (as_trainee, point_of_own_session, point_of_a_signed_session),
            (as_supervisor, point_of_my_trainee, point_of_a_signed_session),
        ),
    ),
}
