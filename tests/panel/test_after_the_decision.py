"""Released, read, and looked at again by others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app import clock
from app.extensions import db, transaction
from app.models.notices import Notice
from app.models.panel import Appeal, Decision, DecisionOutcome, DecisionRelease
from app.models.people import Role
from app.models.portfolio import Submission, SubmissionState
from app.panel import operations, queries
from app.portfolio.queries import entries_of
from app.portfolio.verifying import Answer, verdict_on
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.notices.telling import told
from tests.panel.scene import allocate, decide, release, reviewed, submission_now

FIRST = "A step that the first panel named."


@pytest.fixture
def not_yet(story, bound) -> Decision:
    reviewed(story, bound)
    return decide(story, bound, DecisionOutcome.NOT_YET, next_steps=FIRST)


def bind(submission: Submission) -> Submission:
    from app.portfolio.operations import build_document

    build_document(submission.id)
    return db.session.get_one(Submission, submission.id, populate_existing=True)


def appeal(story, decision: Decision) -> Appeal:
    with transaction() as session:
        fresh = session.get_one(Decision, decision.id)
        return operations.appeal(story.actor, fresh, "Cycle 9 was not looked at.")


def test_before_the_release_nobody_hears_of_it_but_the_panel_and_the_registrar(
    app, story, bound, not_yet
):
    decision_id, submission_id = not_yet.id, bound.id
    told(story.trainee)
    maya = Visitor(app).sign_in(story.trainee)
    for page in ("/", "/portfolio", f"/submissions/{submission_id}"):
        assert "Not yet" not in maya.open(page)
    assert maya.get(f"/decisions/{decision_id}/appeal").status_code == 404
    about = {one.person_id for one in db.session.query(Notice) if "decided" in one.words}
    assert story.registrar.id in about
    assert not about & {story.trainee.id, story.supervisor.id}
    desk = Visitor(app).sign_in(story.registrar)
    assert "waits to be released" in desk.open(f"/panel/submissions/{submission_id}")
    assert desk.send(f"/decisions/{decision_id}/release").status_code == 302
    assert desk.send(f"/decisions/{decision_id}/release").status_code == 404
    assert FIRST in maya.open(f"/submissions/{submission_id}")
    told(story.trainee)
    about = {one.person_id for one in db.session.query(Notice) if "has decided" in one.words}
    assert {story.trainee.id, story.supervisor.id} <= about


def test_the_trainee_says_that_they_read_it_once(app, story, bound, not_yet):
    submission_id, decision_id = bound.id, not_yet.id
    release(story, not_yet)
    maya = Visitor(app).sign_in(story.trainee)
    for _ in range(2):
        assert maya.send(f"/decisions/{decision_id}/read").status_code == 302
    assert "You read this on" in maya.open(f"/submissions/{submission_id}")
    assert db.session.query(DecisionRelease).one().acknowledged_at is not None


def test_an_appeal_shows_the_same_record_to_others(app, story, bound, not_yet):
    release(story, not_yet)
    made = appeal(story, not_yet)
    again = db.session.get_one(Submission, made.submission_id)
    assert (again.number, again.root, again.state) == (2, bound.root, SubmissionState.SUBMITTED)
    assert [one.digest for one in entries_of(again)] == [one.digest for one in entries_of(bound)]
    with pytest.raises(Refusal, match="An appeal goes to others"):
        allocate(story, again)
    other = make.person(Role.ACCREDITOR, name="Bo Lind")
    assert list(queries.accreditors_for(again, story.desk)) == [other]
    bind(again)
    reviewed(story, again, other)
    page = Visitor(app).sign_in(other).open(f"/reviews/{again.id}")
    assert "Cycle 9 was not looked at." in page
    assert FIRST not in page


def test_the_file_of_an_appeal_is_current(story, bound, not_yet, tmp_path):
    from app.portfolio import files

    release(story, not_yet)
    again = bind(db.session.get_one(Submission, appeal(story, not_yet).submission_id))
    with files.storage().fetch(again.document_key) as path:
        assert verdict_on(path).answer is Answer.CURRENT


def test_an_appeal_is_made_once_and_in_time(story, bound, not_yet):
    release(story, not_yet)
    with clock.moved_by(timedelta(days=29)), pytest.raises(Refusal, match="within 28 days"):
        appeal(story, not_yet)
    appeal(story, not_yet)
    with pytest.raises(Refusal, match="already"):
        appeal(story, not_yet)
    assert db.session.query(Appeal).count() == 1


def test_who_is_accredited_has_nothing_to_appeal_against(story, bound):
    reviewed(story, bound)
    decision = release(story, decide(story, bound, DecisionOutcome.ACCREDITED))
    with pytest.raises(Refusal, match="nothing to appeal"):
        appeal(story, decision)


def test_the_page_asks_for_reasons_and_leads_to_what_the_others_see(app, story, bound, not_yet):
    decision_id = release(story, not_yet).id
    maya = Visitor(app).sign_in(story.trainee)
    address = f"/decisions/{decision_id}/appeal"
    assert "28 days are illustrative" in maya.open(address)
    assert maya.send(address, {"reasons": " "}).status_code == 422
    answer = maya.send(address, {"reasons": "Look at cycle 9."})
    assert answer.location == f"/submissions/{submission_now().id}"
