"""A training on Set A with everything that comes before a submission, and a draft to build on.

Two films have their reference film in storage: numbered, so that a still can be read.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import current_app

from accreditation import shipped
from app import clock
from app.extensions import db, transaction
from app.footage.files import storage
from app.footage.queries import reference_key
from app.models.casework import CasePerson
from app.models.footage import Recording, RecordingKind
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.moments import Moment, MomentTag, TagKind
from app.models.people import Person, Role
from app.models.portfolio import Portfolio, Submission
from app.models.programme import (
    Attendance,
    Course,
    CourseDay,
    Enrolment,
    TrainingEvent,
    TrainingEventKind,
)
from app.models.supervision import Rating, WorkingPoint
from app.policies import Actor
from app.portfolio import operations
from tests import factories as make
from tests import films

STATEMENT = (
    "When I began, I looked for what went wrong. Now I look for the moments that carry.\n\n"
    "What changed me most was waiting. In the third cycle with client A-1 I counted to five, and "
    "the child looked up and named the tower. I have watched that moment many times.\n\n"
    "I want to go on learning about the pace of a shared review."
)
NEEDED = {"1": (6, 2, 7), "2": (9, 3, 8), "3": (12, 3, 8)}
FILMED = make.LONG_AGO + timedelta(days=7)


@dataclass
class Story:
    """Rows by name. `again` finds the same rows in a copy of the database."""

    trainee: Person
    supervisor: Person
    accreditor: Person
    registrar: Person
    enrolment: Enrolment
    mother: CasePerson
    film: Recording
    review: Recording
    moments: list[Moment]
    portfolio: Portfolio

    def ids(self) -> dict[str, Any]:
        single = {f.name: getattr(self, f.name).id for f in fields(self) if f.name != "moments"}
        return {**single, "moments": [one.id for one in self.moments]}

    @classmethod
    def again(cls, ids: dict[str, Any]) -> Story:
        found = {
            f.name: db.session.get_one(ROWS[f.name], ids[f.name])
            for f in fields(cls)
            if f.name != "moments"
        }
        return cls(**found, moments=[db.session.get_one(Moment, one) for one in ids["moments"]])

    @property
    def actor(self) -> Actor:
        return Actor(self.trainee.id, Role.TRAINEE)

    @property
    def judge(self) -> Actor:
        return Actor(self.accreditor.id, Role.ACCREDITOR)

    @property
    def desk(self) -> Actor:
        return Actor(self.registrar.id, Role.REGISTRAR)


ROWS = {
    "trainee": Person,
    "supervisor": Person,
    "accreditor": Person,
    "registrar": Person,
    "enrolment": Enrolment,
    "mother": CasePerson,
    "film": Recording,
    "review": Recording,
    "portfolio": Portfolio,
}


def ready_to_submit(with_draft: bool = True) -> Story:
    """Everything in place; `with_draft` False leaves the portfolio begun and empty."""
    trainee = make.person(Role.TRAINEE, name="Maya Holt")
    supervisor = make.person(Role.SUPERVISOR, name="Sam Reid")
    registrar = make.person(Role.REGISTRAR, name="Rea Lund")
    accreditor = make.person(Role.ACCREDITOR, name="Ada Quist")
    enrolment = make.enrolment(trainee, supervisor, stages=("1", "2", "3"))
    _introduced(enrolment, registrar, supervisor)
    made = _casework(enrolment, supervisor)
    film, review, mother = made
    _stage_ends(enrolment, make.person(Role.SUPERVISOR, name="Eve Marsh"))
    moments = [
        make.moment(film, trainee, Role.TRAINEE, 40, tags=tags("waiting")),
        make.moment(
            film, supervisor, Role.SUPERVISOR, 61, 80, True, tags("having-fun", "shares-turns")
        ),
        make.moment(
            review, trainee, Role.TRAINEE, 7, tags=tags("receiving-with-words", "scaffolding")
        ),
    ]
    story = Story(
        trainee, supervisor, accreditor, registrar, enrolment, mother, film, review, moments,
        make.keep(
            Portfolio(enrolment_id=enrolment.id, reflective_statement="", changed_at=clock.now())
        ),
    )  # fmt: skip
    if with_draft:
        choose_everything(story)
    return story


def choose_everything(story: Story) -> None:
    with transaction():
        operations.ask_for_statement(story.actor, story.portfolio)
        for moment in story.moments:
            reason = "It answers the helping question: waiting gave the child room."
            operations.choose_moment(story.actor, story.portfolio, moment, reason)
        for recording in (story.film, story.review):
            operations.choose_recording(story.actor, story.portfolio, recording)
        operations.write_statement(story.actor, story.portfolio, STATEMENT)


def submitted(story: Story) -> Submission:
    with transaction():
        return operations.submit(story.actor, story.portfolio)


def bound(story: Story) -> Submission:
    """Submitted, and its document built."""
    submission = submitted(story)
    operations.build_document(submission.id)
    return submission


def tags(*keys: str) -> list[MomentTag]:
    principles, criteria = _frameworks()
    found = []
    for key in keys:
        group, principle = principles.group_of(key), principles.principle(key)
        if group and principle:
            found.append(
                MomentTag(
                    kind=TagKind.PRINCIPLE, framework=principles.id, key=key,
                    group_number=group.number, wording=principle.wording,
                )
            )  # fmt: skip
        else:
            criterion = criteria.criterion(key)
            assert criterion is not None, key
            found.append(
                MomentTag(
                    kind=TagKind.CRITERION, framework=criteria.id, key=key,
                    wording=criterion.wording,
                )
            )  # fmt: skip
    return found


def _frameworks():
    edition = shipped.programme("set-a")
    return shipped.principles(edition.principles), shipped.criteria(edition.criteria)


def _introduced(enrolment: Enrolment, registrar: Person, supervisor: Person) -> None:
    day = make.LONG_AGO
    with transaction() as session:
        course = Course(title="Intro", place="Hall", created_by_id=registrar.id)
        course.days = [CourseDay(held_on=day + timedelta(days=n), half_days=2) for n in (0, 1)]
        session.add(course)
        session.flush()
        for one in course.days:
            session.add(
                Attendance(
                    course_day_id=one.id, enrolment_id=enrolment.id, recorded_by_id=registrar.id
                )
            )
        for stage in ("2", "3"):
            session.add(
                TrainingEvent(
                    enrolment_id=enrolment.id, stage=stage, kind=TrainingEventKind.INTRODUCTION,
                    held_on=day + timedelta(days=30), minutes=60, recorded_by_id=supervisor.id,
                    confirmed_by_id=supervisor.id, confirmed_at=clock.now(),
                )
            )  # fmt: skip


def _casework(enrolment: Enrolment, supervisor: Person) -> tuple[Recording, Recording, CasePerson]:
    filmed = []
    for stage, (cycles, clients, sessions) in NEEDED.items():
        cases = [make.client(enrolment, f"{'ABC'[int(stage) - 1]}-{n + 1}") for n in range(clients)]
        done = [_cycle(cases[n % clients], stage, supervisor) for n in range(cycles)]
        filmed.append((cases[0], done[0]))
        for n in range(sessions):
            _session(enrolment, supervisor, stage, FILMED + timedelta(days=7 * n), done[n % cycles])
    case, cycle = filmed[-1]
    make.goal(case, "More time for a story at bedtime.", before=3, after=7)
    mother = make.agrees(make.case_person(case, "mother"))
    child = make.agrees(make.case_person(case, "child"))
    film = _film(cycle, [mother, child], RecordingKind.CLIENT_FILM)
    review = _film(cycle, [mother], RecordingKind.SHARED_REVIEW)
    return film, review, mother


def _cycle(case, stage, supervisor):
    at = datetime.combine(FILMED + timedelta(days=21), datetime.min.time(), UTC)
    cycle = make.cycle(
        case, stage, reviewed_on=FILMED + timedelta(days=5),
        confirmed_at=at, confirmed_by_id=supervisor.id,
    )  # fmt: skip
    make.recording(cycle, filmed_on=FILMED, confirmed=False)
    return cycle


def _film(cycle, people, kind) -> Recording:
    from sqlalchemy import delete

    with transaction() as session:
        session.execute(
            delete(Recording).where(Recording.cycle_id == cycle.id, Recording.kind == kind)
        )
    reference = films.reference_of(films.drawn(4))
    recording = make.recording(
        cycle, people, kind, rate_num=reference.rate.num, rate_den=reference.rate.den,
        frame_count=reference.frame_count, width=reference.width, height=reference.height,
    )  # fmt: skip
    put_in_storage(reference.path, reference_key(recording))
    return recording


def put_in_storage(file: Path, key: str) -> None:
    copy = current_app.config["DATA"] / "copy.mp4"
    shutil.copyfile(file, copy)
    storage().publish(key, copy)


def _session(enrolment, supervisor, stage, on: date, cycle) -> None:
    held = make.session_held(enrolment, supervisor, cycle, stage=stage)
    _, criteria = _frameworks()
    criterion = list(criteria.criteria())[held.id % len(list(criteria.criteria()))][1]
    level = criteria.scale.levels[held.id % len(criteria.scale.levels)]
    with transaction() as session:
        held.held_on = on
        held.strengths = "A calm pace, and room for the child to begin."
        held.next_steps = "Name what you see before you ask."
        session.add(WorkingPoint(session_id=held.id, words="Wait five seconds longer"))
        session.flush()
        held.signed_at = datetime.now(UTC)
        session.add(
            Rating(
                enrolment_id=enrolment.id, rater_id=supervisor.id, role=Role.SUPERVISOR,
                cycle_id=cycle.id, framework=criteria.id, criterion=criterion.key,
                criterion_wording=criterion.wording, level=level.key, level_wording=level.title,
                replaced_at=None,
            )
        )  # fmt: skip


def _stage_ends(enrolment: Enrolment, held_by: Person) -> None:
    with transaction() as session:
        for stage in ("1", "2"):
            session.add(
                StageMeeting(
                    enrolment_id=enrolment.id, stage=stage, kind=StageMeetingKind.TRANSITION,
                    held_by_id=held_by.id, held_on=FILMED + timedelta(days=70), minutes=60,
                    outcome=MeetingOutcome.GO_ON, strengths="Warm and clear with the family.",
                    next_steps="Slow the pace of the shared review.", recorded_at=datetime.now(UTC),
                )
            )  # fmt: skip
