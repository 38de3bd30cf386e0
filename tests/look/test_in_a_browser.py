"""The gallery in a real browser: phone and desktop, light and dark, with and without script."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.browser import DESKTOP, PHONE
from tests.look.samples import sample_app

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, sample_app(), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opener]:
    contexts = []

    def open_page(path: str = "/gallery", **how: object) -> Page:
        contexts.append(browser.new_context(viewport=how.pop("viewport", DESKTOP), **how))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_gallery_is_accessible(opened: Opener, viewport: object, scheme: str) -> None:
    page = opened("/gallery-after-sending", viewport=viewport, color_scheme=scheme)
    faults = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1440])
def test_nothing_is_wider_than_the_screen(opened: Opener, width: int) -> None:
    page = opened("/gallery-after-sending", viewport={"width": width, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_that_is_pressed_is_large_enough(opened: Opener) -> None:
    page = opened(viewport=PHONE)
    small = page.evaluate(
        """[...document.querySelectorAll(".button, summary, .option, select, input")]
           .filter(e => e.checkVisibility() && !e.matches(".option input"))
           .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
           .filter(([, height]) => height < 24)"""
    )
    assert small == []
    heights = page.locator(".button:visible").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_the_menu_opens_and_closes_on_a_phone(opened: Opener) -> None:
    page = opened(viewport=PHONE)
    button = page.get_by_role("button", name="Menu").first
    menu = page.get_by_role("navigation", name="Main")
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    assert menu.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert button.evaluate("e => e === document.activeElement")


def test_the_menu_opens_without_script(opened: Opener) -> None:
    page = opened(viewport=PHONE, java_script_enabled=False)
    assert not page.get_by_role("navigation", name="Main").is_visible()
    page.get_by_role("link", name="Menu", exact=True).first.click()
    assert page.get_by_role("navigation", name="Main").is_visible()


def test_a_chosen_theme_stays(opened: Opener) -> None:
    page = opened(color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(251, 248, 243)"
    page.locator(".person-menu summary").first.click()
    page.get_by_role("button", name="Dark", exact=True).first.click()
    page.reload()
    assert page.evaluate(paper) == "rgb(21, 24, 27)"


def test_a_dialog_opens_takes_the_focus_and_gives_it_back(opened: Opener) -> None:
    page = opened()
    opener = page.get_by_role("button", name="Show the keys").first
    opener.click()
    dialog = page.get_by_role("dialog", name="Keys")
    assert dialog.is_visible()
    dialog.get_by_role("button", name="Close").click()
    assert not dialog.is_visible()
    assert opener.evaluate("e => e === document.activeElement")


def test_a_form_pressed_twice_is_sent_once(opened: Opener) -> None:
    page = opened()
    page.evaluate(
        """window.sent = 0;
           window.addEventListener("submit", event => {
             if (!event.defaultPrevented) window.sent += 1;
             event.preventDefault();
           })"""
    )
    page.locator(".person-menu summary").first.click()
    leave = page.get_by_role("button", name="Sign out")
    leave.click()
    leave.click()
    assert page.evaluate("window.sent") == 1


def test_an_option_is_chosen_by_pressing_anywhere_on_it(opened: Opener) -> None:
    page = opened()
    choice = page.locator("#light-case_type-1")
    page.locator(".option", has=choice).click(position={"x": 120, "y": 6})
    assert choice.is_checked()
    page.locator("#light-case_type-0").check()
    assert not choice.is_checked()


def test_the_summary_of_problems_has_the_focus(opened: Opener) -> None:
    page = opened("/gallery-after-sending")
    assert page.evaluate("document.activeElement.className") == "error-summary"


def test_a_page_is_printed_on_white_paper_whatever_the_theme(opened: Opener) -> None:
    page = opened(color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    assert not page.locator(".site-menu").first.is_visible()
