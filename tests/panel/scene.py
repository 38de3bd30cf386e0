"""Acts that several tests of the panel begin with."""

from __future__ import annotations

from datetime import datetime, timedelta

from app import clock
from app.extensions import db, transaction
from app.models.panel import Decision, DecisionOutcome, PanelMember
from app.models.people import Person
from app.models.portfolio import Submission
from app.panel import operations
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
