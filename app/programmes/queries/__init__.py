"""Questions about editions, enrolments and intro courses."""

from app.programmes.queries.courses import (
    Roll,
    course_days,
    courses_page,
    enrolments_by_id,
    intro_attendances,
    roll_of,
)
from app.programmes.queries.editions import (
    Asked,
    asked_of,
    criteria_of,
    editions_in_use,
    principles_of,
    programme_in,
    programme_of,
    shipped_and_unused,
)
from app.programmes.queries.registry import (
    InRegistry,
    allocations_of,
    enrolments_page,
    people_to_allocate,
    people_to_enrol,
    services,
)
from app.programmes.queries.trainings import (
    active_enrolment,
    allocation_now,
    current_stage,
    furthest_stage,
    holds_a_waiting_meeting,
    opened_stages,
    reviews_now,
    supervisor_of,
)

__all__ = [
    "Asked",
    "InRegistry",
    "Roll",
    "active_enrolment",
    "allocation_now",
    "allocations_of",
    "asked_of",
    "course_days",
    "courses_page",
    "criteria_of",
    "current_stage",
    "editions_in_use",
    "enrolments_by_id",
    "enrolments_page",
    "furthest_stage",
    "holds_a_waiting_meeting",
    "intro_attendances",
    "opened_stages",
    "people_to_allocate",
    "people_to_enrol",
    "principles_of",
    "programme_in",
    "programme_of",
    "reviews_now",
    "roll_of",
    "services",
    "shipped_and_unused",
    "supervisor_of",
]
