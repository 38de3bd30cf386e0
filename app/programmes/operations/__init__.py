"""What changes a training: editions in use, enrolment, supervisors, intro courses, stages."""

from app.programmes.operations.courses import (
    add_course,
    keep_register,
    record_attendance,
    take_back_attendance,
)
from app.programmes.operations.decisions import (
    change_service,
    come_back,
    confirm_mixed_supervision,
    credit_prior_learning,
    note_withdrawal,
    pause,
    refuse_while_paused,
    take_back,
    transfer,
    why_not_transfer,
)
from app.programmes.operations.editions import check_edition, take_up_edition
from app.programmes.operations.enrolments import allocate_supervisor, enrol, withdraw
from app.programmes.operations.stages import (
    confirm_training_event,
    log_training_event,
    open_stage,
    record_training_event,
    take_back_training_event,
)

__all__ = [
    "add_course",
    "allocate_supervisor",
    "change_service",
    "check_edition",
    "come_back",
    "confirm_mixed_supervision",
    "confirm_training_event",
    "credit_prior_learning",
    "enrol",
    "keep_register",
    "log_training_event",
    "note_withdrawal",
    "open_stage",
    "pause",
    "record_attendance",
    "record_training_event",
    "refuse_while_paused",
    "take_back",
    "take_back_attendance",
    "take_back_training_event",
    "take_up_edition",
    "transfer",
    "why_not_transfer",
    "withdraw",
]
