"""Guessing is slowed down, nobody is locked out for good, and one sees what was tried."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app import clock, jobs
from app.accounts import operations, queries, totp
from app.accounts.operations import Here
from app.accounts.queries.attempts import LIMITS, WINDOW
from app.extensions import db, transaction
from app.models.people import Person, Role
from app.models.sign_in import BrowserSession, PasswordRequest, SignInAttempt, Step
from tests import factories as make
from tests.accounts.coming_in import SECRET, account, give_code, give_password
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted

EMAIL = "sam@example.org"
HOME, AWAY = Here("10.0.0.7", "Firefox on Linux"), Here("10.9.9.9", "Chrome on Windows")
NOTED = (SignInAttempt, BrowserSession, PasswordRequest)
PER_ACCOUNT = LIMITS[Step.PASSWORD].account


@pytest.fixture
def sam(app: Flask) -> Person:
    return account(EMAIL, Role.SUPERVISOR, name="Sam Okafor", factor=True)


def missed(times: int, here: Here = AWAY, step: Step = Step.PASSWORD, email: str = EMAIL) -> None:
    with transaction():
        for _ in range(times):
            operations.note_attempt(step, email, here, succeeded=False)


def test_guessing_at_one_account_is_slowed_down_and_says_for_how_long(
    app: Flask, sam: Person
) -> None:
    missed(PER_ACCOUNT - 1)
    visitor = Visitor(app)
    assert give_password(visitor, EMAIL, "a guess of some length").status_code == 422
    refused = give_password(visitor, EMAIL)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= WINDOW.total_seconds() + 1
    assert "Try again in 15 minutes" in refused.text
    with clock.moved_by(WINDOW + timedelta(seconds=1)):
        assert give_password(visitor, EMAIL).status_code == 302


def test_an_unknown_address_is_slowed_down_just_the_same(app: Flask) -> None:
    missed(PER_ACCOUNT, email="nobody@example.org")
    assert give_password(Visitor(app), "nobody@example.org").status_code == 429


def test_guessing_from_one_address_is_slowed_down_whoever_is_guessed_at(app: Flask) -> None:
    for number in range(LIMITS[Step.PASSWORD].address):
        missed(1, email=f"somebody{number}@example.org")
    assert queries.time_to_wait(Step.PASSWORD, "another@example.org", AWAY.address)
    assert not queries.time_to_wait(Step.PASSWORD, "another@example.org", HOME.address)


def test_strangers_who_guess_do_not_lock_somebody_out_where_they_signed_in_before(
    app: Flask, sam: Person
) -> None:
    with transaction():
        operations.note_attempt(Step.PASSWORD, EMAIL, HOME, succeeded=True)
    missed(PER_ACCOUNT * 3)
    assert queries.time_to_wait(Step.PASSWORD, EMAIL, AWAY.address)
    assert queries.time_to_wait(Step.PASSWORD, EMAIL, HOME.address) is None
    missed(PER_ACCOUNT, HOME)
    assert queries.time_to_wait(Step.PASSWORD, EMAIL, HOME.address)


@pytest.mark.parametrize(
    ("path", "step", "guess"),
    [
        ("/sign-in/code", Step.CODE, "000000"),
        ("/sign-in/recovery-code", Step.RECOVERY_CODE, "k7pm-x3qh-9tsw"),
    ],
)
def test_guessing_codes_is_slowed_down(
    app: Flask, sam: Person, path: str, step: Step, guess: str
) -> None:
    visitor = Visitor(app)
    give_password(visitor, EMAIL)
    missed(LIMITS[step].account - 1, step=step)
    assert visitor.send(path, {"code": guess}).status_code == 422
    refused = visitor.send(path, {"code": guess})
    assert refused.status_code == 429
    assert "Retry-After" in refused.headers


def test_each_step_is_counted_by_itself(app: Flask, sam: Person) -> None:
    missed(LIMITS[Step.CODE].account, step=Step.CODE)
    visitor = Visitor(app)
    assert give_password(visitor, EMAIL).status_code == 302
    assert give_code(visitor).status_code == 429


def test_what_went_well_counts_for_nothing_against_anybody(app: Flask) -> None:
    account("tess@example.org", Role.TRAINEE)
    for _ in range(PER_ACCOUNT + 2):
        assert give_password(Visitor(app), "tess@example.org").status_code == 302


def test_one_sees_every_attempt_at_ones_own_account(app: Flask, sam: Person) -> None:
    missed(1, AWAY)
    missed(1, AWAY, email="una@example.org")
    visitor = Visitor(app)
    give_password(visitor, EMAIL)
    give_code(visitor, totp.code_at(SECRET, clock.now()))
    page = visitor.open("/account/sign-ins")
    assert page.count("Accepted") == 2
    assert page.count("Not accepted") == 1
    assert "Chrome on Windows" in page
    assert AWAY.address in page
    assert "Code from the app" in page


def test_a_registrar_sees_the_attempts_of_a_person_and_nobody_else_does(
    app: Flask, sam: Person
) -> None:
    missed(2)
    url = f"/registrar/people/{sam.id}/sign-ins"
    registrar = Visitor(app).sign_in(make.person(Role.REGISTRAR))
    assert registrar.open(url).count("Not accepted") == 2
    assert Visitor(app).sign_in(sam).get(url).status_code == 404


def test_the_list_has_pages_and_one_number_of_queries(app: Flask, sam: Person) -> None:
    visitor = Visitor(app).sign_in(sam)
    counts = []
    for more in (3, 37):
        missed(more)
        with queries_counted() as sent:
            page = visitor.open("/account/sign-ins")
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert "Page 1 of 2, 40 in all" in page


def test_what_was_noted_is_removed_after_half_a_year(app: Flask, sam: Person) -> None:
    missed(3)
    with transaction():
        operations.begin_session(sam.id, "10.0.0.7", "Firefox on Linux")
        operations.ask_for_password(EMAIL)
    jobs.sweep()
    with clock.moved_by(timedelta(days=179)):
        missed(1, HOME)
        jobs.sweep()
    assert [db.session.query(one).count() for one in NOTED] == [4, 1, 1]
    with clock.moved_by(timedelta(days=181)):
        jobs.sweep()
    assert [db.session.query(one).count() for one in NOTED] == [1, 0, 0]
