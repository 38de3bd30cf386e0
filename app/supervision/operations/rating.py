"""Giving levels on the criteria of the trainee's edition: to a cycle, or to a submission."""

from __future__ import annotations

from collections.abc import Mapping

from accreditation.framework import CriteriaFramework
from app import audit, clock
from app.extensions import db
from app.models.casework import Cycle
from app.models.programme import Enrolment
from app.models.supervision import Rating
from app.policies import Actor
from app.programmes.queries import criteria_of
from app.supervision.queries import current_ratings
from app.web.errors import Refusal


def rate_cycle(actor: Actor, cycle: Cycle, levels: Mapping[str, str]) -> list[Rating]:
    """Keep the supervisor's level for each criterion in `levels`, as `keep_levels` does."""
    before = current_ratings(cycle, actor)
    return keep_levels(actor, cycle.enrolment_id, levels, before, "cycle.rated", cycle_id=cycle.id)


def keep_levels(
    actor: Actor,
    enrolment_id: int,
    levels: Mapping[str, str],
    before: Mapping[str, Rating],
    act: str,
    **of: int,
) -> list[Rating]:
    """Keep a level for each criterion in `levels` (keys of both); other criteria stay as they are.

    Words are kept by value. An earlier level (`before`, by criterion) is kept as replaced; the
    same level again changes nothing. `of` names what was rated: `cycle_id` or `submission_id`.
    Raises Refusal for an empty choice, an unknown criterion or an unknown level.
    """
    if not levels:
        raise Refusal("Choose a level for at least one criterion; the others can wait.")
    criteria = criteria_of(db.session.get_one(Enrolment, enrolment_id))
    given = [
        _rating(actor, enrolment_id, criteria, key, level, **of) for key, level in levels.items()
    ]
    for one in given:
        earlier = before.get(one.criterion)
        if earlier is not None and earlier.level == one.level:
            continue
        _replace(earlier)
        db.session.add(one)
        audit.record(actor, act, one, criterion=one.criterion, level=one.level)
    return given


def _rating(
    actor: Actor,
    enrolment_id: int,
    criteria: CriteriaFramework,
    key: str,
    level_key: str,
    **of: int,
) -> Rating:
    criterion, level = criteria.criterion(key), criteria.scale.level(level_key)
    if criterion is None or level is None:
        raise Refusal("That criterion or level is not in this edition. Load the page again.")
    return Rating(
        enrolment_id=enrolment_id,
        rater_id=actor.person_id,
        role=actor.role,
        framework=criteria.id,
        criterion=criterion.key,
        criterion_wording=criterion.wording,
        level=level.key,
        level_wording=level.title,
        **of,
    )


def _replace(before: Rating | None) -> None:
    if before is not None:
        before.replaced_at = clock.now()
        db.session.flush()
