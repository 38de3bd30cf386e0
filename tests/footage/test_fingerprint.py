"""A film is compared with the fingerprint that its sender's own device worked out."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask, current_app
from playwright.sync_api import Browser, Page, Route
from sqlalchemy.exc import IntegrityError

from app.extensions import db, transaction
from app.footage import files
from app.models.erasures import ErasedWhy, Erasure
from app.models.footage import Recording, RecordingState
from tests import films
from tests.browser import PHONE, signed_in
from tests.browser_like import Visitor
from tests.footage.conftest import Case
from tests.footage.uploads import begin, declare, fresh, last_recording, patch, sweep
from tests.live_server import LiveServer


@pytest.fixture
def film() -> bytes:
    return films.constant().read_bytes()


@pytest.fixture
def declared(case: Case, trainee: Visitor) -> Recording:
    declare(trainee, case.cycle, [case.mother, case.child])
    return last_recording()


def fingerprint(content: bytes) -> str:
    return sha256(content).hexdigest()


def altered(content: bytes) -> bytes:
    """The same film with one bit of one byte turned over, in the middle of its pictures."""
    other = bytearray(content)
    other[len(other) // 2] ^= 1
    return bytes(other)


def everything_kept() -> list[str]:
    uploads, scratch = current_app.config["UPLOAD_FOLDER"], current_app.config["SCRATCH_FOLDER"]
    found = [path for folder in (uploads, scratch) for path in Path(folder).rglob("*")]
    return [str(path) for path in found if path.is_file()] + list(files.storage().keys_under(""))


def test_a_film_with_one_altered_byte_is_refused_and_nothing_of_it_is_kept(declared, trainee, film):
    begin(trainee, declared.id, len(film))
    patch(trainee, declared.id, 0, altered(film), Upload_SHA256=fingerprint(film))
    assert fresh(declared).state is RecordingState.RECEIVED
    sweep()
    sweep()
    recording = fresh(declared)
    assert recording.state is RecordingState.REFUSED
    page = trainee.open(f"/recordings/{declared.id}")
    assert "This film arrived changed" in page
    assert "nothing of it was kept" in page
    assert "upload it again" in page
    assert everything_kept() == []
    assert recording.files_erased_at is not None
    erasure = db.session.query(Erasure).filter_by(recording_id=declared.id).one()
    assert erasure.why is ErasedWhy.REFUSED


def test_the_film_can_be_uploaded_again_and_is_taken_then(case, declared, trainee, film):
    begin(trainee, declared.id, len(film))
    patch(trainee, declared.id, 0, altered(film), Upload_SHA256=fingerprint(film))
    sweep()
    assert declare(trainee, case.cycle, [case.mother, case.child]).status_code == 302
    again = last_recording()
    begin(trainee, again.id, len(film))
    patch(trainee, again.id, 0, film, Upload_SHA256=fingerprint(film).upper())
    sweep()
    assert fresh(again).state is RecordingState.READY
    assert again.sha256 == again.offered_sha256 == fingerprint(film)
    assert "the same as on the device it was sent from" in trainee.open(f"/recordings/{again.id}")


def test_a_fingerprint_may_be_offered_with_the_creation(declared, trainee, film):
    named = [("recording", str(declared.id)), ("sha256", fingerprint(film))]
    metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in named)
    assert begin(trainee, declared.id, len(film), Upload_Metadata=metadata).status_code == 201
    patch(trainee, declared.id, 0, altered(film))
    sweep()
    assert fresh(declared).state is RecordingState.REFUSED
    assert "arrived changed" in (fresh(declared).refused_because or "")


def test_a_film_without_a_fingerprint_goes_on_as_it_always_did(declared, trainee, film):
    begin(trainee, declared.id, len(film))
    patch(trainee, declared.id, 0, film)
    sweep()
    recording = fresh(declared)
    assert (recording.state, recording.offered_sha256) == (RecordingState.READY, None)
    page = trainee.open(f"/recordings/{declared.id}")
    assert "the same as on the device" not in page


@pytest.mark.parametrize("wrong", ["abc", "g" * 64, "a" * 65])
def test_a_fingerprint_that_cannot_be_compared_is_refused_and_adds_nothing(
    declared, trainee, film, wrong
):
    begin(trainee, declared.id, len(film))
    answer = patch(trainee, declared.id, 0, film, Upload_SHA256=wrong)
    assert answer.status_code == 400
    assert "64 hexadecimal digits" in answer.json["error"]
    assert files.arrived_bytes(declared.id) == 0


def test_another_film_that_is_chosen_takes_the_fingerprint_of_the_first_away(
    declared, trainee, film
):
    begin(trainee, declared.id, 10, Upload_SHA256=fingerprint(b"0123456789"))
    assert fresh(declared).offered_sha256 == fingerprint(b"0123456789")
    begin(trainee, declared.id, len(film))
    assert fresh(declared).offered_sha256 is None


def test_no_film_that_differs_can_be_watched_whoever_writes_the_row(declared, trainee, film):
    begin(trainee, declared.id, len(film))
    patch(trainee, declared.id, 0, film)
    sweep()
    with pytest.raises(IntegrityError, match="what_is_watched_is_what_was_sent"), transaction():
        fresh(declared).offered_sha256 = fingerprint(altered(film))


def choose(page: Page, case: Case, content: bytes) -> None:
    page.goto(f"/cycles/{case.cycle.id}/upload/client_film")
    film = {"name": "IMG.mp4", "mimeType": "video/mp4", "buffer": content}
    page.locator("#film").set_input_files(film)
    page.wait_for_url("**/recordings/*")


@pytest.mark.journey
def test_a_browser_notices_that_its_film_was_altered_on_the_way(
    app: Flask, case: Case, declared: Recording, browser: Browser, film: bytes
) -> None:
    offered: list[str | None] = []

    def alter(route: Route) -> None:
        offered.append(route.request.headers.get("upload-sha256"))
        route.continue_(post_data=altered(film))

    with (
        LiveServer(app.config) as server,
        signed_in(browser, app, server.url, case.trainee, viewport=PHONE) as page,
    ):
        page.route("**/uploads/*", lambda route: _patched(route, alter))
        choose(page, case, film)
        assert offered == [fingerprint(film)]
        assert files.arriving(declared.id).read_bytes() == altered(film)
        sweep()
        page.get_by_text("This film arrived changed").wait_for()
    sweep()
    assert everything_kept() == []


@pytest.mark.journey
def test_a_browser_without_module_workers_uploads_as_before(
    app: Flask, case: Case, declared: Recording, browser: Browser, film: bytes
) -> None:
    with (
        LiveServer(app.config) as server,
        signed_in(browser, app, server.url, case.trainee, viewport=PHONE) as page,
    ):
        page.add_init_script("delete window.Worker")
        choose(page, case, film)
    recording = fresh(declared)
    assert (recording.state, recording.offered_sha256) == (RecordingState.RECEIVED, None)
    sweep()
    assert fresh(declared).state is RecordingState.READY


def _patched(route: Route, do: object) -> None:
    if route.request.method == "PATCH":
        do(route)  # type: ignore[operator]
    else:
        route.continue_()
