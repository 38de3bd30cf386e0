"""A supervisor rates the work of a cycle against the criteria of the trainee's edition."""

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
    """Keep a level for each criterion in `levels` (keys of both); other criteria stay as they are.

    Words are kept by value. An earlier level is kept as replaced; the same level again changes
    nothing. Raises Refusal for an empty choice, an unknown criterion or an unknown level.
    """
    if not levels:
        raise Refusal("Choose a level for at least one criterion; the others can wait.")
    criteria = criteria_of(db.session.get_one(Enrolment, cycle.enrolment_id))
    before = current_ratings(cycle, actor)
    given = [_rating(actor, cycle, criteria, key, level) for key, level in levels.items()]
    new = [one for one in given if not _says_the_same(before.get(one.criterion), one)]
    for one in new:
        _replace(before.get(one.criterion))
        db.session.add(one)
        audit.record(actor, "cycle.rated", one, criterion=one.criterion, level=one.level)
    return given


def _rating(
    actor: Actor, cycle: Cycle, criteria: CriteriaFramework, key: str, level_key: str
) -> Rating:
    criterion, level = criteria.criterion(key), criteria.scale.level(level_key)
    if criterion is None or level is None:
        raise Refusal("That criterion or level is not in this edition. Load the page again.")
    return Rating(
        enrolment_id=cycle.enrolment_id,
        rater_id=actor.person_id,
        role=actor.role,
        cycle_id=cycle.id,
        framework=criteria.id,
        criterion=criterion.key,
        criterion_wording=criterion.wording,
        level=level.key,
        level_wording=level.title,
    )


def _says_the_same(before: Rating | None, now: Rating) -> bool:
    return before is not None and before.level == now.level


def _replace(before: Rating | None) -> None:
    if before is not None:
        before.replaced_at = clock.now()
        db.session.flush()
