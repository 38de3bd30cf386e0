"""The check of a device passes where everything works, and says what to ask for where not."""

from __future__ import annotations

from hashlib import sha256

import pytest
from flask import Flask
from playwright.sync_api import Browser, Route

from app.models.people import Role
from tests import factories as make
from tests.browser import PHONE, signed_in
from tests.browser_like import Visitor
from tests.footage.uploads import token_of
from tests.live_server import LiveServer

BODY = "application/offset+octet-stream"


@pytest.mark.parametrize("method", ["PATCH", "POST"])
def test_what_arrives_of_a_part_is_told_and_not_kept(app: Flask, method: str) -> None:
    visitor = Visitor(app).sign_in(make.person(Role.TRAINEE))
    headers = {"X-CSRFToken": token_of(visitor), "Content-Type": BODY}
    address = "/device-check/part"
    answer = visitor.ask(address, method=method, data=b"0123", headers=headers)
    assert answer.json == {"bytes": 4, "sha256": sha256(b"0123").hexdigest()}
    headers["Content-Type"] = "text/plain"
    assert visitor.ask(address, method=method, data=b"0123", headers=headers).status_code == 415


def test_a_stranger_checks_nothing(app: Flask) -> None:
    assert Visitor(app).get("/device-check/time").status_code == 302


@pytest.mark.journey
@pytest.mark.timeout(120)
def test_everything_works_here_and_a_proxy_that_stands_in_the_way_is_named(
    app: Flask, browser: Browser
) -> None:
    trainee = make.person(Role.TRAINEE)
    with (
        LiveServer(app.config) as server,
        signed_in(browser, app, server.url, trainee, viewport=PHONE) as page,
    ):
        page.goto("/device-check")
        page.get_by_text("Everything works on this device.").wait_for(timeout=30_000)
        assert page.locator("[data-result=done]").count() == 6
        assert not page.locator("[data-for-it]").is_visible()

        def refuse(route: Route) -> None:
            route.fulfill(status=405, body="Not allowed")

        page.route("**/device-check/part", refuse)
        page.get_by_role("button", name="Check again").click()
        page.get_by_text("1 of 6 do not work here.").wait_for(timeout=30_000)
        words = page.locator("[data-words]").inner_text()
        assert "Films can be uploaded: status 405" in words
        assert "The method PATCH" in words
