"""Step 7: Priya proposes her transition meeting; Gwen sees what is presented, and records it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser import PHONE
from tests.journeys.walker import walking
from tests.live_server import LiveServer

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


def test_a_stage_ends_with_a_meeting_held_by_an_external_supervisor(
    demo: LiveServer, browser: Browser
) -> None:
    with walking(browser, demo.url, viewport=PHONE) as priya:
        priya.sign_in("priya@attune.example")
        priya.sees("You are in Stage 1")
        priya.follow("Propose")
        options = priya.page.get_by_label("Who holds the meeting").locator("option")
        assert "Isobel Kerr" not in options.all_inner_texts()
        priya.choose("Who holds the meeting", "Gwen Parry")
        priya.page.locator("input[name=recordings]").last.check()
        priya.press("Propose the meeting")

        priya.sees("says whether they recommend it")

    with walking(browser, demo.url) as isobel:
        isobel.sign_in("supervisor@attune.example")
        isobel.go("/notices")
        isobel.page.get_by_text("Say whether you recommend it").first.click()
        isobel.look()
        isobel.follow("Say what you recommend")
        isobel.tick("Go ahead with the meeting")
        isobel.press("Send it")
        isobel.sees("Recommended")

    with walking(browser, demo.url) as gwen:
        gwen.sign_in("external@attune.example")
        gwen.go("/shown-to-me")
        gwen.page.locator("main").get_by_role("link", name="Priya Nair").first.click()
        gwen.look()
        shown = gwen.page.url
        gwen.page.locator("main a[href*='/watch']").first.click()
        gwen.look()
        gwen.page.wait_for_function("() => document.querySelector('video').readyState >= 2")
        gwen.page.goto(shown)
        gwen.follow("Record the meeting")
        gwen.fill("Day", gwen.page.locator("input[type=date]").get_attribute("max") or "")
        gwen.fill("How many minutes it took", "60")
        gwen.fill("Strengths", "Received every initiative in the review.")
        gwen.fill("Next steps", "Let the client begin.")
        gwen.tick("Go on to the next stage")
        gwen.press("Record the meeting")
        gwen.page.goto(shown)
        gwen.sees("This page is not here")

    with walking(browser, demo.url, viewport=PHONE) as priya:
        priya.sign_in("priya@attune.example")
        priya.sees("You are in Stage 2")
