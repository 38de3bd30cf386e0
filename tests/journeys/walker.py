"""Somebody who walks a journey in a real browser; every page on the way is looked at by axe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from app.demo.people import PASSWORD
from tests.browser import DESKTOP
from tests.journeys.codes import code_for

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


class Walker:
    """One person's browser. `saw` holds the titles of the pages they came through."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.saw: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._listen)

    def _listen(self, said: Any) -> None:
        if "Content Security" in said.text:
            self.complaints.append(said.text)

    def sign_in(self, email: str) -> Walker:
        """As somebody of the demo, with the code of their app where one is asked for."""
        self.go("/sign-in")
        self.give_password(email, PASSWORD)
        if "/sign-in/code" in self.page.url:
            self.fill("Code from your app", code_for(email))
            self.press("Go on")
        return self

    def give_password(self, email: str, password: str) -> None:
        self.fill("Email address", email)
        self.fill("Password", password)
        self.press("Sign in")

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def follow(self, name: str, exact: bool = False) -> None:
        """Click the first link of that name and look at where it leads."""
        self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.look()

    def place(self, name: str) -> None:
        """Go to a place of the navigation; on a phone it is behind the menu."""
        link = self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name)
        if not link.is_visible():
            self.page.get_by_text("Menu", exact=True).click()
        link.click()
        self.look()

    def press(self, name: str) -> None:
        """Press the button of that name and look at where it leads."""
        self.page.get_by_role("button", name=name).first.click()
        self.look()

    def fill(self, label: str, words: str) -> None:
        self._control(label).fill(words)

    def tick(self, label: str) -> None:
        self._control(label).check()

    def choose(self, label: str, option: str) -> None:
        self._control(label).select_option(label=option)

    def _control(self, label: str) -> Locator:
        """The control of that label: sections are labelled too."""
        controls = self.page.locator("input, textarea, select")
        return controls.and_(self.page.get_by_label(label)).first

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def look(self) -> None:
        """Wait for the page, then let axe and the content policy say what is wrong with it."""
        self.page.wait_for_load_state("load")
        self.page.locator("h1").wait_for()
        title = self.page.title()
        self.saw.append(title)
        found = Axe().run(self.page, options=RULES).response["violations"]
        faults = [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]
        assert faults == [], f"on “{title}” ({self.page.url})"

    def picture(self, file: Path) -> None:
        self.page.screenshot(path=file, full_page=True)


@contextmanager
def walking(browser: Browser, url: str, **context: Any) -> Iterator[Walker]:
    """A browser of one's own, without anything from before."""
    opened = browser.new_context(
        base_url=url, locale="en-GB", viewport=context.pop("viewport", DESKTOP), **context
    )
    walker = Walker(opened.new_page())
    try:
        yield walker
    finally:
        opened.close()
    assert walker.complaints == []
