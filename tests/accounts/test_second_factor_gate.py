"""Without a second factor passed in this browser, nobody supervises, reviews or administers."""

from __future__ import annotations

import pytest
from flask import Flask

from app import clock, policies
from app.accounts import operations
from app.extensions import db, transaction
from app.models.people import Person, Role
from app.models.sign_in import BrowserSession
from app.policies import RULES, Actor
from app.policies.rule import holds, select_allowed
from tests import factories as make
from tests.accounts.coming_in import with_password_only
from tests.browser_like import Visitor
from tests.policies import world

NEED_IT = (Role.SUPERVISOR, Role.ACCREDITOR, Role.REGISTRAR)
PAGES = {
    Role.SUPERVISOR: "/caseload",
    Role.ACCREDITOR: "/reviews",
    Role.REGISTRAR: "/registrar/people",
    Role.TRAINEE: "/home",
}
# What belongs to a person whatever their role: their account, browsers, consent and notices.
PERSONAL = {
    *("account.use", "browser_session.end", "notice.read"),
    *("case_person.answer_as", "recording.answer_as"),
}


@pytest.mark.parametrize("role", NEED_IT)
def test_a_role_that_needs_a_second_factor_is_not_acted_in_without_one(
    app: Flask, role: Role
) -> None:
    person = make.person(role)
    visitor = with_password_only(app, person, role)
    answer = visitor.get(PAGES[role])
    assert answer.status_code == 302
    assert "Set up your second factor" in visitor.open(PAGES[role])


@pytest.mark.parametrize("role", NEED_IT)
def test_nothing_is_changed_in_such_a_role_either(app: Flask, role: Role) -> None:
    visitor = with_password_only(app, make.person(role), role)
    assert visitor.send("/registrar/people/new", {"name": "Someone"}).status_code == 404


def test_with_a_second_factor_passed_the_role_is_acted_in(app: Flask) -> None:
    registrar = make.person(Role.REGISTRAR)
    assert "People" in Visitor(app).sign_in(registrar).open("/registrar/people")


def test_the_pass_of_one_browser_is_no_pass_for_another(app: Flask) -> None:
    registrar = make.person(Role.REGISTRAR)
    passed, other = Visitor(app).sign_in(registrar), with_password_only(app, registrar)
    passed.open("/registrar/people")
    assert other.get("/registrar/people").status_code == 302


def test_a_trainee_works_without_a_second_factor(app: Flask) -> None:
    trainee = make.enrolment().trainee_id
    visitor = with_password_only(app, db.session.get_one(Person, trainee))
    visitor.open("/home")


def test_somebody_who_also_supervises_goes_on_as_trainee_until_they_have_one(app: Flask) -> None:
    both = make.person(Role.TRAINEE, Role.SUPERVISOR)
    visitor = with_password_only(app, both, Role.SUPERVISOR)
    assert visitor.get(PAGES[Role.SUPERVISOR]).status_code == 404
    assert ">trainee<" in visitor.open("/profile").replace(" ", "")


def test_choosing_such_a_role_leads_to_the_set_up(app: Flask) -> None:
    both = make.person(Role.TRAINEE, Role.SUPERVISOR)
    visitor = with_password_only(app, both)
    answer = visitor.send("/acting-as", {"role": "supervisor"})
    assert answer.location == "/account/second-factor/new"


def test_a_cookie_whose_row_is_gone_allows_nothing(app: Flask) -> None:
    registrar = make.person(Role.REGISTRAR)
    visitor = Visitor(app).sign_in(registrar)
    with transaction() as rows:
        for row in rows.query(BrowserSession):
            row.ended_at = clock.now()
    assert visitor.get("/registrar/people").location.startswith("/sign-in?next=")


def test_in_no_role_only_what_is_personal_is_allowed(app: Flask) -> None:
    assert policies.IN_NO_ROLE == PERSONAL
    a_world = world.build()
    for who in world.EVERYBODY:
        in_no_role = Actor(a_world.people[who].id, None)
        for action, rule in RULES.items():
            if action in PERSONAL:
                continue
            if rule.subject is None:
                assert not holds(rule, in_no_role), action
            else:
                found = db.session.scalars(select_allowed(rule, in_no_role)).all()
                assert found == [], action


def test_somebody_without_any_role_is_told_so_and_keeps_their_account(app: Flask) -> None:
    person = make.person(Role.TRAINEE)
    visitor = Visitor(app).sign_in(person)
    with transaction() as rows:
        operations.end_role(None, rows.get_one(Person, person.id), Role.TRAINEE)
    page = visitor.open("/home")
    assert "You hold no role at the moment" in page
    visitor.open("/account/browsers")


def test_a_role_that_ends_while_acting_is_told_kindly(app: Flask) -> None:
    both = make.person(Role.TRAINEE, Role.SUPERVISOR)
    visitor = Visitor(app).sign_in(both, Role.SUPERVISOR)
    visitor.open("/caseload")
    with transaction() as rows:
        operations.end_role(None, rows.get_one(Person, both.id), Role.SUPERVISOR)
    by_itself = visitor.get("/notices", headers={"X-Attune-Part": "new-notices-menu"})
    assert "has ended" not in by_itself.text  # an open page asks, and nobody would read it there
    page = visitor.open("/profile")
    assert "Your role as supervisor has ended" in page
    assert "You go on as trainee" in page
    assert "has ended" not in visitor.open("/profile")


def test_the_table_is_asked_with_the_role_and_never_without(app: Flask) -> None:
    supervisor = make.person(Role.SUPERVISOR)
    assert not policies.may("caseload.see", Actor(supervisor.id, None))
