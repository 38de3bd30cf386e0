"""Verbs about supervision."""

from app.supervision.operations.after_signing import (
    correct_session,
    countersign_session,
    reopen_point,
    settle_point,
)
from app.supervision.operations.asking import ask_for_supervision
from app.supervision.operations.groups import record_together, sign_together
from app.supervision.operations.handing_over import hand_over
from app.supervision.operations.rating import keep_levels, rate_cycle
from app.supervision.operations.sessions import change_session, record_session, sign_session
from app.supervision.operations.times import (
    book_time,
    cancel_booking,
    move_time,
    offer_times,
    withdraw_time,
)

__all__ = [
    "ask_for_supervision",
    "book_time",
    "cancel_booking",
    "change_session",
    "correct_session",
    "countersign_session",
    "hand_over",
    "keep_levels",
    "move_time",
    "offer_times",
    "rate_cycle",
    "record_session",
    "record_together",
    "reopen_point",
    "settle_point",
    "sign_session",
    "sign_together",
    "withdraw_time",
]
