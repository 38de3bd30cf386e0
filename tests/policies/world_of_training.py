"""What took place in the trainings, logged and confirmed, and what was decided about them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.models.decisions import TrainingDecision, TrainingDecisionKind
from app.models.programme import Attendance, CourseDay, TrainingEvent, TrainingEventKind
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World

CREDIT, MIXTURE = TrainingDecisionKind.PRIOR_LEARNING, TrainingDecisionKind.MIXED_SUPERVISION


def add_to(world: World) -> None:
    for name, of, asked in (
        ("tess's log for sam", "tess's training", "sam"),
        ("tess's log for fred", "tess's training", "fred"),
        ("olu's log for sam", "olu's training", "sam"),
    ):
        world.name(_event(world, of, asked), name)
    world.name(_event(world, "tess's training", "sam", confirmed=True), "tess's confirmed log")
    _was_there(world)
    for name, of, kind, more in (
        ("tess's credit", "tess's training", CREDIT, {}),
        ("tess's mixture", "tess's training", MIXTURE, {}),
        ("olu's mixture", "olu's training", MIXTURE, {}),
        ("past credit", "past training", CREDIT, {}),
        ("past mixture", "past training", MIXTURE, {}),
        ("credit taken back", "tess's training", CREDIT, {"taken_back_at": datetime.now(UTC)}),
        ("mixture taken back", "tess's training", MIXTURE, {"taken_back_at": datetime.now(UTC)}),
    ):
        world.name(_decision(world, of, kind, **more), name)


def _event(world: World, of: str, asked: str, confirmed: bool = False) -> TrainingEvent:
    now, who = datetime.now(UTC), world.people[asked].id
    return make.keep(
        TrainingEvent(
            enrolment_id=world.rows[of].id,
            stage="1",
            kind=TrainingEventKind.INTRODUCTION,
            held_on=make.LONG_AGO,
            minutes=60,
            recorded_by_id=world.rows[of].trainee_id,
            asked_id=who,
            **({"confirmed_at": now, "confirmed_by_id": who} if confirmed else {}),
        )
    )


def _decision(world: World, of: str, kind: TrainingDecisionKind, **more: Any) -> TrainingDecision:
    return make.keep(
        TrainingDecision(
            enrolment_id=world.rows[of].id,
            kind=kind,
            stage="1",
            requirement="supervision",
            amount=1 if kind is CREDIT else None,
            reason="Done before",
            decided_by_id=world.people["rea"].id,
            **more,
        )
    )


def _was_there(world: World) -> None:
    """Tess was at the first course; of the other nobody was."""
    day = make.keep(
        CourseDay(course_id=world.rows["course"].id, held_on=make.LONG_AGO, half_days=2)
    )
    there = Attendance(
        course_day_id=day.id,
        enrolment_id=world.rows["tess's training"].id,
        recorded_by_id=world.people["rea"].id,
    )
    world.name(make.keep(there), "tess was there")
