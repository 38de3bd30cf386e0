"""Everything a portfolio document is made from, gathered from rows; as many queries for 27 cycles
as for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accreditation.framework import FilmKind
from accreditation.portfolio_assembly import assemble
from accreditation.portfolio_document import (
    Cover,
    PortfolioDocument,
    Statement,
    SupervisorStatement,
)
from accreditation.portfolio_facts import (
    ChosenMoment,
    FilmConsent,
    PortfolioFacts,
    SubmittedFilm,
)
from accreditation.programme import Programme
from app import clock
from app.casework.queries import Standing, standings
from app.extensions import db
from app.models import portfolio as rows
from app.models.footage import InShot, Recording
from app.models.moments import TagKind
from app.models.people import Person
from app.models.programme import Enrolment
from app.models.services import Service
from app.pathway.queries import readiness_by, trail_of
from app.portfolio.queries import training
from app.portfolio.queries.changes import since_the_earlier
from app.portfolio.queries.draft import chosen_moments, chosen_recordings
from app.portfolio.queries.submissions import next_number
from app.portfolio.queries.vouched import given_statements
from app.programmes.queries import criteria_of, principles_of, programme_of, supervisor_of
from app.web.errors import Refusal


def draft_document(portfolio: rows.Portfolio) -> PortfolioDocument:
    """The document as it would be frozen now."""
    try:
        draft = assemble(facts_of(portfolio, next_number(portfolio)))
    except LookupError as unknown:
        raise Refusal(f"Something chosen is not part of your edition: {unknown}") from unknown
    return since_the_earlier(portfolio, draft)


def facts_of(portfolio: rows.Portfolio, number: int) -> PortfolioFacts:
    """What submission `number` of the draft would say today."""
    enrolment = db.session.get_one(Enrolment, portfolio.enrolment_id)
    programme, trail = programme_of(enrolment), trail_of(enrolment)
    moments, films = chosen_moments(portfolio), chosen_recordings(portfolio)
    in_use = {one.moment.track.recording.id: one.moment.track.recording for one in moments}
    in_use |= {one.recording.id: one.recording for one in films}
    return PortfolioFacts(
        cover=_cover(enrolment, programme, number),
        record=trail.record,
        readiness=readiness_by(trail, enrolment, clock.today()),
        principles=principles_of(enrolment),
        criteria=criteria_of(enrolment),
        moments=[_moment(one) for one in moments],
        films=[_film(one.recording) for one in films],
        supervision=training.sessions(enrolment, programme),
        ratings=training.ratings(enrolment),
        courses=training.courses(enrolment, programme),
        goals=training.goals(enrolment),
        meetings=training.meetings(enrolment, programme),
        statement=Statement(
            "Reflective statement",
            portfolio.reflective_statement,
            portfolio.changed_at.date(),
        ),
        consents=_consents(list(in_use.values())),
        supervisor_statements=_vouched(portfolio),
    )


def _vouched(portfolio: rows.Portfolio) -> list[SupervisorStatement]:
    return [
        SupervisorStatement(one.supervisor.name, one.text, one.given_at.date())
        for one in given_statements(portfolio)
        if one.given_at is not None
    ]


def _cover(enrolment: Enrolment, programme: Programme, number: int) -> Cover:
    supervisor = supervisor_of(enrolment)
    return Cover(
        trainee=db.session.get_one(Person, enrolment.trainee_id).name,
        service=db.session.get_one(Service, enrolment.service_id).name,
        supervisor=supervisor.name if supervisor else "",
        edition_id=programme.id,
        edition_title=programme.title,
        edition_standing=programme.standing,
        edition_digest=enrolment.edition.digest,
        principles_id=programme.principles,
        criteria_id=programme.criteria,
        submission_number=number,
        submitted_on=clock.today(),
    )


def _moment(chosen: rows.ChosenMoment) -> ChosenMoment:
    moment, recording = chosen.moment, chosen.moment.track.recording
    principles = tuple(tag.key for tag in moment.tags if tag.kind is TagKind.PRINCIPLE)
    return ChosenMoment(
        moment_id=moment.id,
        recording_id=recording.id,
        cycle_id=recording.cycle_id,
        film=FilmKind(recording.kind.value),
        still=f"moment-{moment.id}.jpg",
        rate=moment.rate,
        span=moment.span,
        principles=principles,
        criteria=tuple(one.criterion for one in chosen.criteria),
        words=moment.words,
        reason=chosen.reason,
    )


def _film(recording: Recording) -> SubmittedFilm:
    return SubmittedFilm(
        recording_id=recording.id,
        cycle_id=recording.cycle_id,
        film=FilmKind(recording.kind.value),
        filmed_on=recording.filmed_on,
        seconds=round(recording.rate.duration_of(recording.frame_count or 0)),
    )


def _consents(recordings: Sequence[Recording]) -> list[FilmConsent]:
    """What everyone in each film agrees to today, counted and never named."""
    listed = (
        select(InShot)
        .where(InShot.recording_id.in_([one.id for one in recordings]))
        .options(joinedload(InShot.case_person))
    )
    in_shot = db.session.scalars(listed).all()
    answers = standings({one.case_person_id: one.case_person for one in in_shot}.values())
    return [
        _consent(
            one, [answers[each.case_person_id] for each in in_shot if each.recording_id == one.id]
        )
        for one in recordings
    ]


def _consent(recording: Recording, people: Sequence[Iterable[Standing]]) -> FilmConsent:
    yes = [{each.purpose: each for each in person if each.holds} for person in people]
    shared = set.intersection(*(set(one) for one in yes)) if yes else set()
    ends = [
        person[purpose].answer.until  # type: ignore[union-attr]
        for person in yes
        for purpose in shared
    ]
    return FilmConsent(
        recording_id=recording.id,
        cycle_id=recording.cycle_id,
        film=FilmKind(recording.kind.value),
        people=len(people),
        agreed_to=tuple(sorted(shared)),
        until=min((end for end in ends if end is not None), default=None),
    )
