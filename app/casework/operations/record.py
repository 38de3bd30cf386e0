"""Keeping what a case is about: context, talks, goals and where they stand, notes, the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select

from app import audit, clock
from app.audit import Acting
from app.casework.case_types import DETAILS
from app.extensions import db
from app.models.case_record import (
    CaseContext,
    CaseTalk,
    CaseworkTerms,
    ClosingLetter,
    CycleNotes,
    Goal,
    GoalRating,
    Occasion,
    Referral,
    Setting,
)
from app.models.casework import CasePerson, Client, Cycle, PersonKind
from app.models.services import Service
from app.web.errors import Refusal

GOALS_AT_MOST = 12


def set_context(
    actor: Acting, client: Client, setting: Setting, about: str, details: Mapping[str, str]
) -> CaseContext:
    """Where the work takes place, which relationship it is about, and what its kind asks."""
    row = db.session.get(CaseContext, client.id) or CaseContext(client_id=client.id)
    asked = [one.key for one in DETAILS[client.case_type]]
    row.setting, row.relationship_words = setting, about
    row.details = {key: details[key] for key in asked if details.get(key)}
    row.changed_at = clock.now()
    db.session.add(row)
    audit.record(actor, "case.context_kept", client, setting=setting.value)
    return row


def keep_referral(
    actor: Acting, client: Client, referred_on: date, said: Mapping[str, str]
) -> Referral:
    """Who suggested the work and why, and what was considered; a later version replaces it."""
    if referred_on > clock.today():
        raise Refusal("This day is still to come. Choose today or an earlier day.")
    row = db.session.get(Referral, client.id) or Referral(client_id=client.id)
    row.referred_on, row.changed_at = referred_on, clock.now()
    for field, words in said.items():
        setattr(row, field, words)
    db.session.add(row)
    audit.record(actor, "case.referral_kept", client)
    return row


def keep_talk(
    actor: Acting,
    client: Client,
    occasion: Occasion,
    held_on: date,
    said: Mapping[str, str],
    helping_question: str | None = None,
) -> CaseTalk:
    """What was said at the initial meeting, at the end or later; a later version replaces it.

    Raises Refusal for a day to come, or before the work began.
    """
    if held_on > clock.today():
        raise Refusal("This day is still to come. Choose today or an earlier day.")
    if occasion is not Occasion.BEFORE and held_on < client.opened_on:
        raise Refusal("The work cannot end before it began.")
    row = db.session.scalar(select(CaseTalk).filter_by(client_id=client.id, occasion=occasion))
    row = row or CaseTalk(client_id=client.id, occasion=occasion)
    row.held_on, row.changed_at = held_on, clock.now()
    for field, words in said.items():
        setattr(row, field, words)
    if helping_question is not None:
        client.helping_question = helping_question
    db.session.add(row)
    audit.record(actor, "case.talk_kept", client, occasion=occasion.value)
    return row


def set_goal(actor: Acting, client: Client, words: str, whose: CasePerson | None) -> Goal:
    """One more goal in the client's words. Raises Refusal for somebody of another case."""
    if whose and (whose.client_id != client.id or whose.kind is PersonKind.PRACTITIONER):
        raise Refusal("Choose somebody of this case.")
    last = db.session.scalar(select(func.max(Goal.number)).filter_by(client_id=client.id)) or 0
    if last >= GOALS_AT_MOST:
        raise Refusal(
            f"There are {GOALS_AT_MOST} goals already. Write goals from here in the talk."
        )
    goal = Goal(
        client_id=client.id,
        case_person_id=whose.id if whose else None,
        number=last + 1,
        words=words,
    )
    db.session.add(goal)
    db.session.flush()
    audit.record(actor, "goal.set", goal, number=goal.number)
    return goal


def rate_goals(
    actor: Acting, client: Client, occasion: Occasion, on: date, ratings: Mapping[int, int]
) -> int:
    """Where the client stands on each goal, from 0 to 10; how many answers were new.

    An earlier answer for the same occasion is kept, and no longer stands.
    """
    if on > clock.today():
        raise Refusal("This day is still to come. Choose today or an earlier day.")
    own = db.session.scalars(select(Goal).filter_by(client_id=client.id))
    goals = {one.id: one for one in own}
    if any(goal_id not in goals for goal_id in ratings):
        raise Refusal("Choose goals of this case.")
    kept = sum(
        _rate(goals[one], occasion, on, rating, recorded_by_id=actor.person_id)
        for one, rating in ratings.items()
    )
    audit.record(actor, "goals.rated", client, occasion=occasion.value, answers=kept)
    return kept


def rate_by_link(
    link_id: int, goals: Sequence[Goal], occasion: Occasion, ratings: Mapping[int, int]
) -> int:
    """As `rate_goals`, by the client on their own phone, about `goals` that are theirs."""
    own = {one.id: one for one in goals}
    kept = sum(
        _rate(own[one], occasion, clock.today(), rating, link_id=link_id)
        for one, rating in ratings.items()
    )
    if goals:
        told = {"occasion": occasion.value, "answers": kept, "link": link_id}
        audit.record(None, "goals.rated", goals[0].client, **told)
    return kept


def _rate(goal: Goal, occasion: Occasion, on: date, rating: int, **by: int) -> bool:
    if not 0 <= rating <= 10:
        raise Refusal("The scale goes from 0 to 10.")
    before = db.session.scalar(
        select(GoalRating).filter_by(goal_id=goal.id, occasion=occasion, replaced_at=None)
    )
    if before is not None:
        if before.rating == rating and before.rated_on == on:
            return False
        before.replaced_at = clock.now()
        db.session.flush()
    db.session.add(GoalRating(goal_id=goal.id, occasion=occasion, rating=rating, rated_on=on, **by))
    return True


def write_letter(actor: Acting, client: Client, words: str, given_on: date | None) -> ClosingLetter:
    """The closing letter as it stands now, and the day it was given, once it was."""
    row = db.session.get(ClosingLetter, client.id) or ClosingLetter(client_id=client.id)
    row.words, row.given_on, row.changed_at = words, given_on, clock.now()
    db.session.add(row)
    audit.record(actor, "closing_letter.written", client, given=given_on is not None)
    return row


def note_cycle(actor: Acting, cycle: Cycle, notes: Mapping[str, str]) -> CycleNotes:
    """What the cycle brought. It says nothing about whether the cycle counts."""
    row = db.session.get(CycleNotes, cycle.id) or CycleNotes(cycle_id=cycle.id)
    row.reflections = notes["reflections"]
    row.working_points = notes["working_points"]
    row.client_words = notes["client_words"]
    row.changed_at = clock.now()
    db.session.add(row)
    audit.record(actor, "cycle.noted", cycle)
    return row


def settle_terms(
    actor: Acting, service: Service, letter_label: str, concerns_go_to: str
) -> CaseworkTerms:
    """What the service calls the closing letter, and where concerns about safety go."""
    row = db.session.get(CaseworkTerms, service.id) or CaseworkTerms(service_id=service.id)
    row.letter_label, row.concerns_go_to = letter_label, concerns_go_to
    row.changed_by_id, row.changed_at = actor.person_id, clock.now()
    db.session.add(row)
    audit.record(actor, "casework_terms.settled", service)
    return row
