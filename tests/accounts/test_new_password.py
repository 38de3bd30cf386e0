"""A lost password: the same answer for everybody, a letter for those who have an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app import clock, jobs
from app.accounts import queries
from app.extensions import db, transaction
from app.models.people import Person, Role
from app.models.sign_in import PasswordRequest
from tests.accounts.coming_in import (
    PASSWORD,
    account,
    give_code,
    give_password,
    letters_to,
    link_in,
)
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted

EMAIL = "sam@example.org"
NEW = "three otters and a lamp"


@pytest.fixture
def sam(app: Flask) -> Person:
    return account(EMAIL, Role.SUPERVISOR, name="Sam Okafor", factor=True)


def ask(app: Flask, email: str = EMAIL) -> str:
    answer = Visitor(app).send("/forgotten-password", {"email": email})
    assert answer.status_code == 200
    return answer.text


def link_by_letter(app: Flask) -> str:
    ask(app)
    jobs.sweep()
    return link_in(letters_to(EMAIL, "new_password")[0])


def test_whoever_lost_their_password_chooses_a_new_one(app: Flask, sam: Person) -> None:
    link, visitor = link_by_letter(app), Visitor(app)
    visitor.open(link)
    assert visitor.send(link, {"new_password": NEW}).location == "/sign-in"
    assert give_password(Visitor(app), EMAIL, PASSWORD).status_code == 422
    assert give_password(visitor, EMAIL, NEW).location == "/sign-in/code"


def test_the_second_factor_still_stands(app: Flask, sam: Person) -> None:
    visitor = Visitor(app)
    visitor.send(link_by_letter(app), {"new_password": NEW})
    give_password(visitor, EMAIL, NEW)
    assert visitor.get("/caseload").status_code == 302
    assert give_code(visitor).status_code == 302
    visitor.open("/caseload")


def test_a_reset_ends_every_browser_and_is_told_by_letter(app: Flask, sam: Person) -> None:
    elsewhere = Visitor(app).sign_in(sam)
    Visitor(app).send(link_by_letter(app), {"new_password": NEW})
    assert elsewhere.get("/profile").status_code == 302
    assert len(letters_to(EMAIL, "password_changed")) == 1


def test_with_and_without_an_account_the_answer_and_the_work_are_the_same(
    app: Flask, sam: Person
) -> None:
    pages, work = [], []
    for email in (EMAIL, "nobody@example.org"):
        visitor = Visitor(app)
        token = visitor.token()
        with queries_counted() as sent:
            answer = visitor.ask(
                "/forgotten-password",
                method="POST",
                data={"email": email, "csrf_token": token},
                headers={"Accept": "text/html"},
            )
        pages.append(answer.text.replace(email, "…"))
        work.append([one.split(" VALUES")[0] for one in sent])
    assert pages[0] == pages[1]
    assert work[0] == work[1]


def test_nobody_without_an_account_gets_a_letter(app: Flask, sam: Person) -> None:
    ask(app, "nobody@example.org")
    jobs.sweep()
    assert letters_to("nobody@example.org", "new_password") == []
    assert queries.unanswered_password_requests() == []


def test_a_closed_account_gets_none(app: Flask, sam: Person) -> None:
    with transaction() as rows:
        rows.get_one(Person, sam.id).closed_at = clock.now()
    ask(app)
    jobs.sweep()
    assert letters_to(EMAIL, "new_password") == []


def test_a_request_that_is_worked_on_twice_is_one_letter(app: Flask, sam: Person) -> None:
    ask(app)
    asked = db.session.query(PasswordRequest).one().id
    for _ in range(2):
        jobs.do_now("password-request", asked)
    assert len(letters_to(EMAIL, "new_password")) == 1


def test_a_link_lasts_an_hour_and_works_once(app: Flask, sam: Person) -> None:
    link = link_by_letter(app)
    with clock.moved_by(timedelta(minutes=61)):
        Visitor(app).open(link, status=404)
    assert Visitor(app).send(link, {"new_password": NEW}).status_code == 302
    again = Visitor(app).send(link, {"new_password": "quite another password"})
    assert again.status_code == 404
    assert give_password(Visitor(app), EMAIL, NEW).status_code == 302


def test_asking_again_ends_the_link_before(app: Flask, sam: Person) -> None:
    before = link_by_letter(app)
    after = link_by_letter(app)
    assert before != after
    Visitor(app).open(before, status=404)
    Visitor(app).open(after)


def test_a_password_changed_while_signed_in_asks_the_current_one(app: Flask) -> None:
    person = account("tess@example.org", Role.TRAINEE)
    visitor = Visitor(app).sign_in(person)
    wrong = {"current_password": "not this one", "new_password": NEW}
    assert visitor.send("/account/password", wrong).status_code == 422
    right = {"current_password": PASSWORD, "new_password": NEW}
    assert visitor.send("/account/password", right).status_code == 302
    assert give_password(Visitor(app), "tess@example.org", NEW).status_code == 302
    assert len(letters_to("tess@example.org", "password_changed")) == 1


def test_a_weak_password_is_refused_with_its_reason(app: Flask, sam: Person) -> None:
    link = link_by_letter(app)
    answer = Visitor(app).send(link, {"new_password": "Sam-Okafor-2026"})
    assert answer.status_code == 422
    assert "your name" in answer.text
    Visitor(app).open(link)


def test_guessed_links_are_slowed_down(app: Flask, sam: Person) -> None:
    link = link_by_letter(app)
    visitor = Visitor(app)
    answers = {visitor.get(f"/new-password/guess-{number}").status_code for number in range(30)}
    assert answers == {404}
    refused = visitor.get("/invitation/one-more-guess")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 901
    visitor.open(link)


def test_asking_over_and_over_is_slowed_down_whoever_is_asked_for(app: Flask) -> None:
    for _ in range(5):
        ask(app, "nobody@example.org")
    answer = Visitor(app).send("/forgotten-password", {"email": "nobody@example.org"})
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers


def test_the_letters_hold_nothing_but_the_persons_own_name(app: Flask, sam: Person) -> None:
    link_by_letter(app)
    letter = letters_to(EMAIL, "new_password")[0]
    assert "Sam Okafor" in letter.body
    assert letter.subject == "A new password for Attune"


def test_a_password_manager_finds_where_passwords_are_changed(app: Flask, sam: Person) -> None:
    visitor = Visitor(app).sign_in(sam)
    assert "Change your password" in visitor.open("/.well-known/change-password")
