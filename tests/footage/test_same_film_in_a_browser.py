"""Going on with an upload: the chosen film is proven to be the one that has begun to arrive."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app.footage import files
from app.models.footage import RecordingState
from tests import films
from tests.browser import PHONE, signed_in
from tests.browser_like import Visitor
from tests.footage.conftest import Case
from tests.footage.uploads import begin, declare, fresh, last_recording, patch
from tests.live_server import LiveServer

pytestmark = [pytest.mark.journey, pytest.mark.timeout(120)]


def test_another_film_with_the_same_beginning_is_refused_and_the_same_goes_on(
    app: Flask, case: Case, trainee: Visitor, browser: Browser
) -> None:
    content = films.heavy().read_bytes()
    half = len(content) // 2
    declare(trainee, case.cycle, [case.mother])
    recording = last_recording()
    begin(trainee, recording.id, len(content))
    patch(trainee, recording.id, 0, content[:half])
    anew = bytearray(content)
    anew[half - 1000] ^= 1
    with (
        LiveServer(app.config) as server,
        signed_in(browser, app, server.url, case.trainee, viewport=PHONE) as page,
    ):
        page.goto(f"/cycles/{case.cycle.id}/upload/client_film")
        film = page.locator("#film")
        film.set_input_files({"name": "IMG.mp4", "mimeType": "video/mp4", "buffer": bytes(anew)})
        page.get_by_text("This is not the film that has begun to arrive").wait_for()
        assert "86 %" in page.locator("[data-comparing]").inner_text(), "its beginning is the same"
        assert files.arrived_bytes(recording.id) == half
        page.route("**/proof", lambda route: route.fulfill(status=503))
        same = {"name": "IMG.mp4", "mimeType": "video/mp4", "buffer": content}
        film.set_input_files(same)
        page.get_by_text("The film could not be compared with what has arrived").wait_for()
        page.unroute("**/proof")
        film.set_input_files(same)
        page.wait_for_url("**/recordings/*")
    assert files.arriving(recording.id).read_bytes() == content
    assert fresh(recording).state is RecordingState.RECEIVED
