"""A film that is open somewhere goes blank within five seconds of what closes it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from accreditation.consent import Purpose
from accreditation.timecode import FrameRate
from app import clock
from app.casework.operations import withdraw_consent
from app.extensions import transaction
from app.models.casework import CasePerson
from app.models.people import Role
from app.models.presentations import Presentation
from app.policies import Actor
from tests import factories as make
from tests.browser import signed_in
from tests.installation import copy_database, opened
from tests.live_server import LiveServer
from tests.shape.sources import ROOT
from tests.studio.room import film_at

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def app(empty_installation, tmp_path_factory):
    folder = tmp_path_factory.mktemp("gone")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield app


@pytest.fixture(scope="module")
def served(app):
    with LiveServer(app.config) as server:
        yield server


def play(page, address: str) -> None:
    page.goto(address)
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.2")


def goes_blank(page) -> None:
    """The page asks every three seconds; the rest of the time is for a busy machine."""
    page.get_by_text("This film is not open to you any more").wait_for(timeout=15000)
    video = page.locator("video")
    assert not video.is_visible()
    left = "v => [v.getAttribute('src'), v.getAttribute('poster'), v.videoWidth]"
    assert video.evaluate(left) == [None, None, 0]
    assert not page.locator("[data-overview]").is_visible()


def test_the_page_asks_often_enough_for_five_seconds() -> None:
    script = (ROOT / "app/static/js/footage/presence.js").read_text()
    (every,) = re.findall(r"const EVERY = (\d+);", script)
    assert int(every) <= 3000


@pytest.mark.parametrize("where", ["studio", "watch"])
def test_a_film_goes_blank_when_somebody_in_it_takes_their_yes_back(browser, app, served, where):
    setting = film_at(FrameRate(25), 20)
    at = f"{served.url}/recordings/{setting.film.id}/{where}"
    with signed_in(browser, app, served.url, setting.sam, Role.SUPERVISOR) as page:
        play(page, at)
        if where == "studio":
            page.locator("[data-overview] canvas").wait_for()
        with transaction() as session:
            mother = session.get_one(CasePerson, setting.mother.id)
            tess = Actor(setting.tess.id, Role.TRAINEE)
            withdraw_consent(tess, mother, Purpose.SUPERVISION)
        goes_blank(page)


def test_a_film_goes_blank_when_the_time_it_is_shown_for_is_over(browser, app, served):
    setting = film_at(FrameRate(25), 20)
    eve = make.person(Role.SUPERVISOR, name="Eve Marsh")
    show = make.presentation(setting.enrolment, [eve], [setting.film])
    at = f"{served.url}/recordings/{setting.film.id}/watch"
    with signed_in(browser, app, served.url, eve, Role.SUPERVISOR) as page:
        play(page, at)
        with transaction() as session:
            row = session.get_one(Presentation, show.id)
            row.opens_at, row.closes_at = clock.now() - timedelta(hours=1), clock.now()
        goes_blank(page)
