"""A service lead changes the wording: consents given before keep theirs, the next has the new."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import PHONE
from tests.journeys.walker import Walker, walking
from tests.live_server import LiveServer

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

NEW = "You can bring somebody with you when we talk about it."


def publish_a_new_line(marion: Walker) -> None:
    """From the lead's home to a published version with one more line for everybody."""
    marion.follow("Consent wording")
    marion.press("Change the wording")
    told = marion.page.get_by_label("What everyone is told first")
    told.fill(f"{told.input_value()}\n{NEW}")
    marion.press("Keep the draft and read it")
    marion.sees(NEW)
    marion.follow("Go on to publish")
    marion.press("Publish these words")
    marion.sees("Tick this to go on.")
    marion.tick("I know that consents given before keep the words they were given under")
    marion.press("Publish these words")
    expect(marion.page.get_by_role("row", name="In use")).to_contain_text("version 3")


def answer(idris: Walker) -> None:
    """The first person of the case says no to research."""
    idris.page.locator("input[name=research][value=no]").check()
    idris.tick("On my tablet or phone")
    idris.press("Keep these answers")


def test_old_consents_keep_their_words_and_the_next_has_the_new_ones(
    demo: LiveServer, browser: Browser
) -> None:
    with walking(browser, demo.url, viewport=PHONE) as idris:
        idris.sign_in("idris@attune.example")
        idris.place("Clients")
        idris.page.locator("main li.card a").first.click()
        idris.follow("Record consent")
        asking = idris.page.url
        expect(idris.page.get_by_text(NEW)).to_have_count(0)
        idris.follow("Words as they were")
        given_before = idris.page.url
        idris.sees("version 2")

    with walking(browser, demo.url) as marion:
        marion.sign_in("marion@attune.example")
        marion.sees("Northmoor Council")
        publish_a_new_line(marion)

    with walking(browser, demo.url, viewport=PHONE) as idris:
        idris.sign_in("idris@attune.example")
        idris.go(asking)
        idris.sees(NEW)
        answer(idris)
        idris.go(given_before)
        idris.sees("version 2")
        expect(idris.page.get_by_text(NEW)).to_have_count(0)
        idris.go(asking)
        idris.follow("Words as they were")
        idris.sees("version 3")
        idris.sees(NEW)
