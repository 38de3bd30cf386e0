"""The whole hour of supervision in two browsers: booked, prepared, held together, signed by both.

On the way the trainee's connection drops and the server begins anew.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from icalendar import Calendar
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from accreditation.timecode import FrameRate
from app import clock
from app.events import deliver_waiting
from app.extensions import db, transaction
from app.models.casework import Cycle
from app.models.mail import Mail
from tests import factories as make
from tests import films
from tests.browser import TABLET, signed_in
from tests.installation import copy_database, drop_database, opened
from tests.live.listening import Served
from tests.meetings.test_in_a_browser import go_to, press, until_at, until_here, until_it_runs
from tests.studio.setting import Setting, put_in_place, the_setting

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def app(empty_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("hour")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield app
    drop_database(folder)


@pytest.fixture(scope="module")
def setting(app: Flask) -> Setting:
    """A cycle with its films and its review held; it was not brought yet."""
    setting = the_setting(brought=False)
    for film in (setting.film, setting.review):
        put_in_place(film, films.constant(FrameRate(25), seconds=8))
    with transaction() as session:
        session.get_one(Cycle, setting.cycle.id).reviewed_on = setting.review.filmed_on
    make.clip(setting.film, 50, 100, "The second turn")
    return setting


@pytest.fixture(scope="module")
def server(app: Flask, setting: Setting) -> Iterator[Served]:
    with Served(app.config, threads=16, streams=8) as server:
        yield server


def click(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).first.click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


def test_the_whole_hour(app: Flask, browser: Browser, server: Served, setting: Setting) -> None:
    with (
        signed_in(browser, app, server.url, setting.tess, viewport=TABLET) as tess,
        signed_in(browser, app, server.url, setting.sam) as sam,
    ):
        offer_and_book(tess, sam)
        bring(tess, setting)
        prepare(sam, setting)
        look_together(tess, sam, server)
        record_and_sign(tess, sam, setting)
        keep_the_log(tess, sam)


def offer_and_book(tess: Page, sam: Page) -> None:
    sam.goto("/caseload")
    follow(sam, "Times you offer")
    follow(sam, "Offer a time")
    sam.get_by_label("Day").fill((clock.today() + timedelta(days=2)).isoformat())
    sam.get_by_label("Time", exact=True).fill("14:00")
    sam.get_by_label("Place or link").fill("https://meet.example/sam")
    click(sam, "Offer")
    sam.get_by_text("Your trainees can book it now.").wait_for()
    tess.goto("/supervision")
    follow(tess, "Book a time")
    click(tess, "Book")
    tess.get_by_role("heading", name="Next supervision").wait_for()
    assert calendars() == [("REQUEST", "Supervision: Tess Calder and Sam Ferrier")] * 2


def calendars() -> list[tuple[str, str]]:
    deliver_waiting()
    db.session.rollback()
    letters = db.session.scalars(select(Mail).where(Mail.calendar != "")).all()
    read = [Calendar.from_ical(one.calendar) for one in letters]
    return [(str(one["method"]), str(one.walk("VEVENT")[0]["summary"])) for one in read]


def bring(tess: Page, setting: Setting) -> None:
    tess.goto(f"/cycles/{setting.cycle.id}/ask")
    tess.get_by_label("What you are pleased with").fill("I waited.")
    tess.get_by_label("Your question for supervision").fill("Where could I wait longer?")
    tess.get_by_label("The second turn").check()
    click(tess, "Ask and show it")
    tess.get_by_text("Your supervisor has your question").wait_for()


def prepare(sam: Page, setting: Setting) -> None:
    sam.goto(f"/enrolments/{setting.enrolment.id}/supervision")
    sam.get_by_text("Where could I wait longer?").wait_for()
    follow(sam, "The second turn, 0:02.00 to 0:04.00")
    until_at(sam, 50)
    sam.keyboard.press("n")
    sam.keyboard.type("Here you wait.")
    sam.keyboard.press("Control+Enter")
    sam.locator(".moment", has_text="Here you wait.").wait_for()
    sam.wait_for_function("() => document.querySelector('[data-waiting]').hidden")


def look_together(tess: Page, sam: Page, server: Served) -> None:
    tess.goto("/supervision")
    click(tess, "Watch together")
    tess.wait_for_url("**/rooms/*")
    room = tess.url
    sam.goto(room)
    follow(sam, "Choose a film")
    of_the_client = sam.locator("li", has=sam.get_by_role("heading", name="Client film"))
    of_the_client.get_by_role("button", name="Watch this together").click()
    for page in (tess, sam):
        page.wait_for_url(room)
        until_here(page)
    press(sam, "play")
    until_it_runs(tess)
    tess.wait_for_function("() => Number(document.querySelector('[data-frame]').textContent) > 10")
    press(tess, "play")
    until_it_runs(sam, False)
    tess.context.set_offline(True)
    tess.get_by_text("The connection is down").wait_for()
    go_to(sam, 91)
    until_at(sam, 91)
    tess.context.set_offline(False)
    until_at(tess, 91)
    server.begin_anew()
    go_to(tess, 120)
    for page in (tess, sam):
        until_at(page, 120)
    sam.keyboard.press("n")
    sam.keyboard.type("She looks up.")
    sam.keyboard.press("Control+Enter")
    tess.locator("[data-mark-list]").get_by_text("She looks up.").wait_for()
    click(sam, "End")
    sam.wait_for_url("**/rooms/*/seen")


def record_and_sign(tess: Page, sam: Page, setting: Setting) -> None:
    sam.goto(f"/enrolments/{setting.enrolment.id}/supervision")
    follow(sam, "Record a session")
    sam.get_by_text("You watched together on").wait_for()
    assert sam.get_by_label("Cycle 1 with C-04").is_checked(), "filled in from the room"
    sam.get_by_label("Minutes").fill("60")
    sam.get_by_label("Strengths").fill("You waited, and she looked up.")
    sam.get_by_label("Working points").fill("Wait a breath longer")
    click(sam, "Go on to sign")
    click(sam, "Sign the session")
    sam.get_by_text("The trainee can read the session").wait_for()
    tess.goto("/supervision")
    tess.locator(".log-entry a").first.click()
    tess.get_by_text("Wait a breath longer").first.wait_for()
    click(tess, "Sign it too")
    tess.get_by_text("by Tess Calder").wait_for()
    db.session.rollback()
    assert db.session.get_one(Cycle, setting.cycle.id).confirmed_at is not None
    tess.goto(f"/recordings/{setting.film.id}/studio")
    tess.locator(".moment", has_text="Here you wait.").wait_for()


def keep_the_log(tess: Page, sam: Page) -> None:
    for page, place in ((tess, "/supervision"), (sam, "/supervision/held")):
        page.goto(place)
        with page.expect_download() as table:
            follow(page, "As a table")
        rows = list(csv.DictReader(io.StringIO(Path(table.value.path()).read_text("utf-8"))))
        assert [(one["Minutes"], one["Cycles looked at"]) for one in rows] == [("60", "1")]
        document = page.locator("main").get_by_role("link", name="As PDF").get_attribute("href")
        answer = page.request.get(f"{document}", timeout=60_000)
        assert answer.body().startswith(b"%PDF")
