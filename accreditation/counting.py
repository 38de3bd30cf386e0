"""Counting the evidence for each kind of requirement.

`tally(requirement, facts, stage)` gives the count for one requirement of one stage; there is
one function for each kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import singledispatch
from typing import TypeVar

from accreditation.facts import Facts
from accreditation.programme import (
    Clients,
    Cycles,
    DocumentKind,
    DocumentRequired,
    GroupSharing,
    IntroCourse,
    Introduction,
    Kind,
    MidPoint,
    Requirement,
    StageMeeting,
)
from accreditation.record import (
    Cycle,
    EventKind,
    IntroAttendance,
    MeetingKind,
    MeetingOutcome,
    TrainingEvent,
)
from accreditation.record import Introduction as HeldIntroduction
from accreditation.record import StageMeeting as HeldMeeting
from accreditation.tally import (
    STEPS,
    Evidence,
    EvidenceKind,
    NotCounted,
    Step,
    Tally,
    count_in_words,
)
from accreditation.wording import day, minutes_in_words

Recorded = TypeVar("Recorded", IntroAttendance, HeldIntroduction, TrainingEvent)


@singledispatch
def tally(requirement: Requirement, facts: Facts, stage: str) -> Tally:
    """The count for a requirement. Raises TypeError for a kind nobody counts."""
    raise TypeError(f"Nobody counts {type(requirement).__name__}.")


@tally.register
def _intro_course(requirement: IntroCourse, facts: Facts, stage: str) -> Tally:
    attended, rest = in_place(facts.attendances(), requirement, facts, _attendance)
    ways = [_by_whole_days(requirement.days, attended)]
    if requirement.half_days is not None:
        ways.append(_by_half_days(requirement.half_days, attended))
    nearest = max(ways, key=lambda way: way.share)
    return replace(nearest, not_counted=nearest.not_counted + rest)


@tally.register
def _introduction(requirement: Introduction, facts: Facts, stage: str) -> Tally:
    held, rest = in_place(facts.introductions(stage), requirement, facts, _introduced)
    minutes = sum(each.minutes for each in held)
    return Tally(
        minutes,
        requirement.minutes,
        "minute",
        time_in_words(minutes, requirement.minutes),
        tuple(map(_introduced, held)),
        rest,
    )


@tally.register
def _cycles(requirement: Cycles, facts: Facts, stage: str) -> Tally:
    cycles = facts.cycles(stage)
    evidence = tuple(_cycle(each) for each in cycles if facts.counts(each))
    waiting = tuple(
        NotCounted(_cycle(each), *why) for each in cycles if (why := facts.reason_against(each))
    )
    words = count_in_words(len(evidence), requirement.count, "cycle")
    return Tally(len(evidence), requirement.count, "cycle", words, evidence, waiting)


@tally.register
def _clients(requirement: Clients, facts: Facts, stage: str) -> Tally:
    evidence, rest = [], []
    for client_id, cycles in _by_client(facts.cycles(stage)).items():
        client = Evidence(EvidenceKind.CLIENT, client_id, f"client {cycles[0].client_code}")
        why = _reason_against_client(requirement, facts, stage, client_id, cycles)
        if why is None:
            evidence.append(client)
        else:
            rest.append(NotCounted(client, *why))
    noun = "new client" if requirement.new else "client"
    words = count_in_words(len(evidence), requirement.count, noun)
    return Tally(len(evidence), requirement.count, noun, words, tuple(evidence), tuple(rest))


@tally.register
def _mid_point(requirement: MidPoint, facts: Facts, stage: str) -> Tally:
    return _one_event(requirement, facts, facts.events(stage, EventKind.MIDPOINT), "mid-point day")


@tally.register
def _group_sharing(requirement: GroupSharing, facts: Facts, stage: str) -> Tally:
    shared = facts.events(stage, EventKind.GROUP_SHARING)
    return _one_event(requirement, facts, shared, "sharing of films with the group")


@tally.register
def _document(requirement: DocumentRequired, facts: Facts, stage: str) -> Tally:
    kind, name, done, due = DOCUMENTS[requirement.document]
    evidence = tuple(
        Evidence(kind, each.id, f"{name} of {day(each.on)}")
        for each in facts.documents(stage, requirement.document)
    )
    words = f"{name} {done if evidence else due}"
    return Tally(min(1, len(evidence)), 1, "document", words, evidence)


@tally.register
def _meeting(requirement: StageMeeting, facts: Facts, stage: str) -> Tally:
    held = facts.meetings(stage, MEETING_KINDS[requirement.kind])
    name = requirement.title[0].lower() + requirement.title[1:]
    evidence, rest = [], []
    for each in held:
        meeting = Evidence(EvidenceKind.MEETING, each.id, f"{name} on {day(each.held_on)}")
        why = _reason_against_meeting(requirement, each)
        if why is None:
            evidence.append(meeting)
        else:
            rest.append(NotCounted(meeting, why))
    words = f"{name} held" if evidence else f"another {name} to come" if held else f"{name} to come"
    return Tally(min(1, len(evidence)), 1, "meeting", words, tuple(evidence), tuple(rest))


def time_in_words(minutes: int, needed: int) -> str:
    """`1 hour in place`, `1 hour to come`, `30 minutes more`."""
    if minutes >= needed:
        return f"{minutes_in_words(minutes)} in place"
    left = minutes_in_words(needed - minutes)
    return f"{left} more" if minutes else f"{left} to come"


def _by_whole_days(days: int, attended: Sequence[IntroAttendance]) -> Tally:
    half_days_on = Counter[object]()
    for each in attended:
        half_days_on[each.on] += each.half_days
    whole = {on for on, half_days in half_days_on.items() if half_days >= 2}
    evidence = tuple(_attendance(each) for each in attended if each.on in whole)
    rest = tuple(
        NotCounted(_attendance(each), "counts with the other half of the same day")
        for each in attended
        if each.on not in whole
    )
    words = count_in_words(len(whole), days, "whole day")
    return Tally(len(whole), days, "whole day", words, evidence, rest)


def _by_half_days(half_days: int, attended: Sequence[IntroAttendance]) -> Tally:
    count = sum(each.half_days for each in attended)
    words = count_in_words(count, half_days, "half-day")
    return Tally(count, half_days, "half-day", words, tuple(_attendance(e) for e in attended))


def in_place(
    recorded: Iterable[Recorded],
    requirement: Requirement,
    facts: Facts,
    named: Callable[[Recorded], Evidence],
) -> tuple[list[Recorded], tuple[NotCounted, ...]]:
    """What was confirmed by whom the edition asks for, and what was not with its reason."""
    counted, rest = [], []
    for each in recorded:
        why = facts.unconfirmed(each.by, requirement)
        if why is None:
            counted.append(each)
        else:
            rest.append(NotCounted(named(each), *why))
    return counted, tuple(rest)


def _introduced(each: HeldIntroduction) -> Evidence:
    label = f"introduction on {day(each.on)}, {minutes_in_words(each.minutes)}"
    return Evidence(EvidenceKind.INTRODUCTION, each.id, label)


def _attendance(each: IntroAttendance) -> Evidence:
    length = "whole day" if each.half_days >= 2 else "half-day"
    return Evidence(EvidenceKind.INTRO_ATTENDANCE, each.id, f"{length} on {day(each.on)}")


def _cycle(each: Cycle) -> Evidence:
    label = f"cycle {each.number} of client {each.client_code}"
    return Evidence(EvidenceKind.CYCLE, each.id, label)


def _by_client(cycles: Sequence[Cycle]) -> dict[int, list[Cycle]]:
    clients: dict[int, list[Cycle]] = {}
    for cycle in cycles:
        clients.setdefault(cycle.client_id, []).append(cycle)
    return clients


def _reason_against_client(
    requirement: Clients, facts: Facts, stage: str, client_id: int, cycles: Sequence[Cycle]
) -> tuple[str, Step | None] | None:
    before = facts.stage_where_counted_before(client_id, stage) if requirement.new else None
    if before is not None:
        return f"was met in {before} already, so is not new here", None
    reasons = [facts.reason_against(each) for each in cycles]
    if None in reasons:
        return None
    steps = [reason[1] for reason in reasons if reason]
    return "counts with a first cycle that counts", max(steps, key=STEPS.index)


def _one_event(
    requirement: Requirement, facts: Facts, held: Sequence[TrainingEvent], name: str
) -> Tally:
    def named(each: TrainingEvent) -> Evidence:
        return Evidence(EvidenceKind.EVENT, each.id, f"{name} on {day(each.on)}")

    took_place, rest = in_place(held, requirement, facts, named)
    words = f"{name} in place" if took_place else f"{name} to come"
    evidence = tuple(map(named, took_place))
    return Tally(min(1, len(evidence)), 1, name, words, evidence, rest)


def _reason_against_meeting(requirement: StageMeeting, held: HeldMeeting) -> str | None:
    if requirement.external and not held.external:
        return "was not held by an external supervisor"
    if held.minutes < requirement.minutes:
        asked = minutes_in_words(requirement.minutes)
        return f"took {minutes_in_words(held.minutes)}; {asked} is asked for"
    if held.outcome is not MeetingOutcome.GO_ON:
        return "ended with next steps, and another meeting follows"
    return None


DOCUMENTS = {
    DocumentKind.REFLECTIVE_STATEMENT: (
        EvidenceKind.DOCUMENT,
        "reflective statement",
        "written",
        "to write",
    ),
    DocumentKind.SELF_ASSESSMENT: (
        EvidenceKind.SELF_ASSESSMENT,
        "self-assessment",
        "given",
        "to give",
    ),
    DocumentKind.COURSE_EVALUATION: (
        EvidenceKind.COURSE_EVALUATION,
        "course evaluation",
        "given",
        "to give",
    ),
}
"""What the evidence is the id of, its name, and the words for its being there and not."""

MEETING_KINDS = {
    Kind.TRANSITION_MEETING: MeetingKind.TRANSITION,
    Kind.ACCREDITATION_MEETING: MeetingKind.ACCREDITATION,
}
