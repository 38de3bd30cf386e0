"""A film that is stopped, or given up after the last try, waits for what its trainee decides."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db, transaction
from app.footage import files, operations
from app.footage.operations import readying
from app.footage.operations.tries import LeaseLost, Try
from app.jobs import lease
from app.models.audit import AuditEntry
from app.models.footage import Recording, RecordingState
from tests import films
from tests.footage.changes import withdraw
from tests.footage.uploads import declare, fresh, send_film, sweep


@pytest.fixture
def received(case, trainee) -> Recording:
    return send_film(trainee, case.cycle, [case.mother], films.constant())


@pytest.fixture
def stopped(trainee, received) -> Recording:
    trainee.send(f"/recordings/{received.id}/stop")
    return fresh(received)


def acts(of: Recording) -> list[str]:
    listed = select(AuditEntry.act).filter_by(subject="recordings", subject_id=of.id)
    return list(db.session.scalars(listed.order_by(AuditEntry.id)))


def test_a_film_that_waits_offers_to_be_stopped_and_is_not_made_ready_then(trainee, received):
    original = files.arriving(received.id).read_bytes()
    assert "Stop making it ready" in trainee.open(f"/recordings/{received.id}")
    assert trainee.send(f"/recordings/{received.id}/stop").status_code == 302
    sweep()
    sweep()
    assert fresh(received).state is RecordingState.REFUSED
    assert files.arriving(received.id).read_bytes() == original
    page = trainee.open(f"/recordings/{received.id}")
    assert "You stopped this film" in page
    assert "Try again" in page
    assert "Delete what arrived" in page
    assert "Waits for you" in trainee.open(f"/cycles/{received.cycle_id}")


def test_a_film_is_stopped_in_the_middle_of_the_work(case, received, monkeypatch):
    real = readying.make_reference

    def stopped_meanwhile(source, folder, progress, longest):
        with transaction():
            row = db.session.get_one(Recording, received.id)
            operations.stop_making_ready(case.actor, row)
        monkeypatch.setattr(readying, "_EVERY_SECOND", 0.0)
        return real(source, folder, progress, longest)

    monkeypatch.setattr(readying, "make_reference", stopped_meanwhile)
    sweep()
    assert fresh(received).state is RecordingState.REFUSED
    assert (received.lease_until, received.original_kept) == (None, True)
    assert files.arriving(received.id).exists()
    assert list(files.storage().keys_under("")) == []
    assert "recording.ready" not in acts(received)


def test_a_stopped_film_is_tried_again_and_becomes_ready(trainee, stopped):
    assert trainee.send(f"/recordings/{stopped.id}/try-again").status_code == 302
    sweep()
    assert fresh(stopped).state is RecordingState.READY
    assert not stopped.original_kept
    assert not files.arriving(stopped.id).exists()
    told = [act for act in acts(stopped) if act in ("recording.stopped", "recording.tried_again")]
    assert told == ["recording.stopped", "recording.tried_again"]


def test_a_stopped_film_is_deleted_for_good(trainee, stopped):
    trainee.send(f"/recordings/{stopped.id}/erase")
    sweep()
    assert fresh(stopped).state is RecordingState.ERASED
    assert stopped.files_erased_at is not None
    assert not files.arriving(stopped.id).exists()


def test_beside_a_stopped_film_another_can_be_chosen_and_then_it_stays_stopped(
    case, trainee, stopped
):
    assert declare(trainee, case.cycle, [case.mother]).status_code == 302
    answer = trainee.send(f"/recordings/{stopped.id}/try-again")
    assert answer.status_code == 409
    assert "another client film by now" in answer.text
    assert fresh(stopped).state is RecordingState.REFUSED


def test_nothing_is_tried_again_while_somebody_still_works_on_it(trainee, received):
    this = Try.begin(received.id)
    assert this is not None
    trainee.send(f"/recordings/{received.id}/stop")
    answer = trainee.send(f"/recordings/{received.id}/try-again")
    assert answer.status_code == 409
    assert "in a moment" in answer.text
    with pytest.raises(LeaseLost):
        this.go_on(0.5)
    assert this.let_go_of_ended()
    assert trainee.send(f"/recordings/{received.id}/try-again").status_code == 302


def test_a_film_somebody_took_their_yes_back_for_is_not_tried_again(case, trainee, stopped):
    withdraw(case.mother)
    assert trainee.send(f"/recordings/{stopped.id}/try-again").status_code == 422
    assert fresh(stopped).state is RecordingState.REFUSED


def test_a_film_given_up_after_the_last_try_gets_as_many_tries_again(trainee, received):
    for number in range(lease.TRIES):
        with clock.moved_by((number + 1) * 2 * lease.LEASE):
            assert Try.begin(received.id) is not None
    with clock.moved_by(lease.LEASE * (2 * lease.TRIES + 3)):
        sweep()
        assert fresh(received).state is RecordingState.REFUSED
        assert "Waits for you" in trainee.open(f"/recordings/{received.id}")
        trainee.send(f"/recordings/{received.id}/try-again")
        sweep()
    assert fresh(received).state is RecordingState.READY


@pytest.mark.parametrize("act", ["stop", "try-again"])
def test_a_film_that_is_ready_is_neither_stopped_nor_tried_again(trainee, ready, act):
    recording = ready(films.constant())
    assert trainee.send(f"/recordings/{recording.id}/{act}").status_code == 409
    assert fresh(recording).state is RecordingState.READY


def test_a_film_that_is_none_keeps_nothing_to_decide_about(case, trainee):
    recording = send_film(trainee, case.cycle, [case.mother], films.text_renamed())
    sweep()
    assert not fresh(recording).original_kept
    assert "Try again" not in trainee.open(f"/recordings/{recording.id}")
    assert trainee.send(f"/recordings/{recording.id}/try-again").status_code == 409
