"""A rectangle drawn by mouse, by finger and by keys alone, looked at, and confirmed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app.extensions import db
from app.footage import files
from app.models.blurs import Blur
from app.models.footage import Recording
from tests import factories as make
from tests import films
from tests.browser import PHONE, signed_in
from tests.footage.conftest import Case
from tests.footage.uploads import sweep
from tests.live_server import LiveServer

pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]


@pytest.fixture
def film(case: Case, tmp_path: Path) -> Recording:
    reference = films.reference_of(films.drawn())
    film = make.recording(case.cycle, [case.mother, case.child], frame_count=reference.frame_count)
    shutil.copy(reference.path, tmp_path / "reference.mp4")
    files.storage().publish(files.reference_key(film.id), tmp_path / "reference.mp4")
    return film


def numbers(page: Page, prefix: str = "") -> list[float]:
    sides = ("left", "top", "width", "height")
    return [float(page.locator(f'[name="{prefix}{side}"]').input_value()) for side in sides]


def shown_frame(page: Page, label: str) -> None:
    page.wait_for_function(
        "(label) => document.querySelector('[data-timecode]').textContent === label", arg=label
    )


def test_a_part_is_placed_by_hand_looked_at_and_confirmed(
    app: Flask, case: Case, film: Recording, browser: Browser
) -> None:
    with (
        LiveServer(app.config) as server,
        signed_in(browser, app, server.url, case.trainee) as page,
    ):
        page.goto(f"/recordings/{film.id}/blurs/new")
        drawn_by_mouse(page)
        moved_by_keys(page)
        page.get_by_role("button", name="Blur it").click()
        page.locator("[data-sentence]").wait_for()
        sweep()
        page.locator("video").wait_for()
        page.get_by_label("I looked at it").check()
        page.get_by_role("button", name="Confirm").click()
        page.get_by_text("Looked at", exact=True).wait_for()
    blur = db.session.query(Blur).one()
    assert (blur.start_frame, blur.end_frame, blur.moves) == (1, 26, True)
    assert blur.confirmed_by_id == case.trainee.id


def drawn_by_mouse(page: Page) -> None:
    """From a fifth to a half across, and from three tenths to six tenths down."""
    page.get_by_role("button", name="Next frame").click()
    shown_frame(page, "0:00.01")
    page.get_by_role("button", name="It begins here").click()
    assert page.get_by_label("First blurred frame").input_value() == "0:00.01"
    screen = page.locator("[data-stepper-screen]").bounding_box()
    assert screen is not None
    across = [screen["x"] + share * screen["width"] for share in (0.2, 0.5)]
    down = [screen["y"] + share * screen["height"] for share in (0.3, 0.6)]
    page.mouse.move(across[0], down[0])
    page.mouse.down()
    page.mouse.move(across[1], down[1], steps=4)
    page.mouse.up()
    assert numbers(page) == pytest.approx([20, 30, 30, 30], abs=0.5)


def moved_by_keys(page: Page) -> None:
    """Only with keys: its second place, 1 s on, further right, lower and larger."""
    page.get_by_label("It moves").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="1 second on").focus()
    page.keyboard.press("Enter")
    shown_frame(page, "0:01.01")
    page.get_by_role("button", name="It ends here").focus()
    page.keyboard.press("Enter")
    first = numbers(page)
    box = page.get_by_role("application", name=re.compile("What is blurred"))
    box.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    left, top, width, height = first
    assert numbers(page, "end_") == pytest.approx([left + 2, top + 1, width + 1, height + 1])
    assert numbers(page) == first
    page.get_by_label("Wide, in %").last.fill("40")
    assert "40 percent wide" in (box.get_attribute("aria-label") or "")


def test_a_finger_draws_it_on_a_phone(
    app: Flask, case: Case, film: Recording, browser: Browser
) -> None:
    with (
        LiveServer(app.config) as server,
        signed_in(browser, app, server.url, case.trainee, viewport=PHONE, has_touch=True) as page,
    ):
        page.goto(f"/recordings/{film.id}/blurs/new")
        screen = page.locator("[data-stepper-screen]").bounding_box()
        assert screen is not None
        touch = page.context.new_cdp_session(page)

        def at(across: float, down: float) -> list[dict[str, float]]:
            x, y = screen["x"] + across * screen["width"], screen["y"] + down * screen["height"]
            return [{"x": x, "y": y}]

        for kind, points in (
            ("touchStart", at(0.1, 0.2)),
            ("touchMove", at(0.2, 0.3)),
            ("touchMove", at(0.3, 0.7)),
            ("touchEnd", []),
        ):
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_function("() => document.querySelector('[name=left]').value !== '40'")
        assert numbers(page) == pytest.approx([10, 20, 20, 50], abs=0.7)
