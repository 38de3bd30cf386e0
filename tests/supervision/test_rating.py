"""A supervisor rates criteria: by value, partly if they like, with history."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from accreditation import shipped
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.footage import RecordingKind
from app.models.people import Role
from app.models.supervision import Rating
from app.policies import Actor
from app.supervision import operations
from app.web.errors import Refusal
from tests import factories

CRITERIA = shipped.criteria("illustrative-criteria-1")


@pytest.fixture
def supervisor(app):
    return factories.person(Role.SUPERVISOR)


@pytest.fixture
def cycle(supervisor):
    cycle = factories.cycle(factories.client(factories.enrolment(supervisor=supervisor)))
    factories.brought(cycle)
    return cycle


@pytest.fixture
def signed_in(visitor, supervisor, cycle):
    return visitor.sign_in(supervisor)


def ratings():
    return db.session.scalars(select(Rating).order_by(Rating.id)).all()


def test_every_criterion_is_asked_with_its_mark_and_none_is_chosen(signed_in, cycle):
    page = signed_in.open(f"/cycles/{cycle.id}/ratings")
    for _, criterion in CRITERIA.criteria():
        assert page.count(f'name="{criterion.key}"') == 4
    assert "Illustrative, not AVIGuk" in page
    assert "checked" not in page


def test_a_part_of_the_criteria_is_enough_and_words_are_kept_by_value(signed_in, cycle, supervisor):
    answer = signed_in.send(
        f"/cycles/{cycle.id}/ratings",
        {"short-clips": "with-support", "shares-turns": "enriching-others"},
    )
    assert answer.status_code == 302
    kept = {one.criterion: one for one in ratings()}
    assert set(kept) == {"short-clips", "shares-turns"}
    one = kept["short-clips"]
    assert one.criterion_wording == CRITERIA.criterion("short-clips").wording
    assert (one.level, one.level_wording) == ("with-support", "with support")
    assert (one.framework, one.rater_id) == (CRITERIA.id, supervisor.id)
    assert (one.role, one.enrolment_id) == (Role.SUPERVISOR, cycle.enrolment_id)


def test_a_new_level_replaces_the_old_one_which_is_kept(signed_in, cycle):
    url = f"/cycles/{cycle.id}/ratings"
    for level in ("beginning", "independently", "independently"):
        signed_in.send(url, {"short-clips": level})
    first, second = ratings()
    assert (first.level, second.level) == ("beginning", "independently")
    assert first.replaced_at is not None
    assert second.replaced_at is None
    page = signed_in.open(url)
    assert "You chose “independently”" in page
    assert "checked" not in page
    acts = db.session.scalars(select(AuditEntry).filter_by(act="cycle.rated")).all()
    assert len(acts) == 2


def test_ratings_sent_twice_make_one_row(signed_in, cycle):
    for _ in range(2):
        signed_in.send(
            f"/cycles/{cycle.id}/ratings", {"short-clips": "beginning", "once": "the-same-form"}
        )
    assert len(ratings()) == 1


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Choose a level for at least one criterion"),
        ({"unheard-of": "beginning"}, "Choose a level for at least one criterion"),
    ],
)
def test_an_empty_choice_is_refused(signed_in, cycle, form, sentence):
    response = signed_in.send(f"/cycles/{cycle.id}/ratings", form)
    assert response.status_code == 422
    assert sentence in response.text
    assert ratings() == []


@pytest.mark.parametrize("levels", [{"short-clips": "best"}, {"best-clips": "beginning"}])
def test_an_unknown_criterion_or_level_is_refused(cycle, supervisor, levels):
    with transaction(), pytest.raises(Refusal, match="not in this edition"):
        operations.rate_cycle(Actor(supervisor.id, Role.SUPERVISOR), cycle, levels)


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.SUPERVISOR, Role.ACCREDITOR])
def test_nobody_else_rates_a_cycle(visitor, cycle, role):
    visitor.sign_in(factories.person(role)).open(f"/cycles/{cycle.id}/ratings", 404)
    answer = visitor.send(f"/cycles/{cycle.id}/ratings", {"short-clips": "beginning"})
    assert answer.status_code == 404


def test_the_trainee_does_not_rate_their_own_cycle_as_a_supervisor(visitor, cycle):
    visitor.sign_in(cycle.enrolment.trainee).open(f"/cycles/{cycle.id}/ratings", 404)


def test_rating_together_begins_where_supervision_is_prepared(signed_in, cycle):
    mother = factories.agrees(factories.case_person(cycle.client))
    review = factories.recording(cycle, [mother], RecordingKind.SHARED_REVIEW)
    page = signed_in.open(f"/enrolments/{cycle.enrolment_id}/supervision")
    assert f'href="/recordings/{review.id}/rounds"' in page
    signed_in.open(f"/recordings/{review.id}/rounds")
