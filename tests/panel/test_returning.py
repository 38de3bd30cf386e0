"""Something is withdrawn before the decision: the panel goes on, or gives it back unjudged."""

from __future__ import annotations

from datetime import datetime

import pytest

from accreditation.consent import Purpose
from app import clock
from app.extensions import db, transaction
from app.models.consent import Consent
from app.models.panel import DecisionOutcome, SubmissionReturn
from app.models.portfolio import SubmissionState
from app.panel import operations
from app.portfolio.operations import submit
from app.web.errors import Refusal
from tests.browser_like import Visitor
from tests.notices.telling import told
from tests.panel.scene import decide, finish, release, seated, submission_now


@pytest.fixture
def ada(app, story, bound) -> Visitor:
    seated(story, bound)
    return Visitor(app).sign_in(story.accreditor)


def take_back(story, at: datetime | None) -> None:
    """The mother agrees to “other supervisors” no more; or again, with `at` as it was."""
    given = {"case_person_id": story.mother.id, "purpose": Purpose.OTHER_SUPERVISORS}
    with transaction() as session:
        for one in session.query(Consent).filter_by(**given):
            one.withdrawn_at = at


def give_back(ada, submission, words="Bring another film of the pace you found."):
    return ada.send(f"/reviews/{submission.id}/return", {"words": words})


def test_a_whole_submission_cannot_be_given_back(ada, bound):
    assert "Something in it was withdrawn" not in ada.open(f"/reviews/{bound.id}")
    assert give_back(ada, bound).status_code == 404


def test_it_is_given_back_without_fault_and_can_be_submitted_again(app, story, bound, ada):
    take_back(story, clock.now())
    page = ada.open(f"/reviews/{bound.id}")
    assert "Something in it was withdrawn" in page
    assert "give it back without judging it" in page
    answer = give_back(ada, bound)
    assert "Returned, without fault." in ada.open(answer.location)
    ada.open(f"/reviews/{bound.id}", status=404)
    assert submission_now().state is SubmissionState.DECIDED
    assert any("through no fault of yours" in one for one in told(story.trainee))
    maya = Visitor(app).sign_in(story.trainee)
    assert "Returned, not judged" in maya.open("/portfolio")
    page = maya.open(f"/submissions/{bound.id}")
    assert "Through no fault of yours" in page
    assert "Bring another film" in page
    desk = Visitor(app).sign_in(story.registrar)
    assert "Returned, not judged" in desk.open("/panel/submissions")
    with pytest.raises(Refusal, match="took back their yes"), transaction():
        submit(story.actor, story.portfolio)
    take_back(story, None)
    with transaction():
        again = submit(story.actor, story.portfolio)
    assert again.number == 2


def test_the_panel_may_go_on_with_what_is_left(story, bound, ada):
    take_back(story, clock.now())
    finish(bound, story.accreditor)
    decision = decide(story, bound, DecisionOutcome.NOT_YET)
    release(story, decision)
    assert submission_now().state is SubmissionState.DECIDED
    assert db.session.query(SubmissionReturn).count() == 0


def test_after_the_decision_nothing_is_given_back(story, bound, ada):
    finish(bound, story.accreditor)
    decide(story, bound, DecisionOutcome.NOT_YET)
    take_back(story, clock.now())
    assert give_back(ada, bound).status_code == 404
    with pytest.raises(Refusal, match="decided already"), transaction():
        operations.return_submission(story.judge, submission_now(), "")
