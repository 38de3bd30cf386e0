"""A transition and a mid-point: the trainee, their supervisor and an external one, each in a
browser of their own; and a booking by somebody without an account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from accreditation.programme import Kind
from app import clock
from app.extensions import db
from app.footage import files
from app.models.footage import Clip, Recording
from app.models.mail import Mail
from app.models.people import Person, Role
from app.models.programme import Enrolment
from app.programmes.queries import current_stage
from tests import factories as make
from tests import films
from tests.browser import PHONE, signed_in
from tests.installation import copy_database, opened
from tests.live_server import LiveServer
from tests.pathway import trained
from tests.portfolio.story import put_in_storage

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def app(empty_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("two-browsers")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield app


@pytest.fixture(scope="module")
def served(app: Flask) -> Iterator[LiveServer]:
    with LiveServer(app.config, worker=True) as server:
        yield server


IT_PLAYS = "() => document.querySelector('video').currentTime > 0.5"
IT_IS_TWO_SECONDS = """() => {
  const video = document.querySelector("video");
  return video.readyState >= 2 && Math.abs(video.duration - 2) < 0.1;
}"""


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()


@pytest.mark.parametrize(
    ("slug", "stage", "kind", "heading"),
    [
        ("set-a", "1", "transition", "Transition meeting"),
        ("set-b", "practice", "midpoint", "Mid-point meeting"),
    ],
)
def test_a_meeting_from_the_proposal_to_its_outcome(
    app: Flask,
    served: LiveServer,
    browser: Browser,
    slug: str,
    stage: str,
    kind: str,
    heading: str,
) -> None:
    own = make.person(Role.SUPERVISOR, name=f"Sam {kind}")
    external = make.person(Role.SUPERVISOR, name=f"Eve {kind}")
    trainee = make.person(Role.TRAINEE, name=f"Tess {kind}")
    training = make.enrolment(trainee, own, slug=slug, stages=(stage,))
    if kind == "transition":
        trained.stage_work(training, own, stage, cycles=6, clients=2, sessions=7)
    clip = _a_clip_of(trained.agreed_film(training, stage))
    with (
        signed_in(browser, app, served.url, trainee, viewport=PHONE) as tess,
        signed_in(browser, app, served.url, own) as sam,
        signed_in(browser, app, served.url, external) as eve,
    ):
        tess.goto(f"/trainings/{training.id}/stage-meeting?kind={kind}")
        tess.get_by_label("Who holds the meeting").select_option(label=external.name)
        tess.locator("input[name=recordings]").first.check()
        tess.get_by_label(clip.title).check()
        press(tess, "Propose the meeting")
        meeting = tess.url
        eve.goto("/shown-to-me")
        follow(eve, trainee.name)
        shown = eve.url
        assert eve.locator("main a[href*='/watch']").count() == 1
        _plays_the_clip_alone(eve, clip)
        sam.goto(meeting)
        follow(sam, "Say what you recommend")
        sam.get_by_label("Go ahead with the meeting").check()
        press(sam, "Send it")
        tess.reload()
        follow(tess, "Set a time")
        tess.get_by_label("Day").fill(
            clock.today().replace(year=clock.today().year + 1).isoformat()
        )
        tess.get_by_label("Time").fill("14:00")
        tess.get_by_label("Place or link").fill("Room 2, Town hall")
        press(tess, "Set the time")
        tess.locator("main").get_by_text("Room 2, Town hall").first.wait_for()
        eve.goto(meeting)
        follow(eve, "Record the meeting")
        eve.get_by_label("Day").fill(clock.today().isoformat())
        eve.get_by_label("How many minutes it took").fill("60")
        eve.get_by_label("Strengths").fill("Received every initiative.")
        eve.get_by_label("Next steps").fill("Let the client begin.")
        eve.get_by_label("Go on to the next stage").check()
        press(eve, "Record the meeting")
        eve.locator("h1", has_text=heading).wait_for()
        assert eve.goto(shown).status == 404  # type: ignore[union-attr]
        tess.goto(meeting)
        assert "Let the client begin." in tess.inner_text("main")
    _has_gone_on(training, kind)


def _a_clip_of(film: Recording) -> Clip:
    """Two seconds of a film whose file is really there."""
    reference = films.reference_of(films.drawn(10))
    put_in_storage(reference.path, files.reference_key(film.id))
    return make.clip(film, 20, 69)


def _plays_the_clip_alone(eve: Page, clip: Clip) -> None:
    """The worker cuts it in the background; the page says so until it is there."""
    follow(eve, clip.title)
    video = eve.locator("video")
    for _ in range(60):
        if video.count():
            break
        eve.wait_for_timeout(1000)
        follow(eve, "Look again")
    eve.wait_for_function(IT_IS_TWO_SECONDS)
    video.evaluate("v => { v.muted = true; return v.play(); }")
    eve.wait_for_function(IT_PLAYS)


def _has_gone_on(training: Enrolment, kind: str) -> None:
    db.session.rollback()
    db.session.expire_all()
    if kind == "transition":
        assert current_stage(training) == "2"
    else:
        counted = trained.readiness_of(training).now.of_kind(Kind.MID_POINT)
        assert counted is not None
        assert counted.met


def test_somebody_without_an_account_books_from_a_phone(
    app: Flask, served: LiveServer, browser: Browser
) -> None:
    trainer: Person = make.person(Role.SUPERVISOR, name="Tina Trainer")
    course = trained.course_to_book(trainer)
    page = browser.new_page(base_url=served.url, viewport=PHONE)
    page.goto("/sign-in")
    follow(page, "Intro courses and their dates")
    follow(page, course.title)
    page.get_by_label("Your name").fill("Ben Booker")
    page.get_by_label("Your e-mail address").fill("ben@example.org")
    press(page, "Send me the letter")
    db.session.rollback()
    letter = db.session.scalars(select(Mail).filter_by(address="ben@example.org")).one()
    found = re.search(r"/bookings/[\w-]+", letter.body)
    assert found is not None
    page.goto(found.group())
    press(page, "Confirm my place")
    page.locator("main").get_by_text("Booked").first.wait_for()
    page.close()
