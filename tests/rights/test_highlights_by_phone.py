"""In a living room: the practitioner opens highlights, the client sees them on an old phone."""

from __future__ import annotations

import time

import pytest

from accreditation.consent import Purpose
from accreditation.wording import day
from app import clock
from app.casework.operations import withdraw_consent
from app.extensions import db, transaction
from app.models.audit import LinkWatch
from app.models.casework import CasePerson
from app.models.highlights import CodeTyped
from app.models.people import Role
from tests.browser import PHONE, signed_in
from tests.installation import copy_database, opened
from tests.live_server import LiveServer
from tests.rights.family import OTHERS_SECRET, SECRET, Family, path_of, told_numbers

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
SMALL = {"width": 320, "height": 560}


@pytest.fixture
def app(empty_installation, tmp_path):
    copy_database(empty_installation, tmp_path)
    with opened(tmp_path) as app:
        yield app


@pytest.fixture
def family(app):
    made = Family()
    made.reel = made.reel_of(made.film_of(made.mother, made.child, days=30), seconds=20)
    return made


def see_it(phone, url: str, numbers: str) -> None:
    phone.goto(f"{url}/your-page/{SECRET}")
    phone.get_by_role("link", name="See it").click()
    phone.get_by_label("Your six numbers").fill(numbers)
    phone.get_by_role("button", name="See it").click()
    phone.locator("video").wait_for()
    assert phone.title() == "For you"
    assert phone.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


def play(phone) -> None:
    phone.wait_for_function("() => document.querySelector('video').readyState >= 2")
    phone.evaluate("() => document.querySelector('video').play()")
    phone.wait_for_function("() => document.querySelector('video').currentTime > 0.2")


def is_put_away() -> bool:
    db.session.rollback()
    return db.session.query(CodeTyped).one().until <= clock.now()


def until(holds) -> None:
    """What a browser sends while it leaves arrives a little later."""
    given_up_at = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < given_up_at
        time.sleep(0.1)


def test_they_are_opened_in_person_and_go_blank_when_somebody_changes_their_mind(
    browser, app, family
):
    with LiveServer(app.config) as server:
        phone = browser.new_context(viewport=SMALL).new_page()
        with signed_in(
            browser, app, server.url, family.trainee, Role.TRAINEE, viewport=PHONE
        ) as page:
            page.goto(f"/clients/{family.client.id}/links")
            page.get_by_role("link", name="Highlights for mother").click()
            page.get_by_label(f"of {day(family.reel.recording.filmed_on)}").check()
            page.get_by_role("button", name="Open it").click()
            page.get_by_text("Shown once, now.").wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
            numbers = told_numbers(page.content())
        see_it(phone, server.url, numbers)
        play(phone)
        db.session.rollback()
        assert db.session.query(LinkWatch).count() == 1
        with transaction() as session:
            child = session.get_one(CasePerson, family.child.id)
            withdraw_consent(family.actor, child, Purpose.SHARED_REVIEW)
        phone.get_by_text("You cannot see this now.").wait_for(timeout=15_000)
        left = "v => [v.getAttribute('src'), v.videoWidth]"
        assert phone.locator("video").evaluate(left) == [None, 0]
        phone.context.close()


def test_leaving_at_once_puts_them_away(browser, app, family):
    numbers = family.open(family.reel)
    with LiveServer(app.config) as server:
        phone = browser.new_context(viewport=SMALL).new_page()
        phone.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Rain"))
        see_it(phone, server.url, numbers)
        play(phone)
        phone.get_by_role("link", name="Leave this page").click()
        phone.get_by_text("Rain").wait_for()
        until(is_put_away)
        phone.goto(server.url + path_of(family.reel))
        assert phone.locator("video").count() == 0
        phone.goto(f"{server.url}/your-page/{SECRET}/for-you")
        phone.get_by_label("Your six numbers").wait_for()
        phone.context.close()


def test_the_other_parents_link_shows_nothing_of_it(browser, app, family):
    numbers = family.open(family.reel)
    with LiveServer(app.config) as server:
        phone = browser.new_context(viewport=SMALL).new_page()
        see_it(phone, server.url, numbers)
        phone.goto(f"{server.url}/your-page/{OTHERS_SECRET}")
        assert phone.get_by_text("For you").count() == 0
        assert day(family.reel.recording.filmed_on) not in phone.content()
        for part in ("", f"/{family.reel.id}", f"/{family.reel.id}/film"):
            address = f"{server.url}/your-page/{OTHERS_SECRET}/for-you{part}"
            assert phone.request.get(address).status == 404
        phone.context.close()
