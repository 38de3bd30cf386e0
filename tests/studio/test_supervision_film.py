"""The third level: somebody who learns to supervise looks closely at their own supervision."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from app.casework import operations as casework
from app.casework import queries
from app.extensions import db, transaction
from app.footage.operations import declare_recording
from app.models.casework import CasePerson, CaseType, Client, Cycle, PersonKind
from app.models.footage import InShot, Recording, RecordingKind
from app.models.people import Person, Role
from app.policies import Actor
from app.studio.queries import words_for
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.studio.setting import a_moment

STAGE_4 = "stage-4-illustrative"


@dataclass(frozen=True)
class Supervised:
    sue: Person
    own: Person
    practitioner: CasePerson
    cycle: Cycle
    film: Recording


@pytest.fixture
def supervised(app: Flask) -> Supervised:
    """Sue supervised a practitioner, who has an account and agreed to everything."""
    sue = make.person(Role.TRAINEE, name="Sue Stagefour")
    own = make.person(Role.SUPERVISOR, name="Sam Supervisor")
    training = make.enrolment(sue, own, stages=("supervising",), slug=STAGE_4)
    case = make.client(training, "P-01", CaseType.SUPERVISION)
    tess = make.person(Role.TRAINEE, name="Tess Calder")
    seen = make.agrees(make.case_person(case, "practitioner", PersonKind.PRACTITIONER, tess))
    cycle = make.cycle(case, stage="supervising")
    film = make.recording(cycle, [seen], RecordingKind.SUPERVISION)
    return Supervised(sue, own, seen, cycle, film)


def as_trainee(person: Person) -> Actor:
    return Actor(person.id, Role.TRAINEE)


def test_supervision_is_offered_where_the_edition_is_for_learning_to_supervise(
    app: Flask, supervised: Supervised
) -> None:
    page = Visitor(app).sign_in(supervised.sue).open("/clients/add")
    assert page.index('value="supervision"') < page.index('value="vig"')  # the likeliest first
    elsewhere = make.enrolment(make.person(Role.TRAINEE, name="Una Stageone"))
    una = db.session.get_one(Person, elsewhere.trainee_id)
    assert 'value="supervision"' not in Visitor(app).sign_in(una).open("/clients/add")
    with transaction(), pytest.raises(Refusal, match="belong to learning to supervise"):
        casework.add_client(
            as_trainee(una), elsewhere, "P-02", CaseType.SUPERVISION, "How?", make.LONG_AGO
        )
    assert not db.session.scalars(select(Client).filter_by(enrolment_id=elsewhere.id)).all()


def test_a_film_of_supervision_has_its_own_criteria_words_and_people(
    supervised: Supervised,
) -> None:
    words = words_for(as_trainee(supervised.sue), supervised.film)
    assert words.criteria is not None
    assert words.criteria.illustrative
    keys = {one.key for _, one in words.criteria.criteria(words.film)}
    assert {"activates-practitioner", "builds-on-strengths"} <= keys
    assert words.review is not None
    assert words.review.word("activating")
    assert [one.value for one in words.parties] == ["supervisor", "practitioner"]
    assert words.principles.principle("waiting") is not None


def test_a_turn_is_between_supervisor_and_practitioner(app: Flask, supervised: Supervised) -> None:
    visitor = Visitor(app).sign_in(supervised.sue)
    page = visitor.open(f"/recordings/{supervised.film.id}/studio")
    assert '<option value="supervisor">the supervisor</option>' in page
    assert '<option value="partner">' not in page
    there = f"/api/v1/recordings/{supervised.film.id}/moments"
    turn = {"turn": "initiative", "giver": "practitioner", "receiver": "supervisor"}
    said = a_moment("11111111-1111-4111-8111-111111111111", **turn, review=["activating"])
    kept = visitor.send_json(there, {**said, "criteria": ["builds-on-strengths"]})
    assert kept.status_code == 201, kept.text
    other = a_moment("22222222-2222-4222-8222-222222222222", **{**turn, "receiver": "partner"})
    refused = visitor.send_json(there, other)
    assert refused.status_code == 422
    assert "There is no partner in this kind of film" in refused.text


def test_nobody_is_a_supervisor_in_a_client_film(app: Flask) -> None:
    sue = make.person(Role.TRAINEE)
    training = make.enrolment(sue)
    case = make.client(training)
    film = make.recording(make.cycle(case), [make.agrees(make.case_person(case))])
    turn = {"turn": "initiative", "giver": "person", "receiver": "supervisor"}
    said = a_moment("11111111-1111-4111-8111-111111111111", **turn)
    refused = Visitor(app).sign_in(sue).send_json(f"/api/v1/recordings/{film.id}/moments", said)
    assert refused.status_code == 422


def test_each_kind_of_work_takes_its_own_films(supervised: Supervised) -> None:
    sue, cycle, practitioner = supervised.sue, supervised.cycle, supervised.practitioner
    for kind in (RecordingKind.CLIENT_FILM, RecordingKind.SHARED_REVIEW):
        with transaction(), pytest.raises(Refusal, match="has no place for a"):
            declare_recording(as_trainee(sue), cycle, kind, make.LONG_AGO, [practitioner])
    case = make.client(make.enrolment(make.person(Role.TRAINEE)))
    other = make.cycle(case)
    with transaction(), pytest.raises(Refusal, match="has no place for a supervision film"):
        declare_recording(as_trainee(sue), other, RecordingKind.SUPERVISION, make.LONG_AGO, [])


def test_its_cycle_is_film_look_ask_and_confirmed_without_a_shared_review(
    app: Flask, supervised: Supervised
) -> None:
    path = queries.paths([supervised.cycle], as_trainee(supervised.sue))[supervised.cycle.id]
    assert [step.title for step in path.steps] == [
        "Supervision film", "Look closely", "Ask for supervision", "Confirmed",
    ]  # fmt: skip
    visitor = Visitor(app).sign_in(supervised.sue)
    page = visitor.open(f"/cycles/{supervised.cycle.id}")
    assert "Supervision film" in page
    assert "shared review" not in page.lower()
    asked = visitor.open(f"/cycles/{supervised.cycle.id}/ask")
    assert "the supervision film of" in asked
    with transaction(), pytest.raises(Refusal, match="has no shared review"):
        casework.date_shared_review(as_trainee(supervised.sue), supervised.cycle, make.LONG_AGO)
    make.brought(supervised.cycle)
    with transaction():
        casework.confirm_cycle(Actor(supervised.own.id, Role.SUPERVISOR), supervised.cycle)
    assert db.session.get_one(Cycle, supervised.cycle.id).confirmed_at is not None


def test_a_film_of_supervision_is_watched_only_while_everyone_in_it_agrees(
    app: Flask, supervised: Supervised
) -> None:
    make.brought(supervised.cycle)
    studio = f"/recordings/{supervised.film.id}/studio"
    assert Visitor(app).sign_in(supervised.own, Role.SUPERVISOR).get(studio).status_code == 200
    shown = make.case_person(
        db.session.get_one(Client, supervised.cycle.client_id), "mother in the clip"
    )
    with transaction() as rows:
        film = rows.get_one(Recording, supervised.film.id)
        rows.add(InShot(recording=film, case_person_id=shown.id, client_id=shown.client_id))
    for who, role in ((supervised.own, Role.SUPERVISOR), (supervised.sue, Role.TRAINEE)):
        assert Visitor(app).sign_in(who, role).get(studio).status_code == 404
    make.agrees(shown)
    assert Visitor(app).sign_in(supervised.own, Role.SUPERVISOR).get(studio).status_code == 200
