"""What is written or filmed about the people of a link and may have others in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from app import policies
from app.casework.queries import record_of
from app.copies.queries.films import readable_moments
from app.extensions import db
from app.models.case_record import CycleNotes, Goal
from app.models.casework import Client, Cycle
from app.models.client_copies import ItemKind
from app.models.footage import InShot, Recording
from app.models.measures import MeasureAnswer
from app.models.moments import Moment
from app.models.people import Role
from app.models.rights import ClientLink
from app.models.supervision import SupervisionRequest
from app.policies import Actor, LinkHolder
from app.web.words import day

PRACTITIONER = "the practitioner"


@dataclass(frozen=True)
class Found:
    """Something that may go into a copy once a person released it, and its words where it has any.

    `what` repeats no word of it.
    """

    kind: ItemKind
    row_id: int
    what: str
    by: str
    text: str = ""

    @property
    def recording_id(self) -> int | None:
        return self.row_id if self.kind is ItemKind.FILM else None

    @property
    def by_practitioner(self) -> bool:
        return self.by == PRACTITIONER


def found_for(link: ClientLink, actor: Actor) -> list[Found]:
    """Films in which somebody of the link is in shot, and every text about the case or them.

    A film with another adult and without the holder is not even among them.
    """
    films = films_for(link)
    return [
        *(_film(one, link) for one in films),
        *_of_the_case(link.client),
        *_of_cycles(link.client),
        *_of_others(link),
        *_of_films([one.id for one in films], actor),
    ]


def films_for(link: ClientLink) -> Sequence[Recording]:
    listed = policies.allowed_by_link("your_page.list_film", LinkHolder(link.id))
    people = selectinload(Recording.in_shot).joinedload(InShot.case_person)
    return db.session.scalars(listed.order_by(Recording.id).options(people)).all()


def people_of(link: ClientLink) -> set[int]:
    return {one.case_person_id for one in link.answers}


def _film(film: Recording, link: ClientLink) -> Found:
    theirs = people_of(link)
    others = [one.case_person.label for one in film.in_shot if one.case_person_id not in theirs]
    beside = f"with others in shot: {', '.join(others)}" if others else "nobody else is in shot"
    what = f"{film.kind.label.capitalize()} of {day(film.filmed_on)}, {beside}"
    return Found(ItemKind.FILM, film.id, what[:200], "")


def _of_the_case(client: Client) -> Iterator[Found]:
    record, own = record_of(client), PRACTITIONER
    about = ItemKind.HELPING_QUESTION
    yield Found(about, client.id, "The helping question", own, client.helping_question)
    if record.context:
        text = [record.context.relationship_words, *map(str, record.context.details.values())]
        yield Found(ItemKind.CONTEXT, client.id, "What the work is about", own, "\n".join(text))
    if (referral := record.referral) is not None:
        of_it = ("referred_by", "why", "assessed", "discussed", "hoped_change", "lived_experience")
        words = "\n".join(getattr(referral, name) for name in of_it)
        yield Found(ItemKind.REFERRAL, client.id, "The referral", "whoever suggested it", words)
    for talk in record.talks.values():
        names = ("hopes", "concerns", "words_for_child", "words_for_relationship")
        words = "\n".join(getattr(talk, name) for name in (*names, "celebration", "next_goals"))
        what = f"Notes on the talk {talk.occasion.value} the work, {day(talk.held_on)}"
        yield Found(ItemKind.TALK, talk.id, what, own, words)
    if record.letter:
        label = record.terms.letter_label
        yield Found(ItemKind.LETTER, client.id, label, own, record.letter.words)


def _of_cycles(client: Client) -> Iterator[Found]:
    written = (
        select(CycleNotes, Cycle.number)
        .join(Cycle, Cycle.id == CycleNotes.cycle_id)
        .where(Cycle.client_id == client.id)
        .order_by(Cycle.number)
    )
    for notes, number in db.session.execute(written):
        words = "\n".join((notes.client_words, notes.reflections, notes.working_points))
        what = f"Notes on cycle {number}"
        yield Found(ItemKind.NOTES, notes.cycle_id, what, PRACTITIONER, words)
    asked = (
        select(SupervisionRequest, Cycle.number)
        .join(Cycle, Cycle.id == SupervisionRequest.cycle_id)
        .where(Cycle.client_id == client.id)
        .order_by(SupervisionRequest.id)
    )
    for request, number in db.session.execute(asked):
        what = f"Question to the supervisor about cycle {number}"
        words = "\n".join((request.question, request.pleased_with, request.hopes))
        yield Found(ItemKind.QUESTION, request.id, what, PRACTITIONER, words)


def _of_others(link: ClientLink) -> Iterator[Found]:
    """Goals that are not the holder's own, and scores of a child that came otherwise."""
    children = people_of(link) - _themselves(link)
    goals = select(Goal).where(
        Goal.client_id == link.client_id,
        or_(Goal.case_person_id.is_(None), Goal.case_person_id.in_(children)),
    )
    for goal in db.session.scalars(goals.order_by(Goal.number)):
        whose = f"the {goal.case_person.label}" if goal.case_person else "nobody in particular"
        what = f"Goal {goal.number}, of {whose}"
        yield Found(ItemKind.GOAL, goal.id, what, "somebody of the case", goal.words)
    given = (
        select(MeasureAnswer)
        .where(
            MeasureAnswer.case_person_id.in_(children),
            or_(MeasureAnswer.link_id.is_(None), MeasureAnswer.link_id != link.id),
        )
        .options(joinedload(MeasureAnswer.measure), joinedload(MeasureAnswer.case_person))
        .order_by(MeasureAnswer.id)
    )
    for one in db.session.scalars(given):
        what = f"A score of the {one.case_person.label}, {day(one.answered_on)}"
        words = f"{one.measure.name}: {one.score}"
        yield Found(ItemKind.SCORE, one.id, what, "somebody of the case", words)


def _themselves(link: ClientLink) -> set[int]:
    return {one.case_person_id for one in link.answers if one.given_by.value == "themselves"}


def _of_films(recording_ids: list[int], actor: Actor) -> Iterator[Found]:
    for one in db.session.scalars(readable_moments(recording_ids, actor)):
        place = (
            f"a moment at {one.span.label(one.rate)}, film of {day(one.track.recording.filmed_on)}"
        )
        yield Found(ItemKind.MOMENT, one.id, f"Words about {place}", _author(one), _said(one))
        for answer in one.replies:
            if answer.deleted_at is None:
                by = PRACTITIONER if answer.role is Role.TRAINEE else f"the {answer.role.label}"
                what = f"An answer about {place}"
                yield Found(ItemKind.ANSWER, answer.id, what, by, answer.words)


def _author(one: Moment) -> str:
    role = one.track.role
    return PRACTITIONER if role is Role.TRAINEE else f"the {role.label}"


def _said(one: Moment) -> str:
    return "\n".join((one.words, *(tag.wording for tag in one.tags)))
