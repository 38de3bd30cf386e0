"""The reel in the presentation view: plays through, goes from part to part, and leaves no note."""

from __future__ import annotations

import shutil

import pytest

from accreditation.consent import Purpose
from accreditation.timecode import FrameRate
from app.casework.operations import withdraw_consent
from app.extensions import db, transaction
from app.footage import files
from app.models.casework import CasePerson
from app.models.people import Role
from app.models.reels import Reel
from app.policies import Actor
from tests import factories as make
from tests import films
from tests.browser import PHONE, signed_in
from tests.installation import copy_database, opened
from tests.live_server import LiveServer
from tests.studio.room import number_on_screen
from tests.studio.setting import the_setting

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@pytest.fixture
def app(empty_installation, tmp_path):
    copy_database(empty_installation, tmp_path)
    with opened(tmp_path) as app:
        yield app


def test_the_reel_is_shown_as_itself_on_a_phone(browser, app, tmp_path):
    setting = the_setting()
    spans = ((50, 89), (0, 59))
    clips = [make.clip(setting.film, start, end) for start, end in spans]
    reel = make.reel(setting.film, *clips)
    shutil.copy(films.constant(FrameRate(25), seconds=4), tmp_path / "reel.mp4")
    files.storage().publish(files.reel_key(setting.film.id, reel.id), tmp_path / "reel.mp4")
    with transaction() as session:
        session.get_one(Reel, reel.id).frame_count = 100
    with (
        LiveServer(app.config) as server,
        signed_in(browser, app, server.url, setting.tess, Role.TRAINEE, viewport=PHONE) as page,
    ):
        page.goto(f"/cycles/{setting.film.cycle_id}")
        page.get_by_role("link", name="Show it together").click()
        page.get_by_role("button", name="Show only the reel").click()
        controls = page.get_by_role("group", name="Showing the film")
        controls.get_by_text("1 of 2").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.wait_for_function("() => document.querySelector('[data-film]').readyState >= 2")
        controls.get_by_role("button", name="Next moment").click()
        controls.get_by_text("2 of 2").wait_for()
        page.wait_for_function("() => !document.querySelector('[data-film]').seeking")
        assert number_on_screen(page) == 40
        controls.get_by_role("button", name="Moment before").click()
        controls.get_by_text("1 of 2").wait_for()
        controls.get_by_role("button", name="Play", exact=True).click()
        controls.get_by_text("2 of 2").wait_for()  # it plays on into the next part
        with transaction() as session:
            mother = session.get_one(CasePerson, setting.mother.id)
            withdraw_consent(Actor(setting.tess.id, Role.TRAINEE), mother, Purpose.FILMING)
        page.get_by_text("This film is not open to you any more").wait_for(timeout=15_000)
    db.session.rollback()
