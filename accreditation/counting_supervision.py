"""Counting supervision: whole formats of sessions, or total time.

`tally` taken from here counts every kind of requirement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from accreditation.counting import in_place, tally, time_in_words
from accreditation.facts import Facts
from accreditation.programme import SessionFormat, SupervisionSessions, SupervisionTime
from accreditation.record import EventKind, SupervisionSession, TrainingEvent
from accreditation.tally import Evidence, EvidenceKind, NotCounted, Step, Tally, count_in_words
from accreditation.wording import counted, day, minutes_in_words, spoken_list

__all__ = ["OR_CONFIRMED", "tally"]

OR_CONFIRMED = ", or your supervisor confirms the mixture and says why"


@tally.register
def _supervision_sessions(requirement: SupervisionSessions, facts: Facts, stage: str) -> Tally:
    """The format nearest to whole counts; among equals the one the edition names first."""
    half_days, unconfirmed = _half_days(requirement, facts, stage)
    together = _in_too_large_a_group(requirement.most_trainees, facts, stage)
    ways = [_by_format(each, requirement, facts, stage, half_days) for each in requirement.formats]
    nearest = max(ways, key=lambda way: way.share)
    nearest = replace(nearest, not_counted=nearest.not_counted + together + unconfirmed)
    if nearest.count:
        return nearest if nearest.met else _or_mixed(nearest, requirement, facts, stage)
    return Tally(
        0,
        nearest.needed,
        nearest.unit,
        f"{_all_formats(requirement.formats)} to come",
        (),
        nearest.not_counted,
    )


@tally.register
def _supervision_time(requirement: SupervisionTime, facts: Facts, stage: str) -> Tally:
    sessions = _sessions(requirement.most_trainees, facts, stage)
    signed = [each for each in sessions if facts.happened(each.signed_on)]
    minutes = sum(each.minutes for each in signed)
    words = time_in_words(minutes, requirement.minutes)
    if requirement.normally and 0 < minutes < requirement.minutes:
        words += f"; normally {minutes_in_words(requirement.minutes)} in all"
    return Tally(
        minutes,
        requirement.minutes,
        "minute",
        words,
        tuple(_session(each) for each in signed),
        tuple(_unsigned(each) for each in sessions if each not in signed)
        + _in_too_large_a_group(requirement.most_trainees, facts, stage),
    )


def _or_mixed(nearest: Tally, requirement: SupervisionSessions, facts: Facts, stage: str) -> Tally:
    """Sessions of several formats that add up to a whole: they count if that was confirmed."""
    sessions = _sessions(requirement.most_trainees, facts, stage)
    signed = [each for each in sessions if facts.happened(each.signed_on)]
    half_days = _half_days(requirement, facts, stage)[0][: requirement.training_half_days]
    shares = [_largest_share(each, requirement.formats) for each in signed]
    whole = sum(shares, Fraction(0)) + Fraction(len(half_days), requirement.formats[0].sessions)
    if len(requirement.formats) < 2 or whole < 1:
        return nearest
    confirmed = facts.mixture(stage, requirement.key)
    if confirmed is None:
        return replace(nearest, sentence=nearest.sentence + OR_CONFIRMED, confirmable=True)
    counted = [_session(each) for each, share in zip(signed, shares, strict=True) if share]
    counted += [_half_day(each) for each in half_days]
    words = f"a mixture of sessions in place, confirmed on {day(confirmed.on)}: {confirmed.reason}"
    inside = {each.id for each in counted if each.kind is EvidenceKind.SESSION}
    rest = tuple(each for each in nearest.not_counted if each.evidence.id not in inside)
    return replace(
        nearest, count=nearest.needed, sentence=words, counted=tuple(counted), not_counted=rest
    )


def _half_days(
    requirement: SupervisionSessions, facts: Facts, stage: str
) -> tuple[list[TrainingEvent], tuple[NotCounted, ...]]:
    """Training half-days that were confirmed, and the others where they could stand in."""
    held = facts.events(stage, EventKind.TRAINING_HALF_DAY)
    confirmed, rest = in_place(held, requirement, facts, _half_day)
    return confirmed, rest if requirement.training_half_days else ()


def _largest_share(each: SupervisionSession, formats: Sequence[SessionFormat]) -> Fraction:
    """How much of a whole a session is, by the format it goes furthest in."""
    fits = [Fraction(1, way.sessions) for way in formats if each.minutes >= way.minutes]
    return max(fits, default=Fraction(0))


def _by_format(
    way: SessionFormat,
    requirement: SupervisionSessions,
    facts: Facts,
    stage: str,
    half_days: Sequence[TrainingEvent],
) -> Tally:
    evidence: list[Evidence] = []
    rest: list[NotCounted] = []
    allowed = requirement.training_half_days
    for each in _sessions(requirement.most_trainees, facts, stage):
        if not facts.happened(each.signed_on):
            rest.append(_unsigned(each))
        elif each.minutes < way.minutes:
            asked = minutes_in_words(way.minutes)
            rest.append(NotCounted(_session(each), f"is shorter than the {asked} asked for"))
        else:
            evidence.append(_session(each))
    evidence += [_half_day(each) for each in half_days[:allowed]]
    if allowed:
        why = f"can stand in for {counted(allowed, 'session')} only"
        rest += [NotCounted(_half_day(each), why) for each in half_days[allowed:]]
    noun = f"session of {_length(way)}|sessions of {_length(way)}"
    words = count_in_words(len(evidence), way.sessions, noun)
    return Tally(len(evidence), way.sessions, "session", words, tuple(evidence), tuple(rest))


def _sessions(most: int, facts: Facts, stage: str) -> list[SupervisionSession]:
    """The stage's sessions with no more trainees together than the edition lets count."""
    return [each for each in facts.sessions(stage) if not most or each.trainees <= most]


def _in_too_large_a_group(most: int, facts: Facts, stage: str) -> tuple[NotCounted, ...]:
    fits = _sessions(most, facts, stage)
    asked = "individual supervision is" if most == 1 else f"{most} together at most are"
    return tuple(
        NotCounted(_session(each), f"was held with {each.trainees} trainees; {asked} asked for")
        for each in facts.sessions(stage)
        if each not in fits
    )


def _all_formats(formats: Sequence[SessionFormat]) -> str:
    first, *others = formats
    ways = [f"{counted(first.sessions, 'session')} of {_length(first)}"]
    ways += [f"{other.sessions} of {_length(other)}" for other in others]
    return spoken_list(ways, "or")


def _length(way: SessionFormat) -> str:
    return minutes_in_words(way.minutes)


def _session(each: SupervisionSession) -> Evidence:
    group = f" in a group of {each.trainees}" if each.trainees > 1 else ""
    label = f"{minutes_in_words(each.minutes)} of supervision{group} on {day(each.held_on)}"
    return Evidence(EvidenceKind.SESSION, each.id, label)


def _unsigned(each: SupervisionSession) -> NotCounted:
    return NotCounted(_session(each), "counts once it is signed", Step.SIGNATURE)


def _half_day(each: TrainingEvent) -> Evidence:
    return Evidence(EvidenceKind.EVENT, each.id, f"training half-day on {day(each.on)}")
