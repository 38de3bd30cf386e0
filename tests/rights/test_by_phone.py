"""On a small phone, without an account: a yes, then stopping while somebody is watching."""

from __future__ import annotations

import pytest

from accreditation.timecode import FrameRate
from app.models.people import Role
from tests import factories
from tests.browser import signed_in
from tests.footage.test_gone_in_a_browser import goes_blank, play
from tests.installation import copy_database, opened
from tests.live_server import LiveServer
from tests.studio.room import film_at

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
SECRET = "on-a-small-old-phone"


@pytest.fixture
def app(empty_installation, tmp_path):
    copy_database(empty_installation, tmp_path)
    with opened(tmp_path) as app:
        yield app


def test_a_client_answers_by_phone_and_stops_a_film_somebody_is_watching(browser, app):
    setting = film_at(FrameRate(25), 20)
    factories.client_link(setting.mother, secret=SECRET)
    with LiveServer(app.config) as server:
        phone = browser.new_context(viewport={"width": 320, "height": 560}).new_page()
        phone.goto(f"{server.url}/your-page/{SECRET}")
        phone.get_by_role("link", name="Give or change answers").click()
        phone.get_by_role("group", name="Teaching other people").get_by_label("No").check()
        phone.get_by_role("button", name="Keep my answers").click()
        phone.get_by_text("Thank you. This holds from now on.").wait_for()
        wide = phone.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320
        watch = f"{server.url}/recordings/{setting.film.id}/watch"
        with signed_in(browser, app, server.url, setting.sam, Role.SUPERVISOR) as page:
            play(page, watch)
            phone.get_by_role("link", name="Stop it all").click()
            phone.get_by_role("button", name="Stop it all").click()
            phone.get_by_text("We have stopped.").wait_for()
            goes_blank(page)
        phone.context.close()
