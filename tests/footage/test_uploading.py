from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock, jobs
from app.extensions import db
from app.footage import files
from app.models.audit import AuditEntry
from app.models.footage import Recording, RecordingState
from app.models.people import Role
from tests import factories
from tests.browser_like import Visitor
from tests.footage.changes import set_state, withdraw
from tests.footage.uploads import begin, declare, fresh, last_recording, patch, sweep, tus

MIB = 1024 * 1024


@pytest.fixture
def declared(case, trainee) -> Recording:
    """A recording that waits for a film to be chosen."""
    declare(trainee, case.cycle, [case.mother, case.child])
    return last_recording()


@pytest.fixture
def begun(declared, trainee) -> Recording:
    """An upload of ten bytes, of which none has arrived."""
    assert begin(trainee, declared.id, 10).status_code == 201
    return declared


def url(recording: Recording) -> str:
    return f"/uploads/{recording.id}"


def offset(visitor: Visitor, recording: Recording) -> str | None:
    return tus(visitor, "HEAD", url(recording)).headers.get("Upload-Offset")


@contextmanager
def configured(app: Flask, **values: object) -> Iterator[None]:
    before = {name: app.config[name] for name in values}
    app.config.update(values)
    yield
    app.config.update(before)


def test_the_door_says_what_it_can(visitor):
    answer = tus(visitor, "OPTIONS", "/uploads", Tus_Resumable="")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == (
        "creation,creation-with-upload,checksum,expiration,termination"
    )
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert int(answer.headers["Tus-Max-Size"]) == 6144 * MIB


def test_a_creation_names_its_recording_and_gets_its_address(declared, trainee):
    answer = begin(trainee, declared.id, 10)
    assert answer.status_code == 201
    assert answer.headers["Location"].endswith(url(declared))
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert fresh(declared).declared_bytes == 10
    head = tus(trainee, "HEAD", url(declared))
    assert (head.headers["Upload-Offset"], head.headers["Upload-Length"]) == ("0", "10")
    assert "no-store" in head.headers["Cache-Control"]


def test_bytes_arrive_in_parts_and_the_last_one_makes_it_received(begun, trainee):
    first = patch(trainee, begun.id, 0, b"0123")
    assert (first.status_code, first.headers["Upload-Offset"]) == (204, "4")
    assert fresh(begun).received_bytes == 4
    assert patch(trainee, begun.id, 4, b"456789").headers["Upload-Offset"] == "10"
    recording = fresh(begun)
    assert recording.state is RecordingState.RECEIVED
    assert recording.received_at is not None
    assert files.arriving(begun.id).read_bytes() == b"0123456789"
    acts = db.session.scalars(select(AuditEntry.act).filter_by(subject="recordings")).all()
    assert acts == ["recording.declared", "recording.upload_begun", "recording.received"]


def test_a_client_that_missed_the_last_answer_learns_that_all_has_arrived(begun, trainee):
    patch(trainee, begun.id, 0, b"0123456789")
    assert offset(trainee, begun) == "10"
    set_state(begun, RecordingState.REFUSED)
    assert tus(trainee, "HEAD", url(begun)).status_code == 410


def test_a_wrong_offset_is_a_conflict_and_adds_nothing(begun, trainee):
    patch(trainee, begun.id, 0, b"0123")
    for wrong in (0, 3, 5):
        answer = patch(trainee, begun.id, wrong, b"xx")
        assert answer.status_code == 409
        assert "goes on from there" in answer.json["error"]
    assert offset(trainee, begun) == "4"


def test_a_malformed_part_adds_nothing(begun, trainee):
    for headers, status in (
        ({"Tus_Resumable": "0.2.2"}, 412),
        ({"Tus_Resumable": ""}, 412),
        ({"Upload_Offset": ""}, 400),
        ({"Upload_Offset": "-1"}, 400),
        ({"Upload_Offset": "²"}, 400),
        ({"Content_Type": "video/mp4"}, 415),
        ({"X_CSRFToken": ""}, 400),
        ({"X_CSRFToken": "made up"}, 400),
    ):
        answer = patch(trainee, begun.id, 0, b"0123", **headers)
        assert answer.status_code == status, headers
        assert answer.json["error"]
        assert files.arrived_bytes(begun.id) == 0


def test_a_part_beyond_the_declared_length_is_refused_before_it_is_read(begun, trainee):
    assert patch(trainee, begun.id, 0, b"0123456789x").status_code == 413
    assert files.arrived_bytes(begun.id) == 0


def test_a_part_may_be_larger_than_any_form(declared, trainee):
    content = bytes(5 * MIB)
    begin(trainee, declared.id, len(content) + 1)
    assert patch(trainee, declared.id, 0, content).status_code == 204
    assert offset(trainee, declared) == str(5 * MIB)


def test_only_the_bytes_of_films_may_be_that_large(begun, trainee):
    form = {"Content_Type": "multipart/form-data; boundary=x"}
    assert patch(trainee, begun.id, 0, bytes(5 * MIB), **form).status_code == 413


def test_the_offset_is_true_after_a_part_broke_off(begun, trainee):
    answer = patch(trainee, begun.id, 0, b"0123", Content_Length="8")
    assert answer.status_code in (204, 400)
    assert offset(trainee, begun) == "4"
    assert patch(trainee, begun.id, 4, b"456789").status_code == 204
    assert files.arriving(begun.id).read_bytes() == b"0123456789"


@pytest.mark.parametrize(
    ("length", "status", "sentence"),
    [
        ("0", 422, "This file is empty"),
        ("", 400, "Upload-Length"),
        (str(7000 * MIB), 413, "at most 6144 MiB"),
    ],
)
def test_a_film_that_cannot_be_taken_in_is_refused_before_its_bytes(
    declared, trainee, length, status, sentence
):
    answer = begin(trainee, declared.id, 10, Upload_Length=length)
    assert answer.status_code == status
    assert sentence in answer.json["error"]
    assert not files.arriving(declared.id).exists()


def test_a_full_disk_is_told_before_bytes_are_sent(app, declared, trainee):
    free = shutil.disk_usage(files.upload_folder()).free
    with configured(app, DISK_TO_KEEP_FREE=free):
        answer = begin(trainee, declared.id, 10 * MIB)
    assert answer.status_code == 507
    assert "not enough room" in answer.json["error"]
    assert begin(trainee, declared.id, 10).status_code == 201
    with configured(app, DISK_TO_KEEP_FREE=2 * free):
        assert patch(trainee, declared.id, 0, b"0123").status_code == 507
    assert patch(trainee, declared.id, 0, b"0123").status_code == 204


def test_another_film_may_be_chosen_until_bytes_have_arrived(begun, trainee):
    assert begin(trainee, begun.id, 20).status_code == 201
    assert fresh(begun).declared_bytes == 20
    patch(trainee, begun.id, 0, b"0123")
    answer = begin(trainee, begun.id, 30)
    assert answer.status_code == 409
    assert "choose the same film" in answer.json["error"]
    assert fresh(begun).declared_bytes == 20


def test_the_page_offers_to_go_on_where_it_stopped(case, declared, trainee):
    begin(trainee, declared.id, 200_000)
    patch(trainee, declared.id, 0, bytes(100_000))
    page = trainee.open(f"/cycles/{case.cycle.id}/upload/client_film")
    assert "100 kB of 200 kB have arrived." in page
    assert f'data-proof="{url(declared)}/proof"' in page
    assert "50% of the film has arrived." in trainee.open(f"/recordings/{declared.id}")


def test_what_has_arrived_is_proven_piece_by_piece_to_its_owner_alone(
    app, declared, trainee, monkeypatch
):
    begin(trainee, declared.id, 20)
    assert trainee.get(f"{url(declared)}/proof").status_code == 404
    patch(trainee, declared.id, 0, b"0123456789")
    monkeypatch.setattr(files, "PROVEN_AT_ONCE", 4)
    answer = trainee.get(f"{url(declared)}/proof")
    assert answer.mimetype == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    pieces = ((4, b"0123"), (8, b"4567"), (10, b"89"))
    assert lines == [{"end": end, "sha256": sha256(piece).hexdigest()} for end, piece in pieces]
    other = Visitor(app).sign_in(factories.person(Role.TRAINEE))
    assert other.get(f"{url(declared)}/proof").status_code == 404


def test_no_name_of_a_file_is_kept(declared, trainee):
    named = f"recording {_base64(str(declared.id))},filename {_base64('Jamie.mp4')}"
    assert begin(trainee, declared.id, 10, Upload_Metadata=named).status_code == 201
    entries = db.session.scalars(select(AuditEntry)).all()
    assert "Jamie" not in str([entry.detail for entry in entries])
    assert [path.name for path in files.upload_folder().iterdir()] == [str(declared.id)]


def test_a_creation_that_names_no_recording_finds_nothing(declared, trainee):
    for named in ("", "recording", "recording !", "recording eHk=", "film MQ=="):
        assert begin(trainee, declared.id, 10, Upload_Metadata=named).status_code == 404


def test_nothing_can_be_sent_before_a_film_was_chosen(declared, trainee):
    assert tus(trainee, "HEAD", url(declared)).status_code == 404
    assert patch(trainee, declared.id, 0, b"0123").status_code == 404


def test_an_ended_upload_leaves_nothing_behind_and_another_may_begin(case, begun, trainee):
    patch(trainee, begun.id, 0, b"0123")
    assert tus(trainee, "DELETE", url(begun)).status_code == 204
    assert fresh(begun).state is RecordingState.ERASED
    assert patch(trainee, begun.id, 4, b"4567").status_code == 404
    assert tus(trainee, "HEAD", url(begun)).status_code == 410
    assert tus(trainee, "DELETE", url(begun)).status_code == 404
    sweep()
    assert not files.arriving(begun.id).exists()
    assert fresh(begun).files_erased_at is not None
    assert declare(trainee, case.cycle, [case.mother]).status_code == 302


def test_a_film_that_has_arrived_cannot_be_ended_by_a_script(begun, trainee):
    patch(trainee, begun.id, 0, b"0123456789")
    assert tus(trainee, "DELETE", url(begun)).status_code == 404
    assert fresh(begun).state is RecordingState.RECEIVED


def test_consent_taken_back_stops_the_next_bytes_in_words(case, begun, trainee):
    patch(trainee, begun.id, 0, b"0123")
    withdraw(case.child)
    answer = patch(trainee, begun.id, 4, b"4567")
    assert answer.status_code == 422
    assert "Child took back their yes to filming" in answer.json["error"]
    assert files.arrived_bytes(begun.id) == 4


def test_nobody_else_finds_the_upload(app, case, begun):
    strangers = [factories.person(role) for role in Role] + [case.supervisor]
    for person in strangers:
        visitor = Visitor(app).sign_in(person)
        assert begin(visitor, begun.id, 10).status_code == 404
        assert tus(visitor, "HEAD", url(begun)).status_code == 404
        assert patch(visitor, begun.id, 0, b"0123").status_code == 404
        assert tus(visitor, "DELETE", url(begun)).status_code == 404
    assert files.arrived_bytes(begun.id) == 0


def test_nobody_uploads_without_signing_in(app, begun):
    visitor = Visitor(app)
    for answer in (
        begin(visitor, begun.id, 10),
        tus(visitor, "HEAD", url(begun)),
        patch(visitor, begun.id, 0, b"0123"),
        tus(visitor, "DELETE", url(begun)),
    ):
        assert answer.status_code == 401
    assert files.arrived_bytes(begun.id) == 0


def test_a_last_byte_that_was_never_noted_is_found_by_the_sweep(begun):
    files.arriving(begun.id).write_bytes(b"0123456789")
    assert "footage.finish_upload" in jobs.WORKS
    jobs.WORKS["footage.finish_upload"].do(begun.id)
    jobs.WORKS["footage.finish_upload"].do(begun.id)
    assert fresh(begun).state is RecordingState.RECEIVED
    received = select(AuditEntry).filter_by(act="recording.received")
    assert len(db.session.scalars(received).all()) == 1


def test_an_upload_left_for_seven_days_is_ended_with_a_sentence(case, begun, trainee):
    patch(trainee, begun.id, 0, b"0123")
    with clock.moved_by(timedelta(days=6)):
        sweep()
        assert fresh(begun).state is RecordingState.UPLOADING
    with clock.moved_by(timedelta(days=8)):
        sweep()
        sweep()
    recording = fresh(begun)
    assert recording.state is RecordingState.REFUSED
    assert "arrived for seven days" in (recording.refused_because or "")
    assert list(Path(files.upload_folder()).iterdir()) == []
    assert declare(trainee, case.cycle, [case.mother]).status_code == 302


def test_an_old_upload_to_which_something_was_just_added_is_kept(begun, trainee):
    with transaction_of(begun) as recording:
        recording.created_at = clock.now() - timedelta(days=30)
    patch(trainee, begun.id, 0, b"0123")
    sweep()
    assert fresh(begun).state is RecordingState.UPLOADING


@contextmanager
def transaction_of(recording: Recording) -> Iterator[Recording]:
    from app.extensions import transaction

    with transaction() as session:
        yield session.get_one(Recording, recording.id)


def _base64(text: str) -> str:
    from base64 import b64encode

    return b64encode(text.encode()).decode()
