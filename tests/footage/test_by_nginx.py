"""Films sent by nginx: the same parts and the same rules as when Attune sends them itself."""

from __future__ import annotations

import http.client
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from flask import Flask

from app.footage import files
from app.footage.parts import MOST
from app.models.footage import Recording
from app.storage import LocalStorage
from tests import factories, nginx
from tests.browser_like import Visitor
from tests.footage.changes import withdraw
from tests.processes import web

pytestmark = pytest.mark.services("nginx")
FINGERPRINT = "ab" * 32
CONTENT = bytes(range(256)) * (3 * MOST // 256)
BY_NGINX = {"ATTUNE_ACCEL": "/kept", "ATTUNE_STORAGE_URL": ""}


@pytest.fixture
def recording(app: Flask, case, tmp_path: Path) -> Recording:
    row = factories.recording(case.cycle, [case.mother, case.child], sha256=FINGERPRINT)
    film = tmp_path / "film"
    film.write_bytes(CONTENT)
    storage = LocalStorage(app.config["STORAGE_FOLDER"])
    storage.publish(files.reference_key(row.id), film)
    return row


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    folder = Path(mkdtemp(prefix="attune-nginx-"))  # a socket's path must be short
    try:
        with (
            web(app, **BY_NGINX) as (_, behind),
            nginx.in_front_of([behind], app.config["STORAGE_FOLDER"], folder) as here,
        ):
            yield here
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def ask(app: Flask, trainee: Visitor, recording: Recording, address: str):
    """A question about the film, as its owner; status, headers and bytes."""
    name = app.config["SESSION_COOKIE_NAME"]
    cookie = trainee.client.get_cookie(name)
    assert cookie is not None

    def asked(path: str = f"/recordings/{recording.id}/film", method: str = "GET", **headers: str):
        named = {own.replace("_", "-"): text for own, text in headers.items()}
        connection = http.client.HTTPConnection(address, timeout=30)
        sent = {"Cookie": f"{name}={cookie.value}", **named}
        connection.request(method, path, headers=sent)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body

    return asked


def test_nginx_sends_the_part_that_was_asked_for_and_allowed(ask):
    status, headers, body = ask(Range="bytes=100-299")
    assert (status, body) == (206, CONTENT[100:300])
    assert headers["Content-Range"] == f"bytes 100-299/{len(CONTENT)}"
    assert headers["Content-Type"] == "video/mp4"
    assert headers.get_all("ETag") == [f'"{FINGERPRINT}"']
    assert headers.get_all("Cache-Control") == ["private, no-store"]
    assert headers["Accept-Ranges"] == "bytes"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "X-Accel-Redirect" not in headers
    assert "nginx" in headers["Server"]


@pytest.mark.parametrize("asked", ["bytes=0-", None])
def test_nginx_never_sends_more_than_two_mebibytes_at_once(ask, asked):
    status, headers, body = ask(**({"Range": asked} if asked else {}))
    assert (status, body) == (206, CONTENT[:MOST])
    assert headers["Content-Range"] == f"bytes 0-{MOST - 1}/{len(CONTENT)}"


def test_the_end_of_the_film_and_what_lies_behind_it(ask):
    assert ask(Range="bytes=-7")[2] == CONTENT[-7:]
    status, headers, _ = ask(Range=f"bytes={len(CONTENT)}-")
    assert (status, headers["Content-Range"]) == (416, f"bytes */{len(CONTENT)}")
    assert ask(Range="bytes=0-1,4-5")[0] == 416


def test_a_part_of_another_film_is_not_mixed_in(ask):
    assert ask(Range="bytes=5-9", If_Range=f'"{FINGERPRINT}"')[2] == CONTENT[5:10]
    status, headers, body = ask(Range="bytes=5-9", If_Range='"another"')
    assert (status, body) == (206, CONTENT[:MOST])
    assert headers["Content-Range"].startswith("bytes 0-")


def test_the_head_of_a_film_says_how_long_it_is(ask):
    status, headers, body = ask(method="HEAD")
    assert (status, headers["Content-Length"], body) == (200, str(len(CONTENT)), b"")


def test_consent_taken_back_shuts_the_film_at_the_next_part(case, ask):
    assert ask(Range="bytes=0-9")[0] == 206
    withdraw(case.child)
    assert ask(Range="bytes=10-19")[0] == 404


def test_nobody_reaches_a_film_but_by_way_of_attune(ask, recording):
    key = files.reference_key(recording.id)
    assert ask(f"/kept/{key}")[0] == 404
    assert ask(f"/kept/{key}?bytes=0-9&tag=x")[0] == 404
    assert ask(f"/recordings/{recording.id}/reference.mp4")[0] == 404
