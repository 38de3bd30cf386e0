"""The decision: both ways, what it ends and what it begins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import db, transaction
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.panel import Decision, DecisionOutcome
from app.models.people import Role
from app.models.portfolio import SubmissionState
from app.models.presentations import Presentation
from app.models.programme import Enrolment, EnrolmentState
from app.panel import operations
from app.pathway.queries import readiness
from app.policies import Actor
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.panel.scene import decide, release, reviewed, seated, submission_now
from tests.portfolio.story import bound as bind_again

FORM = {
    "outcome": "accredited",
    "strengths": "Waits, names and receives.",
    "next_steps": "Share this way of seeing with a colleague.",
    "meeting_minutes": "60",
}


def test_accredited_ends_the_training_and_meets_the_last_requirement(story, bound):
    reviewed(story, bound)
    decision = decide(story, bound, DecisionOutcome.ACCREDITED)
    assert submission_now().state is SubmissionState.UNDER_REVIEW
    assert db.session.get_one(Enrolment, story.enrolment.id).state is EnrolmentState.ACTIVE
    release(story, decision)
    assert submission_now().state is SubmissionState.DECIDED
    enrolment = db.session.get_one(Enrolment, story.enrolment.id)
    assert enrolment.state is EnrolmentState.ACCREDITED
    meeting = db.session.query(StageMeeting).filter_by(stage="3").one()
    assert meeting.kind is StageMeetingKind.ACCREDITATION
    assert meeting.outcome is MeetingOutcome.GO_ON
    assert meeting.held_by_id == decision.decided_by_id == story.accreditor.id
    assert all(each.met for each in readiness(enrolment, clock.today()).requirements())
    assert db.session.query(Presentation).one().ended_at is not None


def test_not_yet_leaves_the_draft_and_the_trainee_submits_again(story, bound):
    reviewed(story, bound)
    release(story, decide(story, bound, DecisionOutcome.NOT_YET))
    assert db.session.get_one(Enrolment, story.enrolment.id).state is EnrolmentState.ACTIVE
    meeting = db.session.query(StageMeeting).filter_by(stage="3").one()
    assert meeting.outcome is MeetingOutcome.NOT_YET
    second = bind_again(story)
    assert second.number == 2
    assert second.root != bound.root
    reviewed(story, second)
    release(story, decide(story, second, DecisionOutcome.ACCREDITED))
    assert db.session.query(Decision).count() == 2


def test_after_accreditation_nothing_more_is_submitted(story, bound):
    from tests.portfolio.story import submitted

    reviewed(story, bound)
    release(story, decide(story, bound, DecisionOutcome.ACCREDITED))
    with pytest.raises(Refusal, match="ended"):
        submitted(story)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"meeting_held_on": clock.today() + timedelta(days=1)}, "still to come"),
        ({"meeting_held_on": clock.today() - timedelta(days=9)}, "follows the submission"),
        ({"meeting_minutes": 45}, "meeting of"),
    ],
)
def test_a_meeting_that_cannot_have_been_is_refused(story, bound, changes, words):
    reviewed(story, bound)
    with pytest.raises(Refusal, match=words):
        decide(story, bound, DecisionOutcome.ACCREDITED, **changes)
    assert submission_now().state is SubmissionState.UNDER_REVIEW
    assert db.session.query(Decision).count() == 0


def test_a_shorter_meeting_may_still_end_with_not_yet(story, bound):
    reviewed(story, bound)
    decide(story, bound, DecisionOutcome.NOT_YET, meeting_minutes=30)
    assert db.session.query(Decision).count() == 1


def test_a_decision_is_made_once(story, bound):
    reviewed(story, bound)
    decide(story, bound, DecisionOutcome.NOT_YET)
    with pytest.raises(Refusal, match="decided already"):
        decide(story, bound, DecisionOutcome.ACCREDITED)


def test_nobody_decides_while_somebody_on_the_panel_still_reviews(story, bound):
    reviewed(story, bound)
    seated(story, bound, make.person(Role.ACCREDITOR, name="Bo Lind"))
    with pytest.raises(Refusal, match="Bo Lind still to finish"):
        decide(story, bound, DecisionOutcome.NOT_YET)


def test_the_database_refuses_a_decision_by_somebody_who_is_not_on_the_panel(story, bound):
    reviewed(story, bound)
    stranger = Actor(make.person(Role.ACCREDITOR).id, Role.ACCREDITOR)
    with pytest.raises(IntegrityError), transaction():
        operations.decide(
            stranger, bound, DecisionOutcome.ACCREDITED, "All", "None", clock.today(), 60
        )


@pytest.mark.parametrize(
    "change", ["UPDATE decisions SET outcome = 'accredited'", "DELETE FROM decisions"]
)
def test_the_database_keeps_a_decision_as_it_is(story, bound, change):
    reviewed(story, bound)
    decide(story, bound, DecisionOutcome.NOT_YET)
    with pytest.raises(IntegrityError, match="decision"), transaction() as session:
        session.execute(text(change))


def test_the_form_asks_for_strengths_and_next_steps_whatever_is_decided(app, story, bound):
    reviewed(story, bound)
    ada, address = Visitor(app).sign_in(story.accreditor), f"/reviews/{bound.id}/decision"
    for missing in FORM:
        form = {**FORM, "meeting_held_on": str(clock.today()), missing: ""}
        assert ada.send(address, form).status_code == 422, missing
    assert db.session.query(Decision).count() == 0


def test_a_decision_sent_twice_is_made_once_and_the_trainee_reads_it(app, story, bound):
    trainee, submission_id = story.trainee, bound.id
    reviewed(story, bound)
    ada, address = Visitor(app).sign_in(story.accreditor), f"/reviews/{bound.id}/decision"
    form = {**FORM, "meeting_held_on": str(clock.today()), "once": "the same form"}
    assert [ada.send(address, form).location for _ in range(2)] == ["/reviews", "/reviews"]
    release(story, db.session.query(Decision).one())
    maya = Visitor(app).sign_in(trainee)
    page = maya.open(f"/submissions/{submission_id}")
    assert "Waits, names and receives." in page
    assert "Share this way of seeing" in page
    assert "Accredited" in maya.open("/portfolio")


def test_the_trainee_reads_the_panels_ratings_with_the_decision_and_not_before(app, story, bound):
    trainee, submission_id = story.trainee, bound.id
    reviewed(story, bound)
    decision = decide(story, submission_now(), DecisionOutcome.NOT_YET)
    before = Visitor(app).sign_in(trainee).open(f"/submissions/{submission_id}")
    assert "What the panel rated" not in before
    assert "The decision" not in before
    release(story, decision)
    after = Visitor(app).sign_in(trainee).open(f"/submissions/{submission_id}")
    assert "What the panel rated" in after
    assert "independently" in after
    assert "not AVIGuk" in after


def test_not_yet_is_told_with_what_comes_next(app, story, bound):
    trainee, submission_id = story.trainee, bound.id
    reviewed(story, bound)
    release(story, decide(story, bound, DecisionOutcome.NOT_YET))
    maya = Visitor(app).sign_in(trainee)
    page = maya.open(f"/submissions/{submission_id}")
    assert "Not yet" in page
    assert "When you are ready, submit it again." in page
    assert "Submit your portfolio" in maya.open("/portfolio")
