"""Coded clients, and who may be in shot."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from accreditation.casework import code_problem
from app import clock
from app.casework import operations
from app.casework.operations.clients import NOT_ADDED
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.casework import CasePerson, CaseType, Client, Cycle, PersonKind
from app.models.people import Role
from app.models.programme import EnrolmentState
from app.policies import Actor
from app.web.errors import Refusal
from tests import factories
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted


@pytest.fixture
def trainee(app):
    return factories.person(Role.TRAINEE)


@pytest.fixture
def enrolment(trainee):
    return factories.enrolment(trainee)


@pytest.fixture
def signed_in(visitor, trainee, enrolment):
    return visitor.sign_in(trainee)


def acting(person, role=Role.TRAINEE):
    return Actor(person.id, role)


def a_client(**changed):
    return {
        "code": "C-04",
        "case_type": "vig",
        "helping_question": "How can bedtime be calmer for us?",
        "opened_on": clock.today().isoformat(),
        **changed,
    }


def rows(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.parametrize("code", ["C-04", "C4", "04", "VERP-2", "AB-12-C3", "ABCD-12345-X"])
def test_a_code_of_capitals_digits_and_dashes_is_taken(code):
    assert code_problem(code) is None


@pytest.mark.parametrize(
    "code",
    [
        "Sarah",
        "sarah",
        "c-04",
        "SARAH",
        "SARAH-4",
        "C 04",
        "C_04",
        "-C4",
        "C4-",
        "C-123456789-0",
        "C-010203",
        "É-4",
        "",
    ],
)
def test_a_code_that_could_be_a_name_is_refused_in_a_sentence(code):
    assert code_problem(code).endswith(".")


def test_a_trainee_adds_a_client_by_its_code(signed_in):
    page = signed_in.open("/clients/add")
    assert "never a name" in page
    response = signed_in.send("/clients/add", a_client())
    assert response.status_code == 302
    page = signed_in.open(response.location)
    assert "Client C-04" in page
    assert "How can bedtime be calmer for us?" in page
    assert "C-04" in signed_in.open("/clients")


def test_adding_a_client_is_audited_without_its_words(signed_in):
    signed_in.send("/clients/add", a_client())
    entry = db.session.scalar(select(AuditEntry).filter_by(act="client.added"))
    assert entry.detail == {"case_type": "vig"}


def test_a_form_for_a_client_sent_twice_makes_one_client(signed_in):
    first = signed_in.send("/clients/add", a_client(once="the-same-form"))
    second = signed_in.send("/clients/add", a_client(once="the-same-form"))
    assert first.location == second.location
    assert rows(Client) == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"code": "Sarah"}, "A name does not belong here."),
        ({"code": "SARAH-4"}, "That reads like a name."),
        ({"code": ""}, "Give the client a code"),
        ({"helping_question": " "}, "Write down what the client would like help with."),
        ({"helping_question": "x" * 601}, "within 600 characters"),
        ({"case_type": "film"}, "Choose one of these."),
        ({"opened_on": "soon"}, "Give the day with day, month and year."),
        ({"opened_on": "2999-01-01"}, "This day is still to come."),
    ],
)
def test_a_mistake_in_a_client_is_told_beside_what_was_typed(signed_in, changed, sentence):
    response = signed_in.send("/clients/add", a_client(**changed))
    assert response.status_code == 422
    assert sentence in response.text
    assert rows(Client) == 0


def test_a_code_is_used_once_by_a_trainee(signed_in, enrolment):
    factories.client(enrolment, "C-04")
    response = signed_in.send("/clients/add", a_client())
    assert response.status_code == 422
    assert "You have a client C-04 already." in response.text
    assert "How can bedtime be calmer for us?" in response.text


def test_two_trainees_may_use_the_same_code(signed_in):
    factories.client(factories.enrolment(), "C-04")
    assert signed_in.send("/clients/add", a_client()).status_code == 302


def test_an_operation_refuses_what_the_form_would(enrolment, trainee):
    tomorrow = clock.today() + timedelta(days=1)
    for code, day in (("Sarah", date(2026, 1, 1)), ("C-1", tomorrow)):
        with transaction(), pytest.raises(Refusal):
            operations.add_client(acting(trainee), enrolment, code, CaseType.VIG, "What?", day)
    assert rows(Client) == 0


def test_somebody_who_is_not_enrolled_cannot_add_a_client(visitor):
    visitor.sign_in(factories.person(Role.TRAINEE))
    visitor.open("/clients/add", 404)
    assert "as soon as your registrar has enrolled you" in visitor.open("/clients")


def test_a_list_of_clients_costs_the_same_with_one_and_with_many(signed_in, enrolment):
    factories.cycle(factories.client(enrolment))
    with queries_counted() as with_one:
        signed_in.open("/clients")
    for _ in range(5):
        factories.cycle(factories.client(enrolment))
    with queries_counted() as with_many:
        signed_in.open("/clients")
    assert len(with_one) == len(with_many)


def test_a_list_of_clients_has_pages(signed_in, enrolment):
    for number in range(27):
        factories.client(enrolment, f"C-{number}")
    assert "Page 1 of 2, 27 in all" in signed_in.open("/clients")
    assert "Page 2 of 2" in signed_in.open("/clients?page=2")
    assert "past the end" in signed_in.open("/clients?page=9")


def test_nobody_else_reaches_a_client(visitor, enrolment):
    url = f"/clients/{factories.client(enrolment).id}"
    for role in (Role.TRAINEE, Role.SUPERVISOR, Role.ACCREDITOR, Role.REGISTRAR):
        other = factories.person(role)
        if role is Role.TRAINEE:
            factories.enrolment(other)
        visitor.sign_in(other)
        for address in (url, f"{url}/people/add", f"{url}/practitioners/add"):
            visitor.open(address, 404)
        assert visitor.send(f"{url}/cycles").status_code == 404
        assert visitor.send(f"{url}/me").status_code == 404


def test_a_supervisor_sees_a_client_and_only_the_cycles_that_were_brought(visitor, enrolment):
    supervisor = factories.person(Role.SUPERVISOR)
    factories.allocation(enrolment, supervisor)
    client = factories.client(enrolment)
    brought, private = factories.cycle(client), factories.cycle(client)
    factories.brought(brought)
    page = visitor.sign_in(supervisor).open(f"/clients/{client.id}")
    assert f"/cycles/{brought.id}" in page
    assert f"/cycles/{private.id}" not in page
    assert "Add a person" not in page
    assert "Record consent" not in page


def test_a_page_of_a_client_costs_the_same_with_one_and_with_many(signed_in, enrolment):
    def one_more(client, number):
        person = factories.agrees(factories.case_person(client, f"person {number}"))
        factories.recording(factories.cycle(client), [person])

    client = factories.client(enrolment)
    one_more(client, 0)
    with queries_counted() as with_one:
        signed_in.open(f"/clients/{client.id}")
    for number in range(1, 4):
        one_more(client, number)
    with queries_counted() as with_many:
        signed_in.open(f"/clients/{client.id}")
    assert len(with_one) == len(with_many)


def test_a_trainee_adds_somebody_who_may_be_in_shot_and_is_led_to_their_consent(
    signed_in, enrolment
):
    url = f"/clients/{factories.client(enrolment).id}/people/add"
    signed_in.open(url)
    response = signed_in.send(url, {"label": " older  child ", "kind": "child"})
    page = signed_in.open(response.location)
    assert "Consent: older child" in page
    added = db.session.scalar(select(CasePerson))
    assert (added.label, added.kind) == ("older child", PersonKind.CHILD)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"label": "Mother", "kind": "adult"}, "is on the list already"),
        ({"label": "", "kind": "adult"}, "Say who this is"),
        ({"label": "aunt"}, "Choose adult or child."),
        ({"label": "aunt", "kind": "practitioner"}, "Choose one of these."),
    ],
)
def test_a_mistake_about_a_person_is_told(signed_in, enrolment, form, sentence):
    client = factories.client(enrolment)
    factories.case_person(client, "mother")
    response = signed_in.send(f"/clients/{client.id}/people/add", form)
    assert response.status_code == 422
    assert sentence in response.text
    assert rows(CasePerson) == 1


def test_a_trainee_in_shot_says_so_with_one_click_and_answers_from_their_account(
    signed_in, enrolment, trainee
):
    client = factories.client(enrolment)
    assert "I am in shot too" in signed_in.open(f"/clients/{client.id}")
    response = signed_in.send(f"/clients/{client.id}/me")
    assert "My consent in" in signed_in.open(response.location)
    assert signed_in.send(f"/clients/{client.id}/me").status_code == 302
    assert db.session.scalars(select(CasePerson.person_id)).all() == [trainee.id]
    assert "I am in shot too" not in signed_in.open(f"/clients/{client.id}")


def test_a_colleague_is_added_by_the_address_of_their_account(signed_in, enrolment):
    colleague = factories.person(Role.SUPERVISOR)
    url = f"/clients/{factories.client(enrolment).id}/practitioners/add"
    signed_in.open(url)
    form = {"label": "colleague", "email": colleague.email.upper()}
    assert signed_in.send(url, form).status_code == 302
    assert db.session.scalar(select(CasePerson.person_id)) == colleague.id


def test_every_address_that_cannot_be_added_is_answered_alike(signed_in, enrolment):
    client = factories.client(enrolment)
    listed = factories.person(Role.SUPERVISOR)
    factories.case_person(client, "nurse", PersonKind.PRACTITIONER, listed)
    without_role = factories.person()
    for email in ("nobody@example.org", listed.email, without_role.email):
        form = {"label": "colleague", "email": email}
        response = signed_in.send(f"/clients/{client.id}/practitioners/add", form)
        assert response.status_code == 422
        assert NOT_ADDED in response.text
    assert rows(CasePerson) == 1


def test_cycles_are_numbered_within_the_client_and_carry_the_stage(visitor):
    trainee = factories.person(Role.TRAINEE)
    client = factories.client(factories.enrolment(trainee, stages=("1", "2")))
    visitor.sign_in(trainee)
    for number in (1, 2):
        response = visitor.send(f"/clients/{client.id}/cycles", {"once": f"form {number}"})
        assert f"Cycle {number} with" in visitor.open(response.location)
    assert db.session.execute(select(Cycle.number, Cycle.stage)).all() == [(1, "2"), (2, "2")]


def test_a_form_to_start_a_cycle_sent_twice_starts_one(signed_in, enrolment):
    client = factories.client(enrolment)
    for _ in range(2):
        signed_in.send(f"/clients/{client.id}/cycles", {"once": "the-same-form"})
    assert rows(Cycle) == 1


def test_no_cycle_is_started_before_a_stage_is_open(visitor):
    trainee = factories.person(Role.TRAINEE)
    client = factories.client(factories.enrolment(trainee, stages=()))
    visitor.sign_in(trainee)
    assert "as soon as your first stage is open" in visitor.open(f"/clients/{client.id}")
    response = visitor.send(f"/clients/{client.id}/cycles")
    assert response.status_code == 422
    assert "Your first stage is not open yet." in response.text


def test_no_cycle_is_started_once_the_training_has_ended(signed_in, enrolment, trainee):
    client = factories.client(enrolment)
    with transaction() as session:
        session.get_one(type(enrolment), enrolment.id).state = EnrolmentState.ACCREDITED
    with transaction(), pytest.raises(Refusal, match="has ended"):
        operations.start_cycle(acting(trainee), client)


def test_the_cases_in_which_somebody_is_in_shot_come_in_pages(app):
    training = factories.enrolment()
    me = factories.person(Role.SUPERVISOR)
    for _ in range(26):
        case = factories.client(training)
        factories.case_person(case, "colleague", PersonKind.PRACTITIONER, me)
    visitor = Visitor(app).sign_in(me)
    first, second = visitor.open("/my-consent"), visitor.open("/my-consent?page=2")
    assert first.count("You are there as colleague.") == 25
    assert second.count("You are there as colleague.") == 1
    assert "/my-consent?page=2" in first
