"""The frame that is seen, the frame that is named, and the server's still are the same frame."""

from __future__ import annotations

import random
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe

from accreditation.timecode import FrameRate, Timecode
from app.models.moments import TagKind
from tests.browser import DESKTOP, PHONE, signed_in
from tests.installation import copy_database, opened
from tests.live_server import LiveServer
from tests.studio.room import (
    film_at,
    kept_moments,
    number_on_screen,
    open_studio,
    seek,
    wait_for_frame,
)

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
PAL, NTSC = FrameRate(25), FrameRate(30000, 1001)


@pytest.fixture(scope="module")
def app(empty_installation, tmp_path_factory):
    """One application for the whole file; each test brings people and a film of its own."""
    folder = tmp_path_factory.mktemp("studio")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield app


@pytest.fixture(scope="module")
def served(app):
    with LiveServer(app.config) as server:
        yield server


def test_a_step_is_one_frame_and_holding_goes_on(browser, app, served):
    setting = film_at(NTSC)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        seek(page, 100)
        for key, frame in ((".", 101), (".", 102), (",", 101), ("l", 239), ("j", 89)):
            page.keyboard.press(key)
            wait_for_frame(page, min(frame, setting.film.frame_count - 1))
            assert number_on_screen(page) == min(frame, setting.film.frame_count - 1)


def test_a_browser_that_cannot_read_back_names_the_right_frame_too(browser, app, served):
    setting = film_at(NTSC)
    forget = "delete HTMLVideoElement.prototype.requestVideoFrameCallback"
    with signed_in(browser, app, served.url, setting.tess) as page:
        page.add_init_script(forget)
        open_studio(page, setting.film)
        for frame in random.Random(3).sample(range(setting.film.frame_count), 12):
            seek(page, frame)
            assert number_on_screen(page) == frame
        page.keyboard.press(" ")
        page.wait_for_function("() => document.querySelector('[data-film]').currentTime > 0.1")
        page.keyboard.press(" ")
        page.wait_for_function("() => document.querySelector('[data-film]').paused")
        page.wait_for_timeout(300)
        assert number_on_screen(page) == int(page.locator("[data-frame]").text_content())


def test_after_playing_the_named_frame_is_the_one_on_the_screen(browser, app, served):
    setting = film_at(PAL)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        for _ in range(5):
            page.keyboard.press("k")
            page.wait_for_timeout(230)
            page.keyboard.press("k")
            page.wait_for_timeout(350)
            assert number_on_screen(page) == int(page.locator("[data-frame]").text_content())


def test_the_page_counts_frames_and_labels_as_the_server_does(browser, app, served):
    setting = film_at(PAL)
    labels = """async ([num, den, frames]) => {
        const { FrameRate } = await import("/static/js/studio/timecode.js");
        const rate = new FrameRate(num, den);
        return frames.map((n) => [
            rate.label(n), rate.spoken(n), rate.frameAt(rate.middleOf(n)),
            rate.frameAt(Math.round((n * den / num) * 1e6) / 1e6),
        ]);
    }"""
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        for rate in (PAL, NTSC, FrameRate(60), FrameRate(24000, 1001), FrameRate(120)):
            frames = [*range(200), *random.Random(5).sample(range(400_000), 400)]
            told = page.evaluate(labels, [rate.num, rate.den, frames])
            for frame, (label, spoken, of_middle, of_start) in zip(frames, told, strict=True):
                here = Timecode(frame, rate)
                assert (label, spoken) == (str(here), here.spoken())
                assert (of_middle, of_start) == (frame, frame)


def test_with_the_keyboard_alone_a_point_and_a_range_are_marked_and_stay(browser, app, served):
    setting = film_at(PAL)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        press = page.keyboard.press
        press("l"), wait_for_frame(page, 125)
        press("3"), press("1"), press("n")
        page.keyboard.type("She nods, 1 breath later. ?")
        press("Control+Enter")
        page.locator(".moment").first.wait_for()
        press("i"), press("."), wait_for_frame(page, 126)
        press("Shift+ArrowRight"), wait_for_frame(page, 151)
        press("o"), press("2"), press("1"), press("1"), press("3"), press("Enter")
        page.locator(".moment").nth(1).wait_for()
        page.reload()
        page.locator(".moment").nth(1).wait_for()
        assert page.locator(".moment .at").all_text_contents() == ["0:05.00", "0:05.00 to 0:06.01"]
        press("]"), wait_for_frame(page, 125)
    point, span = kept_moments(setting)
    assert (point.start_frame, point.end_frame) == (125, None)
    assert point.words == "She nods, 1 breath later. ?"
    assert [tag.key for tag in point.tags] == ["showing-noticed"]
    assert (span.start_frame, span.end_frame) == (125, 151)
    assert [tag.key for tag in span.tags] == ["waiting", "turning-towards"]
    assert {tag.kind for tag in span.tags} == {TagKind.PRINCIPLE}


def test_typing_pauses_keeps_its_first_letters_time_and_saving_plays_on(browser, app, served):
    setting = film_at(PAL)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        page.keyboard.press(" ")
        page.wait_for_function("() => document.querySelector('[data-film]').currentTime > 0.2")
        page.keyboard.press("n")
        assert not page.evaluate("document.querySelector('[data-film]').paused")
        page.keyboard.type("W")
        assert page.evaluate("document.querySelector('[data-film]').paused")
        shown = page.locator("[data-span-point]").text_content()
        page.keyboard.type("aits")
        assert page.locator("[data-span-point]").text_content() == shown
        page.keyboard.press("Control+Enter")
        page.wait_for_function("() => !document.querySelector('[data-film]').paused")
        assert f"At {page.locator('.moment .at').text_content()}" == shown


def test_keys_rest_while_typing_and_when_switched_off(browser, app, served):
    setting = film_at(PAL)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        page.locator("[data-words]").focus()
        page.keyboard.type("l.k")
        assert page.locator("[data-frame]").text_content() == "0"
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        page.get_by_label("Single keys work on this page").uncheck()
        page.get_by_role("button", name="Close", exact=True).click()
        page.reload()
        page.wait_for_function("() => document.querySelector('[data-film]').readyState >= 2")
        page.keyboard.press("l")
        page.wait_for_timeout(300)
        assert page.locator("[data-frame]").text_content() == "0"
        page.get_by_role("button", name="5 seconds on").press("Enter")
        wait_for_frame(page, 125)


def test_nothing_stands_in_the_way_of_assistive_technology(browser, app, served):
    setting = film_at(PAL)
    for person, viewport in ((setting.tess, PHONE), (setting.sam, DESKTOP)):
        with signed_in(browser, app, served.url, person, viewport=viewport) as page:
            open_studio(page, setting.film)
            page.keyboard.press("3")
            page.locator(".group-panel input").first.check()
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_marks_of_both_sides_are_reached_by_arrow_keys(browser, app, served):
    setting = film_at(PAL)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        for start in (30, 90):
            body = {"token": str(uuid4()), "start": start, "principles": ["waiting"]}
            page.evaluate(
                """async body => {
                const { csrf, urls } = JSON.parse(document.getElementById('studio').textContent);
                const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': csrf };
                await fetch(urls.moments, { method: 'POST', headers, body: JSON.stringify(body) });
                }""",
                body,
            )
        page.reload()
        page.locator('[data-marker][tabindex="0"]').focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        wait_for_frame(page, 90)
        assert "0:03.15" in page.locator("[data-marker]:focus").get_attribute("aria-label")


def test_a_clip_is_saved_a_moment_deleted_and_brought_back_and_the_track_shared(
    browser, app, served
):
    setting = film_at(PAL)
    with signed_in(browser, app, served.url, setting.tess, viewport=PHONE) as page:
        open_studio(page, setting.film)
        button = lambda name: page.get_by_role("button", name=name, exact=True)  # noqa: E731
        button("Set the in point here").click()
        button("5 seconds on").click()
        wait_for_frame(page, 125)
        button("Set the out point here").click()
        button("Save in to out as a clip").click()
        page.get_by_label("Title of the clip").fill("A shared smile")
        button("Save clip").click()
        page.locator(".clip", has_text="A shared smile").wait_for()
        button("Clear the in and out points").click()
        button("Guiding").click()
        page.get_by_label("Offering choices").check()
        button("Save moment").click()
        page.locator(".moment").wait_for()
        button("Delete the moment at 0:05.00").click()
        page.get_by_text("Nothing marked yet").wait_for()
        button("Undo").click()
        page.locator(".moment", has_text="Offering choices").wait_for()
        button("Share my moments with Sam Ferrier").click()
        page.get_by_text("Sam Ferrier sees your moments").wait_for()
    with signed_in(browser, app, served.url, setting.sam) as page:
        open_studio(page, setting.film)
        assert "Tess Calder, trainee" in page.locator(".moment").text_content()
        assert page.locator(".moment [data-edit]").is_hidden()
