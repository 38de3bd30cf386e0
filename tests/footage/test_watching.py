from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import DDL, select
from sqlalchemy.exc import IntegrityError

from accreditation.consent import Purpose
from app import clock
from app.extensions import db, transaction
from app.footage import files
from app.footage.parts import MOST
from app.models.audit import Sent, Watch
from app.models.footage import Recording, RecordingState
from app.models.guards import Guard
from app.models.people import Role
from tests import factories, films
from tests.browser_like import Visitor
from tests.footage.changes import set_state, withdraw
from tests.footage.uploads import FILMED_ON, fresh

FINGERPRINT = "ab" * 32


@pytest.fixture
def recording(case, tmp_path) -> Recording:
    """A ready recording whose reference film is a real one."""
    return kept(case, films.drawn(), tmp_path)


def kept(case, film: Path, tmp_path: Path) -> Recording:
    row = factories.recording(
        case.cycle, [case.mother, case.child], sha256=FINGERPRINT, frame_count=100
    )
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(film.read_bytes())
    files.storage().publish(files.reference_key(row.id), copy)
    copy.write_bytes(b"a poster")
    files.storage().publish(files.poster_key(row.id), copy)
    copy.write_bytes(b"a sheet")
    files.storage().publish(files.storyboard_key(row.id), copy)
    copy.write_bytes(b"{}")
    files.storage().publish(files.overview_key(row.id), copy)
    return row


def addresses(recording: Recording) -> list[str]:
    kinds = ("film", "poster", "stills/3", "storyboard", "overview")
    return [f"/recordings/{recording.id}/{what}" for what in kinds]


def part(visitor: Visitor, recording: Recording, asked: str | None = None, **headers: str):
    sent = {"Range": asked, **{name.replace("_", "-"): text for name, text in headers.items()}}
    known = {name: text for name, text in sent.items() if text}
    return visitor.get(f"/recordings/{recording.id}/film", headers=known)


def served(recording: Recording) -> list[tuple[int, Role]]:
    rows = db.session.execute(
        select(Watch.person_id, Watch.role).filter_by(recording_id=recording.id)
    )
    return [tuple(row) for row in rows]


def test_a_part_of_the_film_is_what_was_asked_for(recording, trainee):
    content = films.drawn().read_bytes()
    answer = part(trainee, recording, "bytes=100-299")
    assert answer.status_code == 206
    assert answer.data == content[100:300]
    assert answer.headers["Content-Range"] == f"bytes 100-299/{len(content)}"
    assert answer.headers["Content-Length"] == "200"
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["ETag"] == f'"{FINGERPRINT}"'
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_end_may_be_left_open_or_counted_from_behind(recording, trainee):
    content = films.drawn().read_bytes()
    assert part(trainee, recording, f"bytes={len(content) - 7}-").data == content[-7:]
    assert part(trainee, recording, "bytes=-7").data == content[-7:]
    assert part(trainee, recording, f"bytes=5-{len(content) * 9}").data == content[5:]


def test_one_answer_carries_at_most_two_mebibytes(case, trainee, tmp_path):
    long = tmp_path / "long.mp4"
    long.write_bytes(bytes(range(256)) * (3 * MOST // 256))
    recording = kept(case, long, tmp_path)
    for asked in ("bytes=0-", None):
        answer = part(trainee, recording, asked)
        assert answer.status_code == 206
        assert len(answer.data) == MOST
        assert answer.headers["Content-Range"] == f"bytes 0-{MOST - 1}/{3 * MOST}"
    assert (
        part(trainee, recording, f"bytes={MOST + 1}-").data == long.read_bytes()[MOST + 1 :][:MOST]
    )


def test_a_short_film_comes_whole_to_who_asks_for_no_part(recording, trainee):
    answer = part(trainee, recording)
    assert answer.status_code == 200
    assert answer.data == films.drawn().read_bytes()
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_part_that_is_not_there_is_said_to_be_so(recording, trainee):
    size = films.drawn().stat().st_size
    for asked in (f"bytes={size}-", "bytes=0-1,4-5"):
        answer = part(trainee, recording, asked)
        assert answer.status_code == 416
        assert answer.headers["Content-Range"] == f"bytes */{size}"
    assert served(recording) == []


def test_a_part_of_another_film_is_not_mixed_in(recording, trainee):
    tag = f'"{FINGERPRINT}"'
    assert part(trainee, recording, "bytes=5-9", If_Range=tag).status_code == 206
    other = part(trainee, recording, "bytes=5-9", If_Range='"another"')
    assert other.status_code == 200
    assert len(other.data) == films.drawn().stat().st_size


def test_the_head_of_a_film_says_how_long_it_is_and_is_no_watch(recording, trainee):
    answer = trainee.ask(f"/recordings/{recording.id}/film", method="HEAD")
    assert answer.status_code == 200
    assert answer.headers["Content-Length"] == str(films.drawn().stat().st_size)
    assert answer.data == b""
    assert served(recording) == []


def test_every_five_minutes_of_watching_are_noted_once(case, recording, trainee):
    start = clock.now().replace(minute=0, second=0)
    for minute in (0, 1, 4, 6):
        with clock.set_to(start + timedelta(minutes=minute)):
            part(trainee, recording, "bytes=0-9")
    assert served(recording) == [(case.trainee.id, Role.TRAINEE)] * 2


def test_consent_taken_back_shuts_the_film_at_the_next_part(case, recording, trainee):
    assert part(trainee, recording, "bytes=0-9").status_code == 206
    withdraw(case.child)
    for address in addresses(recording):
        assert trainee.get(address).status_code == 404
    assert part(trainee, recording, "bytes=10-19").status_code == 404


@pytest.mark.parametrize("state", [RecordingState.RECEIVED, RecordingState.ERASED])
def test_only_a_film_that_can_be_played_is_sent(recording, trainee, state):
    set_state(recording, state)
    for address in addresses(recording):
        assert trainee.get(address).status_code == 404


def test_nobody_else_gets_a_byte(app, case, recording):
    people = [factories.person(role) for role in Role]
    for visitor in [Visitor(app).sign_in(person) for person in [*people, case.supervisor]]:
        for address in addresses(recording):
            assert visitor.get(address).status_code == 404
            assert visitor.ask(address, method="HEAD").status_code == 404
    assert served(recording) == []
    for address in addresses(recording):
        assert Visitor(app).get(address).status_code == 302


def test_a_supervisor_watches_what_was_brought_while_everyone_agrees(app, case, recording):
    supervisor = Visitor(app).sign_in(case.supervisor)
    factories.brought(case.cycle)
    assert part(supervisor, recording, "bytes=0-9").status_code == 206
    assert served(recording) == [(case.supervisor.id, Role.SUPERVISOR)]
    withdraw(case.mother, Purpose.SUPERVISION)
    assert part(supervisor, recording, "bytes=0-9").status_code == 404


def test_poster_and_stills_are_noted_as_pictures_and_the_film_as_film(recording, trainee):
    poster, film = (f"/recordings/{recording.id}/{what}" for what in ("poster", "film"))
    answer = trainee.get(poster)
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/jpeg", b"a poster")
    assert kinds(recording) == [Sent.PICTURE]
    trainee.get(f"/recordings/{recording.id}/stills/3")
    assert kinds(recording) == [Sent.PICTURE]
    trainee.get(film)
    assert kinds(recording) == [Sent.PICTURE, Sent.FILM]


def kinds(recording: Recording) -> list[Sent]:
    rows = select(Watch.sent).filter_by(recording_id=recording.id).order_by(Watch.id)
    return list(db.session.scalars(rows))


def test_only_asking_how_large_it_is_sends_nothing_and_notes_nothing(recording, trainee):
    for address in addresses(recording):
        answer = trainee.ask(address, method="HEAD")
        assert (answer.status_code, answer.data) == (200, b"")
    assert served(recording) == []


@pytest.mark.parametrize("what", ["film", "poster", "stills/3", "storyboard"])
def test_where_it_cannot_be_noted_not_a_byte_is_sent(recording, trainee, what):
    closed = Guard("closed_log", "watches", "BEFORE INSERT", "1 = 1", "The log is closed.")
    with transaction() as session:
        for statement in getattr(closed, db.engine.dialect.name):
            session.execute(DDL(statement.replace("%", "%%")))
    with pytest.raises(IntegrityError, match="The log is closed"):
        trainee.get(f"/recordings/{recording.id}/{what}")


def test_a_film_whose_file_is_missing_is_not_found(case, trainee):
    recording = factories.recording(case.cycle, [case.mother])
    for address in addresses(recording):
        assert trainee.get(address).status_code == 404


def test_a_still_is_exactly_the_frame_that_was_asked_for(recording, trainee):
    for frame in (0, 37, 99):
        answer = trainee.get(f"/recordings/{recording.id}/stills/{frame}?width=640")
        assert answer.mimetype == "image/jpeg"
        assert films.read_frame_number(Image.open(io.BytesIO(answer.data))) == frame
    assert len(served(recording)) == 1


def test_the_width_of_a_still_keeps_within_bounds(recording, trainee):
    for asked, width in ((320, 320), (1, 80), (99999, 1920), ("x", 640)):
        answer = trainee.get(f"/recordings/{recording.id}/stills/3?width={asked}")
        assert Image.open(io.BytesIO(answer.data)).width == width


def test_a_frame_beyond_the_end_is_refused_in_words(recording, trainee):
    answer = trainee.ask(
        f"/recordings/{recording.id}/stills/100", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 404
    assert "The film has no such frame." in answer.json["error"]


def test_a_film_that_was_uploaded_is_the_film_that_is_watched(ready, trainee):
    recording = ready(films.drawn())
    assert fresh(recording).filmed_on == FILMED_ON
    answer = trainee.get(f"/recordings/{recording.id}/stills/42")
    assert films.read_frame_number(Image.open(io.BytesIO(answer.data))) == 42
    poster = trainee.get(f"/recordings/{recording.id}/poster")
    assert Image.open(io.BytesIO(poster.data)).width == 640
    assert part(trainee, recording, "bytes=0-").data[4:8] == b"ftyp"
    assert kinds(recording) == [Sent.PICTURE, Sent.FILM]
