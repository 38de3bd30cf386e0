"""What a registrar or supervisor decided about a training, with the reason. Nothing is erased."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.people import Person


class TrainingDecisionKind(StrEnum):
    PRIOR_LEARNING = "prior_learning"
    MIXED_SUPERVISION = "mixed_supervision"
    TRANSFERRED = "transferred"
    PAUSED = "paused"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    SERVICE_CHANGED = "service_changed"


class TrainingDecision(Model):
    """One decision. Prior learning credits `amount` to a requirement, in the unit it counts in.

    `stage` and `requirement` are keys of the edition; `detail` holds ids and keys, never words.
    """

    __tablename__ = "training_decisions"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    kind: Mapped[TrainingDecisionKind] = mapped_column(choice(TrainingDecisionKind))
    stage: Mapped[str | None] = mapped_column(String(40))
    requirement: Mapped[str | None] = mapped_column(String(60))
    amount: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    decided_by_id: Mapped[int] = to("people.id")
    decided_at: Mapped[At]
    taken_back_at: Mapped[MaybeAt]

    decided_by: Mapped[Person] = relationship()

    __table_args__ = (
        CheckConstraint("trim(reason) <> ''", name="it_has_its_reason"),
        CheckConstraint(
            "(kind = 'prior_learning') = (amount IS NOT NULL)", name="prior_learning_says_how_much"
        ),
        CheckConstraint("amount > 0", name="something_is_credited"),
        CheckConstraint(
            "(kind IN ('prior_learning', 'mixed_supervision')) = (requirement IS NOT NULL)",
            name="what_is_credited_has_its_requirement",
        ),
        CheckConstraint("(stage IS NULL) = (requirement IS NULL)", name="and_its_stage"),
    )
