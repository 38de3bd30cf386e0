"""What changes a training: editions in use, enrolment, supervisors, intro courses, stages."""

from app.programmes.operations.courses import (
    add_course,
    keep_register,
    record_attendance,
    take_back_attendance,
)
from app.programmes.operations.editions import check_edition, take_up_edition
from app.programmes.operations.enrolments import allocate_supervisor, enrol, withdraw
from app.programmes.operations.stages import open_stage, record_training_event

__all__ = [
    "add_course",
    "allocate_supervisor",
    "check_edition",
    "enrol",
    "keep_register",
    "open_stage",
    "record_attendance",
    "record_training_event",
    "take_back_attendance",
    "take_up_edition",
    "withdraw",
]
