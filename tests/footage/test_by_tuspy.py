"""Another real client of tus, tuspy, uploads to the real server through what happens on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from tusclient.client import TusClient
from tusclient.uploader import Uploader

from app.footage import files
from app.models.footage import Recording, RecordingState
from tests import films
from tests.browser_like import Visitor
from tests.footage.conftest import Case
from tests.footage.relay import Relay
from tests.footage.sender import Sender
from tests.footage.uploads import declare, fresh, last_recording, sweep
from tests.processes import kill, wait_until, web

pytestmark = pytest.mark.timeout(240)
MIB = 1024 * 1024
CHUNK = MIB


@pytest.fixture
def declared(case: Case, trainee: Visitor) -> Recording:
    declare(trainee, case.cycle, [case.mother, case.child])
    return last_recording()


@contextmanager
def uploader(
    relay: Relay, trainee: Visitor, recording: Recording, film: Path
) -> Iterator[Uploader]:
    """What somebody writes who has read tuspy's page, and our metadata."""
    sender = Sender(trainee, recording)
    client = TusClient(f"http://{relay.address}/uploads", headers=sender.headers)
    named = {"recording": str(recording.id), "sha256": sha256(film.read_bytes()).hexdigest()}
    again = {"retries": 40, "retry_delay": 0.25}
    with film.open("rb") as content:
        yield client.uploader(file_stream=content, chunk_size=CHUNK, metadata=named, **again)


def require_it_became_ready(recording: Recording, film: Path) -> None:
    content = film.read_bytes()
    assert files.arriving(recording.id).read_bytes() == content
    assert fresh(recording).state is RecordingState.RECEIVED
    sweep()
    assert fresh(recording).state is RecordingState.READY
    assert recording.sha256 == recording.offered_sha256 == sha256(content).hexdigest()


def test_tuspy_goes_on_where_its_connection_was_cut(
    app: Flask, declared: Recording, trainee: Visitor
) -> None:
    film, kept, arriving = films.heavy(), [], files.arriving(declared.id)

    def note() -> None:
        kept.append(arriving.stat().st_size)

    in_the_middle = {CHUNK + CHUNK // 2: note, 3 * CHUNK + CHUNK // 3: note}
    with web(app) as (_, address), Relay(address, in_the_middle) as relay:
        with uploader(relay, trainee, declared, film) as sent:
            sent.upload()
        assert relay.broken == 2
    assert CHUNK <= kept[0] < 2 * CHUNK, "what had arrived before the cut was not sent again"
    require_it_became_ready(declared, film)


def test_tuspy_goes_on_with_a_server_that_was_killed_and_started_again(
    app: Flask, declared: Recording, trainee: Visitor
) -> None:
    film, kept, arriving = films.heavy(), [], files.arriving(declared.id)
    with ExitStack() as servers:
        first, address = servers.enter_context(web(app))

        def killed_and_started_again() -> None:
            wait_until(lambda: arriving.stat().st_size > CHUNK)
            kill(first)
            kept.append(arriving.stat().st_size)
            _, relay.server = servers.enter_context(web(app))

        at = {CHUNK + CHUNK // 2: killed_and_started_again}
        relay = servers.enter_context(Relay(address, at))
        with uploader(relay, trainee, declared, film) as sent:
            sent.upload()
        assert relay.broken == 1
    assert CHUNK < kept[0] < 2 * CHUNK, "it ended in the middle of a part"
    require_it_became_ready(declared, film)


def test_each_part_that_tuspy_sends_with_a_checksum_is_compared(
    app: Flask, declared: Recording, trainee: Visitor
) -> None:
    film = films.heavy()
    with web(app) as (_, address), Relay(address, _at(CHUNK + CHUNK // 2)) as relay:
        with uploader(relay, trainee, declared, film) as sent:
            sent.upload_checksum = True
            sent.upload()
        assert relay.broken == 1
    require_it_became_ready(declared, film)


def _at(size: int) -> dict[int, Callable[[], None]]:
    return {size: lambda: None}
