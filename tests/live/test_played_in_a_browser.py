"""What a real player tells of a real film: frames that ran, and none that were only sought."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from accreditation.timecode import FrameRate
from app.extensions import db
from app.models.audit import Played
from app.models.people import Role
from tests import films
from tests.browser import signed_in
from tests.live.listening import Served
from tests.processes import wait_until
from tests.studio.setting import Setting, put_in_place, the_setting

pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]
PAL = FrameRate(25)


@pytest.fixture(scope="module")
def served(app: Flask) -> Iterator[Served]:
    with Served(app.config, threads=16) as server:
        yield server


def setting_with_film() -> Setting:
    setting = the_setting()
    put_in_place(setting.film, films.constant(PAL, seconds=8))
    return setting


def open_player(page: Page, setting: Setting, name: str) -> None:
    page.goto(f"/recordings/{setting.film.id}/{name}")
    page.wait_for_function("() => document.querySelector('[data-film]').readyState >= 3")


def seek(page: Page, frame: int) -> None:
    slider = page.locator("[data-playhead]")
    slider.evaluate(
        "(s, frame) => { s.value = frame; s.dispatchEvent(new Event('input')); }", frame
    )
    wait_for_frame(page, frame)


def wait_for_frame(page: Page, at_least: int) -> None:
    page.wait_for_function(
        "frame => Number(document.querySelector('[data-frame]').textContent) >= frame"
        " && !document.querySelector('[data-film]').seeking",
        arg=at_least,
    )


def play_until(page: Page, frame: int) -> int:
    """Play, and pause soon after that frame; the frame it stands on, once that was told."""
    page.locator('[data-do="play"]').first.click()
    wait_for_frame(page, frame)
    with page.expect_response(lambda one: one.url.endswith("/played")) as told:
        page.locator('[data-do="play"]').first.click()
    assert told.value.status == 204
    return int(page.locator("[data-frame]").text_content() or 0)


def kept(setting: Setting) -> list[tuple[int, int]]:
    db.session.rollback()
    rows = select(Played.first_frame, Played.last_frame).filter_by(recording_id=setting.film.id)
    return [tuple(row) for row in db.session.execute(rows.order_by(Played.id))]


def frames_of(told: list[tuple[int, int]]) -> set[int]:
    return {frame for first, last in told for frame in range(first, last + 1)}


@pytest.mark.parametrize("name", ["watch", "studio"])
def test_frames_that_ran_are_told_and_those_that_were_sought_are_not(browser, app, served, name):
    setting = setting_with_film()
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_player(page, setting, name)
        seek(page, 100)
        stood = play_until(page, 130)
        seek(page, 10)
        page.keyboard.press(".")
        again = play_until(page, 40)
    (first, last), (earlier, until) = kept(setting)
    assert abs(first - 100) <= 2
    assert 130 <= last <= stood
    assert abs(earlier - 11) <= 2
    assert 40 <= until <= again


def test_a_film_played_to_its_end_is_told_whole(browser, app, served):
    setting = setting_with_film()
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_player(page, setting, "watch")
        page.locator('[data-do="play"]').first.click()
        with page.expect_response(lambda one: one.url.endswith("/played"), timeout=30_000):
            page.wait_for_function("() => document.querySelector('[data-film]').ended")
        wait_until(lambda: len(frames_of(kept(setting))) >= setting.film.frame_count - 3)


def test_who_leaves_while_it_plays_has_told_what_ran(browser, app, served):
    setting = setting_with_film()
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_player(page, setting, "watch")
        page.locator('[data-do="play"]').first.click()
        wait_for_frame(page, 50)
        page.goto("/profile")
        wait_until(lambda: set(range(2, 49)) <= frames_of(kept(setting)))
    assert max(frames_of(kept(setting))) < 150


def test_what_could_not_be_told_is_told_later_and_once(browser, app, served):
    setting = setting_with_film()
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_player(page, setting, "watch")
        page.route("**/played", lambda route: route.abort())
        page.locator('[data-do="play"]').first.click()
        wait_for_frame(page, 30)
        with page.expect_event("requestfailed", lambda one: one.url.endswith("/played")):
            page.locator('[data-do="play"]').first.click()
        assert kept(setting) == []
        page.unroute("**/played")
        play_until(page, 60)
        wait_until(lambda: any(last >= 58 for _, last in kept(setting)))
    told = kept(setting)
    assert told[0][0] <= 2
    assert told[-1][1] >= 58
    assert all(later[0] >= earlier[1] for earlier, later in pairwise(told))


def test_the_owner_reads_on_the_page_what_the_supervisor_was_sent_and_played(browser, app, served):
    setting = setting_with_film()
    with signed_in(browser, app, served.url, setting.sam, Role.SUPERVISOR) as page:
        open_player(page, setting, "watch")
        play_until(page, 99)
    with signed_in(browser, app, served.url, setting.tess) as page:
        page.goto(f"/recordings/{setting.film.id}")
        line = page.get_by_role("row", name="Sam Ferrier, supervisor")
        assert "Film, in 1 × five minutes" in line.inner_text()
        assert "% of the film" in line.inner_text()
