"""A review: open for its days, showing what was submitted and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accreditation.consent import Purpose
from app import clock
from app.casework.operations import withdraw_consent
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.footage import Recording
from app.models.panel import DecisionOutcome
from app.models.people import Role
from app.models.supervision import Rating
from app.panel import operations
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.panel.scene import decide, finish, seated

DAY = timedelta(days=1)


@pytest.fixture
def ada(app, story) -> Visitor:
    return Visitor(app).sign_in(story.accreditor)


def everything(bound) -> list[str]:
    at = f"/submissions/{bound.id}"
    review = f"/reviews/{bound.id}"
    return [
        *(review, f"{review}/ratings", at, f"{at}/state"),
        *(f"{at}/portfolio.pdf", "/submission-stills/1"),
    ]


def answers(visitor, bound) -> set[int]:
    return {visitor.get(address).status_code for address in everything(bound)}


def test_everything_opens_on_the_first_day_and_closes_after_the_last(ada, story, bound):
    assert answers(ada, bound) == {404}
    seated(story, bound, opens_at=clock.now() + DAY, days=3)
    assert answers(ada, bound) == {404}
    with clock.moved_by(2 * DAY):
        assert answers(ada, bound) == {200}
    with clock.moved_by(5 * DAY):
        assert answers(ada, bound) == {404}
        assert "Nothing to review now" in ada.open("/reviews")


def test_another_accreditor_finds_nothing(app, story, bound):
    seated(story, bound)
    other = Visitor(app).sign_in(make.person(Role.ACCREDITOR))
    assert answers(other, bound) == {404}
    assert "Nothing to review now" in other.open("/reviews")


def test_the_same_person_in_another_role_finds_nothing(app, story, bound):
    from app.accounts.operations import give_role

    seated(story, bound)
    with transaction():
        give_role(None, story.accreditor, Role.SUPERVISOR)
    visitor = Visitor(app).sign_in(story.accreditor, Role.SUPERVISOR)
    assert answers(visitor, bound) == {404}


def test_the_page_says_until_when_and_shows_what_was_submitted(ada, story, bound):
    seated(story, bound)
    page = ada.open(f"/reviews/{bound.id}")
    assert "Open to you until" in page
    assert "supervisor is Sam Reid" in page
    assert page.count("/submission-stills/") == 3
    assert f"/recordings/{story.film.id}/watch" in page
    assert "named the tower" in page
    assert "illustrative, not AVIGuk" in page
    assert "0 of" in page


def test_only_the_submitted_films_can_be_watched(ada, story, bound):
    from app.policies import allowed

    make.agrees(make.case_person(other := make.client(story.enrolment), "father"))
    make.recording(make.cycle(other), other.people)
    seated(story, bound)
    seen = {one.id for one in db.session.scalars(allowed("recording.watch", story.judge))}
    assert seen == {story.film.id, story.review.id}
    assert len(seen) < db.session.query(Recording).count()


def test_the_draft_and_the_moments_stay_closed(ada, story, bound):
    seated(story, bound)
    draft = f"/portfolios/{story.portfolio.id}"
    for address in (f"{draft}/moments", f"{draft}/statement", f"/clients/{story.film.client_id}"):
        assert ada.get(address).status_code == 404


def test_a_withdrawal_shuts_still_film_and_document_for_the_panel(ada, story, bound):
    seated(story, bound)
    with transaction():
        withdraw_consent(story.actor, story.mother, Purpose.OTHER_SUPERVISORS)
    assert ada.get(f"/submissions/{bound.id}/portfolio.pdf").status_code == 404
    assert ada.get("/submission-stills/1").status_code == 404
    page = ada.open(f"/reviews/{bound.id}")
    assert page.count("This moment was withdrawn") == 3
    assert page.count("cannot be watched now") == 2
    assert "/submission-stills/" not in page


def test_criteria_are_rated_some_or_all_and_changed_until_the_decision(ada, story, bound):
    seated(story, bound)
    address = f"/reviews/{bound.id}/ratings"
    assert "not AVIGuk" in ada.open(address)
    assert ada.send(address, {}).status_code == 422
    assert ada.send(address, {"shares-turns": "independently"}).status_code == 302
    assert ada.send(address, {"shares-turns": "with-support"}).status_code == 302
    given = db.session.query(Rating).filter_by(submission_id=bound.id).order_by(Rating.id).all()
    assert [one.level for one in given] == ["independently", "with-support"]
    assert given[0].replaced_at is not None
    assert given[1].level_wording == "with support"
    assert "1 of" in ada.open(f"/reviews/{bound.id}")


@pytest.mark.parametrize("levels", [{"unheard": "independently"}, {"shares-turns": "excellent"}])
def test_what_is_not_in_the_edition_is_refused(story, bound, levels):
    seated(story, bound)
    with pytest.raises(Refusal, match="not in this edition"), transaction():
        operations.rate_submission(story.judge, bound, levels)


def test_the_same_level_again_changes_nothing(story, bound):
    seated(story, bound)
    for _ in range(2):
        with transaction():
            operations.rate_submission(story.judge, bound, {"shares-turns": "independently"})
    assert db.session.query(Rating).filter_by(submission_id=bound.id).count() == 1
    assert db.session.query(AuditEntry).filter_by(act="submission.rated").count() == 1


def test_access_ends_with_the_decision_and_the_decision_stays_listed(ada, story, bound):
    seated(story, bound)
    finish(bound, story.accreditor)
    decide(story, bound, DecisionOutcome.NOT_YET)
    assert answers(ada, bound) == {404}
    page = ada.open("/reviews")
    assert "Your decisions" in page
    assert "Not yet" in page
