"""Services are added once, begin with Attune's words, and are led by whom a registrar appoints."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from accreditation.consent import WORDING_ID, Purpose
from app.extensions import db, transaction
from app.models.people import Role
from app.models.services import Service, ServiceKind, ServiceMember
from app.policies import Actor, find
from app.services import operations, queries
from app.services.words import shipped, words_of
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted
from tests.services.conftest import Setting


@pytest.fixture
def registrar(app: Flask) -> Actor:
    return Actor(make.person(Role.REGISTRAR).id, Role.REGISTRAR)


def test_a_service_is_added_once_from_the_command_line(app: Flask) -> None:
    add = ["service", "add", "Northmoor Council", "--kind", "council"]
    first = app.test_cli_runner().invoke(args=add)
    again = app.test_cli_runner().invoke(args=add)
    assert (first.exit_code, again.exit_code) == (0, 1)
    assert "already" in again.output
    assert db.session.scalars(select(Service)).one().kind is ServiceKind.COUNCIL


def test_a_new_service_begins_with_attunes_words_two_months_and_nobody_who_films(
    registrar: Actor,
) -> None:
    with transaction():
        service = operations.add_service(registrar, "Hill School", ServiceKind.SCHOOL)
    wording = queries.current_wording(service.id)
    assert (wording.number, wording.name) == (1, WORDING_ID)
    assert words_of(wording) == shipped()
    assert words_of(wording).purposes[Purpose.FILMING].title == Purpose.FILMING.heading
    policy = queries.current_policy(service.id)
    assert (policy.number, policy.months_after_end, policy.reminder_days) == (1, 2, [30, 7])
    assert policy.keep_at_most_months is None
    assert "VIG FORM 1" in policy.source
    assert len(queries.why_filming_waits(service.id)) == 3


def test_appointing_a_lead_gives_the_role_and_ending_it_takes_all_of_it_back(
    registrar: Actor, setting: Setting
) -> None:
    alex = make.person(name="Alex Wood")
    with transaction():
        lead = operations.appoint_lead(registrar, setting.service, alex)
        again = operations.appoint_lead(registrar, setting.service, alex)
    assert again.id == lead.id
    assert alex.current_roles == (Role.SERVICE_LEAD,)
    acting = Actor(alex.id, Role.SERVICE_LEAD)
    assert find("service.lead", setting.service.id, acting) is not None
    with transaction():
        operations.end_membership(registrar, lead)
    assert alex.current_roles == ()
    assert find("service.lead", setting.service.id, acting) is None


def test_who_leads_another_service_keeps_the_role(registrar: Actor, setting: Setting) -> None:
    alex, other = make.person(), make.service()
    with transaction():
        first = operations.appoint_lead(registrar, setting.service, alex)
        operations.appoint_lead(registrar, other, alex)
        operations.end_membership(registrar, first)
    assert alex.current_roles == (Role.SERVICE_LEAD,)
    assert queries.led_by(Actor(alex.id, Role.SERVICE_LEAD)) == [other]
    with pytest.raises(Refusal, match="ended already"), transaction():
        operations.end_membership(registrar, first)


def test_a_registrar_adds_a_service_appoints_ends_and_sets_its_room(
    visitor: Visitor, app: Flask
) -> None:
    visitor.sign_in(make.person(Role.REGISTRAR))
    assert "No services yet" in visitor.open("/registrar/services")
    sent = visitor.send("/registrar/services/add", {"name": "Hill School", "kind": "school"})
    address = sent.location
    assert "Nobody yet." in visitor.open(address)
    unknown = visitor.send(f"{address}/leads", {"email": "nobody@example.org"})
    assert unknown.status_code == 422
    assert "Nobody has an account with this address" in unknown.text
    alex = make.person(name="Alex Wood")
    visitor.send(f"{address}/leads", {"email": alex.email.upper()})
    assert "Alex Wood" in visitor.open(address)
    assert visitor.send(f"{address}/room", {"gigabytes": "-1"}).status_code == 422
    visitor.send(f"{address}/room", {"gigabytes": "1.5"})
    assert db.session.scalars(select(Service)).one().quota_bytes == 1_500_000_000
    assert "0 bytes of 1.5 GB" in visitor.open(address)
    lead = db.session.scalars(select(ServiceMember)).one()
    visitor.send(f"/registrar/services/leads/{lead.id}/end")
    assert "To appoint" in visitor.open("/registrar/services")


def test_the_list_of_services_costs_the_same_for_one_as_for_three(
    visitor: Visitor, setting: Setting
) -> None:
    visitor.sign_in(make.person(Role.REGISTRAR))
    visitor.open("/registrar/services")
    with queries_counted() as few:
        visitor.open("/registrar/services")
    for _ in range(2):
        make.member(make.service(), make.person(), kind=make.MemberKind.LEAD)
    with queries_counted() as more:
        visitor.open("/registrar/services")
    assert len(few) == len(more)
