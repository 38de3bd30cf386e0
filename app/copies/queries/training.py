"""A training as plain values: who, by which edition, with whom, and what took place."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock, policies
from app.copies.plain import Plain, plain, taken
from app.extensions import db
from app.models.assessment import SelfAssessment
from app.models.casework import Client, Cycle
from app.models.decisions import TrainingDecision
from app.models.handing_over import SessionHandedOver
from app.models.meetings import StageMeeting
from app.models.people import Person
from app.models.programme import (
    Allocation,
    Attendance,
    Course,
    CourseDay,
    Enrolment,
    TrainingEvent,
)
from app.models.supervision import SessionCycle, SupervisionSession
from app.pathway.queries import readiness
from app.policies import Actor
from app.programmes.queries import programme_of


def person_of(actor: Actor) -> Plain:
    person = db.session.get_one(Person, actor.person_id)
    roles = [taken(one, "role", "since", "until") for one in person.roles]
    return {**taken(person, "name", "email", "time_zone", "created_at"), "roles": roles}


def enrolments_of(actor: Actor) -> Sequence[Enrolment]:
    """Every training of the person, ended ones too, the earliest first."""
    own = policies.allowed("enrolment.follow", actor).order_by(Enrolment.id)
    return db.session.scalars(own).all()


def training_of(enrolment: Enrolment, actor: Actor) -> Plain:
    programme = programme_of(enrolment)
    return {
        **taken(enrolment, "started_on", "state", "paused_on"),
        "edition": {
            **taken(enrolment.edition, "slug", "title", "digest"),
            "standing": programme.standing,
        },
        "service": enrolment.service.name,
        "stages": [taken(one, "stage", "opened_on") for one in enrolment.stages],
        "supervisors": _supervisors(enrolment),
        "courses": _courses(enrolment),
        "took_place": _took_place(enrolment, actor),
        "decided": _decided(enrolment),
        "pathway": _pathway(enrolment),
        "sessions": _sessions(enrolment, actor),
        "meetings": _meetings(enrolment, actor),
        "self_assessments": _self_assessments(enrolment),
    }


def _supervisors(enrolment: Enrolment) -> list[Plain]:
    given = select(Allocation).filter_by(enrolment_id=enrolment.id).order_by(Allocation.id)
    return [
        {"name": one.supervisor.name, **taken(one, "since", "until")}
        for one in db.session.scalars(given.options(joinedload(Allocation.supervisor)))
    ]


def _courses(enrolment: Enrolment) -> list[Plain]:
    there = (
        select(Course.title, Course.place, CourseDay.held_on, CourseDay.half_days, Person.name)
        .join(CourseDay, CourseDay.course_id == Course.id)
        .join(Attendance, Attendance.course_day_id == CourseDay.id)
        .join(Person, Person.id == Attendance.recorded_by_id)
        .where(Attendance.enrolment_id == enrolment.id)
        .order_by(CourseDay.held_on, CourseDay.id)
    )
    return [
        {**taken(row, "title", "place", "held_on", "half_days"), "recorded_by": row.name}
        for row in db.session.execute(there)
    ]


def _took_place(enrolment: Enrolment, actor: Actor) -> list[Plain]:
    logged = policies.allowed("training_event.see", actor).where(
        TrainingEvent.enrolment_id == enrolment.id
    )
    columns = ("stage", "kind", "held_on", "minutes", "about", "recorded_at", "confirmed_at")
    return [
        {
            **taken(one, *columns),
            "asked": one.asked.name if one.asked else None,
            "confirmed_by": one.confirmed_by.name if one.confirmed_by else None,
        }
        for one in db.session.scalars(logged.order_by(TrainingEvent.held_on, TrainingEvent.id))
    ]


def _decided(enrolment: Enrolment) -> list[Plain]:
    made = select(TrainingDecision).filter_by(enrolment_id=enrolment.id)
    columns = ("kind", "stage", "requirement", "amount", "reason", "decided_at", "taken_back_at")
    return [
        {**taken(one, *columns), "decided_by": one.decided_by.name}
        for one in db.session.scalars(made.order_by(TrainingDecision.id))
    ]


def _pathway(enrolment: Enrolment) -> list[Plain]:
    """What each stage asks and what is met, as it was worked out on the day of the archive."""
    found = readiness(enrolment, clock.today())
    return [
        {
            "stage": one.stage,
            **taken(one, "key", "title", "status", "needed", "count", "unit", "met", "left"),
            "sentence": one.sentence,
        }
        for one in found.requirements()
    ]


def _sessions(enrolment: Enrolment, actor: Actor) -> list[Plain]:
    readable = policies.allowed("session.see", actor).where(
        SupervisionSession.enrolment_id == enrolment.id
    )
    held = db.session.scalars(readable.order_by(SupervisionSession.held_on, SupervisionSession.id))
    cycles, later = _cycles_seen(enrolment), _handed_over(enrolment)
    columns = ("stage", "held_on", "minutes", "trainees", "strengths", "next_steps", "signed_at")
    return [
        {
            **taken(one, *columns),
            "supervisor": one.supervisor.name,
            "countersigned_at": plain(
                one.countersignature.signed_at if one.countersignature else None
            ),
            "cycles": cycles.get(one.id, []),
            "working_points": [taken(point, "words", "done_at") for point in one.working_points],
            "handed_over_to": later.get(one.id, []),
            "corrected": [_version(version) for version in one.versions],
        }
        for one in held
    ]


def _handed_over(enrolment: Enrolment) -> dict[int, list[Plain]]:
    """To whom earlier sessions were handed over, by session."""
    given = (
        select(SessionHandedOver.session_id, Person.name, SessionHandedOver.handed_over_at)
        .join(Person, Person.id == SessionHandedOver.supervisor_id)
        .where(SessionHandedOver.enrolment_id == enrolment.id)
        .order_by(SessionHandedOver.id)
    )
    found: dict[int, list[Plain]] = {}
    for session_id, name, at in db.session.execute(given):
        found.setdefault(session_id, []).append({"supervisor": name, "at": plain(at)})
    return found


def _version(version: object) -> Plain:
    columns = ("held_on", "minutes", "strengths", "working_points", "next_steps")
    return taken(version, *columns, "signed_at", "replaced_at", "reason")


def _cycles_seen(enrolment: Enrolment) -> dict[int, list[Plain]]:
    seen = (
        select(SessionCycle.session_id, Client.code, Cycle.number)
        .join(Cycle, Cycle.id == SessionCycle.cycle_id)
        .join(Client, Client.id == Cycle.client_id)
        .where(SessionCycle.enrolment_id == enrolment.id)
        .order_by(SessionCycle.id)
    )
    found: dict[int, list[Plain]] = {}
    for session_id, code, number in db.session.execute(seen):
        found.setdefault(session_id, []).append({"client": code, "cycle": number})
    return found


def _meetings(enrolment: Enrolment, actor: Actor) -> list[Plain]:
    mine = policies.allowed("stage_meeting.see", actor).where(
        StageMeeting.enrolment_id == enrolment.id
    )
    columns = ("kind", "stage", "proposed_at", "held_on", "minutes", "outcome")
    return [
        {
            **taken(one, *columns, "strengths", "next_steps", "recorded_at"),
            "held_by": one.held_by.name,
            "recommended": [
                {**taken(given, "go_ahead", "words", "given_at"), "by": given.given_by.name}
                for given in one.recommendations
                if given.replaced_at is None
            ],
        }
        for one in db.session.scalars(mine.order_by(StageMeeting.id))
    ]


def _self_assessments(enrolment: Enrolment) -> list[Plain]:
    given = select(SelfAssessment).filter_by(enrolment_id=enrolment.id).order_by(SelfAssessment.id)
    columns = ("framework", "criterion", "criterion_wording", "level", "level_wording")
    return [
        {
            **taken(one, "given_at", "words"),
            "levels": [taken(level, *columns) for level in one.levels],
        }
        for one in db.session.scalars(given)
    ]
