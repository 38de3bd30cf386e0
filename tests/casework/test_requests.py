"""A practitioner takes on a request that their service allocated to them, or gives it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.casework.operations import end_involvement
from app.events import deliver_waiting
from app.extensions import db, transaction
from app.models.case_record import Referral
from app.models.case_requests import WORDS, CaseRequest, RequestState
from app.models.casework import CaseType, Client
from app.models.notices import Notice
from app.models.people import Role
from app.models.programme import EnrolmentState
from app.models.services import MemberKind, Service
from app.policies import Actor
from tests import factories as make
from tests.browser_like import Visitor


class Asked:
    """Morgan, who leads the service, asks Tess to take on R-04."""

    def __init__(self) -> None:
        self.tess = make.person(Role.TRAINEE, name="Tess Moore")
        self.training = make.enrolment(self.tess)
        self.service = db.session.get_one(Service, self.training.service_id)
        self.morgan = make.person(Role.SERVICE_LEAD, name="Morgan Hale")
        make.member(self.service, self.morgan, MemberKind.LEAD)
        make.member(self.service, self.tess)
        self.request = make.case_request(
            self.service,
            RequestState.ALLOCATED,
            self.tess,
            code="R-04",
            case_type=CaseType.VERP,
            hoped_change="Calmer mornings, and they all agree",
            written_by_id=self.morgan.id,
        )
        self.page = f"/clients/requests/{self.request.id}"


@pytest.fixture
def asked(app: Flask) -> Asked:
    return Asked()


@pytest.fixture
def tess(asked: Asked, app: Flask) -> Visitor:
    return Visitor(app).sign_in(asked.tess)


def answer(**changed: str) -> dict[str, str]:
    return {
        "code": "R-04",
        "helping_question": "How can mornings be calmer for my class?",
        "opened_on": clock.today().isoformat(),
        **changed,
    }


def clients() -> list[Client]:
    db.session.expire_all()
    return list(db.session.scalars(select(Client)))


def test_taking_a_request_on_opens_a_case_with_its_words_as_the_referral(
    asked: Asked, tess: Visitor
) -> None:
    page = tess.open(asked.page)
    assert "Calmer mornings" in page
    assert 'value="R-04"' in page
    assert "data-read-by-others" in page
    assert "Write down what the client would like help with." in tess.send(asked.page, {}).text
    answered = tess.send(asked.page, answer())
    [client] = clients()
    assert answered.location == f"/clients/{client.id}"
    assert (client.code, client.case_type) == ("R-04", CaseType.VERP)
    assert client.helping_question == "How can mornings be calmer for my class?"
    referral = db.session.get_one(Referral, client.id)
    assert referral.referred_by == "health visitor"
    assert referral.hoped_change == "Calmer mornings, and they all agree"
    assert referral.allocated_by == "the service lead"
    assert "the service lead asked" in tess.open(f"/clients/{client.id}/record")
    assert asked.page not in tess.open("/clients")


def test_of_the_work_the_lead_sees_that_it_was_taken_on_and_whether_it_ended(
    asked: Asked, tess: Visitor, visitor: Visitor
) -> None:
    tess.send(asked.page, answer(code="ZZ-77"))
    [client] = clients()
    mother = make.case_person(client, "grandmother of two")
    referral = {"referred_by": "class teacher", "referred_on": "2026-03-02", "why": "Changed since"}
    tess.send(f"/clients/{client.id}/referral", referral)
    assert [getattr(asked.request, one) for one in WORDS] == [""] * len(WORDS)
    visitor.sign_in(asked.morgan, Role.SERVICE_LEAD)
    shown = (f"/services/{asked.service.id}/requests", f"/services/requests/{asked.request.id}")
    for address in (*shown, f"/services/{asked.service.id}"):
        page = visitor.open(address)
        for secret in (
            *("ZZ-77", client.helping_question, "grandmother of two", "class teacher"),
            *("Changed since", "health visitor", "Calmer mornings"),
        ):
            assert secret not in page, (address, secret)
    for address in shown:
        page = visitor.open(address)
        assert "By Tess Moore on" in page
        assert "The work goes on." in page
    for address in (f"/clients/{client.id}", f"/clients/{client.id}/record", asked.page):
        visitor.open(address, 404)
    visitor.open(f"/people/{mother.id}/consent", 404)
    with transaction():
        end_involvement(Actor(asked.tess.id, Role.TRAINEE), client, clock.today())
    assert "Involvement has ended." in visitor.open(shown[0])


def test_a_second_browser_is_told_that_it_was_taken_on_already(
    app: Flask, asked: Asked, tess: Visitor
) -> None:
    other = Visitor(app).sign_in(asked.tess)
    other.open(asked.page)
    assert tess.send(asked.page, answer()).status_code == 302
    late = other.send(asked.page, answer(code="R-05"))
    assert late.status_code == 422
    assert "You took this on already" in late.text
    assert "mornings be calmer" in late.text
    assert "You took this on already" in other.send(f"{asked.page}/give-back", BECAUSE).text
    assert "Client R-04" in other.open(asked.page)
    assert len(clients()) == 1


def test_the_database_lets_a_request_become_one_case_only(asked: Asked, tess: Visitor) -> None:
    tess.send(asked.page, answer())
    other = make.client(asked.training)
    for client_id in (other.id, None):
        with pytest.raises(IntegrityError), transaction() as session:
            session.get_one(CaseRequest, asked.request.id).client_id = client_id
    first = clients()[0].id
    second = {"written_by_id": asked.morgan.id, "client_id": first}
    with pytest.raises(IntegrityError):
        make.case_request(asked.service, RequestState.TAKEN_ON, asked.tess, **second)


BECAUSE = {"because": "I have no room before May"}


def test_what_is_given_back_is_gone_from_the_practitioner_and_the_lead_reads_why(
    asked: Asked, tess: Visitor, visitor: Visitor
) -> None:
    assert "data-read-by-others" in tess.open(f"{asked.page}/give-back")
    assert "Say why in a few words" in tess.send(f"{asked.page}/give-back", {}).text
    assert tess.send(f"{asked.page}/give-back", BECAUSE).status_code == 302
    tess.open(asked.page, 404)
    assert asked.page not in tess.open("/clients")
    deliver_waiting()
    told = db.session.scalars(select(Notice).filter_by(person_id=asked.morgan.id)).one()
    assert "was given back" in told.words
    visitor.sign_in(asked.morgan, Role.SERVICE_LEAD)
    assert "Given back" in visitor.open(told.url)
    assert "I have no room before May" in visitor.open(f"/services/requests/{asked.request.id}")
    assert clients() == []


def test_a_code_that_is_taken_is_told_and_nothing_typed_is_lost(
    asked: Asked, tess: Visitor
) -> None:
    make.client(asked.training, "R-04")
    again = tess.send(asked.page, answer())
    assert again.status_code == 422
    assert "You have a client R-04 already." in again.text
    assert "mornings be calmer" in again.text
    assert asked.request.state is RequestState.ALLOCATED
    assert asked.request.why != ""


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"paused_on": clock.today()}, "This training is paused"),
        ({"state": EnrolmentState.WITHDRAWN}, "You are not in training in the service that asks"),
    ],
)
def test_without_a_training_that_goes_on_nothing_is_taken_on(
    asked: Asked, tess: Visitor, changed: dict[str, object], sentence: str
) -> None:
    with transaction():
        for name, value in changed.items():
            setattr(asked.training, name, value)
    assert sentence in tess.send(asked.page, answer()).text
    assert clients() == []
    assert tess.send(f"{asked.page}/give-back", BECAUSE).status_code == 302


def test_many_requests_are_shown_a_few_at_a_time(asked: Asked, tess: Visitor) -> None:
    for number in range(12):
        make.case_request(
            asked.service,
            RequestState.ALLOCATED,
            asked.tess,
            written_by_id=asked.morgan.id,
            since=clock.now() + timedelta(minutes=number),
        )
    page = tess.open("/clients")
    assert page.count("/clients/requests/") == 12
    assert "More wait; they appear as you answer these." in page
    assert asked.page in page


def test_a_trainee_writes_down_a_referral_without_a_lead_as_before(
    asked: Asked, tess: Visitor
) -> None:
    client = make.client(asked.training)
    said = {"referred_by": "parent", "referred_on": "2026-03-02", "allocated_by": "coordinator"}
    assert tess.send(f"/clients/{client.id}/referral", said).status_code == 302
    assert db.session.get_one(Referral, client.id).allocated_by == "coordinator"
    assert db.session.scalar(select(func.count(CaseRequest.client_id))) == 0
