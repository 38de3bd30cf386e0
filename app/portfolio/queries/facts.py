"""Everything a portfolio document is made from, gathered from rows; as many queries for 27 cycles
as for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from accreditation.framework import FilmKind
from accreditation.portfolio_document import Cover, MeetingLine, Statement, SupervisionLine
from accreditation.portfolio_facts import (
    ChosenMoment,
    FilmConsent,
    PortfolioFacts,
    Rating,
    SubmittedFilm,
)
from accreditation.programme import Programme
from app import clock
from app.casework.queries import Standing, standings
from app.extensions import db
from app.models import portfolio as rows
from app.models import supervision
from app.models.casework import Client, Cycle
from app.models.footage import InShot, Recording
from app.models.meetings import StageMeeting
from app.models.moments import TagKind
from app.models.people import Person, Role
from app.models.programme import Enrolment
from app.models.services import Service
from app.pathway.queries import readiness_by, trail_of
from app.portfolio.queries.draft import chosen_moments, chosen_recordings
from app.programmes.queries import criteria_of, principles_of, programme_of, supervisor_of


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
        supervision=_sessions(enrolment, programme),
        ratings=_ratings(enrolment),
        meetings=_meetings(enrolment, programme),
        statement=Statement(
            "Reflective statement",
            portfolio.reflective_statement,
            portfolio.changed_at.date(),
        ),
        consents=_consents(list(in_use.values())),
    )


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
    keys = {kind: tuple(t.key for t in moment.tags if t.kind is kind) for kind in TagKind}
    return ChosenMoment(
        moment_id=moment.id,
        recording_id=recording.id,
        cycle_id=recording.cycle_id,
        film=FilmKind(recording.kind.value),
        still=f"moment-{moment.id}.jpg",
        rate=moment.rate,
        span=moment.span,
        principles=keys[TagKind.PRINCIPLE],
        criteria=keys[TagKind.CRITERION],
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


def _sessions(enrolment: Enrolment, programme: Programme) -> list[SupervisionLine]:
    """Signed sessions only: a record counts once its supervisor stands by it."""
    session = supervision.SupervisionSession
    signed = (
        select(session)
        .where(session.enrolment_id == enrolment.id, session.signed_at.is_not(None))
        .options(
            selectinload(session.working_points),
            joinedload(session.supervisor).lazyload(Person.roles),
        )
    )
    return [
        SupervisionLine(
            session_id=one.id,
            stage=_stage_title(programme, one.stage),
            held_on=one.held_on,
            minutes=one.minutes,
            supervisor=one.supervisor.name,
            signed_on=one.signed_at.date() if one.signed_at else None,
            strengths=one.strengths,
            next_steps=one.next_steps,
            working_points=tuple(point.words for point in one.working_points),
        )
        for one in db.session.scalars(signed)
    ]


def _ratings(enrolment: Enrolment) -> list[Rating]:
    """Current ratings of confirmed cycles: what is not confirmed is not the trainee's to show."""
    given = (
        select(supervision.Rating, Cycle.number, Client.code, Person.name)
        .join(Cycle, Cycle.id == supervision.Rating.cycle_id)
        .join(Client, Client.id == Cycle.client_id)
        .join(Person, Person.id == supervision.Rating.rater_id)
        .where(
            supervision.Rating.enrolment_id == enrolment.id,
            supervision.Rating.replaced_at.is_(None),
            Cycle.confirmed_at.is_not(None),
        )
    )
    return [
        Rating(
            criterion=rating.criterion,
            level=rating.level,
            rated_by=f"{name}, {Role(rating.role).label}",
            about=f"client {code}, cycle {number}",
            rated_on=rating.rated_at.date(),
        )
        for rating, number, code, name in db.session.execute(given)
    ]


def _meetings(enrolment: Enrolment, programme: Programme) -> list[MeetingLine]:
    held = (
        select(StageMeeting)
        .where(StageMeeting.enrolment_id == enrolment.id, StageMeeting.outcome.is_not(None))
        .options(joinedload(StageMeeting.held_by).lazyload(Person.roles))
    )
    return [
        MeetingLine(
            meeting_id=one.id,
            stage=_stage_title(programme, one.stage),
            meeting=f"{one.kind.value} meeting",
            held_on=one.held_on or clock.today(),
            minutes=one.minutes or 0,
            held_by=one.held_by.name,
            outcome=one.outcome.value.replace("_", " ") if one.outcome else "",
            strengths=one.strengths,
            next_steps=one.next_steps,
        )
        for one in db.session.scalars(held)
    ]


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


def _stage_title(programme: Programme, key: str) -> str:
    stage = programme.stage(key)
    return stage.title if stage else key
