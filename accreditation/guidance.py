"""The one thing to do now: a readiness turned into a next step, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from accreditation.counting_practice import PRACTICE
from accreditation.programme import MEETINGS, DocumentKind, DocumentRequired, Kind
from accreditation.readiness import (
    Readiness,
    RequirementReadiness,
    StageReadiness,
    StageState,
    missing_before_submission,
)
from accreditation.tally import STEPS, Evidence, NotCounted, Step


class NextKind(StrEnum):
    """What sort of thing comes next, so that a page can offer the way there."""

    INTRO_COURSE = "intro_course"
    STAGE_OPENING = "stage_opening"
    INTRODUCTION = "introduction"
    CYCLE = "cycle"
    NEW_CYCLE = "new_cycle"
    NEW_CLIENT = "new_client"
    SUPERVISION = "supervision"
    EVENT = "event"
    LOG = "log"
    DOCUMENT = "document"
    SELF_ASSESSMENT = "self_assessment"
    COURSE_EVALUATION = "course_evaluation"
    WAITING = "waiting"
    MEETING = "meeting"
    GAP = "gap"
    SUBMISSION = "submission"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class NextThing:
    """`stage` is the key of the stage it belongs to. `evidence` is what it is about, if
    anything, and `step` what that waits for."""

    kind: NextKind
    sentence: str
    stage: str
    evidence: Evidence | None = None
    step: Step | None = None


def next_thing(readiness: Readiness) -> NextThing:
    """The one thing to do now. There always is one, if only to enjoy what is complete."""
    stage = readiness.now
    found = _between_stages(readiness, stage)
    for look in LOOKS:
        found = found or look(stage)
    return found or _ending(readiness, stage)


def _between_stages(readiness: Readiness, stage: StageReadiness) -> NextThing | None:
    if stage is readiness.entry and stage.state is not StageState.COMPLETE:
        left = stage.unmet()[0].sentence
        return NextThing(NextKind.INTRO_COURSE, f"Attend the intro course: {left}.", stage.key)
    if stage.state is not StageState.COMPLETE:
        return None
    following = next(
        (each for each in readiness.stages if each.stage.number > stage.stage.number), None
    )
    if following is not None:
        sentence = f"{stage.title} is complete. {following.title} can be opened now."
        return NextThing(NextKind.STAGE_OPENING, sentence, following.key)
    return None if missing_before_submission(readiness) else _complete(readiness, stage)


def _complete(readiness: Readiness, stage: StageReadiness) -> NextThing:
    sentence = f"Everything that {readiness.programme.title} asks for is in place."
    return NextThing(NextKind.COMPLETE, sentence, stage.key)


def _introduction(stage: StageReadiness) -> NextThing | None:
    asked = _unmet(stage, Kind.INTRODUCTION)
    if asked is None or _waiting_to_be_confirmed(asked):
        return None
    sentence = f"Take part in the {_lower(asked.title)}: {asked.sentence}."
    return NextThing(NextKind.INTRODUCTION, sentence, stage.key)


def _cycle_under_way(stage: StageReadiness) -> NextThing | None:
    under_way = [each for each in _waiting_cycles(stage) if each.step in CYCLE_STEPS]
    if not under_way:
        return None
    furthest = max(under_way, key=lambda each: STEPS.index(each.step))
    return _about(NextKind.CYCLE, CYCLE_STEPS[furthest.step], stage, furthest)


def _another_cycle(stage: StageReadiness) -> NextThing | None:
    clients, cycles = _unmet(stage, Kind.CLIENTS), _unmet(stage, Kind.CYCLES)
    if clients and clients.left > _waiting_to_be_confirmed(clients):
        sentence = f"Begin with a new client: {clients.sentence}."
        return NextThing(NextKind.NEW_CLIENT, sentence, stage.key)
    if cycles and cycles.left > _waiting_to_be_confirmed(cycles):
        sentence = f"Start the next cycle: {cycles.sentence}."
        return NextThing(NextKind.NEW_CYCLE, sentence, stage.key)
    return None


def _supervision(stage: StageReadiness) -> NextThing | None:
    asked = _unmet(stage, Kind.SUPERVISION_SESSIONS) or _unmet(stage, Kind.SUPERVISION_TIME)
    if asked is None or any(each.step is Step.SIGNATURE for each in asked.not_counted):
        return None
    return NextThing(NextKind.SUPERVISION, f"Plan supervision: {asked.sentence}.", stage.key)


def _document(stage: StageReadiness) -> NextThing | None:
    asked = _unmet(stage, Kind.DOCUMENT)
    if asked is None:
        return None
    assert isinstance(asked.requirement, DocumentRequired)
    kind, verb = DOCUMENTS[asked.requirement.document]
    return NextThing(kind, f"{verb} {_lower(asked.title)}.", stage.key)


def _event(stage: StageReadiness) -> NextThing | None:
    for kind in (Kind.MID_POINT, Kind.GROUP_SHARING):
        asked = _unmet(stage, kind)
        if asked and not _waiting_to_be_confirmed(asked):
            return NextThing(NextKind.EVENT, f"Plan the {asked.unit}.", stage.key)
    return None


def _practice(stage: StageReadiness) -> NextThing | None:
    for asked in stage.unmet():
        if asked.kind in PRACTICE and asked.left > _waiting_to_be_confirmed(asked):
            sentence = f"Go on with {_lower(asked.title)}: {asked.sentence}."
            return NextThing(NextKind.LOG, sentence, stage.key)
    return None


def _waiting(stage: StageReadiness) -> NextThing | None:
    for each in _not_counted_yet(stage):
        if each.step in WAITING_STEPS:
            return _about(NextKind.WAITING, WAITING_STEPS[each.step], stage, each)
    return None


def _ending(readiness: Readiness, stage: StageReadiness) -> NextThing:
    missing = missing_before_submission(readiness)
    meeting = next((each for each in stage.unmet() if each.kind in MEETINGS), None)
    if meeting is not None and meeting.kind is Kind.TRANSITION_MEETING:
        sentence = f"Arrange the {_lower(meeting.title)}."
        return NextThing(NextKind.MEETING, sentence, stage.key)
    if missing:
        gap = next(each for each in readiness.every_stage() if each.key == missing[0].stage)
        sentence = f"{gap.title}: {missing[0].sentence}."
        return NextThing(NextKind.GAP, sentence, gap.key)
    return NextThing(NextKind.SUBMISSION, "Check your portfolio and submit it.", stage.key)


def _about(kind: NextKind, words: str, stage: StageReadiness, each: NotCounted) -> NextThing:
    return NextThing(kind, words.format(each.evidence.label), stage.key, each.evidence, each.step)


def _unmet(stage: StageReadiness, kind: Kind) -> RequirementReadiness | None:
    return next((each for each in stage.unmet() if each.kind is kind), None)


def _waiting_cycles(stage: StageReadiness) -> tuple[NotCounted, ...]:
    cycles = stage.of_kind(Kind.CYCLES)
    wanted = _unmet(stage, Kind.CYCLES) or _unmet(stage, Kind.CLIENTS)
    return cycles.not_counted if cycles and wanted else ()


def _waiting_to_be_confirmed(asked: RequirementReadiness) -> int:
    return sum(each.step in TO_BE_CONFIRMED for each in asked.not_counted)


def _not_counted_yet(stage: StageReadiness) -> Iterator[NotCounted]:
    yield from _waiting_cycles(stage)
    for asked in stage.unmet():
        yield from asked.not_counted


def _lower(title: str) -> str:
    return title[0].lower() + title[1:]


LOOKS: tuple[Callable[[StageReadiness], NextThing | None], ...] = (
    _introduction,
    _cycle_under_way,
    _another_cycle,
    _supervision,
    _practice,
    _document,
    _event,
    _waiting,
)
"""Where to look, in the order of a stage's own work; the first answer is the next thing."""

CYCLE_STEPS: dict[Step | None, str] = {
    Step.FILM: "Upload the film of {}.",
    Step.SHARED_REVIEW: "Hold the shared review of {}, and film it.",
    Step.REVIEW_FILM: "Upload the film of the shared review for {}.",
    Step.SUPERVISION: "Ask for supervision on {}.",
}

TO_BE_CONFIRMED = {Step.CONFIRMATION, Step.COUNTERSIGNATURE}

WAITING_STEPS: dict[Step | None, str] = {
    Step.CONFIRMATION: "Your supervisor has {}: it counts once they confirm it.",
    Step.COUNTERSIGNATURE: "Whoever you asked has the {} to confirm.",
    Step.SIGNATURE: "Your supervisor has {} to sign.",
}

DOCUMENTS: dict[DocumentKind, tuple[NextKind, str]] = {
    DocumentKind.REFLECTIVE_STATEMENT: (NextKind.DOCUMENT, "Write your"),
    DocumentKind.SELF_ASSESSMENT: (NextKind.SELF_ASSESSMENT, "Give your"),
    DocumentKind.COURSE_EVALUATION: (NextKind.COURSE_EVALUATION, "Give your"),
}
