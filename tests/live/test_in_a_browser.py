"""Pages of a real browser hear what another process announces, however it comes through."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import update

from app import notices
from app.extensions import transaction
from app.models.footage import Recording, RecordingState
from app.models.people import Person, Role
from app.models.sign_in import BrowserSession
from tests import factories as make
from tests.browser import signed_in
from tests.live.listening import Served, announce
from tests.live.proxy import BufferingProxy
from tests.studio.setting import the_setting

pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]
FOLLOWS_LIVE = 9_000  # milliseconds: less than the pause between two questions while live
NOTE = """() => {
  window.heard = [];
  for (const what of ["recording", "again", "signed-out"])
    document.addEventListener(`attune:${what}`, ({ detail }) => window.heard.push([what, detail]));
}"""


@pytest.fixture(scope="module")
def served(app: Flask) -> Iterator[Served]:
    with Served(app.config, threads=16, streams=10) as server:
        yield server


def open_page(page: Page, url: str = "/profile", until: str = "stream") -> Page:
    page.goto(url)
    page.evaluate(NOTE)
    wait_for_mode(page, until)
    return page


def wait_for_mode(page: Page, mode: str) -> None:
    page.wait_for_function("mode => document.documentElement.dataset.live === mode", arg=mode)


def wait_to_hear(page: Page, recording: int) -> None:
    page.wait_for_function(
        "id => window.heard.some(([what, ids]) => what === 'recording' && ids.recording === id)",
        arg=recording,
        timeout=FOLLOWS_LIVE,
    )


def streams_of(context: BrowserContext) -> list[str]:
    asked: list[str] = []
    context.on("request", lambda one: asked.append(one.url) if one.url.endswith("/live") else None)
    return asked


def test_two_tabs_have_one_stream_and_both_hear(browser, app, served, tess):
    with signed_in(browser, app, served.url, tess) as first:
        asked = streams_of(first.context)
        second = first.context.new_page()
        open_page(first)
        open_page(second)
        announce(tess, recording=1)
        for page in (first, second):
            wait_to_hear(page, 1)
            assert page.evaluate("() => window.heard.length") == 1
        assert len(asked) == 1


def test_when_the_tab_that_listens_is_closed_the_other_goes_on_and_misses_nothing(
    browser, app, served, tess
):
    with signed_in(browser, app, served.url, tess) as first:
        asked = streams_of(first.context)
        second = first.context.new_page()
        open_page(first)
        open_page(second)
        announce(tess, recording=1)
        wait_to_hear(second, 1)
        first.close()
        announce(tess, recording=2)
        wait_to_hear(second, 2)
        announce(tess, recording=3)
        wait_to_hear(second, 3)
        heard = second.evaluate("() => window.heard.map(([, ids]) => ids.recording)")
        assert heard == [1, 2, 3]
        assert len(asked) == 2


def test_a_page_hears_what_happened_between_its_making_and_its_script(browser, app, served, tess):
    with signed_in(browser, app, served.url, tess) as page:
        page.goto("/profile")
        announce(tess, recording=5)
        page.evaluate(NOTE)
        wait_to_hear(page, 5)


def test_behind_a_proxy_that_keeps_answers_to_itself_it_is_asked_now_and_then(
    browser, app, served, tess
):
    with (
        BufferingProxy(served.url) as proxy,
        signed_in(browser, app, proxy.url, tess) as page,
    ):
        began = time.monotonic()
        open_page(page, until="asking")
        assert time.monotonic() - began < 12
        announce(tess, recording=1)
        page.wait_for_function("() => window.heard.length === 1", timeout=25_000)


def test_past_the_most_streams_a_browser_asks_now_and_then(browser, app, tess):
    with (
        Served(app.config, streams=0) as server,
        signed_in(browser, app, server.url, tess) as page,
    ):
        open_page(page, until="asking")
        announce(tess, recording=1)
        page.wait_for_function("() => window.heard.length === 1", timeout=25_000)


def test_a_browser_without_locks_asks_now_and_then(browser, app, served, tess):
    with signed_in(browser, app, served.url, tess) as page:
        page.add_init_script("delete Navigator.prototype.locks")
        asked = streams_of(page.context)
        open_page(page, until="asking")
        announce(tess, recording=1)
        page.wait_for_function("() => window.heard.length === 1", timeout=25_000)
        assert asked == []


def test_a_browser_whose_session_ended_asks_no_more(browser, app, served, tess):
    with signed_in(browser, app, served.url, tess) as page:
        open_page(page)
        end_sessions(tess)
        wait_for_mode(page, "out")
        assert page.evaluate("() => window.heard") == [["signed-out", {}]]
        asked = streams_of(page.context)
        page.wait_for_timeout(3_000)
        assert asked == []


def end_sessions(person: Person) -> None:
    ended = update(BrowserSession).where(BrowserSession.person_id == person.id)
    with transaction() as session:
        session.execute(ended.values(ended_at=make.datetime.now(make.UTC)))


def test_a_tab_that_is_hidden_for_long_rests_and_catches_up(browser, app, served, tess):
    with signed_in(browser, app, served.url, tess) as page:
        page.clock.install()
        open_page(page)
        show(page, "hidden")
        page.clock.fast_forward(4 * 60_000)
        announce(tess, recording=1)
        wait_to_hear(page, 1)
        page.clock.fast_forward(2 * 60_000)
        wait_for_mode(page, "off")
        announce(tess, recording=2)
        page.wait_for_timeout(2_000)
        assert page.evaluate("() => window.heard.length") == 1
        show(page, "visible")
        wait_to_hear(page, 2)
        wait_for_mode(page, "stream")


def show(page: Page, state: str) -> None:
    page.evaluate(
        """state => {
          Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


def test_the_page_of_a_recording_moves_by_itself(browser, app, served):
    setting = the_setting()
    change(setting.film, state=RecordingState.RECEIVED)
    with signed_in(browser, app, served.url, setting.tess) as page:
        open_page(page, f"/recordings/{setting.film.id}")
        page.wait_for_timeout(2_500)  # the last question before it was live has been answered
        for share in (0.2, 0.7):
            change(setting.film, progress=share)
            page.get_by_text(f"is being made ready: {share:.0%}").wait_for(timeout=FOLLOWS_LIVE)
        change(setting.film, state=RecordingState.READY)
        page.get_by_text("The film is ready to watch.").wait_for(timeout=FOLLOWS_LIVE)


def change(recording: Recording, **values: object) -> None:
    """As the worker would: the row and its announcement in one transaction."""
    from app.footage.operations.telling import tell_its_owner

    with transaction() as session:
        row = session.get_one(Recording, recording.id)
        for name, value in values.items():
            setattr(row, name, value)
        tell_its_owner(row)


def test_a_caseload_shows_who_asks_while_it_is_open(browser, app, served):
    setting = the_setting(brought=False)
    with signed_in(browser, app, served.url, setting.sam, Role.SUPERVISOR) as page:
        open_page(page, "/caseload")
        assert "Nothing waits" in page.locator("#caseload").inner_text()
        make.brought(setting.cycle)
        announce(setting.sam, "caseload")
        page.get_by_text("Prepare 1 cycle").wait_for(timeout=FOLLOWS_LIVE)
        assert page.locator("#caseload th[role=rowheader]").count() == 1


def test_the_count_of_notices_rises_on_an_open_page(browser, app, served, tess):
    with signed_in(browser, app, served.url, tess) as page:
        open_page(page)
        assert page.locator(".notices-count").is_hidden()
        with transaction():
            notices.tell(tess.id, "Your film is ready.", "/profile", once="film 1")
        page.locator(".notices-count", has_text="1 new").wait_for(timeout=FOLLOWS_LIVE)
        assert page.locator("#announcer").text_content() == "Your notices have changed."
