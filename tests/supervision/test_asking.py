"""A trainee brings a cycle to supervision: what lacks, what is shown, and by whose act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from accreditation.consent import Purpose
from app import clock, policies
from app.casework.operations import withdraw_consent
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.casework import Cycle
from app.models.footage import RecordingKind, RecordingState
from app.models.moments import Track
from app.models.people import Role
from app.models.programme import Allocation
from app.models.supervision import SupervisionRequest
from app.policies import Actor
from app.supervision import operations
from app.web.errors import Refusal
from tests import factories

FILMED = factories.LONG_AGO + timedelta(days=7)
QUESTION = {"question": "Where do I wait, and where could I wait longer?"}


@pytest.fixture
def trainee(app):
    return factories.person(Role.TRAINEE)


@pytest.fixture
def supervisor(app):
    return factories.person(Role.SUPERVISOR, name="Sam Supervisor")


@pytest.fixture
def client(trainee, supervisor):
    return factories.client(factories.enrolment(trainee, supervisor), "C-04")


@pytest.fixture
def mother(client):
    return factories.agrees(factories.case_person(client, "mother"))


@pytest.fixture
def cycle(client):
    return factories.cycle(client, reviewed_on=FILMED)


@pytest.fixture
def films(cycle, mother):
    film = factories.recording(cycle, [mother])
    review = factories.recording(cycle, [mother], RecordingKind.SHARED_REVIEW)
    return film, review


@pytest.fixture
def signed_in(visitor, trainee, cycle):
    return visitor.sign_in(trainee)


def requests():
    return db.session.scalars(select(SupervisionRequest)).all()


def test_a_trainee_asks_and_the_supervisor_sees_the_cycle_from_then_on(
    signed_in, cycle, films, supervisor
):
    watching = Actor(supervisor.id, Role.SUPERVISOR)
    assert policies.find("recording.watch", films[0].id, watching) is None
    page = signed_in.open(f"/cycles/{cycle.id}/ask")
    assert "What Sam Supervisor will see" in page
    assert "until you do, they see nothing of this cycle" in page
    response = signed_in.send(f"/cycles/{cycle.id}/ask", QUESTION)
    assert "With your supervisor now" in signed_in.open(response.location)
    assert policies.find("recording.watch", films[0].id, watching) is not None
    assert policies.find("cycle.see", cycle.id, watching) is not None
    assert db.session.scalar(select(AuditEntry).filter_by(act="supervision.asked")) is not None


def test_asking_shares_the_trainees_own_marks_and_nothing_else(
    signed_in, cycle, films, trainee, supervisor
):
    mine = [factories.moment(film, trainee, Role.TRAINEE) for film in films]
    theirs = factories.moment(films[0], supervisor, Role.SUPERVISOR)
    reader = Actor(supervisor.id, Role.SUPERVISOR)
    assert policies.find("moment.read", mine[0].id, reader) is None
    signed_in.send(f"/cycles/{cycle.id}/ask", QUESTION)
    assert all(policies.find("moment.read", one.id, reader) is not None for one in mine)
    assert db.session.get_one(Track, theirs.track_id).shared_at is None


def test_a_request_sent_twice_makes_one_row(signed_in, cycle, films):
    for _ in range(2):
        answer = signed_in.send(f"/cycles/{cycle.id}/ask", {**QUESTION, "once": "the-same-form"})
        assert answer.status_code == 302
    assert len(requests()) == 1


def test_there_is_one_open_request_for_a_cycle(signed_in, cycle, films):
    signed_in.send(f"/cycles/{cycle.id}/ask", QUESTION)
    assert "You have asked already" in signed_in.open(f"/cycles/{cycle.id}/ask")
    response = signed_in.send(f"/cycles/{cycle.id}/ask", QUESTION)
    assert response.status_code == 422
    assert len(requests()) == 1


def test_a_cycle_can_be_brought_again_after_a_session(signed_in, cycle, films):
    signed_in.send(f"/cycles/{cycle.id}/ask", QUESTION)
    with transaction() as session:
        session.scalar(select(SupervisionRequest)).answered_at = clock.now()
    assert signed_in.send(f"/cycles/{cycle.id}/ask", QUESTION).status_code == 302
    assert len(requests()) == 2


@pytest.mark.parametrize("words", ["", "  ", "x" * 1001])
def test_a_question_is_written_in_reasonable_length(signed_in, cycle, films, words):
    response = signed_in.send(f"/cycles/{cycle.id}/ask", {"question": words})
    assert response.status_code == 422
    assert requests() == []


def lacking(signed_in, cycle, sentence):
    page = signed_in.open(f"/cycles/{cycle.id}/ask")
    assert sentence in page
    assert "Ask and show it" not in page
    response = signed_in.send(f"/cycles/{cycle.id}/ask", QUESTION)
    assert response.status_code == 422
    assert sentence in response.text
    assert requests() == []


def test_without_films_nothing_is_asked(signed_in, cycle):
    lacking(signed_in, cycle, "The client film is not ready to be watched.")
    lacking(signed_in, cycle, "The film of the shared review is not ready to be watched.")


def test_a_film_that_is_still_being_made_ready_is_waited_for(signed_in, cycle, mother):
    factories.recording(cycle, [mother], state=RecordingState.WATCHABLE)
    lacking(signed_in, cycle, "The client film is not ready to be watched.")


def test_without_the_day_of_the_shared_review_nothing_is_asked(signed_in, cycle, films):
    with transaction() as session:
        session.get_one(Cycle, cycle.id).reviewed_on = None
    lacking(signed_in, cycle, "The day of the shared review is not written down.")


def test_whoever_did_not_agree_to_supervision_is_named(signed_in, client, cycle, films, trainee):
    with transaction():
        mother = films[0].in_shot[0].case_person
        withdraw_consent(Actor(trainee.id, Role.TRAINEE), mother, Purpose.SUPERVISION)
    lacking(signed_in, cycle, "Mother took back their yes to showing it to the supervisor")
    assert f"/clients/{client.id}" in signed_in.open(f"/cycles/{cycle.id}/ask")


def test_an_unconfirmed_list_of_people_leads_to_the_film(signed_in, cycle, films):
    with transaction() as session:
        session.get_one(type(films[0]), films[0].id).in_shot_confirmed_at = None
    lacking(signed_in, cycle, "The list of people in shot is waiting to be confirmed.")
    assert f"/recordings/{films[0].id}" in signed_in.open(f"/cycles/{cycle.id}/ask")


def test_without_a_supervisor_nothing_is_asked(signed_in, cycle, films):
    with transaction() as session:
        session.scalar(select(Allocation)).until = clock.now()
    lacking(signed_in, cycle, "You have no supervisor at the moment.")


def test_a_confirmed_cycle_cannot_be_brought(signed_in, cycle, films, supervisor, trainee):
    with transaction() as session:
        row = session.get_one(Cycle, cycle.id)
        row.confirmed_at, row.confirmed_by_id = clock.now(), supervisor.id
    signed_in.open(f"/cycles/{cycle.id}/ask", 404)
    with transaction(), pytest.raises(Refusal, match="confirmed already"):
        operations.ask_for_supervision(Actor(trainee.id, Role.TRAINEE), cycle, "What now?")


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.SUPERVISOR, Role.REGISTRAR])
def test_nobody_else_asks_for_it(visitor, cycle, films, role):
    visitor.sign_in(factories.person(role)).open(f"/cycles/{cycle.id}/ask", 404)
    assert visitor.send(f"/cycles/{cycle.id}/ask", QUESTION).status_code == 404


def test_its_own_supervisor_does_not_ask_either(visitor, cycle, films, supervisor):
    factories.brought(cycle)
    visitor.sign_in(supervisor).open(f"/cycles/{cycle.id}/ask", 404)


def test_withdrawal_after_asking_acts_on_the_next_request(
    signed_in, cycle, films, supervisor, mother, trainee
):
    signed_in.send(f"/cycles/{cycle.id}/ask", QUESTION)
    watching = Actor(supervisor.id, Role.SUPERVISOR)
    with transaction():
        withdraw_consent(Actor(trainee.id, Role.TRAINEE), mother, Purpose.SUPERVISION)
    for film in films:
        assert policies.find("recording.watch", film.id, watching) is None
        assert policies.find("recording.watch", film.id, Actor(trainee.id, Role.TRAINEE))


def test_clips_to_look_at_stand_beside_the_question(signed_in, cycle, films, supervisor):
    film = films[0]
    clip = factories.clip(film, 10, 60, "The second turn")
    factories.clip(film, 70, 90, "Another one")
    page = signed_in.open(f"/cycles/{cycle.id}/ask")
    assert "The second turn, 0:00.10 to 0:02.10, client film" in page
    signed_in.send(f"/cycles/{cycle.id}/ask", {"question": "How?", "clips": [str(clip.id)]})
    signed_in.sign_in(supervisor)
    page = signed_in.open(f"/enrolments/{cycle.enrolment_id}/supervision")
    assert f"/recordings/{film.id}/studio#frame=10" in page
    assert "Another one" not in page
