"""The Studio as a screen reader has it: every action by name, every moment with its time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from accreditation.timecode import FrameRate
from app.studio.keys import MARKING, PLAYING
from tests.browser import signed_in
from tests.installation import copy_database, opened
from tests.live_server import LiveServer
from tests.studio.room import film_at, open_studio, wait_for_frame
from tests.studio.test_room_in_a_browser import mark

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
ELSEWHERE = {"save", "cancel", "keys"}  # on the form once something is written; a dialog
NAMES = """() => [...document.querySelectorAll("[data-do]")].map((one) => [
  one.dataset.do, (one.getAttribute("aria-label") ?? one.textContent).trim(), one.tabIndex])"""


@pytest.fixture(scope="module")
def app(empty_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("read-out")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield app


@pytest.fixture(scope="module")
def served(app: Flask) -> Iterator[LiveServer]:
    with LiveServer(app.config) as server:
        yield server


def named_controls(page: Page) -> dict[str, str]:
    """The name of the control of each action; of several the first that has one."""
    found: dict[str, str] = {}
    for action, name, tab in page.evaluate(NAMES):
        if name and tab >= 0:
            found.setdefault(action, name)
    return found


def test_every_key_has_a_control_with_a_name_that_the_keyboard_reaches(
    browser: Browser, app: Flask, served: LiveServer
) -> None:
    setting = film_at(FrameRate(25))
    mark(setting, 40)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        controls = named_controls(page)
        assert page.get_by_role("button", name="Keys").is_visible()
    wanted = {one.action for one in PLAYING + MARKING} - ELSEWHERE
    assert wanted - set(controls) == set(), controls


def test_the_tree_tells_where_one_is_what_is_marked_and_what_can_be_done(
    browser: Browser, app: Flask, served: LiveServer
) -> None:
    setting = film_at(FrameRate(25))
    mark(setting, 40, 120)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        tree = page.locator("main").aria_snapshot()
        for said in (
            'button "Play',
            'slider "',
            "Moments on the timeline",
            '"0:01.15',
            '"0:04.20',
            "What do you see?",
        ):
            assert said in tree, tree
        slider = page.get_by_role("slider", name="Playhead")
        slider.focus()
        page.keyboard.press("End")
        wait_for_frame(page, 199)
        assert "frame 24" in (slider.get_attribute("aria-valuetext") or "")


def test_a_moment_is_written_found_and_taken_back_with_the_keyboard_alone(
    browser: Browser, app: Flask, served: LiveServer
) -> None:
    setting = film_at(FrameRate(25))
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        page.locator("body").press("l")
        wait_for_frame(page, 125)
        page.keyboard.press("n")
        page.keyboard.type("She waits, and he begins.")
        page.keyboard.press("Control+Enter")
        page.get_by_text("She waits, and he begins.").first.wait_for()
        page.keyboard.press("Escape")
        page.locator("body").press("k")
        page.wait_for_function("() => document.querySelector('[data-frame]').textContent !== '125'")
        page.locator("body").press("k")
        page.wait_for_function("() => document.querySelector('[data-film]').paused")
        page.locator("body").press("[")
        wait_for_frame(page, 125)
        delete = page.locator("[data-moment]").get_by_role("button", name="Delete")
        delete.focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Undo").focus()
        page.keyboard.press("Enter")
        page.get_by_text("She waits, and he begins.").first.wait_for()
