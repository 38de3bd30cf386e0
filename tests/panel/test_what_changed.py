"""A submission after “not yet” stands beside the one before: for the trainee and the panel."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from accreditation.consent import Purpose
from app.casework.operations import withdraw_consent
from app.extensions import db, transaction
from app.models.panel import DecisionOutcome
from app.models.people import Role
from app.models.portfolio import Submission, SubmissionEntry
from app.panel import operations as panel
from app.policies import Actor
from app.portfolio import book, operations, queries
from tests import factories as make
from tests.browser_like import Visitor
from tests.panel.scene import decide, finish, release, reviewed, seated
from tests.portfolio.story import STATEMENT, submitted

NEXT = "Say less in the shared review, and wait."
REASON = "It answers the helping question: waiting gave the mother room."


@pytest.fixture
def first(story) -> Submission:
    return submitted(story)


@pytest.fixture
def anew(story, first) -> Submission:
    """Not yet; then one moment left, one was given another reason, and the statement grew."""
    reviewed(story, first)
    release(story, decide(story, first, DecisionOutcome.NOT_YET, next_steps=NEXT))
    first, second, _third = story.moments
    with transaction():
        operations.leave_moment(story.actor, story.portfolio, first.id)
        operations.choose_moment(story.actor, story.portfolio, second, REASON)
        text = f"{STATEMENT}\n\nSince then I count to five."
        operations.write_statement(story.actor, story.portfolio, text)
        operations.ask_for_statement(story.actor, story.portfolio)
    return submitted(story)


@pytest.fixture
def maya(app, story) -> Visitor:
    return Visitor(app).sign_in(story.trainee)


def changed(story, submission, role=Role.TRAINEE, who=None):
    actor = Actor((who or story.trainee).id, role)
    found = queries.changes_in(submission, actor)
    assert found is not None
    return {one.key: one for one in found.sections}


def test_what_is_new_left_and_rewritten_is_found_from_the_two_frozen_records(story, anew):
    found = changed(story, anew)
    moments = found["moments"]
    assert (moments.new, moments.stayed, len(moments.left)) == ((), 1, 1)
    (rewritten,) = moments.rewritten
    assert [one.heading for one in rewritten.told] == ["Why it was chosen"]
    assert [one.heading for one in found["statement"].rewritten[0].told] == ["Words"]
    assert not found["films"].changed


def test_the_trainee_reads_it_in_words_that_do_not_rest_on_colour(maya, first, anew):
    assert f'href="/submissions/{anew.id}/changes"' in maya.open(f"/submissions/{anew.id}")
    page = maya.open(f"/submissions/{anew.id}/changes")
    assert NEXT in page
    assert f'href="/submissions/{first.id}"' in page
    assert '<ins><span class="visually-hidden">added: </span>mother<span' in page
    assert '<del><span class="visually-hidden">taken out: </span>child<span' in page
    assert "No longer there" in page
    assert f"{STATEMENT}" not in page  # what stayed is cut to the words around a change


def test_a_panel_that_never_saw_the_earlier_one_reads_what_changed(app, story, first, anew):
    cleo = make.person(Role.ACCREDITOR, name="Cleo Nash")
    seated(story, anew, cleo)
    visitor = Visitor(app).sign_in(cleo)
    assert f'href="/submissions/{anew.id}/changes"' in visitor.open(f"/reviews/{anew.id}")
    page = visitor.open(f"/submissions/{anew.id}/changes")
    assert NEXT in page
    assert "since then i count to five" in page.lower()
    assert f'href="/submissions/{first.id}"' not in page
    assert visitor.get(f"/submissions/{first.id}").status_code == 404


def test_ratings_stay_closed_until_the_accreditor_has_finished(app, story, anew):
    cleo = make.person(Role.ACCREDITOR, name="Cleo Nash")
    seated(story, anew, cleo)
    assert "ratings" in changed(story, anew)
    assert "ratings" not in changed(story, anew, Role.ACCREDITOR, cleo)
    visitor = Visitor(app).sign_in(cleo)
    assert "Ratings" not in visitor.open(f"/submissions/{anew.id}/changes")
    finish(anew, cleo)
    assert "ratings" in changed(story, anew, Role.ACCREDITOR, cleo)


def test_what_is_taken_back_is_a_tombstone_on_both_sides(maya, story, anew):
    before = changed(story, anew)["moments"]
    with transaction():
        withdraw_consent(story.actor, story.mother, Purpose.OTHER_SUPERVISORS)
    found = changed(story, anew)
    assert found["moments"].taken_back == 3
    assert (found["moments"].left, found["moments"].rewritten) == ((), ())
    assert found["films"].taken_back == 2
    page = maya.open(f"/submissions/{anew.id}/changes")
    assert "3 entries were withdrawn" in page
    for gone in (*before.left, before.rewritten[0].label, "waiting gave the"):
        assert gone not in page


def test_the_book_has_a_short_section_frozen_with_the_rest(story, first, anew):
    entry = db.session.scalars(
        select(SubmissionEntry).filter_by(submission_id=anew.id, kind="since")
    ).one()
    frozen = json.loads(entry.body)
    assert (frozen["earlier_number"], frozen["next_steps"]) == (first.number, NEXT)
    lines = {one.pop("section"): one for one in frozen["lines"]}
    assert lines["Chosen moments"] == {"new": 0, "left": 1, "rewritten": 1, "stayed": 1}
    assert "Ratings" not in lines
    entries = queries.entries_of(anew)
    html = book.book_html(anew, entries, frozenset(), frozenset())
    assert '<h2 id="since">Since the earlier submission</h2>' in html
    assert NEXT in html
    assert queries.verified(anew).intact


def test_a_first_submission_has_nothing_beside_it(maya, story, first):
    assert maya.get(f"/submissions/{first.id}/changes").status_code == 404
    assert "What changed since" not in maya.open(f"/submissions/{first.id}")
    kinds = {one.kind for one in queries.entries_of(first)}
    assert "since" not in kinds
    assert queries.changes_in(first, story.actor) is None


def test_an_unreleased_decision_is_told_to_nobody(maya, story, first):
    reviewed(story, first)
    decision = decide(story, first, DecisionOutcome.NOT_YET, next_steps=NEXT)
    assert not queries.draft_document(story.portfolio).section("since").entries
    release(story, decision)
    (since,) = queries.draft_document(story.portfolio).section("since").entries
    assert since.next_steps == NEXT
    assert NEXT in maya.open(f"/portfolios/{story.portfolio.id}/preview")


def test_an_appeal_is_looked_at_with_fresh_eyes(app, maya, story, first):
    reviewed(story, first)
    decision = release(story, decide(story, first, DecisionOutcome.NOT_YET, next_steps=NEXT))
    with transaction():
        appeal = panel.appeal(story.actor, decision, "Please look again.")
    again = db.session.get_one(Submission, appeal.submission_id)
    cleo = make.person(Role.ACCREDITOR, name="Cleo Nash")
    seated(story, again, cleo)
    assert maya.get(f"/submissions/{again.id}/changes").status_code == 404
    visitor = Visitor(app).sign_in(cleo)
    assert visitor.get(f"/submissions/{again.id}/changes").status_code == 404
    assert NEXT not in visitor.open(f"/reviews/{again.id}")
