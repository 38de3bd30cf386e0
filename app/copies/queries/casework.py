"""The cases of a training as plain values: by code, as they were written down."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import policies
from app.casework.queries import (
    history_of,
    notes_of,
    record_of,
    scans_gone,
    scans_of_people,
    views_of,
)
from app.copies.plain import Plain, plain, taken
from app.copies.queries.films import films_of
from app.copies.queries.refusals import refused_films
from app.extensions import db
from app.models.case_record import Goal, GoalRating
from app.models.casework import CasePerson, Client, Cycle
from app.models.contracts import Contract
from app.models.handing_over import CycleBrought
from app.models.measures import MeasureAnswer
from app.models.people import Person
from app.models.programme import Enrolment
from app.models.supervision import Rating, SessionCycle, SupervisionRequest, SupervisionSession
from app.policies import Actor

_TALK = ("hopes", "concerns", "words_for_child", "words_for_relationship")
_REFERRAL = ("referred_by", "referred_on", "why", "assessed", "discussed", "hoped_change")
_VIEW = ("view", "asked_how", "asked_on", "look_again_on")
_CONSENT = ("purpose", "agreed", "given_on", "since", "until", "given_by", "given_how", "wording")


def clients_of(enrolment: Enrolment, actor: Actor) -> list[Plain]:
    own = policies.allowed("client.see", actor).where(Client.enrolment_id == enrolment.id)
    return [_client(one, actor) for one in db.session.scalars(own.order_by(Client.id))]


def _client(client: Client, actor: Actor) -> Plain:
    record = record_of(client)
    columns = ("code", "case_type", "helping_question", "opened_on", "ended_on")
    referral = (*_REFERRAL, "lived_experience", "allocated_by")
    return {
        **taken(client, *columns),
        "people": [_person(one, actor) for one in client.people],
        "context": {
            "setting": plain(record.context.setting),
            "relationship": record.context.relationship_words,
            "details": record.context.details,
        }
        if record.context
        else None,
        "referral": taken(record.referral, *referral) if record.referral else None,
        "talks": [
            taken(one, "occasion", "held_on", *_TALK, "celebration", "next_goals")
            for one in record.talks.values()
        ],
        "goals": _goals(client),
        "scores": _scores(client),
        "contracts": [
            {"who": one.case_person.label, **taken(one, "signed_on", "signed_how", "words")}
            for one in contracts_of(client)
        ],
        "letter": {"called": record.terms.letter_label, **taken(record.letter, "words", "given_on")}
        if record.letter
        else None,
        "cycles": _cycles(client, actor),
    }


def contracts_of(client: Client) -> Sequence[Contract]:
    """Every contract that was signed in a case, the earliest first."""
    signed = select(Contract).filter_by(client_id=client.id).order_by(Contract.id)
    return db.session.scalars(signed.options(joinedload(Contract.case_person))).all()


def _person(person: CasePerson, actor: Actor) -> Plain:
    return {
        **taken(person, "label", "kind", "added_at"),
        "is_me": person.person_id == actor.person_id,
        "answers": [
            taken(one, *_CONSENT, "recorded_at", "withdrawn_at", "replaced_at")
            for one in reversed(history_of(person))
        ],
        "refused_films": refused_films(person),
        "own_views": [taken(one, *_VIEW, "recorded_at", "replaced_at") for one in views_of(person)],
        "signed_forms": [
            taken(one, "given_on", "pages", "kept_at", "gone_at", "gone_because")
            for one in (*scans_of_people([person.id]), *scans_gone(person))
        ],
    }


def _goals(client: Client) -> list[Plain]:
    written = select(Goal).filter_by(client_id=client.id).order_by(Goal.number)
    return [
        {
            **taken(one, "number", "words", "created_at"),
            "whose": one.case_person.label if one.case_person else None,
            "ratings": [
                taken(given, "occasion", "rating", "rated_on", "replaced_at")
                for given in db.session.scalars(
                    select(GoalRating).filter_by(goal_id=one.id).order_by(GoalRating.id)
                )
            ],
        }
        for one in db.session.scalars(written)
    ]


def _scores(client: Client) -> list[Plain]:
    given = (
        select(MeasureAnswer)
        .filter_by(client_id=client.id)
        .options(joinedload(MeasureAnswer.measure), joinedload(MeasureAnswer.case_person))
        .order_by(MeasureAnswer.id)
    )
    columns = ("occasion", "score", "lowest", "highest", "answered_on", "replaced_at")
    return [
        {
            "measure": one.measure.name,
            "higher_is_better": one.measure.higher_is_better,
            "whose": one.case_person.label,
            **taken(one, *columns),
        }
        for one in db.session.scalars(given)
    ]


def _cycles(client: Client, actor: Actor) -> list[Plain]:
    own = policies.allowed("cycle.see", actor).where(Cycle.client_id == client.id)
    return [_cycle(one, actor) for one in db.session.scalars(own.order_by(Cycle.number))]


def _cycle(cycle: Cycle, actor: Actor) -> Plain:
    notes = notes_of(cycle)
    by = db.session.get(Person, cycle.confirmed_by_id) if cycle.confirmed_by_id else None
    return {
        **taken(cycle, "number", "stage", "started_at", "reviewed_on", "confirmed_at"),
        "confirmed_by": by.name if by else None,
        "notes": taken(notes, "reflections", "working_points", "client_words") if notes else None,
        "asked": _asked(cycle),
        "brought_to": _brought_to(cycle),
        "ratings": _ratings(cycle),
        "films": films_of(cycle, actor),
    }


def _brought_to(cycle: Cycle) -> list[Plain]:
    """The supervisors who see the cycle, while they supervise the trainee."""
    given = (
        select(Person.name, CycleBrought.brought_at)
        .join(Person, Person.id == CycleBrought.supervisor_id)
        .where(CycleBrought.cycle_id == cycle.id)
        .order_by(CycleBrought.id)
    )
    return [{"supervisor": name, "at": plain(at)} for name, at in db.session.execute(given)]


def _asked(cycle: Cycle) -> list[Plain]:
    given = select(SupervisionRequest).filter_by(cycle_id=cycle.id).order_by(SupervisionRequest.id)
    columns = ("question", "pleased_with", "hopes", "asked_at", "answered_at")
    return [
        {**taken(one, *columns), "clips": [clip.token for clip in one.clips]}
        for one in db.session.scalars(given)
    ]


def _ratings(cycle: Cycle) -> list[Plain]:
    """What supervisors rated on the cycle, once a session in which they saw it was signed."""
    signed = (
        select(SupervisionSession.supervisor_id)
        .join(SessionCycle, SessionCycle.session_id == SupervisionSession.id)
        .where(SessionCycle.cycle_id == cycle.id, SupervisionSession.signed_at.is_not(None))
    )
    given = (
        select(Rating)
        .where(Rating.cycle_id == cycle.id, Rating.rater_id.in_(signed))
        .options(joinedload(Rating.rater))
        .order_by(Rating.id)
    )
    columns = ("framework", "criterion", "criterion_wording", "level", "level_wording")
    return [
        {"by": one.rater.name, **taken(one, *columns, "rated_at", "replaced_at")}
        for one in db.session.scalars(given)
    ]
