"""The main pages as they are read otherwise: enlarged, spaced, without script, by key, on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from app.models.people import Role
from tests.browser import DESKTOP
from tests.look.looking import INSPECT
from tests.look.signing_in import Somebody
from tests.look.sweep import Sweep

pytestmark = pytest.mark.timeout(600)

MAIN = {
    Role.TRAINEE: [
        "pathway.home",
        "casework.client",
        "casework.cycle",
        "casework.consents",
        "footage.recording",
        "studio.open",
        "supervision.session",
        "portfolio.build",
        "portfolio.submission",
    ],
    Role.SUPERVISOR: ["pathway.caseload", "pathway.trainee", "supervision.prepare"],
    Role.ACCREDITOR: ["panel.review"],
    Role.REGISTRAR: ["programmes.enrolments", "programmes.enrolment", "accounts.people"],
}
RECORDS = {
    Role.TRAINEE: ["portfolio.submission", "pathway.trainee", "casework.cycle", "supervision.log"],
    Role.SUPERVISOR: ["supervision.session"],
}
# WCAG 1.4.12: what a reader may set without losing anything.
SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-bottom: 2em !important; }"""
TWICE_AS_LARGE = {"width": 720, "height": 450}  # 1440 px at 200 %
FOUR_TIMES = {"width": 320, "height": 256}  # 1280 px at 400 %: WCAG 1.4.10


Pages = Mapping[Role, Sequence[str]]


def each(browser: Browser, sweep: Sweep, pages: Pages, **how: Any) -> Iterator[tuple[Page, str]]:
    """Each of the pages opened by the person of the role whose it is, and its address."""
    for role, endpoints in pages.items():
        for endpoint in endpoints:
            who, found = sweep.found[role][endpoint]
            with signed_in(browser, sweep, who, **how) as page:
                answer = page.goto(found.address)
                assert answer is not None
                assert answer.status == 200, found
                yield page, found.address


@contextmanager
def signed_in(browser: Browser, sweep: Sweep, who: Somebody, **how: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=sweep.url, **{"viewport": DESKTOP, **how})
    cookie = sweep.cookie(who)
    assert cookie is not None
    context.add_cookies([{"name": "attune", "value": cookie, "url": sweep.url}])
    try:
        yield context.new_page()
    finally:
        context.close()


def faults(browser: Browser, sweep: Sweep, style: str = "", **how: Any) -> list[str]:
    wrong = []
    for page, address in each(browser, sweep, MAIN, **how):
        if style:
            page.evaluate(ADD_STYLE, style)
        page.keyboard.press("Tab")
        wrong += [f"{address}: {one}" for one in page.evaluate(INSPECT)]
    return wrong


ADD_STYLE = """style => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize("viewport", [TWICE_AS_LARGE, FOUR_TIMES], ids=["200 %", "400 %"])
def test_nothing_is_lost_when_a_page_is_enlarged(
    sweep: Sweep, browser: Browser, viewport: dict[str, int]
) -> None:
    assert faults(browser, sweep, viewport=viewport) == []


def test_nothing_is_lost_when_letters_and_lines_are_spaced(sweep: Sweep, browser: Browser) -> None:
    assert faults(browser, sweep, SPACING, viewport={"width": 360, "height": 740}) == []


def test_everything_that_is_pressed_can_be_seen_in_forced_colours(
    sweep: Sweep, browser: Browser
) -> None:
    assert faults(browser, sweep, forced_colors="active") == []


def test_the_main_pages_can_be_read_without_script(sweep: Sweep, browser: Browser) -> None:
    for page, address in each(browser, sweep, MAIN, java_script_enabled=False):
        assert page.locator("h1").is_visible(), address
        assert page.locator("main").inner_text().strip(), address


def test_the_first_key_leads_past_the_menu(sweep: Sweep, browser: Browser) -> None:
    for page, address in each(browser, sweep, MAIN):
        page.keyboard.press("Tab")
        assert "skip" in page.evaluate("() => document.activeElement.className"), address
        page.keyboard.press("Enter")
        assert page.evaluate("() => location.hash") == "#main", address


def test_no_control_is_taken_out_of_the_order_in_which_it_is_read(
    sweep: Sweep, browser: Browser
) -> None:
    for page, address in each(browser, sweep, MAIN):
        assert page.evaluate(OUT_OF_ORDER) == [], address


OUT_OF_ORDER = """() => {
  const wrong = document.querySelectorAll("[tabindex]:not([tabindex='0'], [tabindex='-1'])");
  return [...wrong].map((element) => element.outerHTML.slice(0, 80));
}"""


def test_a_record_is_printed_whole_on_white_paper(sweep: Sweep, browser: Browser) -> None:
    for page, address in each(browser, sweep, RECORDS, color_scheme="dark"):
        page.emulate_media(media="print")
        assert page.evaluate(PAPER) == "rgb(255, 255, 255)", address
        assert not page.locator(".site-menu").first.is_visible()
        assert page.evaluate(FOLDED) == [], address
        assert page.pdf().startswith(b"%PDF")


PAPER = "() => getComputedStyle(document.body).backgroundColor"
FOLDED = """() => [...document.querySelectorAll("main .disclosure > :not(summary)")]
  .filter((element) => !element.getBoundingClientRect().height)
  .map((element) => element.outerHTML.slice(0, 80))"""


def test_no_principle_group_is_told_by_its_colour_alone(sweep: Sweep, browser: Browser) -> None:
    pages = {Role.TRAINEE: ["studio.open", "portfolio.submission"]}
    for page, address in each(browser, sweep, pages):
        page.wait_for_function("() => document.querySelectorAll('.chip').length > 0")
        assert page.evaluate(COLOUR_ALONE) == [], address


COLOUR_ALONE = r"""() => [...document.querySelectorAll("[class*='group-']")]
  .filter((one) => one.localName !== "svg" && /\bgroup-[1-6]\b/.test(one.className))
  .filter((one) => !one.querySelector("svg.shape") || !one.textContent.trim())
  .map((one) => one.outerHTML.slice(0, 120))"""
