"""Signing in, choosing a role, and how guessing is slowed down."""

from __future__ import annotations

import pytest
from flask import Flask

from app import clock
from app.accounts import operations, passwords, queries
from app.extensions import db, transaction
from app.models.people import Person, Role
from tests import factories as make
from tests.browser_like import Visitor

PASSWORD = "a quiet room with paper"


@pytest.fixture
def tess(app: Flask) -> Person:
    ready = passwords.hash_of(PASSWORD)
    with transaction():
        return operations.open_account(None, "Tess", "Tess@Example.org", ready, [Role.TRAINEE])


def sign_in(visitor: Visitor, email: str, password: str, **more):  # type: ignore[no-untyped-def]
    url = more.pop("url", "/sign-in")
    return visitor.send(url, {"email": email, "password": password}, **more)


def test_somebody_signs_in_with_their_password(visitor: Visitor, tess: Person) -> None:
    answer = sign_in(visitor, " TESS@example.org ", PASSWORD)
    assert answer.status_code == 302
    assert "Tess" in visitor.open("/profile")


@pytest.mark.parametrize("email", ["tess@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_address_are_answered_alike(
    visitor: Visitor, tess: Person, email: str
) -> None:
    answer = sign_in(visitor, email, "a guess of some length")
    assert answer.status_code == 422
    assert "do not belong together" in answer.text


def test_an_address_with_unprintable_signs_is_answered_at_its_field(visitor: Visitor) -> None:
    answer = sign_in(visitor, "tess\x07@example.org", PASSWORD)
    assert answer.status_code == 422
    assert "unprintable" in answer.text


def test_a_closed_account_cannot_sign_in(visitor: Visitor, tess: Person) -> None:
    with transaction() as session:
        session.get_one(Person, tess.id).closed_at = clock.now()
    assert sign_in(visitor, "tess@example.org", PASSWORD).status_code == 422


def test_a_closed_account_is_signed_out_on_its_next_request(visitor: Visitor, tess: Person) -> None:
    visitor.sign_in(tess)
    visitor.open("/profile")
    with transaction() as session:
        session.get_one(Person, tess.id).closed_at = clock.now()
    assert visitor.get("/profile").status_code == 302


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_after_signing_in_nobody_is_sent_to_another_site(
    visitor: Visitor, tess: Person, elsewhere: str
) -> None:
    answer = sign_in(visitor, "tess@example.org", PASSWORD, url=f"/sign-in?next={elsewhere}")
    assert answer.location == "/"


def test_after_signing_in_somebody_arrives_where_they_wanted_to_go(
    visitor: Visitor, tess: Person
) -> None:
    wanted = visitor.get("/profile").location
    answer = sign_in(visitor, "tess@example.org", PASSWORD, url=wanted)
    assert answer.location == "/profile"


def test_somebody_with_two_roles_acts_in_the_one_they_chose(app: Flask) -> None:
    both = make.person(Role.SUPERVISOR, Role.ACCREDITOR)
    visitor = Visitor(app).sign_in(both)
    assert "supervisor" in visitor.open("/profile")
    visitor.send("/acting-as", {"role": "accreditor"})
    assert ">accreditor<" in visitor.open("/profile").replace(" ", "")


def test_nobody_acts_in_a_role_they_do_not_hold(visitor: Visitor, tess: Person) -> None:
    assert visitor.sign_in(tess).send("/acting-as", {"role": "registrar"}).status_code == 404


def test_a_role_that_ended_allows_nothing_on_the_next_request(app: Flask) -> None:
    registrar = make.person(Role.REGISTRAR, Role.TRAINEE)
    visitor = Visitor(app).sign_in(registrar, Role.REGISTRAR)
    visitor.open("/registrar/trainees")
    with transaction() as session:
        operations.end_role(None, session.get_one(Person, registrar.id), Role.REGISTRAR)
    assert visitor.get("/registrar/trainees").status_code == 404


def test_a_role_is_held_once_however_often_it_is_given(app: Flask, tess: Person) -> None:
    with transaction() as session:
        operations.give_role(None, session.get_one(Person, tess.id), Role.TRAINEE)
    db.session.remove()
    assert db.session.get_one(Person, tess.id).current_roles == (Role.TRAINEE,)


def test_an_account_is_added_from_the_command_line(app: Flask) -> None:
    run = app.test_cli_runner()
    answer = run.invoke(
        args=["person", "add", "rea@example.org", "Rea", "--role", "registrar"],
        input=f"{PASSWORD}\n{PASSWORD}\n",
    )
    assert answer.exit_code == 0, answer.output
    found = queries.person_by_email("rea@example.org")
    assert found is not None
    assert passwords.fits(PASSWORD, found.password_hash)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["tess@example.org", "Tess", "--password", PASSWORD], "has an account already"),
        (["new@example.org", "New", "--password", "short"], "needs at least 12"),
    ],
)
def test_an_account_that_cannot_be_added_is_refused_with_a_sentence(
    app: Flask, tess: Person, arguments: list[str], sentence: str
) -> None:
    answer = app.test_cli_runner().invoke(args=["person", "add", *arguments, "--role", "trainee"])
    assert answer.exit_code == 1
    assert sentence in answer.output


def test_a_role_is_given_and_ended_from_the_command_line(app: Flask, tess: Person) -> None:
    run = app.test_cli_runner()
    given = run.invoke(args=["person", "role", "tess@example.org", "supervisor"])
    assert "holds trainee, supervisor." in given.output
    ended = run.invoke(args=["person", "role", "tess@example.org", "trainee", "--end"])
    assert "holds supervisor." in ended.output


def test_a_password_is_changed_from_the_command_line(
    app: Flask, visitor: Visitor, tess: Person
) -> None:
    new = "another quiet room"
    arguments = ["person", "password", "tess@example.org", "--password", new]
    assert app.test_cli_runner().invoke(args=arguments).exit_code == 0
    assert sign_in(visitor, "tess@example.org", PASSWORD).status_code == 422
    assert sign_in(visitor, "tess@example.org", new).status_code == 302


def test_an_unknown_address_changes_nothing(app: Flask) -> None:
    arguments = ["person", "role", "nobody@example.org", "trainee"]
    answer = app.test_cli_runner().invoke(args=arguments)
    assert answer.exit_code == 1
    assert "Nobody has an account" in answer.output
