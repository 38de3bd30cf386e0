"""Two intro courses with a booking each; Una runs the first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.models.courses import Booking, BookingState, CourseTrainer
from app.models.programme import Course
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World


def add_to(world: World) -> None:
    rea = world.people["rea"].id
    world.name(make.keep(Course(title="Other", place="Hall", created_by_id=rea)), "other course")
    make.keep(CourseTrainer(course_id=world.rows["course"].id, person_id=world.people["una"].id))
    for name, course in (("booking", "course"), ("other booking", "other course")):
        row = Booking(
            course_id=world.rows[course].id,
            name="Ben Booker",
            email="ben@example.org",
            state=BookingState.BOOKED,
            token_hash=name,
            since=datetime.now(UTC),
        )
        world.name(make.keep(row), name)
