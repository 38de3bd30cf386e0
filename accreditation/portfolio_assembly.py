"""Assembling a portfolio document from facts: what stands in it, in which order, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from accreditation.consent import Purpose
from accreditation.coverage import coverage
from accreditation.framework import CriteriaFramework, FilmKind, PrinciplesFramework
from accreditation.marks import ILLUSTRATIVE_MARK, NOT_AVIGUK, Status
from accreditation.portfolio_document import (
    SECTIONS,
    ConsentLine,
    CourseLine,
    CoverageLine,
    CriterionTag,
    CycleLine,
    Entry,
    FilmLine,
    GoalLine,
    MeetingLine,
    MomentEntry,
    Notice,
    PathwayLine,
    PortfolioDocument,
    PrincipleTag,
    RatingLine,
    Section,
    SupervisionLine,
    SupervisorStatement,
)
from accreditation.portfolio_facts import (
    ChosenMoment,
    FilmConsent,
    PortfolioFacts,
    Rating,
    SubmittedFilm,
)
from accreditation.readiness import EvidenceKind, RequirementReadiness
from accreditation.record import Cycle
from accreditation.timecode import Timecode

OfAFilm = TypeVar("OfAFilm", FilmConsent, SubmittedFilm)


def assemble(facts: PortfolioFacts) -> PortfolioDocument:
    """The document, with every section in order, whatever the order of the facts.

    Raises LookupError for a moment or film of a cycle that is not in the record, and for a
    tag or level that its framework does not have.
    """
    sections: dict[str, Iterable[Entry]] = {
        "notices": _notices(facts),
        "cover": [facts.cover],
        "since": [],
        "pathway": [_pathway_line(facts, each) for each in facts.readiness.requirements()],
        "cycles": [_cycle_line(facts, each) for each in _counted_cycles(facts)],
        "coverage": _coverage(facts),
        "moments": [_moment(facts, each) for each in _moments_in_order(facts)],
        "films": [_film(facts, each) for each in _in_place(facts, facts.films)],
        "supervision": _supervision_in_order(facts),
        "courses": _courses_in_order(facts),
        "ratings": [_rating(facts, each) for each in _ratings_in_order(facts)],
        "goals": _goals_in_order(facts),
        "meetings": _meetings_in_order(facts),
        "statement": [facts.statement],
        "supervisor-statement": _vouched_in_order(facts),
        "consent": [_consent(facts, each) for each in _in_place(facts, facts.consents)],
    }
    return PortfolioDocument(tuple(Section(key, tuple(sections[key])) for key in SECTIONS))


def _notices(facts: PortfolioFacts) -> list[Notice]:
    programme = facts.readiness.programme
    notices = [
        Notice("not-aviguk", NOT_AVIGUK),
        Notice("edition", f"{programme.title}: {programme.standing}."),
    ]
    if facts.criteria.mark:
        notices.append(Notice("criteria", f"{facts.criteria.title}: {facts.criteria.mark}."))
    if any(each.status is Status.ILLUSTRATIVE for each in facts.readiness.requirements()):
        notices.append(Notice("requirements", f"Some requirements are {ILLUSTRATIVE_MARK}."))
    if any(not each.confirmed for _, each in facts.principles.principles()):
        notices.append(Notice("principles", PRINCIPLES_NOTICE))
    return notices


def _pathway_line(facts: PortfolioFacts, each: RequirementReadiness) -> PathwayLine:
    return PathwayLine(
        stage=_stage_title(facts, each.stage),
        requirement=each.title,
        met=each.met,
        count=each.count,
        needed=each.needed,
        unit=each.unit,
        sentence=each.sentence,
        evidence=tuple(evidence.label for evidence in each.counted),
        source=each.source.title,
        source_url=each.source.url,
        status=each.status.label,
        note=each.requirement.note,
    )


def _counted_cycles(facts: PortfolioFacts) -> list[Cycle]:
    counted = {
        evidence.id
        for each in facts.readiness.requirements()
        for evidence in each.counted
        if evidence.kind is EvidenceKind.CYCLE
    }
    cycles = [cycle for cycle in facts.record.cycles if cycle.id in counted]
    return sorted(cycles, key=lambda each: _place(facts, each))


def _cycle_line(facts: PortfolioFacts, cycle: Cycle) -> CycleLine:
    return CycleLine(
        cycle_id=cycle.id,
        stage=_stage_title(facts, cycle.stage),
        client=cycle.client_code,
        number=cycle.number,
        case_type=cycle.case_type.label,
        filmed_on=cycle.filmed_on,
        reviewed_on=cycle.reviewed_on,
        confirmed_on=cycle.confirmed_on,
    )


def _coverage(facts: PortfolioFacts) -> list[CoverageLine]:
    chosen = [
        (each.moment_id, _stage_title(facts, _cycle(facts, each.cycle_id).stage), each.criteria)
        for each in _moments_in_order(facts)
    ]
    most = facts.readiness.programme.portfolio.moments_per_criterion
    return coverage(facts.criteria, chosen, most)


def _moment(facts: PortfolioFacts, moment: ChosenMoment) -> MomentEntry:
    cycle = _cycle(facts, moment.cycle_id)
    return MomentEntry(
        moment_id=moment.moment_id,
        recording_id=moment.recording_id,
        stage=_stage_title(facts, cycle.stage),
        client=cycle.client_code,
        cycle_number=cycle.number,
        film=moment.film.label,
        still=moment.still,
        rate=str(moment.rate),
        start_frame=moment.span.start,
        last_frame=moment.span.last,
        timecode=moment.span.label(moment.rate),
        timecode_spoken=Timecode(moment.span.start, moment.rate).spoken(),
        principles=tuple(_principle(facts.principles, key) for key in moment.principles),
        criteria=tuple(_criterion(facts.criteria, key) for key in moment.criteria),
        words=moment.words,
        reason=moment.reason,
    )


def _film(facts: PortfolioFacts, film: SubmittedFilm) -> FilmLine:
    cycle = _cycle(facts, film.cycle_id)
    return FilmLine(
        recording_id=film.recording_id,
        stage=_stage_title(facts, cycle.stage),
        client=cycle.client_code,
        cycle_number=cycle.number,
        film=film.film.label,
        filmed_on=film.filmed_on,
        seconds=film.seconds,
    )


def _principle(framework: PrinciplesFramework, key: str) -> PrincipleTag:
    group, principle = framework.group_of(key), framework.principle(key)
    if group is None or principle is None:
        raise LookupError(f"{framework.title} has no principle {key!r}.")
    standing = "" if principle.confirmed else principle.standing.label
    return PrincipleTag(group.title, group.number, principle.wording, standing)


def _criterion(framework: CriteriaFramework, key: str) -> CriterionTag:
    for area, criterion in framework.criteria():
        if criterion.key == key:
            return CriterionTag(area.title, criterion.wording, framework.mark)
    raise LookupError(f"{framework.title} has no criterion {key!r}.")


def _rating(facts: PortfolioFacts, rating: Rating) -> RatingLine:
    criterion = _criterion(facts.criteria, rating.criterion)
    level = facts.criteria.scale.level(rating.level)
    if level is None:
        raise LookupError(f"{facts.criteria.title} has no level {rating.level!r}.")
    return RatingLine(
        area=criterion.area,
        criterion=criterion.wording,
        level=level.title,
        rated_by=rating.rated_by,
        about=rating.about,
        rated_on=rating.rated_on,
        mark=criterion.mark,
        level_number=level.number,
        levels=len(facts.criteria.scale.levels),
        by_trainee=rating.by_trainee,
    )


def _consent(facts: PortfolioFacts, consent: FilmConsent) -> ConsentLine:
    cycle = _cycle(facts, consent.cycle_id)
    film = f"client {cycle.client_code}, cycle {cycle.number}: {consent.film.label}"
    agreed = tuple(each.heading for each in Purpose if each in consent.agreed_to)
    return ConsentLine(consent.recording_id, film, consent.people, agreed, consent.until)


def _moments_in_order(facts: PortfolioFacts) -> list[ChosenMoment]:
    films = list(FilmKind)
    return sorted(
        facts.moments,
        key=lambda each: (
            *_place(facts, _cycle(facts, each.cycle_id)),
            films.index(each.film),
            each.span.start,
            each.moment_id,
        ),
    )


def _ratings_in_order(facts: PortfolioFacts) -> list[Rating]:
    keys = [criterion.key for _, criterion in facts.criteria.criteria()]
    known = {key: place for place, key in enumerate(keys)}
    return sorted(
        facts.ratings,
        key=lambda each: (
            known.get(each.criterion, len(keys)),
            each.rated_on,
            each.about,
            each.rated_by,
        ),
    )


def _supervision_in_order(facts: PortfolioFacts) -> list[SupervisionLine]:
    return sorted(facts.supervision, key=lambda each: (each.held_on, each.session_id))


def _courses_in_order(facts: PortfolioFacts) -> list[CourseLine]:
    return sorted(facts.courses, key=lambda each: (each.held_on, each.title))


def _goals_in_order(facts: PortfolioFacts) -> list[GoalLine]:
    return sorted(facts.goals, key=lambda each: (each.client, each.number))


def _meetings_in_order(facts: PortfolioFacts) -> list[MeetingLine]:
    return sorted(facts.meetings, key=lambda each: (each.held_on, each.meeting_id))


def _vouched_in_order(facts: PortfolioFacts) -> list[SupervisorStatement]:
    return sorted(facts.supervisor_statements, key=lambda each: (each.given_on, each.supervisor))


def _in_place(facts: PortfolioFacts, films: Sequence[OfAFilm]) -> list[OfAFilm]:
    return sorted(
        films,
        key=lambda each: (*_place(facts, _cycle(facts, each.cycle_id)), each.recording_id),
    )


def _cycle(facts: PortfolioFacts, cycle_id: int) -> Cycle:
    for cycle in facts.record.cycles:
        if cycle.id == cycle_id:
            return cycle
    raise LookupError(f"The record has no cycle {cycle_id}.")


def _place(facts: PortfolioFacts, cycle: Cycle) -> tuple[int, str, int, int]:
    stage = facts.readiness.programme.stage(cycle.stage)
    return stage.number if stage else 0, cycle.client_code, cycle.number, cycle.id


def _stage_title(facts: PortfolioFacts, key: str) -> str:
    stage = facts.readiness.programme.stage(key)
    return stage.title if stage else key


PRINCIPLES_NOTICE = (
    "Some principles are worded from memory and are not confirmed; each of them says so."
)
