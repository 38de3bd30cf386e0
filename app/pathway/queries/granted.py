"""Facts that somebody granted: credits, mixtures of sessions, and the levels of criteria."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from accreditation import record as facts
from accreditation import shipped
from accreditation.programme import CriteriaReached, Programme
from app.models.decisions import TrainingDecisionKind


def asks_for_criteria(programme: Programme) -> bool:
    asked = (each for stage in programme.stages for each in stage.requirements)
    return any(isinstance(each, CriteriaReached) for each in asked)


def credits_in(decisions: Sequence[Any]) -> Iterator[facts.Credit]:
    for row in decisions:
        if row.kind is TrainingDecisionKind.PRIOR_LEARNING:
            on = row.decided_at.date()
            yield facts.Credit(row.id, row.stage, row.requirement, row.amount, on, row.reason)


def mixtures_in(decisions: Sequence[Any]) -> Iterator[facts.MixedSupervision]:
    for row in decisions:
        if row.kind is TrainingDecisionKind.MIXED_SUPERVISION:
            on = row.decided_at.date()
            yield facts.MixedSupervision(row.id, row.stage, row.requirement, on, row.reason)


def ratings_in(found: Sequence[Any], programme: Programme) -> Iterator[facts.Rating]:
    """Levels by their place on the scale of the edition's own criteria; others do not count."""
    if not asks_for_criteria(programme):
        return
    framework = shipped.criteria(programme.criteria)
    places = {level.key: place for place, level in enumerate(framework.scale.levels, start=1)}
    for row in found:
        if row.framework == framework.id and row.level in places:
            on = row.rated_at.date()
            yield facts.Rating(row.id, row.stage, row.criterion, places[row.level], on)
