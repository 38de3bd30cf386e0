"""Growth: how a trainee saw their own work on each criterion, over time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from accreditation.framework import CriteriaFramework
from app.extensions import db
from app.models.assessment import SelfAssessment, SelfLevel
from app.models.programme import Enrolment

TIMES = 12
"""So many of the latest answers stand in a picture."""


@dataclass(frozen=True)
class Answered:
    """A level given at a time; `x` and `y` are its place in a picture of 100 by 40."""

    at: datetime
    level: str
    x: float
    y: float


@dataclass(frozen=True)
class Growth:
    """One criterion with its answers, the earliest first."""

    wording: str
    answers: tuple[Answered, ...]

    @property
    def points(self) -> str:
        return " ".join(f"{each.x:g},{each.y:g}" for each in self.answers)


def growth_of(enrolment: Enrolment, criteria: CriteriaFramework) -> list[Growth]:
    """A picture for each criterion that was answered, in the order of the criteria; one query."""
    rows = (
        select(SelfLevel.criterion, SelfLevel.level_wording, SelfLevel.level_number)
        .add_columns(SelfAssessment.given_at)
        .join(SelfAssessment, SelfAssessment.id == SelfLevel.assessment_id)
        .where(SelfAssessment.enrolment_id == enrolment.id)
        .order_by(SelfAssessment.id)
    )
    found: dict[str, list[tuple[datetime, str, int]]] = defaultdict(list)
    for criterion, wording, number, at in db.session.execute(rows):
        found[criterion].append((at, wording, number))
    highest = max(1, len(criteria.scale.levels) - 1)
    return [
        Growth(criterion.wording, _answers(found[criterion.key][-TIMES:], highest))
        for _, criterion in criteria.criteria()
        if criterion.key in found
    ]


def _answers(given: list[tuple[datetime, str, int]], highest: int) -> tuple[Answered, ...]:
    apart = 88 / max(1, len(given) - 1)
    return tuple(
        Answered(at, wording, round(6 + n * apart, 2), round(36 - 32 * (number - 1) / highest, 2))
        for n, (at, wording, number) in enumerate(given)
    )
