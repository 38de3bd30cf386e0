"""What a test does in the Studio of a real browser, and what it reads off the picture there."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page
from sqlalchemy import select

from accreditation.timecode import FrameRate
from app.extensions import db
from app.models.footage import Recording
from app.models.moments import Moment, Track
from tests import films
from tests.studio.setting import Setting, put_in_place, the_setting


def film_at(rate: FrameRate, seconds: int = 8) -> Setting:
    return with_film(films.constant(rate, seconds=seconds))


def with_film(source: Path) -> Setting:
    """Tess's cycle, its client film made ready from `source`."""
    setting = the_setting()
    put_in_place(setting.film, source)
    return setting


def open_studio(page: Page, recording: Recording) -> None:
    page.goto(f"/recordings/{recording.id}/studio")
    until_ready(page)


def until_ready(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('[data-film]').readyState >= 2")


def kept_moments(setting: Setting) -> Any:
    """The moments on the film as the server left them."""
    db.session.rollback()
    of_film = select(Moment).join(Track).where(Track.recording_id == setting.film.id)
    return db.session.scalars(of_film.order_by(Moment.id)).all()


def seek(page: Page, frame: int) -> None:
    """Ask the page's own slider for a frame, and wait until the player stands still on it."""
    slider = page.locator("[data-playhead]")
    slider.evaluate(
        "(s, frame) => { s.value = frame; s.dispatchEvent(new Event('input')); }", frame
    )
    wait_for_frame(page, frame)


def wait_for_frame(page: Page, frame: int) -> None:
    page.wait_for_function(
        "frame => document.querySelector('[data-frame]').textContent === String(frame)"
        " && !document.querySelector('[data-film]').seeking",
        arg=frame,
    )


def number_on_screen(page: Page) -> int:
    """The number drawn into the picture that the browser shows."""
    page.evaluate("() => new Promise(d => requestAnimationFrame(() => requestAnimationFrame(d)))")
    video = page.locator("[data-film]")
    shot = Image.open(io.BytesIO(video.screenshot()))
    wide, high = video.evaluate("v => [v.videoWidth, v.videoHeight]")
    scale = min(shot.width / wide, shot.height / high)
    left, top = (shot.width - wide * scale) / 2, (shot.height - high * scale) / 2
    box = tuple(round(edge) for edge in (left, top, left + wide * scale, top + high * scale))
    return films.read_frame_number(shot, box)


def number_in_still(page: Page, recording: Recording, frame: int) -> int:
    answer = page.request.get(f"/recordings/{recording.id}/stills/{frame}?width=320")
    assert answer.ok, answer.status
    return films.read_frame_number(Image.open(io.BytesIO(answer.body())))


def numbers_drawn(film: Path, size: tuple[int, int]) -> list[int]:
    """The number on each picture of a film, in order, decoded whole and without seeking."""
    wide, high = size
    command = ["ffmpeg", "-v", "error", "-i", str(film), "-f", "rawvideo", "-pix_fmt", "gray", "-"]
    pixels = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
    each = wide * high
    pictures = [pixels[at : at + each] for at in range(0, len(pixels), each)]
    return [films.read_frame_number(Image.frombytes("L", size, one)) for one in pictures]
