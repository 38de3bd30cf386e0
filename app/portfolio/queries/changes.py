"""What a submission that follows a “not yet” changed, for those who may read both."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select

from accreditation.portfolio_changes import FrozenEntry, SectionChanges, changes, in_numbers
from accreditation.portfolio_document import PortfolioDocument, Since
from accreditation.portfolio_plain import freeze
from app import policies
from app.extensions import db
from app.models.panel import Decision, DecisionOutcome, DecisionRelease
from app.models.portfolio import Portfolio, Submission
from app.policies import Actor
from app.portfolio.queries.submissions import (
    entries_of,
    next_number,
    ratings_among,
    withdrawn_among,
)


@dataclass(frozen=True)
class Changes:
    """The earlier submission, what was decided on it, and what is different now."""

    earlier: Submission
    decision: Decision
    sections: tuple[SectionChanges, ...]

    @property
    def changed(self) -> tuple[SectionChanges, ...]:
        return tuple(one for one in self.sections if one.changed)

    @property
    def unchanged(self) -> tuple[SectionChanges, ...]:
        return tuple(one for one in self.sections if not one.changed)


def changes_in(submission: Submission, actor: Actor) -> Changes | None:
    """What is different from the submission before; None where there is nothing to set beside it.

    Ratings are left out on both sides for somebody who has still to give their own.
    """
    before = _not_yet_before(submission.portfolio_id, submission.number)
    if before is None:
        return None
    earlier, decision = before
    sees_ratings = policies.find("submission.see_ratings", submission.id, actor) is not None
    old, new = (_frozen(one, sees_ratings) for one in (earlier, submission))
    return Changes(earlier, decision, changes(old, new))


def since_the_earlier(portfolio: Portfolio, draft: PortfolioDocument) -> PortfolioDocument:
    """The draft with what it says of the submission before, where that ended in “not yet”."""
    before = _not_yet_before(portfolio.id, next_number(portfolio))
    if before is None:
        return draft
    earlier, decision = before
    now = [FrozenEntry(str(table["kind"]), table) for table in freeze(draft)]
    lines = in_numbers(changes(_frozen(earlier, with_ratings=False), now))
    decided_on = decision.decided_at.date()
    return draft.having("since", Since(earlier.number, decided_on, decision.next_steps, lines))


def _not_yet_before(portfolio_id: int, number: int) -> tuple[Submission, Decision] | None:
    """The last submission below `number` on which a released decision said “not yet”."""
    found = (
        select(Submission, Decision)
        .join(Decision, Decision.submission_id == Submission.id)
        .join(DecisionRelease, DecisionRelease.decision_id == Decision.id)
        .where(
            Submission.portfolio_id == portfolio_id,
            Submission.number < number,
            Decision.outcome == DecisionOutcome.NOT_YET,
        )
        .order_by(Submission.number.desc())
        .limit(1)
    )
    row = db.session.execute(found).first()
    return (row[0], row[1]) if row else None


def _frozen(submission: Submission, with_ratings: bool) -> list[FrozenEntry]:
    entries = entries_of(submission)
    withdrawn = withdrawn_among(entries)
    held_back = frozenset() if with_ratings else ratings_among(entries)
    return [
        FrozenEntry(one.kind, json.loads(one.body), one.id in withdrawn)
        for one in entries
        if one.id not in held_back
    ]
