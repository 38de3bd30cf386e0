"""Step 1: the registrar enrols May, allocates a supervisor, records the intro course."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from tests.journeys.walker import walking
from tests.live_server import LiveServer

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


def test_a_trainee_is_enrolled_and_stage_1_opens_after_the_intro_course(
    demo: LiveServer, browser: Browser
) -> None:
    a_week_ago = datetime.now(UTC).date() - timedelta(days=7)
    with walking(browser, demo.url) as ruth:
        ruth.sign_in("registrar@attune.example")
        ruth.follow("Enrol a trainee")
        ruth.choose("Trainee", "May Tran, may@attune.example")
        ruth.choose("Edition", "Set A: three stages")
        ruth.choose("Service", "Northmoor Council")
        ruth.fill("Training starts on", a_week_ago.isoformat())
        ruth.press("Enrol")
        ruth.sees("Nobody yet.")
        ruth.sees("Older published page, not confirmed current")
        ruth.choose("Allocate a supervisor", "Isobel Kerr")
        ruth.press("Allocate")
        ruth.place("Intro courses")
        ruth.follow("Add a course")
        ruth.fill("Title", "Intro course for May")
        ruth.fill("Place", "Harbour House")
        for number, day in enumerate((a_week_ago, a_week_ago + timedelta(days=1))):
            ruth.page.locator(f"[name=days-{number}-held_on]").fill(day.isoformat())
        ruth.press("Add the course")
        for box in ruth.page.locator("input[name=there]").all():
            box.check()
        ruth.press("Record attendance")

    with walking(browser, demo.url) as may:
        may.sign_in("may@attune.example")
        may.sees("You are in Stage 1")
        may.sees("Your supervisor is Isobel Kerr")
