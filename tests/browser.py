"""A real browser, and people who are signed in in it.

The fixture `browser` is one browser for the whole run: a second one cannot be started beside it.
The content policy forbids eval, so give `wait_for_function` a function ("() => …"), not a bare
expression. Rows that the server wrote are seen after `db.session.rollback()`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.models.people import Person, Role
from tests.browser_like import cookie_of

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
TABLET = {"width": 820, "height": 1180}
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def signed_in(
    browser: Browser,
    app: Flask,
    url: str,
    person: Person,
    role: Role | None = None,
    **context: Any,
) -> Iterator[Page]:
    """A page of somebody signed in at the server `url`; what its console complains of is refused.

    Closing it raises AssertionError with every uncaught error and every refusal of the content
    policy, so that no journey passes over them.
    """
    opened = browser.new_context(
        base_url=url, viewport=context.pop("viewport", DESKTOP), locale="en-GB", **context
    )
    opened.add_cookies([{"name": "attune", "value": _session(app, person, role), "url": url}])
    complaints: list[str] = []
    try:
        yield _listening(opened, complaints)
    finally:
        opened.close()
    assert complaints == []


def _listening(context: BrowserContext, complaints: list[str]) -> Page:
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security" in said.text else None,
    )
    return page


def _session(app: Flask, person: Person, role: Role | None) -> str:
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    with app.app_context():
        signed: str = serializer.dumps(cookie_of(person, role))
    return signed
