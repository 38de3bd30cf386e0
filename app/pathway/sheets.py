"""Requirements and stages as the pages show them: plain values, every number with its links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for

from accreditation.counting_practice import several
from accreditation.programme import MEETINGS
from accreditation.readiness import (
    Evidence,
    Readiness,
    RequirementReadiness,
    StageReadiness,
    StageState,
)
from accreditation.wording import day, spoken_list
from app.pathway.links import link_to
from app.pathway.queries import Trail

Link = tuple[str, str | None]


@dataclass(frozen=True)
class Sheet:
    """One requirement, as `components/evidence.html` reads it.

    `mixture` leads to where a supervisor confirms that a mixture of sessions makes a whole.
    """

    title: str
    met: bool
    count: int
    needed: int
    unit: str
    left: str
    counted: tuple[Link, ...]
    not_counted: tuple[tuple[str, str | None, str], ...]
    source: str
    status: str
    note: str
    mixture: str | None = None


@dataclass(frozen=True)
class Station:
    """One place on the journey, as `components/journey.html` reads it."""

    title: str
    state: str
    note: str
    url: str | None = None


def sheets_of(
    stage: StageReadiness, trail: Trail, own: bool, enrolment_id: int
) -> tuple[Sheet, ...]:
    """Each requirement with its links; `enrolment_id` is the training they are of."""

    def link(to: Evidence) -> str:
        return link_to(to, trail, own, enrolment_id)

    return tuple(
        _sheet(each, link, None if own else _mixture(each, enrolment_id))
        for each in stage.requirements
    )


def _mixture(each: RequirementReadiness, enrolment_id: int) -> str | None:
    if not each.confirmable:
        return None
    return url_for(
        "pathway.confirm_mixed",
        enrolment_id=enrolment_id,
        stage_key=each.stage,
        requirement_key=each.key,
    )


def named_only(
    each: RequirementReadiness, link: Callable[[Evidence], str | None] = lambda evidence: None
) -> Sheet:
    """A requirement whose evidence is named, and leads to no more than `link` gives."""
    confirmable = "" if each.confirmable else None
    return _sheet(each, link, confirmable)


def left_in_short(stage: StageReadiness) -> str:
    """What a stage still asks for, in one line; empty when it is complete."""
    unmet = stage.unmet()
    work = [each.sentence for each in unmet if each.kind not in MEETINGS]
    if unmet and not work:
        return f"Ready for the {unmet[0].title.lower()}"
    words = spoken_list(work)
    return words[:1].upper() + words[1:]


def stations_of(readiness: Readiness, trail: Trail, accredited: bool) -> tuple[Station, ...]:
    """The whole journey: the intro course, each stage, and the accreditation at its end."""
    opened_on = {each.stage: day(each.opened_on) for each in trail.record.stage_openings}
    now = None if accredited else readiness.now.key
    stations = [
        Station(each.title, _state(each, now), _note(each, opened_on.get(each.key)))
        for each in readiness.every_stage()
    ]
    return (*stations, Station("Accredited", "done" if accredited else "later", ""))


def _sheet(
    each: RequirementReadiness,
    link: Callable[[Evidence], str | None],
    mixture: str | None = None,
) -> Sheet:
    return Sheet(
        title=each.title,
        met=each.met,
        count=each.count,
        needed=each.needed,
        unit=_unit(each),
        left=each.sentence[:1].upper() + each.sentence[1:],
        counted=tuple((one.label, link(one)) for one in each.counted),
        not_counted=tuple(
            (one.evidence.label, link(one.evidence), one.why) for one in each.not_counted
        ),
        source=each.source.title,
        status=each.status.value,
        note=each.requirement.note,
        mixture=mixture,
    )


def _unit(each: RequirementReadiness) -> str:
    return each.unit if each.needed == 1 else several(each.unit)


def _state(stage: StageReadiness, now: str | None) -> str:
    if stage.state is StageState.COMPLETE:
        return "done"
    return "now" if stage.key == now else "later"


def _note(stage: StageReadiness, opened_on: str | None) -> str:
    if stage.state is StageState.OPEN and stage.stage.number:
        met = len(stage.requirements) - len(stage.unmet())
        return f"Opened on {opened_on}. {met} of {len(stage.requirements)} requirements met"
    return f"Opened on {opened_on}" if opened_on else ""
