"""Browsers somebody is signed in with: each a row; what ends one acts on its next request."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.accounts import browsers, sealing
from app.accounts.operations import SEEN_EVERY
from app.extensions import db, transaction
from app.models.people import Person, Role
from app.models.sign_in import BrowserSession
from app.web.access import IN_COOKIE
from tests import factories as make
from tests.accounts.coming_in import PASSWORD, account, come_in, give_password
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted

EMAIL = "tess@example.org"


@pytest.fixture
def tess(app: Flask) -> Person:
    return account(EMAIL, Role.TRAINEE)


def cookie(visitor: Visitor) -> dict[str, str]:
    with visitor.client.session_transaction() as session:
        return dict(session)


def row_of(visitor: Visitor) -> BrowserSession:
    db.session.rollback()
    token = cookie(visitor)[IN_COOKIE]
    return db.session.scalars(
        select(BrowserSession).filter_by(token_hash=sealing.token_hash(token))
    ).one()


def is_out(visitor: Visitor) -> bool:
    return visitor.get("/profile").status_code == 302


def test_a_browser_is_a_row_that_keeps_only_the_hash_of_its_token(
    visitor: Visitor, tess: Person
) -> None:
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    give_password(visitor, EMAIL, headers={"User-Agent": firefox})
    row = row_of(visitor)
    assert (row.person_id, row.browser, row.address) == (
        tess.id,
        "Firefox on Windows",
        "127.0.0.1",
    )
    assert cookie(visitor)[IN_COOKIE] not in str(vars(row))


def test_nothing_of_a_session_before_signing_in_remains(visitor: Visitor, tess: Person) -> None:
    with visitor.client.session_transaction() as session:
        session.update({"role": "registrar", IN_COOKIE: "planted", "planted": "yes"})
    give_password(visitor, EMAIL)
    held = cookie(visitor)
    assert "planted" not in held
    assert "role" not in held
    assert held[IN_COOKIE] != "planted"


def test_a_cookie_of_our_own_signing_counts_for_nothing_without_its_row(
    visitor: Visitor, tess: Person
) -> None:
    with visitor.client.session_transaction() as session:
        session.update({"_user_id": str(tess.id), "_fresh": True})
    assert is_out(visitor)
    with visitor.client.session_transaction() as session:
        session[IN_COOKIE] = "never given"
    assert is_out(visitor)


def test_a_token_is_good_for_its_own_person_only(app: Flask, tess: Person) -> None:
    visitor, olu = Visitor(app).sign_in(tess), make.person(Role.TRAINEE)
    with visitor.client.session_transaction() as session:
        session["_user_id"] = str(olu.id)
    assert is_out(visitor)


def test_signing_out_ends_the_row_and_a_copy_of_the_cookie_with_it(
    app: Flask, tess: Person
) -> None:
    visitor, thief = Visitor(app).sign_in(tess), Visitor(app)
    copied = cookie(visitor)
    visitor.send("/sign-out")
    with thief.client.session_transaction() as session:
        session.update(copied)
    assert is_out(thief)


@pytest.mark.parametrize(
    ("limit", "after"), [("SESSION_IDLE_SECONDS", 3601), ("SESSION_TOTAL_SECONDS", 3601)]
)
def test_a_browser_is_signed_out_after_its_time(
    app: Flask, tess: Person, limit: str, after: int
) -> None:
    app.config[limit] = 3600
    visitor = Visitor(app).sign_in(tess)
    with clock.moved_by(timedelta(seconds=after - 60)):
        assert not is_out(visitor)
    with clock.moved_by(timedelta(seconds=after * 2)):
        assert is_out(visitor)


def test_being_used_puts_off_the_idle_limit_but_not_the_total_one(app: Flask, tess: Person) -> None:
    app.config.update(SESSION_IDLE_SECONDS=3600, SESSION_TOTAL_SECONDS=7200)
    visitor = Visitor(app).sign_in(tess)
    for minutes in (50, 100):
        with clock.moved_by(timedelta(minutes=minutes)):
            assert not is_out(visitor)
    with clock.moved_by(timedelta(minutes=121)):
        assert is_out(visitor)


def test_an_open_page_that_asks_by_itself_does_not_put_it_off(app: Flask, tess: Person) -> None:
    app.config["SESSION_IDLE_SECONDS"] = 3600
    visitor = Visitor(app).sign_in(tess)
    with clock.moved_by(timedelta(minutes=50)):
        visitor.get("/live/since?after=0")
    with clock.moved_by(timedelta(minutes=61)):
        assert is_out(visitor)


def test_last_seen_is_written_at_most_every_five_minutes(app: Flask, tess: Person) -> None:
    visitor = Visitor(app).sign_in(tess)
    began = row_of(visitor).seen_at
    with clock.moved_by(SEEN_EVERY - timedelta(seconds=5)), queries_counted() as sent:
        visitor.open("/profile")
    assert not [one for one in sent if one.startswith("UPDATE")]
    assert row_of(visitor).seen_at == began
    with clock.moved_by(SEEN_EVERY + timedelta(seconds=5)):
        visitor.open("/profile")
    assert row_of(visitor).seen_at >= began + SEEN_EVERY


def test_one_sees_where_one_is_signed_in_and_ends_one(app: Flask, tess: Person) -> None:
    laptop, phone = Visitor(app).sign_in(tess), Visitor(app).sign_in(tess)
    page = laptop.open("/account/browsers")
    assert page.count("A browser in a test") == 2
    assert page.count("This browser") == 1
    answer = laptop.send(f"/account/browsers/{row_of(phone).id}/end")
    assert answer.location == "/account/browsers"
    assert is_out(phone)
    assert not is_out(laptop)


def test_ending_all_others_leaves_this_one(app: Flask, tess: Person) -> None:
    laptop, phone, tablet = (Visitor(app).sign_in(tess) for _ in range(3))
    laptop.send("/account/browsers/end-others")
    assert [is_out(one) for one in (laptop, phone, tablet)] == [False, True, True]


def test_nobody_ends_or_sees_a_browser_of_somebody_else(app: Flask, tess: Person) -> None:
    olu = Visitor(app).sign_in(make.person(Role.REGISTRAR))
    mine = Visitor(app).sign_in(tess)
    assert olu.send(f"/account/browsers/{row_of(mine).id}/end").status_code == 404
    assert not is_out(mine)
    assert olu.open("/account/browsers").count("A browser in a test") == 1


def test_the_list_has_pages_and_one_number_of_queries(app: Flask, tess: Person) -> None:
    visitor = Visitor(app).sign_in(tess)
    counts = []
    for more in (2, 40):
        for _ in range(more):
            Visitor(app).sign_in(tess)
        with queries_counted() as sent:
            page = visitor.open("/account/browsers")
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert "Page 1 of 2, 43 in all" in page


def test_a_new_password_ends_every_other_browser(app: Flask, tess: Person) -> None:
    here, there = Visitor(app).sign_in(tess), Visitor(app).sign_in(tess)
    words = {"current_password": PASSWORD, "new_password": "another room, with a window"}
    assert here.send("/account/password", words).location == "/profile"
    assert not is_out(here)
    assert is_out(there)


def test_closing_an_account_ends_every_browser(app: Flask, tess: Person) -> None:
    registrar = Visitor(app).sign_in(make.person(Role.REGISTRAR))
    visitor = Visitor(app).sign_in(tess)
    registrar.send(f"/registrar/people/{tess.id}/close")
    assert is_out(visitor)
    with transaction() as rows:
        rows.get_one(Person, tess.id).closed_at = None
    assert is_out(visitor)


def test_the_code_gives_the_browser_another_token(app: Flask) -> None:
    account("sam@example.org", Role.SUPERVISOR, factor=True)
    visitor = Visitor(app)
    give_password(visitor, "sam@example.org")
    before = cookie(visitor)
    assert "_user_id" not in before
    visitor = come_in(app, "sam@example.org")
    assert cookie(visitor)[IN_COOKIE] != before[IN_COOKIE]


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
         "Safari on an iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
         "Chrome on Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("<script>alert(1)</script>", "A browser we do not know"),
        ("", "A browser we do not know"),
    ],
)  # fmt: skip
def test_a_browser_is_named_in_plain_words(agent: str, words: str) -> None:
    assert browsers.in_words(agent) == words
