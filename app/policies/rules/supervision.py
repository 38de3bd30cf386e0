"""The part of the table about supervision sessions."""

from __future__ import annotations

from app.models.supervision import SupervisionSession, WorkingPoint
from app.models.times import SupervisionBooking, SupervisionTime
from app.policies.actors import as_supervisor, as_trainee
from app.policies.brought import session_i_may_know
from app.policies.rule import Rule
from app.policies.sessions import (
    own_session,
    point_i_may_know,
    point_of_a_signed_session,
    point_of_my_trainee,
    point_of_own_session,
    session_i_held,
    session_is_not_countersigned,
    session_is_signed,
    session_is_unsigned,
    session_of_my_trainee,
)
from app.policies.times import (
    booking_is_kept,
    booking_is_to_come,
    booking_of_my_time,
    i_have_no_place_there,
    own_booking,
    time_has_a_place,
    time_i_offer,
    time_is_offered,
    time_is_to_come,
    time_of_my_supervisor,
)

OF_SUPERVISION: dict[str, Rule] = {
    "session.see": Rule(
        SupervisionSession,
        (
            (as_trainee, own_session, session_is_signed),
            (as_supervisor, session_of_my_trainee, session_i_may_know),
        ),
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
            (as_supervisor, point_of_my_trainee, point_i_may_know, point_of_a_signed_session),
        ),
    ),
    "supervision_time.keep": Rule(
        SupervisionTime, ((as_supervisor, time_i_offer, time_is_offered, time_is_to_come),)
    ),
    "supervision_time.book": Rule(
        SupervisionTime,
        (
            (
                as_trainee,
                time_of_my_supervisor,
                time_is_offered,
                time_is_to_come,
                time_has_a_place,
                i_have_no_place_there,
            ),
        ),
    ),
    "supervision_booking.see": Rule(
        SupervisionBooking,
        (
            (as_trainee, own_booking, booking_is_kept),
            (as_supervisor, booking_of_my_time, booking_is_kept),
        ),
    ),
    "supervision_booking.cancel": Rule(
        SupervisionBooking,
        (
            (as_trainee, own_booking, booking_is_kept, booking_is_to_come),
            (as_supervisor, booking_of_my_time, booking_is_kept, booking_is_to_come),
        ),
    ),
}
