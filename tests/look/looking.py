"""One page after the other in one browser: axe, what axe does not ask, what the console says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

from tests.browser import DESKTOP, PHONE

THEMES = ("light", "dark")
SIZES = {"360": PHONE, "1440": DESKTOP}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """([tags]) => document.activeElement.blur() ?? axe.run(document, {
  runOnly: tags, rules: {"target-size": {enabled: true}}, resultTypes: ["violations"],
}).then(({violations}) => violations.map(one => [one.id, one.nodes.map(node => node.html)]))"""
INSPECT = (Path(__file__).parent / "inspect.js").read_text()


class Looker:
    """A page of the browser that looks at addresses of one server as one person.

    Each address is opened in one theme and changed to the other while it is open; the next one
    begins in that other theme. It is looked at in both themes and at both widths: narrow in the
    one and wide in the other, the next one the other way round; `in_all` four ways.
    """

    def __init__(self, page: Page, in_all: bool = False) -> None:
        self.page = page
        self.in_all = in_all
        self.themes = THEMES
        self.said: list[str] = []
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("console", lambda one: self._heard(one.type, one.text))

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.said.append(f"console: {text}")

    def open(self, address: str, expected: int = 200) -> list[str]:
        """Go there; what is wrong with the answer."""
        self.said = []
        response = self.page.goto(address, wait_until="load")
        return self._answered(response, expected)

    def send_empty(self, address: str) -> list[str]:
        """Send the page's form with nothing in it: the page again, with its problems."""
        self.open(address)
        if not self.page.evaluate(HAS_A_FORM):
            return ["has no form to send"]
        with self.page.expect_navigation(wait_until="load") as sent:
            self.page.evaluate(EMPTY)
        self.said = []
        return self._answered(sent.value, 422)

    def _answered(self, response: Response | None, expected: int) -> list[str]:
        status = response.status if response else 0
        if expected >= 400:
            self.said = [one for one in self.said if f"status of {expected}" not in one]
        return [] if status == expected else [f"answered {status}, not {expected}"]

    def faults(self) -> Iterator[str]:
        """Everything wrong with what is open, in both themes and at both widths."""
        self.page.evaluate(Axe().axe_script)
        for theme, width in self._ways():
            self.page.evaluate(CHOOSE, theme)
            self.page.set_viewport_size(SIZES[width])  # type: ignore[arg-type]
            for rule, nodes in self.page.evaluate(AXE, [TAGS]):
                yield f"{theme}, {width}: {rule}: {nodes[0][:160]} ({len(nodes)})"
            self.page.keyboard.press("Tab")
            yield from (f"{theme}, {width}: {one}" for one in self.page.evaluate(INSPECT))
        yield from self.said

    def _ways(self) -> list[tuple[str, str]]:
        """Themes and widths for what is open."""
        each = product if self.in_all else zip
        ways = list(each(self.themes, SIZES))
        self.themes = self.themes[::-1]
        return ways


CHOOSE = """theme => {
  document.documentElement.dataset.theme = theme;
  document.cookie = `theme=${theme}; Path=/; SameSite=Lax`;
}"""
HAS_A_FORM = "() => Boolean(document.querySelector('main form.form[method=post]'))"
EMPTY = """() => {
  const form = document.querySelector("main form.form[method=post]");
  for (const one of form.elements) {
    if (one.type === "hidden" || one.type === "submit") continue;
    if (one.type === "checkbox" || one.type === "radio") one.checked = false;
    else one.value = "";
  }
  HTMLFormElement.prototype.submit.call(form);
}"""


@contextmanager
def looking(
    browser: Browser, url: str, cookie: str | None, in_all: bool = False
) -> Iterator[Looker]:
    """A context of the browser in which, with a cookie, somebody is signed in."""
    context = browser.new_context(
        base_url=url, viewport=DESKTOP, locale="en-GB", reduced_motion="reduce"
    )
    cookies: list[Any] = [{"name": "theme", "value": THEMES[0], "url": url}]
    if cookie:
        cookies.append({"name": "attune", "value": cookie, "url": url})
    context.add_cookies(cookies)
    try:
        yield Looker(context.new_page(), in_all)
    finally:
        context.close()
