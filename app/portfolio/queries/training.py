"""What a training holds besides the films: sessions, ratings, courses and meetings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload, selectinload

from accreditation.comparison import NOT_SEEN
from accreditation.portfolio_document import CourseLine, GoalLine, MeetingLine, SupervisionLine
from accreditation.portfolio_facts import Rating
from accreditation.programme import Programme
from app import clock
from app.casework.queries.record import with_ratings
from app.extensions import db
from app.models import supervision
from app.models.case_record import Goal, Occasion
from app.models.casework import Client, Cycle
from app.models.footage import Recording
from app.models.meetings import StageMeeting
from app.models.people import Person, Role
from app.models.programme import Attendance, Course, CourseDay, Enrolment, TrainingEvent
from app.models.rounds import RatingRound, RoundCriterion, RoundRating
from app.programmes.queries import criteria_of


def sessions(enrolment: Enrolment, programme: Programme) -> list[SupervisionLine]:
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
            trainees=one.trainees,
        )
        for one in db.session.scalars(signed)
    ]


def ratings(enrolment: Enrolment) -> list[Rating]:
    """Levels on confirmed cycles, and of rounds that were shown to both, by either of them.

    What is not confirmed is not the trainee's to show; a self-assessment stays their own.
    """
    edition = criteria_of(enrolment).id
    return [*_given_in_supervision(enrolment, edition), *_given_in_rounds(enrolment, edition)]


def _given_in_supervision(enrolment: Enrolment, edition: str) -> Iterator[Rating]:
    given = (
        select(supervision.Rating, Cycle.number, Client.code, Person.name)
        .join(Cycle, Cycle.id == supervision.Rating.cycle_id)
        .join(Client, Client.id == Cycle.client_id)
        .join(Person, Person.id == supervision.Rating.rater_id)
        .where(
            supervision.Rating.enrolment_id == enrolment.id,
            supervision.Rating.framework == edition,
            supervision.Rating.replaced_at.is_(None),
            Cycle.confirmed_at.is_not(None),
        )
    )
    for rating, number, code, name in db.session.execute(given):
        yield Rating(
            criterion=rating.criterion,
            level=rating.level,
            rated_by=f"{name}, {Role(rating.role).label}",
            about=f"client {code}, cycle {number}",
            rated_on=rating.rated_at.date(),
            by_trainee=rating.rater_id == enrolment.trainee_id,
        )


def _given_in_rounds(enrolment: Enrolment, edition: str) -> Iterator[Rating]:
    given = (
        select(RoundRating, Recording.kind, Cycle.number, Client.code, Person.name)
        .join(RatingRound, RatingRound.id == RoundRating.round_id)
        .join(
            RoundCriterion,
            and_(
                RoundCriterion.round_id == RoundRating.round_id,
                RoundCriterion.key == RoundRating.criterion,
            ),
        )
        .join(Recording, Recording.id == RatingRound.recording_id)
        .join(Cycle, Cycle.id == Recording.cycle_id)
        .join(Client, Client.id == Cycle.client_id)
        .join(Person, Person.id == RoundRating.rater_id)
        .where(
            Cycle.enrolment_id == enrolment.id,
            Cycle.confirmed_at.is_not(None),
            RatingRound.revealed_at.is_not(None),
            RoundRating.replaced_at.is_(None),
            RoundRating.level != NOT_SEEN,
            RoundCriterion.framework == edition,
        )
    )
    for rating, kind, number, code, name in db.session.execute(given):
        yield Rating(
            criterion=rating.criterion,
            level=rating.level,
            rated_by=f"{name}, {Role(rating.role).label}",
            about=f"client {code}, cycle {number}, {kind.label}",
            rated_on=rating.rated_at.date(),
            by_trainee=rating.rater_id == enrolment.trainee_id,
        )


def courses(enrolment: Enrolment, programme: Programme) -> list[CourseLine]:
    """The intro course by days attended, and what else of the training is confirmed."""
    return [*_attended(enrolment, programme), *_confirmed_events(enrolment, programme)]


def _attended(enrolment: Enrolment, programme: Programme) -> Iterator[CourseLine]:
    there = (
        select(Course.id, Course.title, CourseDay.held_on, CourseDay.half_days, Person.name)
        .join(CourseDay, CourseDay.course_id == Course.id)
        .join(Attendance, Attendance.course_day_id == CourseDay.id)
        .join(Person, Person.id == Attendance.recorded_by_id)
        .where(Attendance.enrolment_id == enrolment.id)
        .order_by(Course.id, CourseDay.held_on, CourseDay.id)
    )
    for _, days in groupby(db.session.execute(there).all(), key=lambda day: day.id):
        attended = list(days)
        yield CourseLine(
            title=attended[0].title,
            stage=programme.entry.title,
            held_on=tuple(dict.fromkeys(one.held_on for one in attended)),
            half_days=sum(one.half_days for one in attended),
            minutes=0,
            confirmed_by=", ".join(dict.fromkeys(one.name for one in attended)),
        )


def _confirmed_events(enrolment: Enrolment, programme: Programme) -> Iterator[CourseLine]:
    confirmed = (
        select(TrainingEvent)
        .where(TrainingEvent.enrolment_id == enrolment.id, TrainingEvent.confirmed_at.is_not(None))
        .options(joinedload(TrainingEvent.confirmed_by).lazyload(Person.roles))
    )
    for one in db.session.scalars(confirmed):
        yield CourseLine(
            title=one.kind.value.replace("_", " ").capitalize(),
            stage=_stage_title(programme, one.stage),
            held_on=(one.held_on,),
            half_days=0,
            minutes=one.minutes,
            confirmed_by=one.confirmed_by.name if one.confirmed_by else "",
        )


def goals(enrolment: Enrolment) -> list[GoalLine]:
    """Goals that were asked about before and after, by number: their words stay with the case."""
    mine = (
        select(Goal)
        .join(Client, Client.id == Goal.client_id)
        .where(Client.enrolment_id == enrolment.id)
        .options(joinedload(Goal.client))
    )
    lines = []
    for one in with_ratings(db.session.scalars(mine).all()):
        stood = {occasion: rating.rating for occasion, rating in one.ratings.items()}
        if Occasion.BEFORE in stood and Occasion.AFTER in stood:
            lines.append(
                GoalLine(
                    client=one.goal.client.code,
                    number=one.goal.number,
                    before=stood[Occasion.BEFORE],
                    after=stood[Occasion.AFTER],
                    later=stood.get(Occasion.LATER),
                )
            )
    return lines


def meetings(enrolment: Enrolment, programme: Programme) -> list[MeetingLine]:
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


def _stage_title(programme: Programme, key: str) -> str:
    stage = programme.stage(key)
    return stage.title if stage else key
