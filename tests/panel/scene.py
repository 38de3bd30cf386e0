"""Acts that several tests of the panel begin with."""

from __future__ import annotations

from datetime import datetime, timedelta

from app import clock
from app.extensions import db, transaction
from app.models.panel import Decision, DecisionOutcome, PanelMember
from app.models.people import Person, Role
from app.models.portfolio import Submission
from app.panel import operations
from app.policies import Actor
from tests.portfolio.story import Story


def allocate(
    story: Story,
    submission: Submission,
    accreditor: Person | None = None,
    opens_at: datetime | None = None,
    days: int = 14,
) -> PanelMember:
    opens = opens_at or clock.now()
    with transaction():
        return operations.allocate_accreditor(
            story.desk, submission, accreditor or story.accreditor, opens, opens + timedelta(days)
        )


def accept(member: PanelMember, interests: str = "") -> PanelMember:
    with transaction() as session:
        fresh = session.get_one(PanelMember, member.id)
        operations.accept_seat(Actor(fresh.accreditor_id, Role.ACCREDITOR), fresh, interests)
    return member


def seated(story: Story, submission: Submission, *args, **days) -> PanelMember:
    """Asked, and accepted."""
    return accept(allocate(story, submission, *args, **days))


def finish(submission: Submission, accreditor: Person, level: str = "independently") -> None:
    """Rate one criterion and finish."""
    judge = Actor(accreditor.id, Role.ACCREDITOR)
    with transaction() as session:
        fresh = session.get_one(Submission, submission.id)
        operations.rate_submission(judge, fresh, {"shares-turns": level})
        session.flush()
        operations.finish_review(judge, fresh)


def reviewed(story: Story, submission: Submission, *args, **days) -> PanelMember:
    """Asked, accepted and finished: the one accreditor of the story can decide."""
    member = seated(story, submission, *args, **days)
    finish(submission, member.accreditor)
    return member


def release(story: Story, decision: Decision) -> Decision:
    with transaction() as session:
        operations.release_decision(story.desk, session.get_one(Decision, decision.id))
    return decision


def decide(story: Story, submission: Submission, outcome: DecisionOutcome, **changes) -> Decision:
    values = {
        "strengths": "Waits, names and receives with warmth.",
        "next_steps": "Slow the pace of the shared review.",
        "meeting_held_on": clock.today(),
        "meeting_minutes": 60,
    }
    with transaction() as session:
        fresh = session.get_one(Submission, submission.id)
        return operations.decide(story.judge, fresh, outcome, **{**values, **changes})


def submission_now() -> Submission:
    db.session.rollback()
    return db.session.query(Submission).populate_existing().order_by(Submission.id.desc()).first()
