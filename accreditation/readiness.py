"""What is met, what is left, and why: a record assessed against its edition on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accreditation.counting_practice import tally, with_credits
from accreditation.facts import Facts
from accreditation.marks import Source, Status
from accreditation.programme import END_OF_STAGE, Kind, Programme, Requirement, Stage
from accreditation.record import TrainingRecord
from accreditation.tally import Evidence, EvidenceKind, NotCounted, Step, Tally

__all__ = [
    "Evidence",
    "EvidenceKind",
    "NotCounted",
    "Readiness",
    "RequirementReadiness",
    "StageReadiness",
    "StageState",
    "Step",
    "assess",
    "missing_before_stage_meeting",
    "missing_before_submission",
    "ready_for_stage_meeting",
    "ready_to_submit",
]


class StageState(StrEnum):
    NOT_OPENED = "not_opened"
    OPEN = "open"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class RequirementReadiness:
    """One requirement with the count behind it, its evidence, and its standing."""

    stage: str
    requirement: Requirement
    source: Source
    tally: Tally

    @property
    def key(self) -> str:
        return self.requirement.key

    @property
    def kind(self) -> Kind:
        return self.requirement.kind

    @property
    def title(self) -> str:
        return self.requirement.title

    @property
    def status(self) -> Status:
        return self.requirement.status

    @property
    def met(self) -> bool:
        return self.tally.met

    @property
    def count(self) -> int:
        return self.tally.count

    @property
    def needed(self) -> int:
        return self.tally.needed

    @property
    def left(self) -> int:
        """How many are still to come, in `unit`; 0 when met."""
        return self.tally.left

    @property
    def unit(self) -> str:
        return self.tally.unit

    @property
    def sentence(self) -> str:
        """`6 cycles in place` when met, `1 more new client` when not."""
        return self.tally.sentence

    @property
    def confirmable(self) -> bool:
        """Whether a supervisor may confirm that a mixture of sessions makes a whole."""
        return self.tally.confirmable

    @property
    def counted(self) -> tuple[Evidence, ...]:
        return self.tally.counted

    @property
    def not_counted(self) -> tuple[NotCounted, ...]:
        return self.tally.not_counted


@dataclass(frozen=True, slots=True)
class StageReadiness:
    """A stage with its requirements in the edition's order. The entry course is always open."""

    stage: Stage
    state: StageState
    requirements: tuple[RequirementReadiness, ...]

    @property
    def key(self) -> str:
        return self.stage.key

    @property
    def title(self) -> str:
        return self.stage.title

    def requirement(self, key: str) -> RequirementReadiness | None:
        return next((each for each in self.requirements if each.key == key), None)

    def of_kind(self, kind: Kind) -> RequirementReadiness | None:
        return next((each for each in self.requirements if each.kind is kind), None)

    def unmet(self) -> tuple[RequirementReadiness, ...]:
        return tuple(each for each in self.requirements if not each.met)


@dataclass(frozen=True, slots=True)
class Readiness:
    """A whole training on one day: the entry course, then each stage.

    `turns_on` is the next day on which time alone may change the answer, if there is one.
    """

    programme: Programme
    on: date
    entry: StageReadiness
    stages: tuple[StageReadiness, ...]
    turns_on: date | None = None

    @property
    def now(self) -> StageReadiness:
        """The stage the trainee is at: the furthest that was opened, else the entry course."""
        opened = [each for each in self.stages if each.state is not StageState.NOT_OPENED]
        return opened[-1] if opened else self.entry

    def stage(self, key: str) -> StageReadiness | None:
        return next((each for each in self.every_stage() if each.key == key), None)

    def every_stage(self) -> Iterator[StageReadiness]:
        yield self.entry
        yield from self.stages

    def requirements(self) -> Iterator[RequirementReadiness]:
        for stage in self.every_stage():
            yield from stage.requirements


def assess(record: TrainingRecord, programme: Programme, on: date) -> Readiness:
    """Assess a record against its edition as things stood at the end of the day `on`.

    Facts dated later are left aside. The same facts in another order give an equal answer.
    """
    facts = Facts(record, programme, on)
    entry = _assess_stage(programme.entry, facts)
    stages = tuple(_assess_stage(stage, facts) for stage in programme.stages)
    return Readiness(programme, on, entry, stages, facts.turns_on())


def assess_now(record: TrainingRecord, programme: Programme, on: date) -> StageReadiness:
    """Only the stage the trainee is at: `assess(record, programme, on).now`, for long lists."""
    facts = Facts(record, programme, on)
    opened = [stage for stage in programme.stages if _is_opened(stage, facts)]
    return _assess_stage(opened[-1] if opened else programme.entry, facts)


def missing_before_submission(readiness: Readiness) -> tuple[RequirementReadiness, ...]:
    """What is still to come before a portfolio can be submitted; empty when it is ready.

    The accreditation meeting follows the submission and is never among these.
    """
    asked = readiness.programme.before_submission
    return tuple(each for each in readiness.requirements() if each.kind in asked and not each.met)


def ready_to_submit(readiness: Readiness) -> bool:
    return not missing_before_submission(readiness)


def missing_before_stage_meeting(
    readiness: Readiness, stage: str
) -> tuple[RequirementReadiness, ...]:
    """What a stage still asks for before its closing meeting; empty when it can be held.

    Sharing films with the group belongs to the end of a stage, as the meeting does, so it
    is not asked for first. Raises LookupError for a stage the edition does not have.
    """
    found = readiness.stage(stage)
    if found is None:
        raise LookupError(f"This edition has no stage {stage!r}.")
    return tuple(each for each in found.unmet() if each.kind not in END_OF_STAGE)


def ready_for_stage_meeting(readiness: Readiness, stage: str) -> bool:
    """Whether a stage is open and everything before its closing meeting is in place."""
    missing = missing_before_stage_meeting(readiness, stage)
    found = readiness.stage(stage)
    return found is not None and found.state is StageState.OPEN and not missing


def _assess_stage(stage: Stage, facts: Facts) -> StageReadiness:
    requirements = tuple(
        RequirementReadiness(
            stage.key,
            each,
            facts.programme.source_of(each),
            with_credits(each, tally(each, facts, stage.key), facts, stage.key),
        )
        for each in stage.requirements
    )
    return StageReadiness(stage, _state(stage, facts, requirements), requirements)


def _state(
    stage: Stage, facts: Facts, requirements: tuple[RequirementReadiness, ...]
) -> StageState:
    if not _is_opened(stage, facts):
        return StageState.NOT_OPENED
    return StageState.COMPLETE if all(each.met for each in requirements) else StageState.OPEN


def _is_opened(stage: Stage, facts: Facts) -> bool:
    return not stage.number or bool(facts.opened(stage.key))
