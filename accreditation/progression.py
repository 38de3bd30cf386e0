"""States, which may follow which, and who may take the step.

A `Progression` is a small table of steps. The application keeps the state in a row and asks
here before it moves one; nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from accreditation.programme import Programme, Stage
from accreditation.readiness import Readiness, StageState
from accreditation.record import MeetingOutcome
from accreditation.wording import spoken_list


class Taker(StrEnum):
    """Who takes a step; `attune` is the application itself, at work in the background."""

    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    ACCREDITOR = "accreditor"
    REGISTRAR = "registrar"
    ATTUNE = "attune"


class RecordingState(StrEnum):
    UPLOADING = "uploading"
    RECEIVED = "received"
    WATCHABLE = "watchable"
    READY = "ready"
    REFUSED = "refused"
    ERASED = "erased"


class RequestState(StrEnum):
    """A request for supervision on a cycle: asked, then answered by a signed session."""

    ASKED = "asked"
    ANSWERED = "answered"


class SubmissionState(StrEnum):
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    DECIDED = "decided"


class DecisionOutcome(StrEnum):
    ACCREDITED = "accredited"
    NOT_YET = "not_yet"


State = TypeVar("State", bound=StrEnum)


class StepRefused(ValueError):
    """A step that may not follow, or not be taken by this person; the message is for people."""


@dataclass(frozen=True, slots=True)
class Step(Generic[State]):
    before: State
    after: State
    takers: frozenset[Taker]


@dataclass(frozen=True, slots=True)
class Progression(Generic[State]):
    """What may become what. `name` is the thing as a sentence names it: `recording`.

    States and takers are asked for by value, so a row's own word is enough.
    """

    name: str
    begins: State
    steps: tuple[Step[State], ...]

    def following(self, state: str) -> tuple[State, ...]:
        """The states that may come next."""
        return tuple(step.after for step in self.steps if step.before == state)

    def ends(self, state: str) -> bool:
        """Whether nothing can follow."""
        return not self.following(state)

    def may(self, taker: str, before: str, after: str) -> bool:
        """Whether this person may take the step from one state to the other."""
        return any(taker == each for each in self.takers(before, after))

    def takers(self, before: str, after: str) -> frozenset[Taker]:
        """Who may take the step; nobody for one that does not exist."""
        step = self._step(before, after)
        return step.takers if step else frozenset()

    def require(self, taker: str, before: str, after: str) -> None:
        """Raise StepRefused, with the reason, when the step may not be taken."""
        step = self._step(before, after)
        if step is None:
            raise StepRefused(
                f"A {self.name} that is {_words(before)} cannot become {_words(after)}."
            )
        if not self.may(taker, before, after):
            who = spoken_list((TAKERS[each] for each in sorted(step.takers)), "or")
            raise StepRefused(
                f"A {self.name} becomes {_words(after)} by {who}, not by the {_words(taker)}."
            )

    def _step(self, before: str, after: str) -> Step[State] | None:
        wanted = (before, after)
        return next((s for s in self.steps if (s.before, s.after) == wanted), None)


def _words(value: str) -> str:
    return str(value).replace("_", " ")


TAKERS = {taker: f"the {taker}" for taker in Taker} | {Taker.ATTUNE: "Attune itself"}


def _step(before: State, after: State, *takers: Taker) -> Step[State]:
    return Step(before, after, frozenset(takers))


def _erasable(states: Collection[RecordingState]) -> tuple[Step[RecordingState], ...]:
    takers = (Taker.TRAINEE, Taker.ATTUNE)
    return tuple(_step(state, RecordingState.ERASED, *takers) for state in states)


RECORDING = Progression(
    "recording",
    RecordingState.UPLOADING,
    (
        _step(RecordingState.UPLOADING, RecordingState.RECEIVED, Taker.TRAINEE),
        _step(RecordingState.RECEIVED, RecordingState.WATCHABLE, Taker.ATTUNE),
        _step(RecordingState.RECEIVED, RecordingState.READY, Taker.ATTUNE),
        _step(RecordingState.RECEIVED, RecordingState.REFUSED, Taker.ATTUNE),
        _step(RecordingState.WATCHABLE, RecordingState.READY, Taker.ATTUNE),
        _step(RecordingState.WATCHABLE, RecordingState.REFUSED, Taker.ATTUNE),
        *_erasable([state for state in RecordingState if state is not RecordingState.ERASED]),
    ),
)

SUPERVISION_REQUEST = Progression(
    "request for supervision",
    RequestState.ASKED,
    (_step(RequestState.ASKED, RequestState.ANSWERED, Taker.SUPERVISOR),),
)

SUBMISSION = Progression(
    "submission",
    SubmissionState.SUBMITTED,
    (
        _step(SubmissionState.SUBMITTED, SubmissionState.UNDER_REVIEW, Taker.REGISTRAR),
        _step(
            SubmissionState.UNDER_REVIEW,
            SubmissionState.DECIDED,
            *(Taker.REGISTRAR, Taker.ACCREDITOR),
        ),
    ),
)

"""The panel decides under review; a submission is decided once the registrar releases it. The chair
closes it by themselves where they return it unjudged, because something in it was withdrawn."""

STAGE = Progression(
    "stage",
    StageState.NOT_OPENED,
    (
        _step(StageState.NOT_OPENED, StageState.OPEN, Taker.REGISTRAR, Taker.ATTUNE),
        _step(StageState.OPEN, StageState.COMPLETE, Taker.ATTUNE),
    ),
)
"""A stage opens when what comes before is complete; it is complete by what is recorded."""


def first_stage(programme: Programme) -> Stage:
    """The stage that follows the intro course."""
    return programme.stages[0]


def next_stage(programme: Programme, stage: str) -> Stage | None:
    """The stage after this one, or None after the last. Raises LookupError for an unknown one."""
    found = programme.stage(stage)
    if found is None:
        raise LookupError(f"This edition has no stage {stage!r}.")
    return next((each for each in programme.stages if each.number == found.number + 1), None)


def stage_to_open(readiness: Readiness) -> Stage | None:
    """The stage that can be opened now: the one after the current, when that is complete."""
    if readiness.now.state is not StageState.COMPLETE:
        return None
    return next_stage(readiness.programme, readiness.now.key)


def may_submit_again(outcomes: Collection[str]) -> bool:
    """Whether a portfolio can be submitted, given the decisions on earlier submissions."""
    return all(each != DecisionOutcome.ACCREDITED for each in outcomes)


def meeting_may_be_held_again(outcomes: Collection[str]) -> bool:
    """Whether another meeting may close a stage: until one of them said to go on."""
    return all(each != MeetingOutcome.GO_ON for each in outcomes)
