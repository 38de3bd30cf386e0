"""Showing recordings to named people, and ending that early."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from accreditation.consent import Purpose
from app import clock, policies
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.footage import Recording
from app.models.people import Person, Role
from app.models.presentations import Presentation, PresentationPurpose
from app.models.programme import Enrolment
from app.policies import Actor
from app.presentations.operations import end_presentation, present
from app.presentations.queries import to_choose_from
from app.web.errors import Refusal
from tests import factories as make

TRANSITION = PresentationPurpose.TRANSITION


@pytest.fixture
def training(app: Flask) -> Enrolment:
    return make.enrolment(supervisor=make.person(Role.SUPERVISOR))


@pytest.fixture
def trainee(training: Enrolment) -> Actor:
    return Actor(training.trainee_id, Role.TRAINEE)


@pytest.fixture
def external(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR)


def a_film(of: Enrolment, *purposes: Purpose) -> Recording:
    """A ready film of a new client in which one person agreed to `purposes` (or to all)."""
    client = make.client(of)
    return make.recording(make.cycle(client), [make.agrees(make.case_person(client), *purposes)])


def show(
    actor: Actor, of: Enrolment, film: Recording, to: Person, purpose=TRANSITION
) -> Presentation:
    now = clock.now()
    with transaction():
        return present(actor, of, purpose, [film], [to], now, now + timedelta(days=7))


def watchable(person: Person, role: Role = Role.SUPERVISOR) -> set[int]:
    rows = db.session.scalars(policies.allowed("recording.watch", Actor(person.id, role)))
    return {each.id for each in rows}


def test_the_viewer_watches_while_the_presentation_is_open(
    training: Enrolment, trainee: Actor, external: Person
) -> None:
    film, other = a_film(training), a_film(training)
    assert watchable(external) == set()
    show(trainee, training, film, external)
    assert watchable(external) == {film.id}
    assert other.id not in watchable(external)
    assert db.session.scalars(select(AuditEntry.act)).all()[-1] == "presentation.opened"


def test_a_presentation_closes_by_itself(
    training: Enrolment, trainee: Actor, external: Person
) -> None:
    show(trainee, training, a_film(training), external)
    with clock.moved_by(timedelta(days=8)):
        assert watchable(external) == set()


def test_the_trainee_ends_a_presentation_early(
    training: Enrolment, trainee: Actor, external: Person
) -> None:
    shown = show(trainee, training, a_film(training), external)
    with transaction():
        end_presentation(trainee, shown)
    assert watchable(external) == set()
    ended_at = shown.ended_at
    with transaction():
        end_presentation(trainee, shown)
    assert shown.ended_at == ended_at


def test_a_film_that_somebody_in_it_did_not_agree_to_show_cannot_be_presented(
    training: Enrolment, trainee: Actor, external: Person
) -> None:
    film = a_film(training, Purpose.FILMING, Purpose.SUPERVISION)
    with pytest.raises(Refusal, match="Not everyone"):
        show(trainee, training, film, external)
    assert db.session.scalar(select(func.count(Presentation.id))) == 0


def test_what_was_submitted_is_presented_and_consent_is_asked_at_each_watch(
    training: Enrolment,
) -> None:
    registrar, accreditor = make.person(Role.REGISTRAR), make.person(Role.ACCREDITOR)
    film = a_film(training, Purpose.FILMING, Purpose.SUPERVISION)
    actor = Actor(registrar.id, Role.REGISTRAR)
    show(actor, training, film, accreditor, PresentationPurpose.ACCREDITATION)
    assert watchable(accreditor, Role.ACCREDITOR) == set()


def test_a_film_of_another_training_cannot_be_presented(
    training: Enrolment, trainee: Actor, external: Person
) -> None:
    foreign = a_film(make.enrolment())
    with pytest.raises(Refusal, match="another training"):
        show(trainee, training, foreign, external)


def test_nothing_or_nobody_is_refused(
    training: Enrolment, trainee: Actor, external: Person
) -> None:
    now, film = clock.now(), a_film(training)
    later = now + timedelta(days=1)
    himself = db.session.get_one(Person, training.trainee_id)
    for films, people in (([], [external]), ([film], []), ([film], [himself])):
        with pytest.raises(Refusal), transaction():
            present(trainee, training, TRANSITION, films, people, now, later)


def test_the_choice_tells_why_a_film_cannot_be_shown(training: Enrolment, trainee: Actor) -> None:
    kept_back = a_film(training, Purpose.FILMING)
    good = a_film(training)
    make.recording(make.cycle(make.client(training)), confirmed=False)
    unconfirmed, first, second = to_choose_from(trainee, training)
    assert (first.recording.id, first.reasons) == (good.id, ())
    assert second.recording.id == kept_back.id
    assert second.reasons == (
        "Mother has not been asked about showing it to other supervisors yet.",
    )
    assert len(unconfirmed.reasons) == 1
    assert "client film of cycle 1, client" in first.label


def test_films_that_are_not_ready_or_of_others_are_not_offered(
    training: Enrolment, trainee: Actor
) -> None:
    from app.models.footage import RecordingState

    client = make.client(training)
    make.recording(make.cycle(client), state=RecordingState.UPLOADING)
    a_film(make.enrolment())
    assert to_choose_from(trainee, training) == []
