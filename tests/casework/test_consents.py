"""Consent: recorded per person and purpose, taken back at once, never overwritten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from accreditation.consent import WORDING_ID, Purpose
from app import clock, policies
from app.casework import operations, queries
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.casework import PersonKind
from app.models.consent import Consent, GivenBy, GivenHow
from app.models.people import Role
from app.policies import Actor
from app.web.errors import Refusal
from tests import factories


@pytest.fixture
def trainee(app):
    return factories.person(Role.TRAINEE)


@pytest.fixture
def actor(trainee):
    return Actor(trainee.id, Role.TRAINEE)


@pytest.fixture
def client(trainee):
    return factories.client(factories.enrolment(trainee), "C-04")


@pytest.fixture
def mother(client):
    return factories.case_person(client, "mother")


@pytest.fixture
def signed_in(visitor, trainee, client):
    return visitor.sign_in(trainee)


def answers(**changed):
    form = {
        "filming": "yes",
        "supervision": "yes",
        "research": "no",
        "given_on": clock.today().isoformat(),
        "given_how": "paper",
    }
    return {**form, **changed}


def url_of(person):
    return f"/people/{person.id}/consent"


def current(person):
    rows = db.session.scalars(select(Consent).filter_by(case_person_id=person.id, replaced_at=None))
    return {row.purpose: row for row in rows}


def recorded(actor, person, agreed=True, purpose=Purpose.FILMING, **more):
    given = {
        "given_on": clock.today(),
        "given_by": GivenBy.THEMSELVES,
        "given_how": GivenHow.PAPER,
        **more,
    }
    with transaction():
        operations.answer_consent(actor, person, {purpose: agreed}, **given)


def test_each_purpose_is_asked_apart_and_nothing_is_ticked_beforehand(signed_in, mother, trainee):
    factories.policy(mother.client.enrolment.service, keep_at_most_months=24)
    page = signed_in.open(url_of(mother))
    assert trainee.name in page
    for purpose in Purpose:
        assert page.count(f'name="{purpose.value}"') == 2
        assert purpose.explanation in page.replace("&#39;", "'")
    assert "checked" not in page
    assert "Accreditation needs these" in page


def test_answers_are_kept_with_day_way_and_wording(signed_in, mother, trainee):
    response = signed_in.send(url_of(mother), answers(until="2999-12-31"))
    assert response.status_code == 302
    kept = current(mother)
    assert {purpose: row.agreed for purpose, row in kept.items()} == {
        Purpose.FILMING: True,
        Purpose.SUPERVISION: True,
        Purpose.RESEARCH: False,
    }
    filming = kept[Purpose.FILMING]
    assert (filming.given_on, filming.given_how) == (clock.today(), GivenHow.PAPER)
    assert (filming.given_by, filming.wording) == (GivenBy.THEMSELVES, WORDING_ID)
    assert filming.recorded_by_id == trainee.id
    assert filming.until.year == 2999
    assert kept[Purpose.RESEARCH].until is None


def test_an_interpreter_is_written_down_with_the_answer(signed_in, mother):
    signed_in.send(url_of(mother), answers(interpreted_into=" Arabic "))
    filming = current(mother)[Purpose.FILMING]
    assert filming.interpreted_into == "Arabic"
    assert "Into Arabic" in signed_in.open(f"{url_of(mother)}/{filming.id}")
    assert (
        "within 40 characters"
        in signed_in.send(url_of(mother), answers(interpreted_into="a" * 41)).text
    )


def test_a_yes_that_is_given_again_with_an_interpreter_goes_on_from_its_first_day(mother, trainee):
    actor = Actor(trainee.id, Role.TRAINEE)
    first_day = clock.today() - timedelta(days=30)
    recorded(actor, mother, given_on=first_day)
    recorded(actor, mother, interpreted_into="Arabic")
    filming = current(mother)[Purpose.FILMING]
    assert (filming.since, filming.interpreted_into) == (first_day, "Arabic")


def test_each_answer_is_audited(signed_in, mother):
    signed_in.send(url_of(mother), answers())
    entries = db.session.scalars(select(AuditEntry).filter_by(act="consent.answered")).all()
    assert {"purpose": "research", "agreed": False} in [entry.detail for entry in entries]
    assert len(entries) == 3


def test_a_consent_form_sent_twice_makes_one_row_for_each_answer(signed_in, mother):
    for _ in range(2):
        signed_in.send(url_of(mother), answers(once="the-same-form"))
    assert len(db.session.scalars(select(Consent)).all()) == 3


def test_the_same_yes_again_keeps_its_first_day_so_that_films_made_since_stay(mother, trainee):
    actor = Actor(trainee.id, Role.TRAINEE)
    first_day = clock.today() - timedelta(days=30)
    recorded(actor, mother, given_on=first_day)
    recorded(actor, mother)
    assert [row.given_on for row in db.session.scalars(select(Consent))] == [first_day]
    recorded(actor, mother, agreed=False)
    recorded(actor, mother)
    assert current(mother)[Purpose.FILMING].given_on == clock.today()


def test_another_answer_makes_a_new_row_and_keeps_the_old_one(signed_in, mother):
    signed_in.send(url_of(mother), answers(once="first"))
    signed_in.send(url_of(mother), {**answers(filming="no", once="second"), "supervision": ""})
    rows = db.session.scalars(
        select(Consent).filter_by(purpose=Purpose.FILMING).order_by(Consent.id)
    ).all()
    assert [row.agreed for row in rows] == [True, False]
    assert rows[0].replaced_at is not None
    assert rows[1].replaced_at is None
    assert current(mother)[Purpose.SUPERVISION].agreed
    page = signed_in.open(url_of(mother))
    assert "A later answer came on" in page
    assert "checked" not in page


def test_for_a_child_parental_responsibility_is_the_first_choice_and_can_be_changed(
    signed_in, client
):
    child = factories.case_person(client, "older child", PersonKind.CHILD)
    assert "Somebody with parental responsibility" in signed_in.open(url_of(child))
    signed_in.send(url_of(child), answers(given_by="parental_responsibility", once="a"))
    assert current(child)[Purpose.FILMING].given_by is GivenBy.PARENTAL_RESPONSIBILITY
    signed_in.send(url_of(child), answers(given_by="themselves", once="b"))
    assert current(child)[Purpose.FILMING].given_by is GivenBy.THEMSELVES


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"filming": "", "supervision": "", "research": ""},
            "Choose yes or no for at least one purpose.",
        ),
        ({"filming": "perhaps"}, "Choose one of these."),
        ({"given_on": "2999-01-01"}, "This day is still to come."),
        ({"given_on": ""}, "Give the day with day, month and year."),
        ({"given_how": ""}, "Choose how the answer was given."),
        ({"given_how": "account"}, "Choose one of these."),
        ({"until": "2001-01-01"}, "cannot come before the day it was given"),
        ({"until": "then"}, "Give the day with day, month and year."),
    ],
)
def test_a_mistake_in_consent_is_told_and_nothing_is_kept(signed_in, mother, changed, sentence):
    response = signed_in.send(url_of(mother), answers(**changed))
    if changed == {"filming": "perhaps"}:
        assert Purpose.FILMING not in current(mother)
        return
    assert response.status_code == 422
    assert sentence in response.text
    assert current(mother) == {}


def test_an_adult_answers_for_themselves(actor, mother):
    with pytest.raises(Refusal, match="answers for themselves"):
        recorded(actor, mother, given_by=GivenBy.PARENTAL_RESPONSIBILITY)


def test_a_trainee_cannot_answer_for_a_practitioner(signed_in, actor, client):
    colleague = factories.person(Role.SUPERVISOR)
    listed = factories.case_person(client, "nurse", PersonKind.PRACTITIONER, colleague)
    signed_in.open(url_of(listed), 404)
    assert signed_in.send(url_of(listed), answers()).status_code == 404
    signed_in.open(f"/my-consent/{listed.id}", 404)
    with pytest.raises(Refusal, match="from their own account"):
        recorded(actor, listed)


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.SUPERVISOR, Role.ACCREDITOR, Role.TRAINEE])
def test_nobody_else_answers_for_a_client(visitor, client, mother, role):
    other = factories.person(role)
    if role is Role.SUPERVISOR:
        factories.allocation(client.enrolment, other)
    visitor.sign_in(other)
    for address in (url_of(mother), f"{url_of(mother)}/take-back", f"/my-consent/{mother.id}"):
        visitor.open(address, 404)
        assert visitor.send(address, answers()).status_code == 404


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.SUPERVISOR, Role.SERVICE_LEAD])
def test_a_practitioner_in_any_role_answers_from_their_own_account(visitor, client, role):
    colleague = factories.person(role)
    listed = factories.case_person(client, "nurse", PersonKind.PRACTITIONER, colleague)
    visitor.sign_in(colleague)
    page = visitor.open("/my-consent")
    assert "C-04" in page
    assert client.helping_question not in page
    page = visitor.open(f"/my-consent/{listed.id}")
    assert client.helping_question not in page
    assert "checked" not in page
    response = visitor.send(f"/my-consent/{listed.id}", {"filming": "yes"})
    assert response.status_code == 302
    kept = current(listed)[Purpose.FILMING]
    assert (kept.given_how, kept.given_on) == (GivenHow.ACCOUNT, clock.today())
    assert kept.recorded_by_id == colleague.id


def test_somebody_who_is_listed_nowhere_is_told_so(visitor):
    visitor.sign_in(factories.person(Role.REGISTRAR))
    assert "Nothing waits for you" in visitor.open("/my-consent")


def test_one_yes_is_taken_back_with_a_click_and_a_confirmation(signed_in, mother):
    factories.agrees(mother)
    page = signed_in.open(url_of(mother))
    address = f"{url_of(mother)}/take-back?purpose=supervision"
    assert address in page
    assert "The cycle still counts." in signed_in.open(address)
    assert signed_in.send(address).status_code == 302
    kept = current(mother)
    assert kept[Purpose.SUPERVISION].withdrawn_at is not None
    assert kept[Purpose.FILMING].withdrawn_at is None
    assert "Taken back on" in signed_in.open(url_of(mother))


def test_every_yes_is_taken_back_at_once(signed_in, mother):
    factories.agrees(mother)
    signed_in.open(f"{url_of(mother)}/take-back")
    signed_in.send(f"{url_of(mother)}/take-back")
    assert all(row.withdrawn_at is not None for row in current(mother).values())


def test_a_practitioner_takes_their_own_yes_back(visitor, client):
    colleague = factories.person(Role.SUPERVISOR)
    listed = factories.case_person(client, "nurse", PersonKind.PRACTITIONER, colleague)
    factories.agrees(listed)
    visitor.sign_in(colleague)
    address = f"/my-consent/{listed.id}/take-back?purpose=filming"
    visitor.open(address)
    visitor.send(address)
    assert current(listed)[Purpose.FILMING].withdrawn_at is not None


def test_a_no_cannot_be_taken_back_and_an_unknown_purpose_is_not_found(signed_in, mother):
    factories.consent(mother, Purpose.FILMING, agreed=False)
    response = signed_in.send(f"{url_of(mother)}/take-back?purpose=filming")
    assert response.status_code == 422
    assert "There is no yes to this to take back." in response.text
    assert signed_in.send(f"{url_of(mother)}/take-back").status_code == 422
    signed_in.open(f"{url_of(mother)}/take-back?purpose=advertising", 404)


def test_withdrawal_acts_on_the_next_request_and_a_new_yes_too(actor, client, mother):
    factories.consent(mother, Purpose.FILMING)
    film = factories.recording(factories.cycle(client), [mother])
    assert policies.find("recording.watch", film.id, actor) is not None
    with transaction():
        operations.withdraw_consent(actor, mother, Purpose.FILMING)
    assert policies.find("recording.watch", film.id, actor) is None
    recorded(actor, mother, given_on=film.filmed_on)
    assert policies.find("recording.watch", film.id, actor) is not None


def test_a_yes_that_ends_stops_holding_after_its_last_day(actor, client, mother):
    recorded(actor, mother, given_on=factories.LONG_AGO, until=clock.today())
    film = factories.recording(factories.cycle(client), [mother])
    (standing,) = (
        one for one in queries.standings([mother])[mother.id] if one.purpose is Purpose.FILMING
    )
    assert standing.holds
    assert queries.verdict(film, Purpose.FILMING).permitted
    with clock.moved_by(timedelta(days=1)):
        assert standing.state.value == "ended"
        assert not queries.verdict(film, Purpose.FILMING).permitted
