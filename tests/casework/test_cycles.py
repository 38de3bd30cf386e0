"""Cycles: the page that leads through one, the day of its shared review, its confirmation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from accreditation.consent import Purpose
from app import clock
from app.casework import operations, queries
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.casework import Cycle
from app.models.footage import RecordingKind, RecordingState
from app.models.people import Role
from app.policies import Actor
from app.web.errors import Refusal
from tests import factories
from tests.queries_counted import queries_counted

FILM, REVIEW = RecordingKind.CLIENT_FILM, RecordingKind.SHARED_REVIEW
FILMED = factories.LONG_AGO + timedelta(days=7)


@pytest.fixture
def trainee(app):
    return factories.person(Role.TRAINEE)


@pytest.fixture
def supervisor(app):
    return factories.person(Role.SUPERVISOR)


@pytest.fixture
def actor(trainee):
    return Actor(trainee.id, Role.TRAINEE)


@pytest.fixture
def client(trainee, supervisor):
    return factories.client(factories.enrolment(trainee, supervisor), "C-04")


@pytest.fixture
def mother(client):
    return factories.agrees(factories.case_person(client, "mother"))


@pytest.fixture
def cycle(client):
    return factories.cycle(client)


@pytest.fixture
def signed_in(visitor, trainee, cycle):
    return visitor.sign_in(trainee)


def next_of(cycle, actor):
    step = queries.paths([cycle], actor)[cycle.id].next
    return step.key.value if step else None


def states(cycle, actor):
    return {one.key.value: one.state for one in queries.paths([cycle], actor)[cycle.id].steps}


def dated(cycle, on=FILMED):
    with transaction() as session:
        session.get_one(Cycle, cycle.id).reviewed_on = on


def test_a_cycle_leads_from_the_film_to_the_confirmation(cycle, mother, actor, trainee, supervisor):
    assert next_of(cycle, actor) == "film"
    film = factories.recording(cycle, [mother])
    assert next_of(cycle, actor) == "look"
    factories.moment(film, trainee, Role.TRAINEE)
    assert next_of(cycle, actor) == "review"
    factories.recording(cycle, [mother], REVIEW)
    assert next_of(cycle, actor) == "date"
    dated(cycle)
    assert next_of(cycle, actor) == "ask"
    factories.brought(cycle)
    assert next_of(cycle, actor) == "confirm"
    with transaction():
        operations.confirm_cycle(Actor(supervisor.id, Role.SUPERVISOR), cycle)
    assert next_of(cycle, actor) is None
    assert set(states(cycle, actor).values()) == {"done"}


def test_looking_closely_never_holds_up_a_shared_review(cycle, mother, actor):
    factories.recording(cycle, [mother])
    factories.recording(cycle, [mother], REVIEW)
    assert next_of(cycle, actor) == "date"
    assert states(cycle, actor)["look"] == "later"


@pytest.mark.parametrize(
    "state", [RecordingState.UPLOADING, RecordingState.RECEIVED, RecordingState.WATCHABLE]
)
def test_a_film_that_is_not_ready_yet_is_still_the_next_step(signed_in, cycle, mother, state):
    film = factories.recording(cycle, [mother], state=state)
    page = signed_in.open(f"/cycles/{cycle.id}")
    assert "See how it is getting on" in page
    assert f"/recordings/{film.id}" in page


def test_a_film_that_could_not_be_used_says_why_and_asks_for_another(signed_in, cycle, mother):
    factories.recording(
        cycle, [mother], state=RecordingState.REFUSED, refused_because="There is no picture."
    )
    page = signed_in.open(f"/cycles/{cycle.id}")
    assert "There is no picture." in page
    assert "Choose a film" in page


def test_a_film_that_was_erased_after_it_was_ready_still_counts(cycle, mother, actor, supervisor):
    factories.recording(
        cycle, [mother], state=RecordingState.ERASED, ready_at=clock.now(), erased_at=clock.now()
    )
    dated(cycle)
    with transaction():
        operations.confirm_cycle(Actor(supervisor.id, Role.SUPERVISOR), cycle)
    assert cycle.confirmed_at is not None


def test_the_page_of_a_cycle_shows_the_one_next_thing(signed_in, cycle, mother):
    assert "Add the client film" in signed_in.open(f"/cycles/{cycle.id}")
    film = factories.recording(cycle, [mother])
    page = signed_in.open(f"/cycles/{cycle.id}")
    assert "Open the film" in page
    assert "Your supervisor can watch it once you ask." in page
    assert f"/recordings/{film.id}" in page


def test_the_page_of_a_cycle_says_who_may_not_watch_and_why(signed_in, cycle, client):
    uncle = factories.agrees(factories.case_person(client, "uncle"), Purpose.FILMING)
    film = factories.recording(cycle, [uncle])
    page = signed_in.open(f"/cycles/{cycle.id}")
    assert "Only you can watch it" in page
    assert "Uncle has not been asked about showing it to the supervisor yet." in page
    with transaction():
        operations.withdraw_consent(Actor(film.owner_id, Role.TRAINEE), uncle, Purpose.FILMING)
    assert "Nobody can watch it now" in signed_in.open(f"/cycles/{cycle.id}")


def test_a_film_that_waits_for_consent_leads_there_and_not_to_the_studio(signed_in, cycle, client):
    uncle = factories.case_person(client, "uncle")
    film = factories.recording(cycle, [uncle])
    page = signed_in.open(f"/cycles/{cycle.id}")
    assert "The film waits for consent" in page
    assert "Uncle has not been asked about filming yet." in page
    assert f"/recordings/{film.id}/studio" not in page


def test_a_film_without_a_confirmed_list_asks_who_is_in_shot(signed_in, cycle, mother):
    factories.recording(cycle, [mother], confirmed=False)
    assert "Say who is in shot" in signed_in.open(f"/cycles/{cycle.id}")


def test_a_trainee_writes_down_the_day_of_the_shared_review(signed_in, cycle, mother):
    factories.recording(cycle, [mother])
    factories.recording(cycle, [mother], REVIEW, filmed_on=FILMED + timedelta(days=2))
    page = signed_in.open(f"/cycles/{cycle.id}")
    assert f'value="{FILMED + timedelta(days=2)}"' in page
    url = f"/cycles/{cycle.id}/shared-review"
    assert signed_in.send(url, {"reviewed_on": FILMED.isoformat()}).status_code == 302
    assert db.session.get_one(Cycle, cycle.id).reviewed_on == FILMED
    entry = db.session.scalar(select(AuditEntry).filter_by(act="cycle.review_dated"))
    assert entry.detail == {"on": FILMED.isoformat()}


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ((FILMED - timedelta(days=1)).isoformat(), "comes on that day or later"),
        ("2999-01-01", "still to come"),
        ("", "Give the day with day, month and year."),
        ("01/02", "Give the day with day, month and year."),
    ],
)
def test_an_impossible_day_of_the_shared_review_is_refused(signed_in, cycle, mother, on, sentence):
    factories.recording(cycle, [mother])
    response = signed_in.send(f"/cycles/{cycle.id}/shared-review", {"reviewed_on": on})
    assert response.status_code == 422
    assert sentence in response.text
    assert db.session.get_one(Cycle, cycle.id).reviewed_on is None


def test_the_dates_of_a_confirmed_cycle_stay(signed_in, client, actor, supervisor):
    done = factories.cycle(
        client, reviewed_on=FILMED, confirmed_at=clock.now(), confirmed_by_id=supervisor.id
    )
    response = signed_in.send(f"/cycles/{done.id}/shared-review", {"reviewed_on": "2026-01-02"})
    assert response.status_code == 404
    with transaction(), pytest.raises(Refusal, match="confirmed"):
        operations.date_shared_review(actor, done, FILMED)
    assert "This cycle is confirmed" in signed_in.open(f"/cycles/{done.id}")


def test_a_cycle_without_film_or_shared_review_cannot_be_confirmed(cycle, mother, supervisor):
    acting = Actor(supervisor.id, Role.SUPERVISOR)
    with transaction(), pytest.raises(Refusal) as refused:
        operations.confirm_cycle(acting, cycle)
    assert str(refused.value) == (
        "Cycle 1 cannot be confirmed yet: its client film is not ready "
        "and its shared review has no date yet."
    )
    factories.recording(cycle, [mother])
    with transaction(), pytest.raises(Refusal, match="shared review"):
        operations.confirm_cycle(acting, cycle)
    assert cycle.confirmed_at is None


def test_confirming_again_changes_nothing(cycle, mother, supervisor):
    factories.recording(cycle, [mother])
    dated(cycle)
    acting = Actor(supervisor.id, Role.SUPERVISOR)
    for _ in range(2):
        with transaction():
            operations.confirm_cycle(acting, cycle)
    acts = db.session.scalars(select(AuditEntry).filter_by(act="cycle.confirmed")).all()
    assert len(acts) == 1


def test_a_supervisor_sees_a_cycle_only_once_it_was_brought(
    visitor, cycle, mother, supervisor, trainee
):
    film = factories.recording(cycle, [mother])
    factories.moment(film, trainee, Role.TRAINEE)
    visitor.sign_in(supervisor).open(f"/cycles/{cycle.id}", 404)
    factories.brought(cycle)
    page = visitor.open(f"/cycles/{cycle.id}")
    assert "Where am I waiting well?" in page
    assert "Look at the client film" in page
    assert "Rate the criteria" in page
    assert "Illustrative, not AVIGuk" in page


def test_a_supervisor_reads_why_a_film_cannot_be_watched(visitor, cycle, client, supervisor):
    uncle = factories.agrees(factories.case_person(client, "uncle"), Purpose.FILMING)
    factories.consent(uncle, Purpose.SUPERVISION, agreed=False)
    factories.recording(cycle, [uncle])
    factories.brought(cycle)
    page = visitor.sign_in(supervisor).open(f"/cycles/{cycle.id}")
    assert "Client film: not to be watched" in page
    assert "Uncle said no to showing it to the supervisor." in page
    assert "Look at the client film" not in page


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.SUPERVISOR, Role.ACCREDITOR, Role.REGISTRAR])
def test_nobody_else_reaches_a_cycle(visitor, cycle, role):
    factories.brought(cycle)
    visitor.sign_in(factories.person(role)).open(f"/cycles/{cycle.id}", 404)
    url = f"/cycles/{cycle.id}/shared-review"
    assert visitor.send(url, {"reviewed_on": "2026-01-02"}).status_code == 404


def test_a_page_of_a_cycle_costs_the_same_with_one_film_and_with_many_marks(
    signed_in, cycle, mother, trainee
):
    film = factories.recording(cycle, [mother])
    factories.recording(cycle, [mother], REVIEW)
    with queries_counted() as before:
        signed_in.open(f"/cycles/{cycle.id}")
    for start in range(5):
        factories.moment(film, trainee, Role.TRAINEE, start)
        factories.clip(film, start)
    with queries_counted() as after:
        signed_in.open(f"/cycles/{cycle.id}")
    assert len(before) == len(after)
