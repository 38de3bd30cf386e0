"""People who come in through the front door, step by step."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import clock
from app.accounts import operations, passwords, totp
from app.accounts.operations import begin_session
from app.extensions import db, transaction
from app.models.mail import Mail
from app.models.people import Person, Role
from app.web.access import IN_COOKIE
from tests.browser_like import Visitor

PASSWORD = "a quiet room with paper"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def account(email: str, *roles: Role, name: str = "Tess Quinn", factor: bool = False) -> Person:
    """An account with PASSWORD, and with SECRET in its app where `factor`."""
    ready = passwords.hash_of(PASSWORD)
    with transaction():
        person = operations.open_account(None, name, email, ready, [*roles])
        if factor:
            operations.set_second_factor(None, person, SECRET)
    return person


def with_password_only(app: Flask, person: Person, role: Role | None = None) -> Visitor:
    """A browser in which the password was given, and no second factor passed."""
    visitor = Visitor(app)
    with app.app_context(), visitor.client.session_transaction() as session:
        with transaction():
            token = begin_session(person.id, "127.0.0.1", "Firefox on Linux")
        session.update({"_user_id": str(person.id), "_fresh": True, IN_COOKIE: token})
        if role is not None:
            session["role"] = role.value
    return visitor


def give_password(
    visitor: Visitor, email: str, password: str = PASSWORD, url: str = "/sign-in", **more: Any
) -> TestResponse:
    return visitor.send(url, {"email": email, "password": password}, **more)


def give_code(visitor: Visitor, code: str | None = None, **more: Any) -> TestResponse:
    """The code of this moment, or the one given."""
    given = code or totp.code_at(SECRET, clock.now())
    return visitor.send("/sign-in/code", {"code": given}, **more)


def come_in(app: Flask, email: str) -> Visitor:
    """Somebody with a second factor, signed in with both steps."""
    visitor = Visitor(app)
    assert give_password(visitor, email).location.startswith("/sign-in/code")
    assert give_code(visitor).status_code == 302
    return visitor


def letters_to(email: str, letter: str) -> list[Mail]:
    """Letters of a kind to an address, the newest first."""
    db.session.rollback()
    query = select(Mail).filter_by(address=email, letter=letter).order_by(Mail.id.desc())
    return list(db.session.scalars(query))


def link_in(letter: Mail) -> str:
    """The path of the link that stands on a line of its own."""
    found = re.search(r"^https?://\S+$", letter.body, re.MULTILINE)
    assert found, letter.body
    return urlsplit(found.group()).path
