"""What is held about the people of one link, as plain values: theirs, and what was released."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.casework.queries import countdown_of, history_of
from app.copies.plain import Plain, plain, taken
from app.copies.queries.client_copies import requests_by
from app.copies.queries.client_items import Found, films_for, people_of
from app.copies.queries.refusals import refused_films
from app.extensions import db
from app.models.case_record import Goal, GoalRating
from app.models.casework import CasePerson
from app.models.client_copies import ClientCopy, CopyItem
from app.models.consent import GivenBy
from app.models.contracts import Contract
from app.models.footage import Recording
from app.models.highlights import OpenedReel
from app.models.measures import MeasureAnswer
from app.models.rights import ClientLink, LinkAnswersFor
from app.rights.queries import own_watching, papers_held, watched_by

FORM = "attune-client-copy-1"
_CONSENT = (
    *("purpose", "agreed", "given_on", "since", "until"),
    *("given_by", "given_how", "wording", "interpreted_into"),
)


def client_record(copy: ClientCopy, carried: Sequence[CopyItem], found: Sequence[Found]) -> Plain:
    link = copy.link
    texts = {(one.kind, one.row_id): one.text for one in found}
    return {
        "form": FORM,
        "made_at": plain(clock.now()),
        "client": link.client.code,
        "holder": link.label,
        "case_type": plain(link.client.case_type),
        "opened_on": plain(link.client.opened_on),
        "ended_on": plain(link.client.ended_on),
        "films_go_after": plain(countdown_of(link.client).last_day),
        "link": taken(link, "made_at", "ends_on"),
        "people": [_person(one, link) for one in link.answers],
        "contracts": [taken(one, "signed_on", "signed_how", "words") for one in contracts_of(link)],
        "papers": [taken(one, "given_on", "pages", "signed_for") for one in papers_held(link)],
        "asked": [
            taken(one, "kind", "words", "asked_at", "answer", "answered_at")
            for one in requests_by(link)
        ],
        "films": [_film(one, link, carried) for one in films_for(link)],
        "watched": [taken(one, "role", "people", "last") for one in watched_by(link)],
        "opened": [_opening(one) for one in opened_to(link)],
        "own_watching": plain(own_watching(link)),
        "texts": [
            {"kind": plain(one.kind), "what": one.what, "by": one.by, "words": words}
            for one in carried
            if one.recording_id is None
            if (words := texts.get((one.kind, one.row_id)))
        ],
    }


def _person(answers: LinkAnswersFor, link: ClientLink) -> Plain:
    """About a child only what came by this link: another parent's answer is not theirs."""
    person = answers.case_person
    own = answers.given_by is GivenBy.THEMSELVES
    return {
        **taken(person, "label", "kind", "added_at"),
        "answers": [
            taken(one, *_CONSENT, "recorded_at", "withdrawn_at", "replaced_at")
            for one in reversed(history_of(person))
            if own or one.link_id == link.id
        ],
        "refused_films": refused_films(person, None if own else link.id),
        "goals": _goals(person) if own else [],
        "scores": _scores(person, None if own else link.id),
    }


def _goals(person: CasePerson) -> list[Plain]:
    """The holder's own goals: a child's may be somebody else's words, so a person chooses."""
    whose = select(Goal).filter_by(case_person_id=person.id).order_by(Goal.number)
    columns = ("occasion", "rating", "rated_on", "replaced_at")
    return [
        {
            "words": goal.words,
            "ratings": [
                taken(one, *columns)
                for one in db.session.scalars(
                    select(GoalRating).filter_by(goal_id=goal.id).order_by(GoalRating.id)
                )
            ],
        }
        for goal in db.session.scalars(whose)
    ]


def _scores(person: CasePerson, by_link: int | None) -> list[Plain]:
    given = select(MeasureAnswer).filter_by(case_person_id=person.id)
    if by_link is not None:
        given = given.where(MeasureAnswer.link_id == by_link)
    listed = given.options(joinedload(MeasureAnswer.measure)).order_by(MeasureAnswer.id)
    columns = ("occasion", "score", "lowest", "highest", "answered_on", "replaced_at")
    return [
        {"measure": one.measure.name, **taken(one, *columns)} for one in db.session.scalars(listed)
    ]


def contracts_of(link: ClientLink) -> Sequence[Contract]:
    """What the holder signed."""
    themselves = [one.case_person_id for one in link.answers if one.given_by is GivenBy.THEMSELVES]
    signed = select(Contract).where(Contract.case_person_id.in_(themselves))
    listed = signed.order_by(Contract.id).options(joinedload(Contract.case_person))
    return db.session.scalars(listed).all()


def opened_to(link: ClientLink) -> Sequence[OpenedReel]:
    """The highlights that were ever opened to the link, in their order."""
    opened = select(OpenedReel).filter_by(link_id=link.id).order_by(OpenedReel.id)
    return db.session.scalars(opened.options(joinedload(OpenedReel.reel))).all()


def _opening(one: OpenedReel) -> Plain:
    """Of which film, if one of theirs; when it was opened, and closed again."""
    return {"film": one.reel.recording_id, **taken(one, "opened_at", "closed_at")}


def _film(film: Recording, link: ClientLink, carried: Sequence[CopyItem]) -> Plain:
    """That it is held, and of the people in it only theirs."""
    theirs = people_of(link)
    return {
        "number": film.id,
        **taken(film, "kind", "filmed_on", "state"),
        "in_shot": [one.case_person.label for one in film.in_shot if one.case_person_id in theirs],
        "is_here": film.id in {one.recording_id for one in carried},
    }
