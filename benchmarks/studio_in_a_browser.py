"""What the Studio costs a browser: a step of one frame, and moving along a full timeline."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from app.extensions import db, transaction
from app.models.moments import Moment, MomentTag, TagKind, Track
from app.models.people import Role
from benchmarks import Samples, bench
from tests.installation import make_database, opened
from tests.live_server import LiveServer

# The makers of films are not typed, so they are found rather than imported.
browsing: Any = import_module("tests.browser")
films: Any = import_module("tests.films")
room: Any = import_module("tests.studio.room")

STEPS = 25
ROUNDS = 4

BARE = """<!doctype html><title>Bare</title><video id="film" muted preload="auto" width="960"
src="{film}"></video><script>
const film = document.getElementById("film");
let frame = 0;
const go = (n) => (film.currentTime = (2 * (frame = n) + 1) / 50);
film.addEventListener("loadedmetadata", () => go(0), {{ once: true }});
addEventListener("keydown", (event) => event.key === "." && go(frame + 1));
</script>"""

TIME_STEPS = """async (steps) => {
    const film = document.querySelector("video");
    const took = [];
    for (let step = 0; step < steps; step++) {
        await new Promise((done) => setTimeout(done, 60));
        const shown = new Promise((done) =>
            film.requestVideoFrameCallback((_, picture) => done(picture.presentationTime)));
        const began = performance.now();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: ".", bubbles: true }));
        took.push((await shown) - began);
    }
    return took;
}"""

MOVE = """async () => {
    const lanes = document.querySelector("[data-lanes]");
    const list = document.querySelector("[data-lists]");
    const box = lanes.getBoundingClientRect();
    const wheel = (more) => lanes.dispatchEvent(new WheelEvent("wheel",
        { bubbles: true, cancelable: true, clientX: box.left + box.width / 2, ...more }));
    const took = [];
    let before = await new Promise(requestAnimationFrame);
    for (let at = 0; at < 120; at++) {
        if (at < 40) wheel({ ctrlKey: true, deltaY: at < 20 ? -60 : 60 });
        else if (at === 40) wheel({ ctrlKey: true, deltaY: -600 });
        else if (at < 80) wheel({ deltaX: at < 60 ? 90 : -90 });
        else list.scrollBy(0, 400);
        const now = await new Promise(requestAnimationFrame);
        took.push(now - before);
        before = now;
    }
    return took;
}"""


@bench("studio-step", unit="ms", target="<= 1.3")
def studio_step() -> Samples:
    """From the key to the presented frame; the reference seeks a bare video to the same frames."""
    with _room() as (browser, app, served, setting):
        ours: list[float] = []
        bare: list[float] = []
        with (
            browsing.signed_in(browser, app, served.url, setting.tess) as studio,
            browsing.signed_in(browser, app, served.url, setting.tess) as plain,
        ):
            room.open_studio(studio, setting.film)
            _open_bare(plain, setting.film.id)
            for number in range(ROUNDS + 1):
                for page, took in ((studio, ours), (plain, bare)):
                    page.bring_to_front()
                    found = page.evaluate(TIME_STEPS, STEPS)
                    took.extend(found if number else [])
        return Samples(ours, bare)


@bench("studio-moving-1000", unit="ms", target="<= 1.5")
def studio_moving() -> Samples:
    """The browser's frames while zooming, panning and scrolling: 1,000 moments beside 10."""
    with _room() as (browser, app, served, setting):
        few, many = (
            _moved(browser, app, served, setting, 10),
            _moved(browser, app, served, setting, 990),
        )
        late = sorted(many)
        within = late[int(len(late) * 0.95)]
        note = f"95 % of frames within {within:.1f} ms, the slowest {late[-1]:.0f} ms"
        return Samples(many, few, note)


def _moved(browser: Browser, app: Flask, served: LiveServer, setting: Any, more: int) -> Any:
    _add_moments(setting, more)
    with browsing.signed_in(browser, app, served.url, setting.tess) as page:
        room.open_studio(page, setting.film)
        page.wait_for_timeout(1500)
        page.evaluate(MOVE)
        return page.evaluate(MOVE)


def _add_moments(setting: Any, many: int) -> None:
    own = {"recording_id": setting.film.id, "owner_id": setting.tess.id, "role": Role.TRAINEE}
    with transaction() as session:
        track = session.query(Track).filter_by(**own).one_or_none() or Track(**own)
        session.add(track)
        session.flush()
        session.add_all(_moment(track, number) for number in range(many))


def _moment(track: Track, number: int) -> Moment:
    start = (number * 37) % 480
    tag = MomentTag(
        kind=TagKind.PRINCIPLE,
        framework="principles-of-attuned-interaction-1",
        key=f"key-{number % 6}",
        group_number=number % 6 + 1,
        wording="Waiting attentively for the other’s initiatives",
    )
    return Moment(
        token=str(uuid4()),
        track_id=track.id,
        start_frame=start,
        end_frame=start + 12 if number % 3 == 0 else None,
        rate_num=25,
        rate_den=1,
        words="Waits, and the child looks up and smiles at her.",
        tags=[tag],
    )


def _open_bare(page: Page, recording: int) -> None:
    page.route(
        "**/bare",
        lambda route: route.fulfill(
            content_type="text/html", body=BARE.format(film=f"/recordings/{recording}/film")
        ),
    )
    page.goto("/bare")
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")


@contextmanager
def _room() -> Iterator[tuple[Browser, Flask, LiveServer, Any]]:
    """A served Studio with a film of 20 seconds, and a browser."""
    with TemporaryDirectory() as folder:
        make_database(Path(folder))
        with opened(Path(folder)) as app:
            db.create_all()
            setting = room.with_film(films.drawn(20))
            with LiveServer(app.config) as served, sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=browsing.CHROMIUM, args=browsing.ARGUMENTS
                )
                yield browser, app, served, setting
                browser.close()
