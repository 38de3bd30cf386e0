from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from accreditation.consent import Purpose
from app import clock
from app.extensions import db
from app.models.audit import AuditEntry
from app.models.casework import PersonKind
from app.models.footage import Recording, RecordingKind, RecordingState
from app.models.people import Role
from tests import factories
from tests.browser_like import Visitor
from tests.footage.changes import set_state, withdraw
from tests.footage.uploads import FILMED_ON, declare, fresh, last_recording
from tests.queries_counted import queries_counted


def recordings() -> int:
    return db.session.scalar(select(func.count(Recording.id))) or 0


def page(cycle) -> str:
    return f"/cycles/{cycle.id}/upload/client_film"


def test_the_page_offers_everybody_of_the_case_with_their_answer(case, trainee):
    asked = factories.case_person(case.client, "uncle")
    factories.consent(asked, Purpose.FILMING, agreed=False)
    factories.case_person(case.client, "neighbour")
    shown = trainee.open(page(case.cycle))
    assert "Mother" in shown
    assert "Said yes to filming on 6 January 2025." in shown
    assert "Filming: no." in shown
    assert "Filming: not asked yet." in shown
    assert "Add yourself to this case" in shown


def test_a_practitioner_on_the_list_is_offered_like_everybody(case, trainee):
    factories.case_person(case.client, "practitioner", PersonKind.PRACTITIONER, case.trainee)
    shown = trainee.open(page(case.cycle))
    assert "Practitioner" in shown
    assert "Add yourself to this case" not in shown


def test_a_declared_film_waits_for_its_bytes_with_a_confirmed_list(case, trainee):
    answer = declare(trainee, case.cycle, [case.mother, case.child])
    assert answer.status_code == 302
    recording = last_recording()
    assert recording.state is RecordingState.UPLOADING
    assert (recording.owner_id, recording.filmed_on) == (case.trainee.id, FILMED_ON)
    assert recording.in_shot_confirmed_at is not None
    assert {one.case_person_id for one in recording.in_shot} == {case.mother.id, case.child.id}
    entry = db.session.scalars(select(AuditEntry).filter_by(act="recording.declared")).one()
    assert entry.person_id == case.trainee.id
    assert entry.detail["in_shot"] == sorted([case.mother.id, case.child.id])
    assert "Choose the film" in trainee.open(answer.location)


def test_a_declaration_sent_twice_makes_one_recording(case, trainee):
    once = {"once": "the-same-form"}
    first = declare(trainee, case.cycle, [case.mother], **once)
    second = declare(trainee, case.cycle, [case.mother], **once)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.location == second.location
    assert recordings() == 1


def test_a_second_declaration_leads_to_the_film_that_is_on_its_way(case, trainee):
    declare(trainee, case.cycle, [case.mother])
    assert "Choose the film" in declare(trainee, case.cycle, [case.mother]).text
    assert recordings() == 1


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"confirmed": None}, "Confirm that the list is whole"),
        ({"in_shot": []}, "Choose everybody who can be seen or heard."),
        ({"filmed_on": ""}, "Give the day with day, month and year."),
        ({"filmed_on": "31.12.2024"}, "Give the day with day, month and year."),
    ],
)
def test_an_unfinished_declaration_is_asked_for_again(case, trainee, form, sentence):
    answer = declare(trainee, case.cycle, [case.mother], **form)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert recordings() == 0


def test_a_film_from_tomorrow_is_refused(case, trainee):
    tomorrow = clock.today() + timedelta(days=1)
    answer = declare(trainee, case.cycle, [case.mother], filmed_on=tomorrow.isoformat())
    assert answer.status_code == 422
    assert "This day is still to come." in answer.text
    assert recordings() == 0


def test_somebody_who_was_not_asked_stops_the_upload_before_it_starts(case, trainee):
    friend = factories.case_person(case.client, "friend", PersonKind.CHILD)
    answer = declare(trainee, case.cycle, [case.mother, friend])
    assert answer.status_code == 422
    assert "Friend has not been asked about filming yet." in answer.text
    assert "Ask first, write the answer down, then film" in answer.text
    assert recordings() == 0


def test_somebody_who_said_no_or_took_it_back_stops_the_upload(case, trainee):
    uncle, aunt = (factories.case_person(case.client, name) for name in ("uncle", "aunt"))
    factories.consent(uncle, Purpose.FILMING, agreed=False)
    factories.consent(aunt, Purpose.FILMING, withdrawn_at=clock.now())
    text = declare(trainee, case.cycle, [uncle, aunt]).text
    assert "Uncle said no to filming." in text
    assert "Aunt took back their yes to filming" in text
    assert recordings() == 0


def test_a_film_from_before_the_yes_is_refused(case, trainee):
    late = factories.case_person(case.client, "grandmother")
    factories.consent(late, Purpose.FILMING, given_on=FILMED_ON + timedelta(days=1))
    text = declare(trainee, case.cycle, [late]).text
    assert "the yes has to come first" in text
    assert recordings() == 0


def test_the_yes_and_the_film_may_be_of_the_same_day(case, trainee):
    person = factories.case_person(case.client, "father")
    factories.consent(person, Purpose.FILMING, given_on=FILMED_ON)
    assert declare(trainee, case.cycle, [person]).status_code == 302


def test_somebody_of_another_case_cannot_be_put_in_shot(case, trainee):
    other = factories.agrees(factories.case_person(factories.client(case.enrolment)))
    answer = declare(trainee, case.cycle, [case.mother, other])
    assert answer.status_code == 422
    assert recordings() == 0


def test_a_cycle_has_a_client_film_and_a_shared_review(case, trainee):
    declare(trainee, case.cycle, [case.mother])
    declare(trainee, case.cycle, [case.mother], RecordingKind.SHARED_REVIEW)
    assert last_recording().kind is RecordingKind.SHARED_REVIEW
    assert recordings() == 2


def test_after_a_refused_film_what_was_said_is_offered_again(case, trainee):
    declare(trainee, case.cycle, [case.child])
    set_state(last_recording(), RecordingState.REFUSED)
    shown = trainee.open(page(case.cycle))
    assert f'value="{FILMED_ON.isoformat()}"' in shown
    assert shown.count("checked") == 1
    assert declare(trainee, case.cycle, [case.mother]).status_code == 302
    assert recordings() == 2


def test_a_film_that_has_arrived_has_its_own_page(case, trainee):
    recording = factories.recording(case.cycle, [case.mother], state=RecordingState.RECEIVED)
    answer = trainee.get(page(case.cycle))
    assert answer.status_code == 302
    assert answer.location.endswith(f"/recordings/{recording.id}")


def test_others_find_no_upload_page(app, case):
    another = factories.person(Role.TRAINEE)
    for person in (another, case.supervisor):
        stranger = Visitor(app).sign_in(person)
        assert stranger.get(page(case.cycle)).status_code == 404
        assert declare(stranger, case.cycle, [case.mother]).status_code == 404
    assert recordings() == 0


def test_another_kind_of_film_does_not_exist(case, trainee):
    assert trainee.get(f"/cycles/{case.cycle.id}/upload/holiday").status_code == 404


def test_the_page_asks_as_often_for_three_people_as_for_one(case, trainee):
    address = page(case.cycle)
    with queries_counted() as few:
        trainee.open(address)
    for name in ("aunt", "uncle", "friend"):
        factories.agrees(factories.case_person(case.client, name))
    with queries_counted() as more:
        trainee.open(address)
    assert len(few) == len(more)


def test_missing_consent_found_later_closes_the_picker_in_words(case, trainee):
    declare(trainee, case.cycle, [case.mother])
    recording = last_recording()
    withdraw(case.mother)
    shown = trainee.open(page(case.cycle))
    assert "Mother took back their yes to filming" in shown
    assert 'type="file"' not in shown
    assert fresh(recording).state is RecordingState.UPLOADING
