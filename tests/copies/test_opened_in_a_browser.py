"""The archive is opened from the disk in a real browser, with the network off."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import DESKTOP, PHONE


@pytest.fixture(params=["light-desktop", "dark-phone"])
def page(request, browser: Browser, read_back):
    theme, _, size = request.param.partition("-")
    context = browser.new_context(
        offline=True,
        color_scheme=theme,
        viewport=DESKTOP if size == "desktop" else PHONE,
        locale="en-GB",
    )
    opened = context.new_page()
    opened.complaints = []
    opened.asked = []
    opened.on("console", lambda said: opened.complaints.append(said.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("request", lambda asked: opened.asked.append(asked.url))
    opened.goto((read_back.folder / "index.html").as_uri())
    yield opened
    context.close()


def links_of(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all("a", "all => all.map(one => one.href)")
    return found


def test_it_opens_with_the_network_off_and_asks_for_nothing_else(page):
    assert page.locator("h1").inner_text() == "The record of Maya Holt"
    assert page.asked == [page.url]
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_every_link_in_it_resolves(page, read_back):
    links = links_of(page)
    files = {urlsplit(one).path for one in links if "#" not in one}
    there = [Path(unquote(one)) for one in files]
    assert len(there) == 13
    assert [one for one in there if not one.is_file() or read_back.folder not in one.parents] == []
    parts = [urlsplit(one).fragment for one in links if "#" in one]
    assert [one for one in parts if page.locator(f"[id='{one}']").count() != 1] == []


def test_it_can_be_read_by_everybody(page):
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [one["id"] for one in found.response["violations"]] == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"


def test_the_film_in_it_plays(page):
    (film,) = [one for one in links_of(page) if one.endswith(".mp4")]
    page.goto(film)
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    assert page.evaluate("document.querySelector('video').videoWidth") > 0
