"""Walks through the room: the timeline from afar to single frames, the review's order, showing the
film to a client, captions; by mouse, and by the keyboard alone.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from accreditation.timecode import FrameRate
from app.models.moments import MomentTag, TagKind
from app.models.people import Role
from tests import factories as make
from tests.browser import PHONE, signed_in
from tests.installation import copy_database, opened
from tests.live_server import LiveServer
from tests.studio.room import film_at, number_on_screen, open_studio, wait_for_frame

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
PAL = FrameRate(25)


@pytest.fixture(scope="module")
def app(empty_installation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield app


@pytest.fixture(scope="module")
def served(app):
    with LiveServer(app.config) as server:
        yield server


def mark(setting, *starts):
    for start in starts:
        tag = MomentTag(
            kind=TagKind.PRINCIPLE,
            framework="principles-of-attuned-interaction-1",
            key="waiting",
            group_number=2,
            wording="Waiting",
        )
        make.moment(setting.film, setting.tess, Role.TRAINEE, start=start, tags=[tag])


PIXELS = """() => {
  const canvas = document.querySelector("[data-overview] canvas");
  const paint = canvas.getContext("2d");
  const at = (x, y) => [...paint.getImageData(x, y, 1, 1).data];
  const dots = devicePixelRatio;
  return [canvas.width, at(12 * dots, 12 * dots), at(canvas.width - 12 * dots, 12 * dots)];
}"""


def test_the_film_lies_along_the_timeline_in_pictures_and_sound(browser, app, served):
    setting = film_at(PAL, 20)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        canvas = page.locator("[data-overview] canvas")
        canvas.wait_for()
        page.wait_for_function("() => document.querySelector('[data-overview] canvas').width > 600")
        width, first, last = page.evaluate(PIXELS)
        assert first[3] == last[3] == 255, "a picture at both ends"
        box = canvas.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 10)
        page.wait_for_function(
            "() => Math.abs(Number(document.querySelector('[data-frame]').textContent) - 250) < 5"
        )
        page.get_by_role("button", name="Down to single frames").press("Enter")
        page.wait_for_timeout(200)
        assert page.evaluate(PIXELS)[1][3] == 255
        assert width > 600


def test_from_afar_moments_are_one_marker_that_opens_a_list_and_close_by_each_is_its_own(
    browser, app, served
):
    setting = film_at(PAL)
    mark(setting, 100, 101, 102, 103, 104)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        many = page.locator(".marker.cluster")
        assert "3 more in Encouraging initiatives" in many.get_attribute("aria-label")
        many.press("Enter")
        page.locator(".cluster-item", has_text="0:04.03").click()
        wait_for_frame(page, 103)
        assert page.locator("[data-moment]:focus-within .at").text_content() == "0:04.03"
        page.get_by_role("button", name="Down to single frames").press("Enter")
        page.wait_for_function("() => !document.querySelector('.marker.cluster')")
        assert page.locator('[data-lane="2"] .marker').count() == 5
        page.locator("[data-marker][tabindex='0']").focus()
        for _ in range(4):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        wait_for_frame(page, 104)
        page.locator("body").press("0")
        page.wait_for_function("() => document.querySelector('.marker.cluster')")
        page.get_by_label("Lanes by").select_option("track")
        assert page.locator(".lane-name").last.text_content().strip() == "Yours"


def test_a_range_moves_by_keys_and_by_typed_times_and_says_where_it_is(browser, app, served):
    setting = film_at(PAL)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        page.get_by_label("In point: a time or a frame").fill("0:02.00")
        page.keyboard.press("Tab")
        wait_for_frame(page, 50)
        page.get_by_label("Out point: a time or a frame").fill("f 60")
        page.keyboard.press("Tab")
        wait_for_frame(page, 60)
        end = page.get_by_role("slider", name="Out point")
        end.press("ArrowRight")
        wait_for_frame(page, 61)
        end.press("Shift+ArrowRight")
        wait_for_frame(page, 86)
        assert end.get_attribute("aria-valuetext") == "3 seconds, frame 11"
        end.press("Home")
        wait_for_frame(page, 51)
        page.keyboard.press("n")
        page.keyboard.type("A turn.")
        page.get_by_label("to", exact=True).fill("0:03.05")
        page.keyboard.press("Tab")
        wait_for_frame(page, 80)
        page.get_by_label("to", exact=True).fill("0:01.00")
        page.keyboard.press("Tab")
        page.get_by_text("The end comes after the start.").wait_for()
        page.get_by_role("button", name="Save moment").click()
        page.locator(".moment .at", has_text="0:02.00 to 0:03.05").wait_for()


def test_what_a_client_is_shown_is_the_film_in_its_order_and_not_a_note(browser, app, served):
    setting = film_at(PAL)
    mark(setting, 20)
    make.clip(setting.film, 100, 130)
    make.clip(setting.film, 10, 30)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        for clip in page.locator(".clip [data-choose]").all():
            clip.click()
        page.locator(".sequence-list [data-move='1']").first.press("Enter")
        page.keyboard.press("p")
        wait_for_frame(page, 100)
        page.get_by_text("1 of 2").wait_for()
        for hidden in (".composer", ".moment", ".lane", "h1"):
            assert page.locator(hidden).first.is_hidden()
        assert number_on_screen(page) == 100
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("button", name="Next moment").press("Enter")
        wait_for_frame(page, 10)
        page.get_by_role("button", name="Play").press("Enter")
        wait_for_frame(page, 30)
        page.get_by_role("button", name="Back to the notes").click()
        assert page.locator(".composer").is_visible()


def test_captions_are_written_beside_the_film_refused_with_a_reason_and_seek(browser, app, served):
    setting = film_at(PAL)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        page.get_by_text("Write or upload captions").click()
        words = page.get_by_label("Or write them here")
        words.fill("Look at that")
        page.get_by_role("button", name="Save captions").click()
        page.locator("[data-captions-problem]:not(:empty)").wait_for()
        words.fill("WEBVTT\n\n00:00:03.000 --> 00:00:04.000\nLook at that\n")
        page.get_by_role("button", name="Save captions").click()
        page.locator(".transcript-list button", has_text="Look at that").click()
        wait_for_frame(page, 75)
        assert page.locator(".transcript-list [aria-current]").count() == 1
    with signed_in(browser, app, served.url, setting.sam) as page:
        open_studio(page, setting.film)
        page.locator(".transcript-list button", has_text="Look at that").wait_for()
        assert page.locator("[data-captions-form]").count() == 0


def test_on_a_phone_everything_has_a_name_a_size_and_no_sideways_scroll(browser, app, served):
    setting = film_at(PAL)
    mark(setting, 20, 40)
    make.clip(setting.film, 100, 130)
    with signed_in(browser, app, served.url, setting.tess, viewport=PHONE) as page:
        open_studio(page, setting.film)
        page.get_by_role("button", name="Lanes", exact=True).click()
        page.get_by_text("Show only", exact=True).click()
        page.locator("[data-answer]").first.click()
        page.get_by_label("Initiative or reception").select_option("initiative")
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, select, input, summary, [role=slider]")]
            .filter((one) => one.checkVisibility() && one.type !== "checkbox")
            .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
        )
        assert small == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_of_a_thousand_moments_a_lane_draws_few_markers_and_loses_none(browser, app, served):
    setting = film_at(PAL)
    mark(setting, 5)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_studio(page, setting.film)
        page.evaluate(
            """async () => {
            const { placed } = await import("/static/js/studio/placing.js");
            const window = { x: (frame) => frame, width: 1000 };
            const things = Array.from({ length: 1000 }, (_, id) => ({ id, start: id, end: null }));
            const { markers } = placed(things, window, 2);
            const all = markers.flatMap(({ thing, cluster }) => cluster ?? [thing]);
            if (markers.length > 130 || new Set(all).size !== 1000) throw new Error(markers.length);
            }"""
        )
