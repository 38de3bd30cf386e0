"""What happens in a training is told to whoever waits for it, once, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from accreditation.consent import Purpose
from app import clock
from app.casework.operations import withdraw_all, withdraw_consent
from app.extensions import db, transaction
from app.footage.operations import refuse_recording
from app.models.casework import CasePerson, Cycle, PersonKind
from app.models.footage import Recording, RecordingKind, RecordingState
from app.models.moments import Track
from app.models.people import Person, Role
from app.models.presentations import PresentationPurpose
from app.models.programme import Enrolment
from app.models.supervision import SupervisionSession
from app.policies import Actor
from app.presentations.operations import present
from app.programmes.operations import allocate_supervisor, open_stage
from app.studio.operations import share_track
from app.supervision.operations import ask_for_supervision, sign_session
from tests import factories as make
from tests.notices.telling import every_notice_leads_somewhere, told

ASKED = "Tess Long asks you for supervision of a cycle."
WITHDRAWN = (
    "In the training of Tess Long somebody took their agreement back. What rested on it is no "
    "longer shown; there is nothing to do."
)


@pytest.fixture
def tess(app: Flask) -> Person:
    return make.person(Role.TRAINEE, name="Tess Long")


@pytest.fixture
def sam(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR, name="Sam Hill")


@pytest.fixture
def training(tess: Person, sam: Person) -> Enrolment:
    return make.enrolment(tess, sam)


@pytest.fixture
def mother(training: Enrolment) -> CasePerson:
    return make.agrees(make.case_person(make.client(training, "C-04"), "mother"))


@pytest.fixture
def cycle(mother: CasePerson) -> Cycle:
    """A cycle that can be brought to supervision."""
    cycle = make.cycle(mother.client, reviewed_on=make.LONG_AGO + timedelta(days=7))
    make.recording(cycle, [mother])
    make.recording(cycle, [mother], RecordingKind.SHARED_REVIEW)
    return cycle


@pytest.fixture
def film(cycle: Cycle) -> Recording:
    row = db.session.query(Recording).filter_by(kind=RecordingKind.CLIENT_FILM).one()
    assert row.cycle_id == cycle.id
    return row


def trainee(of: Enrolment) -> Actor:
    return Actor(of.trainee_id, Role.TRAINEE)


def ask(cycle: Cycle) -> None:
    with transaction() as session:
        row = session.get_one(Cycle, cycle.id)
        ask_for_supervision(trainee(row.enrolment), row, "Where do I wait?")


def test_the_supervisor_hears_of_a_cycle_that_is_brought_in_one_sentence(
    app: Flask, tess: Person, sam: Person, cycle: Cycle
) -> None:
    make.moment(db.session.query(Recording).first(), tess, Role.TRAINEE)
    ask(cycle)
    assert told(sam) == [ASKED]
    assert told(tess) == []
    every_notice_leads_somewhere(app, sam)


def test_the_trainee_hears_of_a_signed_session_and_of_what_it_confirmed(
    app: Flask, tess: Person, sam: Person, training: Enrolment, cycle: Cycle
) -> None:
    make.brought(cycle)
    held = make.session_held(training, sam, cycle)
    with transaction() as session:
        sign_session(Actor(sam.id, Role.SUPERVISOR), session.get_one(SupervisionSession, held.id))
    assert told(tess) == ["Sam Hill signed your session of 20 January 2025 and confirmed 1 cycle."]
    every_notice_leads_somewhere(app, tess)


def test_each_side_hears_that_the_other_shared_moments(
    app: Flask, tess: Person, sam: Person, training: Enrolment, cycle: Cycle, film: Recording
) -> None:
    for person, role in ((tess, Role.TRAINEE), (sam, Role.SUPERVISOR)):
        make.moment(film, person, role)
    make.brought(cycle)
    for person, role in ((tess, Role.TRAINEE), (sam, Role.SUPERVISOR)):
        with transaction() as session:
            track = session.query(Track).filter_by(owner_id=person.id).one()
            share_track(Actor(person.id, role), track)
            share_track(Actor(person.id, role), track)
    assert told(sam) == ["Tess Long shared their moments on a film with you."]
    assert told(tess) == ["Sam Hill shared their moments on a film with you."]
    every_notice_leads_somewhere(app, sam)
    every_notice_leads_somewhere(app, tess)


def test_nobody_hears_of_what_was_shared_on_a_film_they_may_not_see(
    tess: Person, sam: Person, training: Enrolment, film: Recording
) -> None:
    make.moment(film, tess, Role.TRAINEE)
    with transaction() as session:
        share_track(trainee(training), session.query(Track).one())
    assert told(sam) == []


def test_trainee_and_new_supervisor_hear_of_each_other(
    app: Flask, tess: Person, training: Enrolment
) -> None:
    una = make.person(Role.SUPERVISOR, name="Una Marsh")
    registrar = Actor(make.person(Role.REGISTRAR).id, Role.REGISTRAR)
    with transaction() as session:
        allocate_supervisor(
            registrar, session.get_one(Enrolment, training.id), session.get_one(Person, una.id)
        )
    assert told(tess) == ["Una Marsh is your supervisor now."]
    assert told(una) == ["Tess Long trains with you now."]
    every_notice_leads_somewhere(app, una)
    every_notice_leads_somewhere(app, tess)


def test_the_trainee_hears_that_a_stage_opened(
    app: Flask, tess: Person, training: Enrolment
) -> None:
    registrar = Actor(make.person(Role.REGISTRAR).id, Role.REGISTRAR)
    with transaction() as session:
        for _ in range(2):
            open_stage(registrar, session.get_one(Enrolment, training.id), "2", clock.today())
    [words] = told(tess)
    assert words.endswith(" is open for you.")
    every_notice_leads_somewhere(app, tess)


def test_the_trainee_hears_that_a_film_could_not_be_used(
    app: Flask, tess: Person, cycle: Cycle, mother: CasePerson
) -> None:
    spoiled = make.recording(
        make.cycle(mother.client), [mother], state=RecordingState.RECEIVED, confirmed=True
    )
    refuse_recording(spoiled.id, "This film is empty.")
    assert told(tess) == [
        "Your client film of 13 January 2025 could not be used. Its page says why, and what you "
        "can do."
    ]
    every_notice_leads_somewhere(app, tess)


def show(training: Enrolment, film: Recording, to: Person, purpose: PresentationPurpose) -> None:
    with transaction() as session:
        now = clock.now()
        present(
            trainee(training),
            session.get_one(Enrolment, training.id),
            purpose,
            [session.get_one(Recording, film.id)],
            [session.get_one(Person, to.id)],
            now,
            now + timedelta(days=7),
        )


def test_a_viewer_hears_what_is_shown_and_until_when(
    app: Flask, sam: Person, training: Enrolment, film: Recording
) -> None:
    eve = make.person(Role.SUPERVISOR, name="Eve Marsh")
    show(training, film, eve, PresentationPurpose.MIDPOINT)
    [words] = told(eve)
    assert words.startswith("Tess Long shows you recordings until ")
    assert told(sam) == []
    every_notice_leads_somewhere(app, eve)


def test_a_withdrawal_is_told_once_to_those_who_relied_on_it_and_says_nothing_of_anybody(
    app: Flask, tess: Person, sam: Person, training: Enrolment, film: Recording, mother: CasePerson
) -> None:
    eve, lee = make.person(Role.SUPERVISOR), make.person(Role.SUPERVISOR)
    show(training, film, eve, PresentationPurpose.MIDPOINT)
    make.brought(film.cycle)
    assert len(told(eve)) == 1
    with transaction() as session:
        withdraw_all(trainee(training), session.get_one(CasePerson, mother.id))
    assert told(sam) == [WITHDRAWN]
    assert told(eve)[1:] == [
        "Something that Tess Long shows you can no longer be watched: somebody took their "
        "agreement back. There is nothing to do."
    ]
    assert told(lee) == []
    assert told(tess) == []
    every_notice_leads_somewhere(app, sam)
    every_notice_leads_somewhere(app, eve)


@pytest.mark.parametrize("purpose", [Purpose.OTHER_SUPERVISORS, Purpose.SUPERVISION])
def test_whoever_did_not_rely_on_it_hears_nothing_of_a_withdrawal(
    sam: Person, training: Enrolment, film: Recording, mother: CasePerson, purpose: Purpose
) -> None:
    eve = make.person(Role.SUPERVISOR)
    show(training, film, eve, PresentationPurpose.MIDPOINT)
    make.brought(film.cycle)
    before = len(told(eve))
    with transaction() as session:
        withdraw_consent(trainee(training), session.get_one(CasePerson, mother.id), purpose)
    assert (told(sam) == []) is (purpose is Purpose.OTHER_SUPERVISORS)
    assert (len(told(eve)) == before) is (purpose is Purpose.SUPERVISION)


def test_a_trainee_hears_of_a_withdrawal_that_is_not_of_their_own_hand(
    app: Flask, tess: Person, training: Enrolment, mother: CasePerson
) -> None:
    teacher = make.person(Role.TRAINEE, name="Una Marsh")
    in_shot = make.case_person(mother.client, "teacher", PersonKind.PRACTITIONER, teacher)
    make.agrees(in_shot)
    with transaction() as session:
        withdraw_all(Actor(teacher.id, Role.TRAINEE), session.get_one(CasePerson, in_shot.id))
    assert told(tess) == [
        "Somebody in one of your cases took their agreement back. What rested on it is no longer "
        "shown."
    ]
    every_notice_leads_somewhere(app, tess)
