"""Counting time in a stage, cases seen, criteria reached, and what supervisors in training do.

`tally` taken from here counts every kind of requirement, prior learning not yet added;
`with_credits` adds it.
"""

from __future__ import annotations

from dataclasses import replace

from accreditation.counting import in_place, time_in_words
from accreditation.counting_supervision import OR_CONFIRMED, tally
from accreditation.facts import Facts
from accreditation.programme import (
    MEETINGS,
    CasesSeen,
    CriteriaReached,
    DocumentRequired,
    Kind,
    Practice,
    Requirement,
    StageTime,
)
from accreditation.record import EventKind, Rating, TrainingEvent
from accreditation.tally import Evidence, EvidenceKind, NotCounted, Step, Tally, count_in_words
from accreditation.wording import day, minutes_in_words

__all__ = ["several", "tally", "with_credits"]


@tally.register
def _stage_time(requirement: StageTime, facts: Facts, stage: str) -> Tally:
    opened = facts.opened_on(stage)
    days = (facts.on - opened).days if opened else 0
    words = count_in_words(days, requirement.days, "day")
    evidence = (
        (Evidence(EvidenceKind.OPENING, 0, f"the stage opened on {day(opened)}"),) if opened else ()
    )
    return Tally(days, requirement.days, "day", words, evidence)


@tally.register
def _cases_seen(requirement: CasesSeen, facts: Facts, stage: str) -> Tally:
    codes, seen = {}, set()
    for cycle in facts.cycles(stage):
        if facts.counts(cycle):
            codes[cycle.client_id] = cycle.client_code
        if cycle.in_supervision:
            seen.add(cycle.client_id)
    clients = {one: Evidence(EvidenceKind.CLIENT, one, f"client {codes[one]}") for one in codes}
    counted = tuple(evidence for one, evidence in clients.items() if one in seen)
    why = "counts once a cycle of theirs was seen in supervision"
    rest = tuple(
        NotCounted(evidence, why, Step.SUPERVISION)
        for one, evidence in clients.items()
        if one not in seen
    )
    noun = "client seen in supervision|clients seen in supervision"
    needed = max(1, len(clients))
    words = count_in_words(len(counted), needed, noun)
    return Tally(len(counted), needed, "client", words, counted, rest)


@tally.register
def _criteria(requirement: CriteriaReached, facts: Facts, stage: str) -> Tally:
    best: dict[str, Rating] = {}
    for each in facts.ratings(stage):
        if each.criterion not in best or each.level > best[each.criterion].level:
            best[each.criterion] = each
    counted, rest = [], []
    for each in best.values():
        named = Evidence(EvidenceKind.RATING, each.id, f"{each.criterion} on {day(each.on)}")
        if each.level >= requirement.level:
            counted.append(named)
        else:
            rest.append(NotCounted(named, f"is at level {each.level} of {requirement.level}"))
    noun = f"criterion at level {requirement.level}|criteria at level {requirement.level}"
    words = count_in_words(len(counted), requirement.count, noun)
    return Tally(len(counted), requirement.count, "criterion", words, tuple(counted), tuple(rest))


@tally.register
def _practice(requirement: Practice, facts: Facts, stage: str) -> Tally:
    kind, noun = PRACTICE[requirement.kind]
    took_place, rest = in_place(
        facts.events(stage, kind), requirement, facts, lambda each: _happened(each, noun)
    )
    long_enough = [each for each in took_place if each.minutes >= requirement.minutes]
    asked = minutes_in_words(requirement.minutes)
    short = tuple(
        NotCounted(
            _happened(each, noun), f"took {minutes_in_words(each.minutes)}; {asked} is asked for"
        )
        for each in took_place
        if each not in long_enough
    )
    words = count_in_words(len(long_enough), requirement.count, noun)
    evidence = tuple(_happened(each, noun) for each in long_enough)
    unit = noun.partition("|")[0]
    return Tally(len(evidence), requirement.count, unit, words, evidence, short + rest)


def with_credits(requirement: Requirement, found: Tally, facts: Facts, stage: str) -> Tally:
    """The count with what prior learning was credited to the requirement."""
    given = facts.credits(stage, requirement.key)
    if not given:
        return found
    count = found.count + sum(each.amount for each in given)
    if isinstance(requirement, DocumentRequired) or requirement.kind in MEETINGS:
        count = min(1, count)
    evidence = tuple(
        Evidence(
            EvidenceKind.CREDIT,
            each.id,
            f"{_much(each.amount, found.unit)} credited on {day(each.on)}: {each.reason}",
        )
        for each in given
    )
    confirmable = found.confirmable and count < found.needed
    return replace(
        found,
        count=count,
        sentence=_words(count, found) + (OR_CONFIRMED if confirmable else ""),
        counted=(*found.counted, *evidence),
        confirmable=confirmable,
    )


def _words(count: int, found: Tally) -> str:
    if found.unit == "minute":
        return time_in_words(count, found.needed)
    return count_in_words(count, found.needed, _noun(found.unit))


def _much(amount: int, unit: str) -> str:
    if unit == "minute":
        return minutes_in_words(amount)
    one, many = _noun(unit).split("|")
    return f"{amount} {one if amount == 1 else many}"


def several(unit: str) -> str:
    """The plural of what a requirement is counted in."""
    return PLURALS.get(unit, f"{unit}s")


def _noun(unit: str) -> str:
    return f"{unit}|{several(unit)}"


def _happened(each: TrainingEvent, noun: str) -> Evidence:
    label = f"{noun.partition('|')[0]} on {day(each.on)}, {minutes_in_words(each.minutes)}"
    return Evidence(EvidenceKind.EVENT, each.id, label)


PLURALS = {
    "criterion": "criteria",
    "sharing of films with the group": "sharings of films with the group",
    "session of supervision given": "sessions of supervision given",
    "session of supervision of your supervision": "sessions of supervision of your supervision",
}

PRACTICE = {
    Kind.SUPERVISION_GIVEN: (
        EventKind.SUPERVISION_GIVEN,
        "session of supervision given|sessions of supervision given",
    ),
    Kind.SESSIONS_OBSERVED: (
        EventKind.SESSION_OBSERVED,
        "observed session|observed sessions",
    ),
    Kind.MEETINGS_SHADOWED: (
        EventKind.MEETING_SHADOWED,
        "shadowed meeting|shadowed meetings",
    ),
    Kind.SUPERVISION_OF_SUPERVISION: (
        EventKind.SUPERVISION_OF_SUPERVISION,
        "session of supervision of your supervision|sessions of supervision of your supervision",
    ),
}
