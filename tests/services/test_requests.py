"""A lead writes down requests for VIG work, allocates them, and sees what came of each."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock, policies
from app.events import deliver_waiting
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.case_requests import CaseRequest, RequestState
from app.models.notices import Notice
from app.models.people import Person, Role
from app.models.programme import EnrolmentState
from app.models.services import MemberKind
from app.policies import Actor
from app.services import operations, queries
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.services.conftest import Setting


def said(**changed: str) -> dict[str, str]:
    return {
        "code": "R-04",
        "case_type": "vig",
        "referred_by": "health visitor",
        "referred_on": "2026-03-02",
        "why": "The mother would like to enjoy meals again.",
        "assessed": "Few shared moments were seen at two visits.",
        **changed,
    }


@pytest.fixture
def request_(setting: Setting) -> CaseRequest:
    return make.case_request(setting.service, code="R-04")


def told(person: Person) -> list[str]:
    deliver_waiting()
    db.session.expire_all()
    return list(db.session.scalars(select(Notice.words).filter_by(person_id=person.id)))


def sees(person: Person, request: CaseRequest) -> bool:
    actor = Actor(person.id, Role.TRAINEE)
    return policies.find("case_request.answer", request.id, actor) is not None


def colleague(setting: Setting, **more: Any) -> Person:
    """Somebody else who trains in the service."""
    person = make.person(Role.TRAINEE, name="Rosa Lind")
    training = make.enrolment(person)
    make.member(setting.service, person)
    with transaction():
        training.service_id = setting.service.id
        for name, value in more.items():
            setattr(training, name, value)
    return person


def allocate(setting: Setting, request: CaseRequest, to: Person) -> None:
    with transaction():
        operations.allocate_request(setting.actor, request, to)


def test_a_lead_writes_a_request_down_by_code_and_nobody_is_asked_yet(
    morgan: Visitor, setting: Setting
) -> None:
    add = f"/services/{setting.service.id}/requests/add"
    assert "data-read-by-others" in morgan.open(add)
    named = morgan.send(add, said(code="Sarah"))
    assert named.status_code == 422
    assert "A name does not belong here." in named.text
    assert "enjoy meals again" in named.text
    without = morgan.send(add, said(why=""))
    assert "Say why this work is asked for" in without.text
    made = morgan.send(add, said())
    page = morgan.open(made.location)
    assert "Nobody is asked yet." in page
    assert "Few shared moments were seen at two visits." in page
    assert "R-04" in morgan.open(f"/services/{setting.service.id}/requests")
    assert "1 to allocate" in morgan.open(f"/services/{setting.service.id}")
    assert told(setting.trainee) == []


def test_a_request_is_changed_until_somebody_takes_it_on(
    morgan: Visitor, setting: Setting, request_: CaseRequest
) -> None:
    page = f"/services/requests/{request_.id}"
    assert "health visitor" in morgan.open(f"{page}/change")
    assert morgan.send(f"{page}/change", said(why="Bedtime.")).status_code == 302
    assert "Bedtime." in morgan.open(page)
    allocate(setting, request_, setting.trainee)
    client, tess = make.client(setting.training), Actor(setting.trainee.id, Role.TRAINEE)
    with transaction():
        operations.close_request_with_case(tess, request_, client)
    for act in ("change", "allocate", "withdraw"):
        assert morgan.get(f"{page}/{act}").status_code == 404
    with pytest.raises(Refusal, match="took this on, or withdrew it"), transaction():
        operations.withdraw_request(setting.actor, request_)


def test_whoever_is_asked_is_told_without_a_code_and_finds_it_where_their_cases_are(
    morgan: Visitor, visitor: Visitor, setting: Setting, request_: CaseRequest
) -> None:
    page = f"/services/requests/{request_.id}"
    assert "Tess Moore" in morgan.open(f"{page}/allocate")
    nobody = morgan.send(f"{page}/allocate", {"practitioner": "0"})
    assert "Choose one of your practitioners." in nobody.text
    assert morgan.send(f"{page}/allocate", {"practitioner": str(setting.trainee.id)})
    assert "Tess Moore is asked, since" in morgan.open(page)
    [words] = told(setting.trainee)
    assert "asks you to take on a request" in words
    assert "R-04" not in words
    visitor.sign_in(setting.trainee)
    assert f"/clients/requests/{request_.id}" in visitor.open("/clients")
    with pytest.raises(Refusal, match="is asked already"):
        allocate(setting, request_, setting.trainee)


def test_nobody_is_asked_who_does_not_work_and_train_in_the_service_now(
    morgan: Visitor, setting: Setting, request_: CaseRequest
) -> None:
    accredited = make.person(name="Not In Training")
    make.member(setting.service, accredited)
    elsewhere = make.enrolment(make.person(Role.TRAINEE, name="Works Elsewhere")).trainee
    paused = colleague(setting, paused_on=clock.today())
    ended = colleague(setting, state=EnrolmentState.WITHDRAWN)
    left = colleague(setting)
    with transaction():
        member = queries.current_member(setting.service, left, MemberKind.PRACTITIONER)
        assert member is not None
        operations.end_membership(setting.actor, member)
    page = morgan.open(f"/services/requests/{request_.id}/allocate")
    assert "Tess Moore" in page
    for one in (accredited, elsewhere, paused, ended, left, setting.lead):
        assert f'value="{one.id}"' not in page
        with pytest.raises(Refusal, match="one of your practitioners in training"):
            allocate(setting, request_, one)
    assert request_.state is RequestState.WAITING


def test_whoever_leaves_the_service_sees_the_request_no_longer(
    morgan: Visitor, setting: Setting, request_: CaseRequest
) -> None:
    allocate(setting, request_, setting.trainee)
    assert sees(setting.trainee, request_)
    with transaction():
        operations.end_membership(setting.actor, setting.member)
    assert not sees(setting.trainee, request_)
    page = morgan.open(f"/services/{setting.service.id}/requests")
    assert "Tess Moore was asked, and works in your service no longer." in page
    assert "To allocate anew" in page
    assert queries.request_counts(setting.service.id) == queries.RequestCounts(1, 0, 0)


def test_a_request_that_goes_to_somebody_else_is_gone_for_whoever_was_asked_before(
    setting: Setting, request_: CaseRequest
) -> None:
    rosa = colleague(setting)
    allocate(setting, request_, setting.trainee)
    allocate(setting, request_, rosa)
    assert (sees(setting.trainee, request_), sees(rosa, request_)) == (False, True)
    assert "does not wait for your answer any more" in told(setting.trainee)[-1]
    assert len(told(rosa)) == 1


def test_a_request_that_is_withdrawn_is_gone_for_whoever_was_asked(
    morgan: Visitor, setting: Setting, request_: CaseRequest
) -> None:
    allocate(setting, request_, setting.trainee)
    page = f"/services/requests/{request_.id}"
    assert "Tess Moore is told" in morgan.open(f"{page}/withdraw")
    assert morgan.send(f"{page}/withdraw").status_code == 302
    assert "Nobody is asked to take it on, since" in morgan.open(page)
    assert not sees(setting.trainee, request_)
    assert "does not wait for your answer any more" in told(setting.trainee)[-1]


def test_two_open_requests_of_a_service_never_have_one_code(
    morgan: Visitor, setting: Setting, request_: CaseRequest
) -> None:
    add = f"/services/{setting.service.id}/requests/add"
    again = morgan.send(add, said())
    assert "There is an open request R-04 already." in again.text
    with pytest.raises(IntegrityError):
        make.case_request(setting.service, code="R-04")
    make.case_request(make.service(), code="R-04")
    morgan.send(f"/services/requests/{request_.id}/withdraw")
    assert morgan.send(add, said()).status_code == 302


def test_what_waits_for_the_lead_stands_first(morgan: Visitor, setting: Setting) -> None:
    for code, state in (
        ("W-1", RequestState.WITHDRAWN),
        ("A-1", RequestState.ALLOCATED),
        ("B-1", RequestState.GIVEN_BACK),
        ("N-1", RequestState.WAITING),
    ):
        asked = setting.trainee if state is not RequestState.WAITING else None
        make.case_request(setting.service, state, asked, code=code)
    page = morgan.open(f"/services/{setting.service.id}/requests")
    places = [page.index(f">{code}<") for code in ("N-1", "B-1", "A-1", "W-1")]
    assert places == sorted(places)


def test_the_requests_of_one_service_are_nobody_elses(morgan: Visitor, setting: Setting) -> None:
    theirs = make.case_request(make.service())
    morgan.open(f"/services/requests/{theirs.id}", 404)
    assert morgan.send(f"/services/requests/{theirs.id}/keep").status_code == 404


def test_what_is_recorded_in_the_audit_holds_no_words(
    setting: Setting, request_: CaseRequest
) -> None:
    allocate(setting, request_, setting.trainee)
    with transaction():
        operations.give_back_request(
            Actor(setting.trainee.id, Role.TRAINEE), request_, "No room before May"
        )
    entries = db.session.scalars(select(AuditEntry).filter_by(subject="case_requests")).all()
    assert [one.act for one in entries] == ["case_request.allocated", "case_request.given_back"]
    assert all("May" not in str(one.detail) and "R-04" not in str(one.detail) for one in entries)
