"""What tus adds to its core: checksums, when an upload ends, bytes that come with its creation."""

from __future__ import annotations

from base64 import b64encode
from contextlib import closing
from datetime import timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha1, sha256

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app import clock
from app.footage import files
from app.models.footage import Recording, RecordingState
from tests.browser_like import Visitor
from tests.footage.conftest import Case
from tests.footage.sender import Sender
from tests.footage.uploads import begin, declare, fresh, last_recording, patch, tus
from tests.processes import web

PART = b"0123456789"
HASHES = {"sha1": sha1, "sha256": sha256}


@pytest.fixture
def declared(case: Case, trainee: Visitor) -> Recording:
    declare(trainee, case.cycle, [case.mother])
    return last_recording()


@pytest.fixture
def begun(declared: Recording, trainee: Visitor) -> Recording:
    assert begin(trainee, declared.id, len(PART)).status_code == 201
    return declared


def begin_with(visitor: Visitor, recording_id: int, length: int, data: bytes) -> TestResponse:
    named = f"recording {b64encode(str(recording_id).encode()).decode()}"
    headers = {"Upload_Metadata": named, "Content_Type": "application/offset+octet-stream"}
    return tus(visitor, "POST", "/uploads", data, Upload_Length=str(length), **headers)


def checksum(algorithm: str, content: bytes) -> str:
    return f"{algorithm} {b64encode(HASHES[algorithm](content).digest()).decode()}"


@pytest.mark.parametrize("algorithm", HASHES)
def test_a_part_with_its_checksum_is_added(
    begun: Recording, trainee: Visitor, algorithm: str
) -> None:
    said = {"Upload_Checksum": checksum(algorithm, PART)}
    answer = patch(trainee, begun.id, 0, PART, **said)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, "10")
    assert fresh(begun).state is RecordingState.RECEIVED


def test_a_damaged_part_is_not_added_and_can_be_sent_again(
    begun: Recording, trainee: Visitor
) -> None:
    said = {"Upload_Checksum": checksum("sha256", b"something else")}
    answer = patch(trainee, begun.id, 0, PART, **said)
    assert answer.status_code == 460
    assert "Send it again" in answer.json["error"]
    assert files.arrived_bytes(begun.id) == 0
    assert fresh(begun).state is RecordingState.UPLOADING
    assert patch(trainee, begun.id, 0, PART).status_code == 204


@pytest.mark.parametrize("said", ["md5 MDEyMw==", "sha256 not-base-64", "sha256"])
def test_a_checksum_that_cannot_be_compared_is_refused(
    begun: Recording, trainee: Visitor, said: str
) -> None:
    answer = patch(trainee, begun.id, 0, PART, Upload_Checksum=said)
    assert answer.status_code in (400, 460)
    assert files.arrived_bytes(begun.id) == 0


def test_an_upload_says_when_it_ends_and_each_part_moves_that_on(
    begun: Recording, trainee: Visitor
) -> None:
    head = tus(trainee, "HEAD", f"/uploads/{begun.id}")
    ends = parsedate_to_datetime(head.headers["Upload-Expires"])
    left = ends - clock.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    later = patch(trainee, begun.id, 0, PART[:4])
    assert parsedate_to_datetime(later.headers["Upload-Expires"]) >= ends
    assert "Upload-Expires" not in patch(trainee, begun.id, 4, PART[4:]).headers


@pytest.mark.parametrize("many", [4, 10])
def test_bytes_that_come_with_the_creation_are_added(
    declared: Recording, trainee: Visitor, many: int
) -> None:
    answer = begin_with(trainee, declared.id, len(PART), PART[:many])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (201, str(many))
    assert files.arriving(declared.id).read_bytes() == PART[:many]
    state = RecordingState.RECEIVED if many == len(PART) else RecordingState.UPLOADING
    assert fresh(declared).state is state


def test_more_than_was_declared_begins_nothing(declared: Recording, trainee: Visitor) -> None:
    assert begin_with(trainee, declared.id, 5, PART).status_code == 413
    assert not files.arriving(declared.id).exists()
    assert fresh(declared).declared_bytes is None


def test_two_web_processes_take_parts_in_turn(
    app: Flask, declared: Recording, trainee: Visitor
) -> None:
    content = bytes(range(256)) * 4096
    begin(trainee, declared.id, len(content))
    sender, part = Sender(trainee, declared), len(content) // 8
    with web(app) as (_, one), web(app) as (_, other):
        for number in range(8):
            here, there = (one, other) if number % 2 else (other, one)
            assert sender.offset(here) == sender.offset(there) == number * part
            with closing(sender.start(here, number * part, part)) as connection:
                connection.send(content[number * part : (number + 1) * part])
                assert connection.getresponse().status == 204
    assert files.arriving(declared.id).read_bytes() == content
    assert fresh(declared).state is RecordingState.RECEIVED
