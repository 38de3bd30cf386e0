"""Questions about what a case is about and how it goes: goals, talks, the letter, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app import policies
from app.extensions import db
from app.models.case_record import (
    CaseContext,
    CaseTalk,
    CaseworkTerms,
    ClosingLetter,
    CycleNotes,
    Goal,
    GoalRating,
    JournalEntry,
    Occasion,
    Referral,
)
from app.models.casework import Client, Cycle
from app.models.footage import Clip
from app.models.programme import Enrolment
from app.policies import Actor
from app.web.pages import Page, paginate

LETTER = "Closing letter"


@dataclass(frozen=True)
class GoalChange:
    """A goal with where the client stood on it on each occasion that was asked."""

    goal: Goal
    ratings: dict[Occasion, GoalRating]

    @property
    def change(self) -> int | None:
        """From before to the latest answer after it; None while one of them is missing."""
        before = self.ratings.get(Occasion.BEFORE)
        after = self.ratings.get(Occasion.LATER) or self.ratings.get(Occasion.AFTER)
        return after.rating - before.rating if before and after else None


@dataclass(frozen=True)
class Terms:
    """What the service of a case calls the letter, and where concerns go."""

    letter_label: str = LETTER
    concerns_go_to: str = ""


@dataclass(frozen=True)
class CaseRecord:
    """All that is written down about a case besides its cycles."""

    context: CaseContext | None
    referral: Referral | None
    talks: dict[Occasion, CaseTalk]
    goals: list[GoalChange]
    letter: ClosingLetter | None
    terms: Terms


def record_of(client: Client) -> CaseRecord:
    talks = db.session.scalars(select(CaseTalk).filter_by(client_id=client.id))
    return CaseRecord(
        context=db.session.get(CaseContext, client.id),
        referral=db.session.get(Referral, client.id),
        talks={one.occasion: one for one in talks},
        goals=goals_of(client),
        letter=db.session.get(ClosingLetter, client.id),
        terms=terms_for(client),
    )


def goals_of(client: Client) -> list[GoalChange]:
    goals = db.session.scalars(
        select(Goal).filter_by(client_id=client.id).order_by(Goal.number)
    ).all()
    return with_ratings(goals)


def with_ratings(goals: Sequence[Goal]) -> list[GoalChange]:
    standing = select(GoalRating).where(
        GoalRating.goal_id.in_([one.id for one in goals]), GoalRating.replaced_at.is_(None)
    )
    found: dict[int, dict[Occasion, GoalRating]] = {one.id: {} for one in goals}
    for rating in db.session.scalars(standing):
        found[rating.goal_id][rating.occasion] = rating
    return [GoalChange(one, found[one.id]) for one in goals]


def terms_for(client: Client) -> Terms:
    service = select(Enrolment.service_id).where(Enrolment.id == client.enrolment_id)
    return terms_of(service.scalar_subquery())


def terms_of(service_id: object) -> Terms:
    """What the service settled, or Attune's own words."""
    row = db.session.scalar(select(CaseworkTerms).where(CaseworkTerms.service_id == service_id))
    return Terms(row.letter_label, row.concerns_go_to) if row else Terms()


def notes_of(cycle: Cycle) -> CycleNotes | None:
    return db.session.get(CycleNotes, cycle.id)


def clips_of(recording_ids: Sequence[int]) -> Counter[int]:
    """How many clips stand on each recording."""
    counted = select(Clip.recording_id, func.count()).where(
        Clip.recording_id.in_(recording_ids), Clip.deleted_at.is_(None)
    )
    rows = db.session.execute(counted.group_by(Clip.recording_id))
    return Counter(dict(rows.all()))


@dataclass(frozen=True)
class ChangeInGoals:
    """How goals changed in a number of cases. Nothing in it tells whose they are."""

    cases: int
    goals: int
    before: float
    after: float


def change_in_goals(enrolment_id: int) -> ChangeInGoals | None:
    """Over all cases of a training, for goals with an answer before and at the end; None without.

    Means only: a portfolio may carry them without a word of a client.
    """
    before, after = aliased(GoalRating), aliased(GoalRating)
    pairs = (
        select(Goal.client_id, before.rating, after.rating)
        .join(Client, Client.id == Goal.client_id)
        .join(before, before.goal_id == Goal.id)
        .join(after, after.goal_id == Goal.id)
        .where(
            Client.enrolment_id == enrolment_id,
            before.occasion == Occasion.BEFORE,
            after.occasion == Occasion.AFTER,
            before.replaced_at.is_(None),
            after.replaced_at.is_(None),
        )
    )
    rows = db.session.execute(pairs).all()
    if not rows:
        return None
    return ChangeInGoals(
        cases=len({client for client, _, _ in rows}),
        goals=len(rows),
        before=mean(first for _, first, _ in rows),
        after=mean(last for _, _, last in rows),
    )


def journal_page(actor: Actor, page: int) -> Page:
    """The actor's own journal, the latest first."""
    mine = policies.allowed("journal_entry.keep", actor)
    return paginate(mine.order_by(JournalEntry.written_on.desc(), JournalEntry.id.desc()), page)
