"""The second factor: set up, asked for, each code once; recovery codes; taking it away."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.accounts import operations, queries, sealing, totp
from app.extensions import db, transaction
from app.models.people import Person, Role
from app.models.sign_in import RecoveryCode, SecondFactor
from tests import factories as make
from tests.accounts.coming_in import (
    PASSWORD,
    SECRET,
    account,
    come_in,
    give_code,
    give_password,
    letters_to,
)
from tests.browser_like import Visitor

EMAIL = "sam@example.org"
STEP = timedelta(seconds=totp.STEP_SECONDS)


@pytest.fixture
def sam(app: Flask) -> Person:
    return account(EMAIL, Role.SUPERVISOR, name="Sam Okafor", factor=True)


def set_up(visitor: Visitor, **more: str) -> tuple[str, list[str]]:
    """Set up an app in the browser: its key, and the recovery codes that were shown."""
    page = visitor.open("/account/second-factor/new")
    shown = re.search(r'class="figures key"><strong>([A-Z2-7 ]+)<', page)
    assert shown, page
    secret = shown.group(1).replace(" ", "")
    code = totp.code_at(secret, clock.now())
    answer = visitor.send("/account/second-factor/new", {"code": code, **more})
    assert answer.status_code == 302, answer.text
    return secret, re.findall(r"<code>([a-z0-9-]+)</code>", visitor.open(answer.location))


def test_a_code_that_authenticator_apps_agree_on() -> None:
    """RFC 6238, appendix B, cut to six digits: the key is the ASCII of 1 to 0, twice."""
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert totp.code_of(key, 59 // 30) == "287082"
    assert totp.code_of(key, 1111111109 // 30) == "081804"
    assert totp.code_of(key, 20000000000 // 30) == "353130"


def test_whoever_has_a_second_factor_is_asked_for_the_code(app: Flask, sam: Person) -> None:
    visitor = Visitor(app)
    assert give_password(visitor, EMAIL).location == "/sign-in/code"
    assert visitor.get("/caseload").location.startswith("/sign-in?next=")
    page = visitor.open("/sign-in/code")
    assert 'autocomplete="one-time-code"' in page
    assert give_code(visitor).location == "/"
    visitor.open("/caseload")


def test_with_the_code_they_arrive_where_they_wanted_to_go(app: Flask, sam: Person) -> None:
    visitor = Visitor(app)
    answer = give_password(visitor, EMAIL, url="/sign-in?next=/account/browsers")
    code = totp.code_at(SECRET, clock.now())
    assert visitor.send(answer.location, {"code": code}).location == "/account/browsers"


def test_a_code_may_be_pasted_with_spaces(app: Flask, sam: Person) -> None:
    visitor = Visitor(app)
    give_password(visitor, EMAIL)
    code = totp.code_at(SECRET, clock.now())
    assert give_code(visitor, f" {code[:3]} {code[3:]} ").status_code == 302


def test_a_code_counts_once(app: Flask, sam: Person) -> None:
    with clock.set_to(clock.now()):
        come_in(app, EMAIL)
        again = Visitor(app)
        give_password(again, EMAIL)
        assert give_code(again).status_code == 422
        with clock.moved_by(timedelta()):
            earlier = totp.code_at(SECRET, clock.now() - STEP)
        assert give_code(again, earlier).status_code == 422
        assert give_code(again, totp.code_at(SECRET, clock.now() + STEP)).status_code == 302


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)])
def test_a_clock_may_be_half_a_minute_off_and_no_more(
    app: Flask, sam: Person, steps: int, status: int
) -> None:
    visitor = Visitor(app)
    with clock.set_to(clock.now()):
        give_password(visitor, EMAIL)
        code = totp.code_at(SECRET, clock.now() + steps * STEP)
        assert give_code(visitor, code).status_code == status


def test_the_code_comes_within_ten_minutes_of_the_password(app: Flask, sam: Person) -> None:
    visitor = Visitor(app)
    give_password(visitor, EMAIL)
    with clock.moved_by(timedelta(minutes=11)):
        assert give_code(visitor).location.startswith("/sign-in")
        assert "begin with your password" in visitor.open("/sign-in")


def test_a_code_without_the_password_opens_nothing(app: Flask, sam: Person) -> None:
    visitor = Visitor(app)
    assert give_code(visitor).location == "/sign-in"
    assert visitor.get("/profile").location.startswith("/sign-in?next=")


def test_a_new_password_ends_a_sign_in_that_waits_for_its_code(app: Flask, sam: Person) -> None:
    visitor = Visitor(app)
    give_password(visitor, EMAIL)
    with transaction() as rows:
        operations.change_password(None, rows.get_one(Person, sam.id), "another hash")
    assert give_code(visitor).location == "/sign-in"


def test_the_key_is_sealed_and_the_codes_are_hashed(app: Flask) -> None:
    visitor = Visitor(app).sign_in(account("new@example.org", Role.TRAINEE))
    secret, codes = set_up(visitor)
    factor = db.session.scalars(select(SecondFactor)).one()
    assert secret not in factor.sealed_secret
    assert sealing.unseal(factor.sealed_secret) == secret
    kept = [row.code_hash for row in db.session.scalars(select(RecoveryCode))]
    assert len(kept) == len(set(codes)) == 10
    assert not set(codes) & set(kept)


def test_another_secret_key_opens_no_seal(app: Flask) -> None:
    sealed = sealing.seal("words")
    app.config["SECRET_KEY"] = "another key, long enough for this test"
    assert sealing.unseal(sealed) is None


def test_a_picture_and_the_key_as_text_carry_the_same_address(app: Flask) -> None:
    address = totp.address(SECRET, "sam@example.org")
    assert address.startswith("otpauth://totp/Attune:sam%40example.org?secret=" + SECRET)
    visitor = Visitor(app).sign_in(account("new@example.org", Role.TRAINEE))
    page = visitor.open("/account/second-factor/new")
    assert 'src="data:image/svg+xml' in page
    assert visitor.open("/account/second-factor/new").count("data:image/svg+xml") == 1


def test_the_key_stays_the_same_while_it_is_being_set_up(app: Flask) -> None:
    visitor = Visitor(app).sign_in(account("new@example.org", Role.TRAINEE))
    wrong = visitor.send("/account/second-factor/new", {"code": "000000"})
    assert wrong.status_code == 422
    before = re.search(r"<strong>([A-Z2-7 ]+)<", wrong.text)
    after = re.search(r"<strong>([A-Z2-7 ]+)<", visitor.open("/account/second-factor/new"))
    assert before and after  # noqa: PT018  (two patterns, found)
    assert before.group(1) == after.group(1)
    assert queries.second_factor_of(1) is None


def test_setting_it_up_signs_out_browsers_that_had_the_password_alone(app: Flask) -> None:
    person = account("new@example.org", Role.TRAINEE)
    here, there = Visitor(app).sign_in(person), Visitor(app).sign_in(person)
    set_up(here)
    assert there.get("/profile").status_code == 302
    here.open("/profile")


def test_the_first_code_cannot_be_used_again_to_sign_in(app: Flask) -> None:
    person = account("new@example.org", Role.TRAINEE)
    with clock.set_to(clock.now()):
        secret, _ = set_up(Visitor(app).sign_in(person))
        visitor = Visitor(app)
        give_password(visitor, "new@example.org")
        assert give_code(visitor, totp.code_at(secret, clock.now())).status_code == 422


def test_recovery_codes_are_shown_until_they_are_kept(app: Flask) -> None:
    visitor = Visitor(app).sign_in(account("new@example.org", Role.TRAINEE))
    _, codes = set_up(visitor)
    assert codes[0] in visitor.open("/account/recovery-codes")
    visitor.send("/account/recovery-codes/kept")
    assert codes[0] not in visitor.open("/account/recovery-codes")


def test_recovery_codes_left_open_are_not_shown_for_ever(app: Flask) -> None:
    visitor = Visitor(app).sign_in(account("new@example.org", Role.TRAINEE))
    _, codes = set_up(visitor)
    with clock.moved_by(timedelta(minutes=31)):
        assert codes[0] not in visitor.open("/account/recovery-codes")


def test_a_recovery_code_lets_in_once(app: Flask, sam: Person) -> None:
    with transaction() as rows:
        codes = operations.make_recovery_codes(None, rows.get_one(Person, sam.id))
    for typed, status in (
        (codes[0].upper().replace("-", " "), 302),
        (codes[0], 422),
        (codes[1], 302),
        ("k7pm-x3qh-9tsw", 422),
    ):
        visitor = Visitor(app)
        give_password(visitor, EMAIL)
        assert visitor.send("/sign-in/recovery-code", {"code": typed}).status_code == status
    assert queries.recovery_codes_left(sam.id) == 8


def test_a_recovery_code_of_somebody_else_does_not_fit(app: Flask, sam: Person) -> None:
    other = account("una@example.org", Role.SUPERVISOR, factor=True)
    with transaction() as rows:
        codes = operations.make_recovery_codes(None, rows.get_one(Person, other.id))
    visitor = Visitor(app)
    give_password(visitor, EMAIL)
    assert visitor.send("/sign-in/recovery-code", {"code": codes[0]}).status_code == 422


def test_new_recovery_codes_ask_for_the_password_and_end_the_old_ones(
    app: Flask, sam: Person
) -> None:
    with transaction() as rows:
        before = operations.make_recovery_codes(None, rows.get_one(Person, sam.id))
    visitor = come_in(app, EMAIL)
    refused = visitor.send("/account/recovery-codes/new", {"current_password": "not this one"})
    assert refused.status_code == 422
    answer = visitor.send("/account/recovery-codes/new", {"current_password": PASSWORD})
    assert visitor.open(answer.location).count("<code>") == 10
    again = Visitor(app)
    give_password(again, EMAIL)
    assert again.send("/sign-in/recovery-code", {"code": before[0]}).status_code == 422


def test_moving_to_another_app_asks_for_the_password(app: Flask, sam: Person) -> None:
    visitor = come_in(app, EMAIL)
    page = visitor.open("/account/second-factor/new")
    shown = re.search(r"<strong>([A-Z2-7 ]+)<", page)
    assert shown
    code = totp.code_at(shown.group(1).replace(" ", ""), clock.now())
    wrong = {"code": code, "current_password": "not this one"}
    assert visitor.send("/account/second-factor/new", wrong).status_code == 422
    secret, codes = set_up(visitor, current_password=PASSWORD)
    assert secret != SECRET
    assert len(codes) == 10
    assert "moved to another app" in letters_to(EMAIL, "second_factor_changed")[0].subject


def test_who_must_have_one_cannot_take_it_away_and_who_may_can(app: Flask, sam: Person) -> None:
    supervisor = come_in(app, EMAIL)
    words = {"current_password": PASSWORD}
    assert supervisor.send("/account/second-factor/end", words).status_code == 302
    assert queries.second_factor_of(sam.id) is not None
    tess = account("tess@example.org", Role.TRAINEE, factor=True)
    come_in(app, "tess@example.org").send("/account/second-factor/end", words)
    assert queries.second_factor_of(tess.id) is None
    assert "taken away" in letters_to("tess@example.org", "second_factor_changed")[0].subject


def test_a_browser_from_before_the_second_factor_cannot_change_it(app: Flask) -> None:
    from tests.accounts.coming_in import with_password_only

    person = account("tess@example.org", Role.TRAINEE)
    visitor = with_password_only(app, person)
    with transaction() as rows:
        operations.set_second_factor(None, rows.get_one(Person, person.id), SECRET)
    assert visitor.get("/account/second-factor/new").location.startswith("/sign-in")
    assert visitor.get("/account/recovery-codes/new").status_code == 302
    assert visitor.get("/profile").status_code == 302


def test_the_demo_gives_a_second_factor_with_a_key_it_knows(app: Flask) -> None:
    person = make.person(Role.SUPERVISOR)
    with transaction() as rows:
        operations.set_second_factor(None, rows.get_one(Person, person.id), SECRET)
    with transaction():
        assert operations.use_code(person.id, totp.code_at(SECRET, clock.now()))
