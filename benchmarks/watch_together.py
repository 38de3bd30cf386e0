"""Two real browsers in one room, while nine more rooms are at work: how far apart, how late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from playwright.sync_api import Page, sync_playwright

from app.extensions import db
from benchmarks import Samples, bench
from benchmarks.harness.rooms import Crowd
from tests.installation import make_database, opened
from tests.live_server import LiveServer

# The makers of films and rooms are not typed, so they are found rather than imported.
browsing: Any = import_module("tests.browser")
films: Any = import_module("tests.films")
studio: Any = import_module("tests.studio.room")
listening: Any = import_module("tests.live.listening")
meetings: Any = import_module("tests.meetings.room")

OTHER_ROOMS = 9
THREADS, STREAMS = 40, 2 * (OTHER_ROOMS + 1)
RUNS, RUN_MS, STEPS = 6, 4_000, 40
PATIENCE = 10_000

# Every picture that is presented: when, by the machine's clock, which frame, and its second.
NOTE = """() => {
  const film = document.querySelector("[data-film]");
  const { num, den } = JSON.parse(document.getElementById("studio").textContent).film;
  window.clockNow = () => performance.timeOrigin + performance.now();
  window.shown = [];
  window.paused = 0;
  film.addEventListener("pause", () => (window.paused = window.clockNow()));
  const note = (now, { mediaTime }) => {
    const frame = Math.floor(((mediaTime + 1e-6) * num) / den);
    window.shown.push([performance.timeOrigin + now, frame, mediaTime]);
    film.requestVideoFrameCallback(note);
  };
  film.requestVideoFrameCallback(note);
}"""
PRESS = """key => {
  const at = window.clockNow();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  return at;
}"""
STANDS = """frame => document.querySelector("[data-frame]").textContent === String(frame)
  && document.querySelector("[data-film]").paused
  && !document.querySelector("[data-film]").seeking"""
RUNS_PAST = "frame => window.shown.some((one) => one[1] > frame)"


@bench("watch-drift", unit="ms", target="<= 80")
def watch_drift() -> Samples:
    """How far apart both are while the film runs, 95 of 100 pictures; standing, not a frame."""
    with _two() as (one, other):
        apart: list[float] = []
        stood = 0
        for _ in range(RUNS):
            _forget(one, other)
            _press(one, " ")
            one.wait_for_timeout(RUN_MS)
            _press(one, " ")
            frame = _frame_both_stand_at(one, other)
            apart += _apart(_shown(one), _shown(other))
            for step in (1, 2, 3):
                _press(other, ".")
                _stands(one, frame + step)
                _stands(other, frame + step)
                stood += 1
            stood += 1
            _press(one, "j")
            _frame_both_stand_at(one, other)
        note = (
            f"median {median(apart):.0f} ms of {len(apart)} pictures, worst {max(apart):.0f} ms; "
            f"0 frames apart in {stood} stands and steps; {OTHER_ROOMS} more rooms"
        )
        return Samples([_p95(apart)], note=note)


@bench("watch-command", unit="ms", target="<= 150")
def watch_command() -> Samples:
    """From a key in one browser to the picture in the other, 95 of 100 acts."""
    with _two() as (one, other):
        steps = [_step(one, other, number) for number in range(1, STEPS + 1)]
        starts, stops = [], []
        frame = STEPS
        for _ in range(RUNS):
            start, stop, frame = _play_and_pause(one, other, frame)
            starts.append(start)
            stops.append(stop)
        every = [*steps, *starts, *stops]
        note = (
            f"median: step {median(steps):.0f}, play {median(starts):.0f}, pause "
            f"{median(stops):.0f} ms; worst {max(every):.0f} ms; {OTHER_ROOMS} more rooms"
        )
        return Samples([_p95(every)], note=note)


def _step(one: Page, other: Page, frame: int) -> float:
    """From the key until the other browser presents that frame."""
    _forget(one, other)
    pressed = _press(one, ".")
    other.wait_for_function("frame => window.shown.some((x) => x[1] === frame)", arg=frame)
    found = next(at for at, shown, _ in _shown(other) if shown == frame)
    _stands(one, frame)
    _stands(other, frame)
    return found - pressed


def _play_and_pause(one: Page, other: Page, frame: int) -> tuple[float, float, int]:
    """From the key until the other's picture moves; and from the key until it stands still."""
    _forget(one, other)
    pressed = _press(one, " ")
    other.wait_for_function(RUNS_PAST, arg=frame + 20)
    began = next(at for at, shown, _ in _shown(other) if shown > frame)
    pressed_again = _press(one, " ")
    stands = _frame_both_stand_at(one, other)
    stopped: float = other.evaluate("() => window.paused")
    return began - pressed, stopped - pressed_again, stands


def _apart(ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]]) -> list[float]:
    """For each picture of the one how far the other was then, in milliseconds of the film.

    Only while both run: from the later first picture to the earlier last one.
    """
    found = []
    places = list(pairwise(theirs))
    for at, _, second in ours:
        for (before, _, earlier), (after, _, later) in places:
            if before <= at < after and after - before < 500 and later > earlier:
                share = (at - before) / (after - before)
                found.append(abs(second - (earlier + share * (later - earlier))) * 1000)
    return found


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1]


def _press(page: Page, key: str) -> float:
    at: float = page.evaluate(PRESS, key)
    return at


def _forget(*pages: Page) -> None:
    for page in pages:
        page.evaluate("() => { window.shown = []; window.paused = 0; }")


def _shown(page: Page) -> list[list[float]]:
    found: list[list[float]] = page.evaluate("() => window.shown")
    return found


def _stands(page: Page, frame: int) -> None:
    page.wait_for_function(STANDS, arg=frame, timeout=PATIENCE)


def _frame_both_stand_at(one: Page, other: Page) -> int:
    """The frame at which both stand still; a difference that stays is an error."""
    one.wait_for_function("() => document.querySelector('[data-film]').paused")
    one.wait_for_timeout(300)
    frame = int(one.locator("[data-frame]").inner_text())
    for page in (one, other):
        _stands(page, frame)
    return frame


@contextmanager
def _two() -> Iterator[tuple[Page, Page]]:
    """The pages of two browsers of their own in one room, beside the others."""
    with TemporaryDirectory() as folder, ExitStack() as open_ones:
        make_database(Path(folder))
        app = open_ones.enter_context(opened(Path(folder)))
        db.create_all()
        together = meetings.Together(app, studio.with_film(films.drawn(60))).with_the_film()
        others = [meetings.Together(app).with_the_film() for _ in range(OTHER_ROOMS)]
        server = open_ones.enter_context(
            listening.Served(app.config, threads=THREADS, streams=STREAMS)
        )
        playwright = open_ones.enter_context(sync_playwright())
        pages = [
            open_ones.enter_context(_page(playwright, app, server, somebody))
            for somebody in (together.tess, together.sam)
        ]
        open_ones.enter_context(Crowd(server.url, others))
        for page in pages:
            _begin(page, together.room_id)
        pages[0].wait_for_timeout(4_000)
        yield pages[0], pages[1]


@contextmanager
def _page(playwright: Any, app: Flask, server: LiveServer, somebody: Any) -> Iterator[Page]:
    browser = playwright.chromium.launch(executable_path=browsing.CHROMIUM, args=browsing.ARGUMENTS)
    with browsing.signed_in(browser, app, server.url, somebody.person) as page:
        yield page
    browser.close()


def _begin(page: Page, room_id: int) -> None:
    page.goto(f"/rooms/{room_id}")
    page.wait_for_function(
        "() => document.querySelector('[data-film]').readyState >= 2"
        " && document.documentElement.dataset.live === 'stream'"
    )
    page.evaluate(NOTE)
