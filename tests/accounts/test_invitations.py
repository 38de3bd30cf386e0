"""An invitation: an account without a password, a letter with a link, for one use and a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.accounts import operations, queries, sealing
from app.extensions import db, transaction
from app.models.people import Person, Role
from app.models.sign_in import PersonalLink
from tests import factories as make
from tests.accounts.coming_in import account, give_password, letters_to, link_in
from tests.browser_like import Visitor

EMAIL = "una@example.org"
NEW = "three otters and a lamp"


@pytest.fixture
def registrar(app: Flask) -> Visitor:
    return Visitor(app).sign_in(make.person(Role.REGISTRAR))


def invite(registrar: Visitor, *roles: str, email: str = EMAIL) -> Person:
    form = {"name": "Una Lind", "email": email, "roles": list(roles or ("trainee",))}
    answer = registrar.send("/registrar/people/new", form)
    assert answer.status_code == 302, answer.text
    found = queries.person_by_email(email)
    assert found is not None
    return found


def link_to(email: str = EMAIL) -> str:
    return link_in(letters_to(email, "invitation")[0])


def test_somebody_is_invited_chooses_a_password_and_is_in(app: Flask, registrar: Visitor) -> None:
    person = invite(registrar)
    assert not person.has_password
    visitor = Visitor(app)
    assert EMAIL in visitor.open(link_to())
    answer = visitor.send(link_to(), {"new_password": NEW})
    assert answer.location == "/"
    assert "Una Lind" in visitor.open("/profile")
    assert give_password(Visitor(app), EMAIL, NEW).status_code == 302


def test_a_role_that_needs_a_second_factor_comes_to_its_set_up(
    app: Flask, registrar: Visitor
) -> None:
    invite(registrar, "supervisor", "trainee")
    visitor = Visitor(app)
    answer = visitor.send(link_to(), {"new_password": NEW})
    assert answer.location == "/account/second-factor/new"


def test_before_a_password_is_chosen_nothing_signs_in(app: Flask, registrar: Visitor) -> None:
    invite(registrar)
    for guess in ("", "nobody has this password", NEW):
        assert give_password(Visitor(app), EMAIL, guess).status_code == 422


def test_looking_at_the_link_does_not_use_it_up(app: Flask, registrar: Visitor) -> None:
    invite(registrar)
    for _ in range(3):
        Visitor(app).open(link_to())
    assert Visitor(app).send(link_to(), {"new_password": NEW}).status_code == 302


def test_a_link_works_once(app: Flask, registrar: Visitor) -> None:
    invite(registrar)
    link = link_to()
    Visitor(app).send(link, {"new_password": NEW})
    again = Visitor(app).send(link, {"new_password": "quite another password"})
    assert again.status_code == 404
    assert "no longer works" in again.text
    assert give_password(Visitor(app), EMAIL, NEW).status_code == 302


def test_a_link_lasts_seven_days(app: Flask, registrar: Visitor) -> None:
    invite(registrar)
    with clock.moved_by(timedelta(days=6, hours=23)):
        Visitor(app).open(link_to())
    with clock.moved_by(timedelta(days=7, minutes=1)):
        Visitor(app).open(link_to(), status=404)
        assert Visitor(app).send(link_to(), {"new_password": NEW}).status_code == 404


def test_only_the_hash_of_a_link_is_in_our_rows(app: Flask, registrar: Visitor) -> None:
    invite(registrar)
    row = db.session.query(PersonalLink).one()
    token = link_to().rsplit("/", 1)[1]
    assert row.token_hash == sealing.token_hash(token)
    assert token not in str(vars(row))


def test_a_new_letter_ends_the_link_before(app: Flask, registrar: Visitor) -> None:
    person = invite(registrar)
    before = link_to()
    registrar.send(f"/registrar/people/{person.id}/invite-again")
    Visitor(app).open(before, status=404)
    Visitor(app).open(link_to())


def test_a_withdrawn_invitation_leads_nowhere_and_can_be_sent_anew(
    app: Flask, registrar: Visitor
) -> None:
    person = invite(registrar)
    registrar.send(f"/registrar/people/{person.id}/withdraw-invitation")
    Visitor(app).open(link_to(), status=404)
    assert "Invitation over" in registrar.open(f"/registrar/people/{person.id}")
    registrar.send(f"/registrar/people/{person.id}/invite-again")
    Visitor(app).open(link_to())


def test_closing_the_account_ends_its_links(app: Flask, registrar: Visitor) -> None:
    person = invite(registrar)
    registrar.send(f"/registrar/people/{person.id}/close")
    Visitor(app).open(link_to(), status=404)


def test_an_address_with_an_account_is_not_invited(app: Flask, registrar: Visitor) -> None:
    account("sam@example.org", Role.SUPERVISOR)
    form = {"name": "Sam", "email": "SAM@example.org", "roles": ["trainee"]}
    answer = registrar.send("/registrar/people/new", form)
    assert answer.status_code == 422
    assert "has an account already" in answer.text
    assert letters_to("sam@example.org", "invitation") == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter the person"),
        ({"email": "not an address"}, "name@example.org"),
        ({"roles": []}, "Choose at least one role"),
        ({"name": "Una\x07Lind"}, "one line"),
    ],
)
def test_a_slip_in_the_form_is_told_at_its_field(
    registrar: Visitor, change: dict[str, object], sentence: str
) -> None:
    form = {"name": "Una", "email": EMAIL, "roles": ["trainee"], **change}
    answer = registrar.send("/registrar/people/new", form)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_whoever_has_a_password_is_not_invited_again(app: Flask, registrar: Visitor) -> None:
    person = account("sam@example.org", Role.SUPERVISOR)
    assert registrar.send(f"/registrar/people/{person.id}/invite-again").status_code == 422


def test_an_invitation_does_not_take_over_the_session_of_somebody_else(
    app: Flask, registrar: Visitor
) -> None:
    invite(registrar)
    visitor = Visitor(app).sign_in(make.person(Role.REGISTRAR), Role.REGISTRAR)
    visitor.send(link_to(), {"new_password": NEW})
    assert "Una Lind" in visitor.open("/profile")
    assert visitor.get("/registrar/people").status_code == 404


def test_somebody_is_invited_from_the_command_line(app: Flask) -> None:
    run = app.test_cli_runner()
    arguments = ["person", "invite", EMAIL, "Una Lind", "--role", "registrar"]
    answer = run.invoke(args=arguments)
    assert answer.exit_code == 0, answer.output
    Visitor(app).open(link_to())
    assert run.invoke(args=arguments).exit_code == 1


def test_a_link_of_an_invitation_resets_no_password(app: Flask, registrar: Visitor) -> None:
    invite(registrar)
    Visitor(app).open(link_to().replace("/invitation/", "/new-password/"), status=404)


def test_two_who_use_a_link_at_once_choose_one_password(app: Flask, registrar: Visitor) -> None:
    invite(registrar)
    link = db.session.query(PersonalLink).one()
    with transaction() as rows:
        assert operations.accept_invitation(rows.get_one(PersonalLink, link.id), "first")
    with transaction() as rows:
        assert not operations.accept_invitation(rows.get_one(PersonalLink, link.id), "second")
