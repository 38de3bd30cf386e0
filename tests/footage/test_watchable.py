"""A film is watched as soon as its reference stands, and marked only once all of it does."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import update

from app import clock
from app.extensions import db, transaction
from app.footage import files, operations
from app.footage.operations import readying
from app.footage.queries import ready_with_original
from app.jobs import lease
from app.models.footage import Recording, RecordingState
from app.models.people import Role
from app.models.services import Service
from app.services.operations import PolicyTerms, publish_policy
from app.services.queries import service_of_cycle
from tests import factories, films
from tests.browser_like import Visitor
from tests.footage.uploads import fresh, send_film, sweep


@pytest.fixture
def received(case, trainee) -> Recording:
    return send_film(trainee, case.cycle, [case.mother], films.constant())


@pytest.fixture
def watchable(received, monkeypatch) -> Recording:
    """Its worker ended when the reference stood, before anything else was made."""

    def ended(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as soon:
        soon.setattr(readying, "look_at", ended)
        with pytest.raises(SystemExit):
            operations.make_ready(received.id)
    return fresh(received)


def test_a_watchable_film_plays_and_cannot_be_marked(trainee, watchable):
    assert watchable.state is RecordingState.WATCHABLE
    assert (watchable.frame_count, str(watchable.rate)) == (75, "25")
    page = trainee.open(f"/recordings/{watchable.id}")
    assert "can be watched now" in page
    assert f"/recordings/{watchable.id}/watch" in page
    assert f"/recordings/{watchable.id}/poster" not in page
    trainee.open(f"/recordings/{watchable.id}/watch")
    film = trainee.get(f"/recordings/{watchable.id}/film", headers={"Range": "bytes=0-99"})
    assert film.status_code == 206
    assert trainee.get(f"/recordings/{watchable.id}/studio").status_code == 404
    moments = f"/api/v1/recordings/{watchable.id}/moments"
    assert trainee.send_json(moments, {}).status_code == 404


def test_nobody_else_sees_a_watchable_film(app, watchable):
    other = Visitor(app).sign_in(factories.person(Role.TRAINEE))
    assert other.get(f"/recordings/{watchable.id}/film").status_code == 404


def test_who_takes_over_a_watchable_film_does_not_make_its_reference_again(watchable, monkeypatch):
    key = files.reference_key(watchable.id)
    with files.storage().fetch(key) as reference:
        before = reference.read_bytes()

    def again(*_: object) -> None:
        raise AssertionError("the reference is there")

    monkeypatch.setattr(readying, "make_reference", again)
    with clock.moved_by(2 * lease.LEASE):
        sweep()
    assert fresh(watchable).state is RecordingState.READY
    with files.storage().fetch(key) as reference:
        assert reference.read_bytes() == before
    assert len(list(files.storage().keys_under(f"recordings/{watchable.id}"))) == 5
    assert not files.arriving(watchable.id).exists()


def test_a_watchable_film_that_is_erased_leaves_nothing(case, watchable):
    with transaction():
        row = db.session.get_one(Recording, watchable.id)
        operations.erase_recording(case.actor, row)
    with clock.moved_by(2 * lease.LEASE):
        sweep()
    assert fresh(watchable).files_erased_at is not None
    assert list(files.storage().keys_under("")) == []
    assert not files.arriving(watchable.id).exists()


def test_percent_and_time_left_are_told_while_a_film_is_made_ready(trainee, received):
    begun = {"begun_at": clock.now() - timedelta(minutes=2), "progress": 0.25}
    with transaction():
        db.session.execute(update(Recording).values(**begun))
    told = trainee.get(f"/recordings/{received.id}/state").get_json()
    assert told["progress"] == 0.25
    assert "25% done, about 7 minutes left" in told["sentence"]
    assert "25% done, about 7 minutes left" in trainee.open(f"/recordings/{received.id}")
    assert "Being made ready: 25%, about 7 minutes left" in trainee.open(
        f"/cycles/{received.cycle_id}"
    )


@pytest.mark.parametrize(("seconds", "progress"), [(0, 0.0), (60, 0.05), (60, 1.0)])
def test_no_time_is_promised_before_it_can_be_told(seconds, progress):
    begun = clock.now()
    film = Recording(begun_at=begun, progress=progress)
    assert film.time_left(begun + timedelta(seconds=seconds)) is None


def test_of_the_film_as_it_arrived_its_frames_rate_and_times_stay(trainee, ready):
    recording = ready(films.dropped_frames())
    kept = films.kept_frames()
    assert recording.source_frame_count == len(kept)
    rate = Fraction(recording.source_rate_num, recording.source_rate_den)
    assert rate == len(kept) / Fraction(kept[-1] + 1 - kept[0], 30)
    assert f"{len(kept)} frames, {float(rate):.2f} a second" in trainee.open(
        f"/recordings/{recording.id}"
    )


def test_the_original_goes_unless_the_service_keeps_it(case, trainee, ready):
    original = films.constant().read_bytes()
    _keep_originals(case)
    recording = ready(films.constant())
    assert recording.original_kept
    key = files.original_key(recording.id)
    with files.storage().fetch(key) as kept:
        assert kept.read_bytes() == original
    assert not files.arriving(recording.id).exists()
    assert ready_with_original() == []
    assert "kept as your service asks" in trainee.open(f"/recordings/{recording.id}")
    with transaction():
        operations.erase_recording(case.actor, db.session.get_one(Recording, recording.id))
    sweep()
    assert list(files.storage().keys_under("")) == []


def test_a_kept_original_is_put_away_by_the_sweep_when_its_worker_ended(
    case, received, monkeypatch
):
    _keep_originals(case)
    with monkeypatch.context() as soon:
        soon.setattr(readying, "put_away_original", lambda recording_id: None)
        operations.make_ready(received.id)
    assert files.arriving(received.id).exists()
    sweep()
    assert not files.arriving(received.id).exists()
    assert files.storage().size(files.original_key(received.id)) > 0


def _keep_originals(case) -> None:
    terms = PolicyTerms(3, (), None, "Records schedule 2026, line 14", keeps_originals=True)
    with transaction() as session:
        service = session.get_one(Service, service_of_cycle(case.cycle.id))
        publish_policy(None, service, terms)
