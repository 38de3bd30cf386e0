"""Goals that somebody may answer through their own link, and on which occasion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from app import clock, policies
from app.casework.queries import GoalChange, with_ratings
from app.extensions import db
from app.models.case_record import CaseTalk, Goal, Occasion
from app.models.casework import CasePerson
from app.models.consent import GivenBy
from app.models.rights import ClientLink
from app.policies import LinkHolder

LATER_AFTER = timedelta(days=28)


def own_goals(link: ClientLink) -> list[GoalChange]:
    """The holder's own goals, each with the answers that stand. A goal of others is not among them.

    What somebody else wrote down or answered about a goal of theirs stands there too.
    """
    allowed = policies.allowed_by_link("your_page.rate", LinkHolder(link.id))
    goals: Sequence[Goal] = db.session.scalars(allowed.order_by(Goal.number)).all()
    return with_ratings(goals)


def occasion_now(link: ClientLink, goals: Sequence[GoalChange]) -> Occasion:
    """Before, until the work ends; then at the end; four weeks after those answers, later."""
    closed = select(func.count()).where(
        CaseTalk.client_id == link.client_id, CaseTalk.occasion == Occasion.AFTER
    )
    if link.client.ended_on is None and not db.session.scalar(closed):
        return Occasion.BEFORE
    at_the_end = [one.ratings[Occasion.AFTER].rated_on for one in goals if _has_ended(one)]
    if at_the_end and max(at_the_end) + LATER_AFTER <= clock.today():
        return Occasion.LATER
    return Occasion.AFTER


def _has_ended(one: GoalChange) -> bool:
    return Occasion.AFTER in one.ratings


def holder_of(link: ClientLink) -> CasePerson:
    """Whose link it is: the one person who answers for themselves with it."""
    own = (one for one in link.answers if one.given_by is GivenBy.THEMSELVES)
    return next(own).case_person
