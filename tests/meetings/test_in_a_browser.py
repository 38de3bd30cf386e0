"""Two real browsers in one room: the same frame in both, whatever happens in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from accreditation.consent import Purpose
from accreditation.timecode import FrameRate
from app import clock
from app.extensions import db, transaction
from app.models.consent import Consent
from tests import films
from tests.browser import signed_in
from tests.installation import copy_database, drop_database, opened
from tests.live.listening import Served
from tests.meetings.room import Together
from tests.studio.room import film_at, number_on_screen, with_film
from tests.studio.setting import Setting

pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]
AT_25 = FrameRate(25)
# Bytes a second each way, and milliseconds on the way; -1 is no limit.
ONE_MEGABIT = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 125_000,
    "uploadThroughput": 125_000,
}
AS_IT_IS = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


@dataclass
class Both:
    """Tess's page and Sam's, on a film that is chosen."""

    tess: Page
    sam: Page
    together: Together
    server: Served


@pytest.fixture(scope="module")
def app(empty_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("room")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield app
    drop_database(folder)


@pytest.fixture(scope="module")
def served(app: Flask) -> Iterator[tuple[Served, Setting]]:
    setting = film_at(AT_25)
    with Served(app.config, threads=16, streams=8) as server:
        yield server, setting


@pytest.fixture
def both(app: Flask, browser: Browser, served: tuple[Served, Setting]) -> Iterator[Both]:
    server, setting = served
    together = Together(app, setting).with_the_film()
    with ExitStack() as pages:
        two = [
            pages.enter_context(signed_in(browser, app, server.url, person))
            for person in (setting.tess, setting.sam)
        ]
        for page in two:
            page.goto(f"/rooms/{together.room_id}")
            until_here(page)
        yield Both(*two, together, server)
    together.tess.visitor.send(together.tess.at("end"))


def until_here(page: Page) -> None:
    page.wait_for_function(
        "() => document.querySelector('[data-film]').readyState >= 2"
        " && document.documentElement.dataset.live === 'stream'"
    )


def until_at(page: Page, frame: int) -> None:
    page.wait_for_function(
        "frame => document.querySelector('[data-frame]').textContent === String(frame)"
        " && document.querySelector('[data-film]').paused"
        " && !document.querySelector('[data-film]').seeking",
        arg=frame,
    )


def until_it_runs(page: Page, is_so: bool = True) -> None:
    page.wait_for_function(
        "runs => document.querySelector('[data-film]').paused !== runs", arg=is_so
    )


def press(page: Page, what: str) -> None:
    page.locator(f'[data-do="{what}"]').first.click()


def go_to(page: Page, frame: int) -> None:
    page.locator("[data-playhead]").evaluate(
        "(s, frame) => { s.value = frame; s.dispatchEvent(new Event('input')); }", frame
    )


def test_what_one_does_is_before_the_other_and_stops_at_the_same_frame(both):
    press(both.tess, "play")
    until_it_runs(both.sam)
    both.sam.wait_for_function(
        "() => Number(document.querySelector('[data-frame]').textContent) > 20"
    )
    press(both.sam, "play")
    until_it_runs(both.tess, False)  # it was told, so the room has it
    stopped = both.together.row.frame
    for page in (both.tess, both.sam):
        until_at(page, stopped)
    press(both.tess, "on-frame")
    for page in (both.tess, both.sam):
        until_at(page, stopped + 1)
        assert number_on_screen(page) == stopped + 1
    assert both.together.row.frame == stopped + 1
    both.sam.locator("[data-leader]").get_by_text("Tess Calder leads").wait_for()


def test_a_place_that_is_pointed_at_and_a_moment_that_is_marked_appear_for_the_other(both):
    go_to(both.tess, 60)
    until_at(both.sam, 60)
    press(both.sam, "point")
    for key in ("ArrowLeft", "ArrowUp", "Enter"):
        both.sam.keyboard.press(key)
    both.tess.locator("[data-point-ring]").get_by_text("Sam Ferrier").wait_for()
    both.tess.locator("#announcer", has_text="points at the middle").wait_for()
    both.sam.keyboard.press("Escape")
    both.tess.locator("[data-point-ring]").wait_for(state="hidden")
    both.sam.keyboard.press("n")
    both.sam.keyboard.type("She waits.")
    both.sam.keyboard.press("Control+Enter")
    mark = both.tess.locator("[data-mark-list]").get_by_role("listitem")
    mark.get_by_text("She waits.").wait_for()
    go_to(both.sam, 0)
    until_at(both.tess, 0)
    mark.get_by_role("button").click()
    until_at(both.sam, 60)


def test_a_reload_a_lost_connection_and_a_server_that_begins_anew_come_back_to_the_same_frame(
    both,
):
    go_to(both.sam, 44)
    until_at(both.tess, 44)
    both.tess.reload()
    until_at(both.tess, 44)
    both.tess.context.set_offline(True)
    both.tess.get_by_text("The connection is down").wait_for()
    go_to(both.sam, 91)
    until_at(both.sam, 91)
    both.tess.context.set_offline(False)
    until_at(both.tess, 91)
    both.server.begin_anew()
    go_to(both.tess, 120)
    for page in (both.tess, both.sam):
        until_at(page, 120)
        page.get_by_text("The connection is down").wait_for(state="hidden")


def test_a_withdrawal_blanks_the_room_for_both_within_five_seconds(both):
    press(both.tess, "play")
    until_it_runs(both.sam)
    withdraw(both.together.setting, clock.now())
    for page in (both.tess, both.sam):
        page.wait_for_function(
            "() => !document.querySelector('[data-film]')?.getAttribute('src')", timeout=5_000
        )
        page.get_by_text("The film is not open to everybody here any more").wait_for()
    withdraw(both.together.setting, None)


@pytest.mark.timeout(400)
def test_a_line_of_one_megabit_is_waited_for_and_the_other_is_told(app, browser):
    setting = with_film(films.busy())
    with Served(app.config, threads=16, streams=8) as server:
        together = Together(app, setting).with_the_film()
        with (
            signed_in(browser, app, server.url, setting.tess) as tess,
            signed_in(browser, app, server.url, setting.sam) as sam,
        ):
            for page in (tess, sam):
                page.set_default_timeout(60_000)
            line = sam.context.new_cdp_session(sam)
            line.send("Network.enable")
            line.send("Network.emulateNetworkConditions", ONE_MEGABIT)
            for page in (sam, tess):
                page.goto(f"/rooms/{together.room_id}")
                until_here(page)
            press(tess, "play")
            tess.get_by_text("The film waits for Sam Ferrier’s line to catch up.").wait_for()
            until_it_runs(tess, False)
            tess.get_by_text("slow line").wait_for()
            line.send("Network.emulateNetworkConditions", AS_IT_IS)
            tess.get_by_text("The film waits for").wait_for(state="hidden")
            until_it_runs(tess)
            until_it_runs(sam)
            press(tess, "play")
            until_it_runs(sam, False)
            for page in (tess, sam):
                until_at(page, together.row.frame)


def withdraw(setting: Setting, at: datetime | None) -> None:
    """The mother takes back that her supervisor may watch; without a moment, she did not."""
    given = {"case_person_id": setting.mother.id, "purpose": Purpose.SUPERVISION}
    db.session.rollback()
    with transaction() as session:
        session.query(Consent).filter_by(**given).one().withdrawn_at = at
