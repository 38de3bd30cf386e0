"""A registrar's pages of people: who they are, their roles, their accounts."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts import operations, queries
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.people import Person, Role
from app.web.errors import Refusal
from tests import factories as make
from tests.accounts.coming_in import SECRET, account, give_password, letters_to
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted


@pytest.fixture
def rea(app: Flask) -> Person:
    return make.person(Role.REGISTRAR, name="Rea Moss")


@pytest.fixture
def registrar(app: Flask, rea: Person) -> Visitor:
    return Visitor(app).sign_in(rea)


def roles_of(person_id: int) -> tuple[Role, ...]:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Person, person_id).current_roles


def test_people_are_found_by_name_and_by_address(registrar: Visitor) -> None:
    make.person(Role.TRAINEE, name="Una Lind")
    make.person(Role.TRAINEE, name="100% Percy_Under")
    page = registrar.open("/registrar/people?words=una+lin")
    assert "Una Lind" in page
    assert "Rea Moss" not in page.split("<table")[1]
    assert "Percy" in registrar.open("/registrar/people?words=100%25")
    assert "Nobody found" in registrar.open("/registrar/people?words=_%25%25%25")
    assert "@example.org" in registrar.open("/registrar/people?words=EXAMPLE.org")


def test_the_list_has_pages_and_one_number_of_queries(registrar: Visitor) -> None:
    counts = []
    for more in (2, 30):
        for _ in range(more):
            make.person(Role.TRAINEE, Role.SUPERVISOR)
        with queries_counted() as sent:
            page = registrar.open("/registrar/people")
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert "Page 1 of 2, 33 in all" in page


def test_people_stand_in_the_navigation_of_a_registrar(registrar: Visitor) -> None:
    assert 'href="/registrar/people"' in registrar.open("/registrar/trainees")


def test_a_role_given_and_ended_counts_on_the_next_request(app: Flask, registrar: Visitor) -> None:
    una = make.person(Role.TRAINEE, name="Una Lind")
    hers = Visitor(app).sign_in(una, Role.SUPERVISOR)
    page = f"/registrar/people/{una.id}"
    registrar.send(f"{page}/roles", {"role": "supervisor"})
    hers.send("/acting-as", {"role": "supervisor"})
    hers.open("/caseload")
    registrar.send(f"{page}/roles/end", {"role": "supervisor"})
    assert hers.get("/caseload").status_code == 404
    assert "supervisor until" in registrar.open(page)
    assert registrar.send(f"{page}/roles", {"role": "queen"}).status_code == 404


def test_the_last_registrar_remains(app: Flask, registrar: Visitor, rea: Person) -> None:
    page = f"/registrar/people/{rea.id}"
    for answer in (
        registrar.send(f"{page}/roles/end", {"role": "registrar"}),
        registrar.send(f"{page}/close"),
    ):
        assert answer.status_code == 422
        assert "only registrar" in answer.text
    assert roles_of(rea.id) == (Role.REGISTRAR,)


@pytest.mark.parametrize("how", ["invited", "closed", "ended"])
def test_a_registrar_who_cannot_sign_in_does_not_count_as_another(
    app: Flask, rea: Person, how: str
) -> None:
    with transaction() as rows:
        other = operations.open_account(None, "Una", "una@example.org", "hash", [Role.REGISTRAR])
        if how == "invited":
            other.password_hash = ""
        if how == "closed":
            operations.close_account(_acting(rea), other)
        if how == "ended":
            operations.end_role(None, other, Role.REGISTRAR)
        rows.flush()
        with pytest.raises(Refusal, match="only registrar"):
            operations.take_role_back(None, rows.get_one(Person, rea.id), Role.REGISTRAR)


def test_with_another_registrar_one_may_go(app: Flask, rea: Person) -> None:
    make.person(Role.REGISTRAR)
    with transaction() as rows:
        operations.take_role_back(None, rows.get_one(Person, rea.id), Role.REGISTRAR)
    assert roles_of(rea.id) == ()


def test_the_command_line_keeps_the_last_registrar_too(app: Flask, rea: Person) -> None:
    arguments = ["person", "role", rea.email, "registrar", "--end"]
    answer = app.test_cli_runner().invoke(args=arguments)
    assert answer.exit_code == 1
    assert "only registrar" in answer.output


def test_an_account_is_closed_and_opened_again(app: Flask, registrar: Visitor) -> None:
    person = account("sam@example.org", Role.TRAINEE)
    page = f"/registrar/people/{person.id}"
    registrar.send(f"{page}/close")
    assert give_password(Visitor(app), "sam@example.org").status_code == 422
    assert "Open the account again" in registrar.open(page)
    registrar.send(f"{page}/open-again")
    assert give_password(Visitor(app), "sam@example.org").status_code == 302


def test_a_second_factor_is_reset_with_a_reason_and_told_by_letter(
    app: Flask, registrar: Visitor, rea: Person
) -> None:
    sam = account("sam@example.org", Role.SUPERVISOR, factor=True)
    his, url = Visitor(app).sign_in(sam), f"/registrar/people/{sam.id}/second-factor"
    assert registrar.send(url, {"reason": ""}).status_code == 422
    assert queries.second_factor_of(sam.id) is not None
    reason = "Rang him on the number we have."
    assert registrar.send(url, {"reason": reason}).status_code == 302
    assert queries.second_factor_of(sam.id) is None
    assert his.get("/profile").status_code == 302
    assert len(letters_to("sam@example.org", "second_factor_reset")) == 1
    entry = db.session.scalars(select(AuditEntry).filter_by(act="second_factor.reset")).one()
    assert (entry.person_id, entry.subject_id, entry.detail) == (rea.id, sam.id, {"reason": reason})
    visitor = Visitor(app)
    assert give_password(visitor, "sam@example.org").location == "/account/second-factor/new"


def test_nobody_resets_their_own_second_factor_this_way(app: Flask) -> None:
    person = account("rea@example.org", Role.REGISTRAR, factor=True)
    visitor = Visitor(app).sign_in(person)
    url = f"/registrar/people/{person.id}/second-factor"
    assert visitor.send(url, {"reason": "It is me."}).status_code == 422
    assert queries.second_factor_of(person.id) is not None


def test_somebody_without_a_second_factor_has_none_to_reset(app: Flask, registrar: Visitor) -> None:
    tess = make.person(Role.TRAINEE)
    url = f"/registrar/people/{tess.id}/second-factor"
    assert registrar.send(url, {"reason": "Asked in person."}).status_code == 422


def test_what_a_registrar_does_stands_in_audit(app: Flask, registrar: Visitor, rea: Person) -> None:
    form = {"name": "Una", "email": "una@example.org", "roles": ["trainee"]}
    registrar.send("/registrar/people/new", form)
    person = queries.person_by_email("una@example.org")
    assert person is not None
    registrar.send(f"/registrar/people/{person.id}/withdraw-invitation")
    registrar.send(f"/registrar/people/{person.id}/close")
    by_rea = select(AuditEntry.act).filter_by(person_id=rea.id, subject="people")
    acts = set(db.session.scalars(by_rea))
    assert {"account.opened", "invitation.sent", "invitation.withdrawn", "account.closed"} <= acts


def test_the_demo_prints_a_code_only_for_its_own_people_with_its_own_key(app: Flask) -> None:
    from app.demo.people import CAST
    from app.demo.second_factor import secret_of

    run, email = app.test_cli_runner(), CAST[0].email
    ask = ["demo", "code", email]
    person = account(email, Role.REGISTRAR)
    assert run.invoke(args=ask).exit_code == 1
    with transaction() as rows:
        operations.set_second_factor(None, rows.get_one(Person, person.id), secret_of(email))
    printed = run.invoke(args=ask)
    assert printed.exit_code == 0
    with transaction():
        assert operations.use_code(person.id, printed.output.strip())
    with transaction() as rows:
        operations.set_second_factor(None, rows.get_one(Person, person.id), SECRET)
    assert run.invoke(args=ask).exit_code == 1
    somebody = account("real@example.org", Role.REGISTRAR, factor=True)
    assert run.invoke(args=["demo", "code", somebody.email]).exit_code == 1


def test_in_production_the_demo_prints_no_code(app: Flask) -> None:
    app.config["MODE"] = "production"
    answer = app.test_cli_runner().invoke(args=["demo", "code", "registrar@attune.example"])
    assert answer.exit_code == 1
    assert "stays out of production" in answer.output


def _acting(person: Person):  # type: ignore[no-untyped-def]
    from app.policies import Actor

    return Actor(person.id, Role.REGISTRAR)
