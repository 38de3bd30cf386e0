"""A visitor: opens pages, inspects every one of them, and sends forms with their tokens."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.accounts.operations import begin_session
from app.extensions import db, transaction
from app.models.people import Person, Role
from app.web.access import IN_COOKIE
from tests.pages import inspect_page


def cookie_of(person: Person, role: Role | None = None) -> dict[str, Any]:
    """What the cookie holds of somebody who gave their password and passed a second factor."""
    with transaction():
        token = begin_session(person.id, "127.0.0.1", "A browser in a test", second_factor=True)
    values = {"_user_id": str(person.id), "_fresh": True, IN_COOKIE: token}
    return {**values, **({"role": role.value} if role else {})}


class Visitor:
    """A browser without a window. `open` inspects what it opens; forms carry CSRF tokens."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def sign_in(self, person: Person, role: Role | None = None) -> Visitor:
        """Start a signed-in session (the sign-in page has tests of its own)."""
        with self.app.app_context(), self.client.session_transaction() as session:
            session.clear()
            session.update(cookie_of(person, role))
        return self

    def open(self, url: str, status: int = 200, **more: Any) -> str:
        """The page at `url`, followed through redirects, inspected."""
        response = self.get(url, follow_redirects=True, **more)
        assert response.status_code == status, f"{url} answered {response.status_code}"
        inspect_page(response.text)
        return response.text

    def get(self, url: str, **more: Any) -> TestResponse:
        headers = {"Accept": "text/html", **more.pop("headers", {})}
        return self.ask(url, headers=headers, **more)

    def send(self, url: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """POST a form to `url` with the CSRF token of this session."""
        headers = {"Accept": "text/html", **more.pop("headers", {})}
        form = {"csrf_token": self.token(), **(data or {})}
        return self.ask(url, method="POST", data=form, headers=headers, **more)

    def send_json(self, url: str, body: Any, method: str = "POST") -> TestResponse:
        """A scripted request, as our own pages send it."""
        headers = {"Accept": "application/json", "X-CSRFToken": self.token()}
        return self.ask(url, method=method, json=body, headers=headers)

    def ask(self, url: str, **more: Any) -> TestResponse:
        """Any request, in an application context of its own as a server would give it.

        Rows that the test holds stay usable and are read anew after it.
        """
        db.session.rollback()
        db.session.expire_all()
        with self.app.app_context():
            return self.client.open(url, **more)

    def token(self) -> str:
        """A CSRF token of this session, from the page that everybody can open."""
        page = self.get("/profile", follow_redirects=True)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        assert found, "no CSRF token on the page"
        return found.group(1)
