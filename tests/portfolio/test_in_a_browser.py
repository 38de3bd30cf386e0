"""Submitting in a real browser: the PDF announces itself; the pages serve everyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app.extensions import db
from tests.browser import DESKTOP, PHONE, signed_in
from tests.live_server import LiveServer
from tests.settings import settings_for


def inspect(page: Page) -> None:
    """No fault that axe can see, and nothing to scroll sideways for."""
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"]


@pytest.mark.journey
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_portfolio_is_submitted_and_its_pdf_announces_itself(
    browser, app, story, tmp_path: Path, viewport
):
    portfolio, moment, trainee = story.portfolio.id, story.moments[0].id, story.trainee
    trainee.id, trainee.name  # noqa: B018  read before the session goes
    db.session.expunge_all()
    with (
        LiveServer(settings_for(tmp_path), worker=True) as server,
        signed_in(browser, app, server.url, trainee, viewport=viewport) as page,
    ):
        for address in ("moments", f"moments/{moment}", "recordings", "statement"):
            page.goto(f"/portfolios/{portfolio}/{address}")
            inspect(page)
        page.get_by_label("Your reflective statement").fill("One two three")
        expect(page.get_by_text("3 words")).to_be_visible()
        page.get_by_role("button", name="Save").click()
        page.goto("/portfolio")
        inspect(page)
        page.get_by_role("button", name="Submit your portfolio").click()
        expect(page.get_by_role("heading", name="Submission 1")).to_be_visible()
        link = page.get_by_role("link", name="Open the PDF")
        expect(link).to_be_visible(timeout=60_000)
        inspect(page)
        answer = page.request.get(link.get_attribute("href"))
        assert answer.body()[:5] == b"%PDF-"
