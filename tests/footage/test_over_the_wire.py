"""What only shows with a real server: slow people, and who keeps whom waiting."""

from __future__ import annotations

from contextlib import ExitStack, closing
from http.client import HTTPConnection

from app.footage import files
from tests import factories, films
from tests.footage.sender import Sender
from tests.footage.uploads import begin, declare, last_recording
from tests.processes import web

MORE_THAN_THE_POOL = 20


def test_slow_senders_hold_no_connection_to_the_database(app, case, trainee):
    declare(trainee, case.cycle, [case.mother])
    recording = last_recording()
    begin(trainee, recording.id, 1000)
    sender = Sender(trainee, recording)
    with web(app) as (_, address), ExitStack() as open_connections:
        for _ in range(MORE_THAN_THE_POOL):
            slow = open_connections.enter_context(closing(sender.start(address, 0, 1000)))
            slow.send(b"a")
        page = open_connections.enter_context(closing(HTTPConnection(address, timeout=60)))
        page.request("GET", f"/recordings/{recording.id}/state", headers=sender.headers)
        assert page.getresponse().status == 200


def test_a_film_comes_over_the_wire_as_it_was_asked_for(app, case, trainee, tmp_path):
    recording = factories.recording(case.cycle, [case.mother])
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(films.drawn().read_bytes())
    files.storage().publish(files.reference_key(recording.id), copy)
    viewer, film = Sender(trainee, recording), f"/recordings/{recording.id}/film"
    with web(app) as (_, address), closing(HTTPConnection(address, timeout=60)) as connection:
        for asked, status, content in (
            ("bytes=0-", 206, films.drawn().read_bytes()),
            ("bytes=1000-1999", 206, films.drawn().read_bytes()[1000:2000]),
            ("bytes=99999999-", 416, b""),
        ):
            connection.request("GET", film, headers=viewer.headers | {"Range": asked})
            answer = connection.getresponse()
            assert answer.status == status
            assert answer.read() == content
        connection.request("HEAD", film, headers=viewer.headers)
        answer = connection.getresponse()
        assert answer.read() == b""
        assert int(answer.headers["Content-Length"]) == films.drawn().stat().st_size
