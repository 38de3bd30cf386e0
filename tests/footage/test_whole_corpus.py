"""Every film of the corpus is uploaded and taken to its end: ready, or refused in words."""

from __future__ import annotations

import pytest

from app.footage.operations.readying import NOT_WHOLE
from app.models.footage import RecordingState
from app.video.refusals import FilmRefused
from tests import films, odd_films
from tests.footage.uploads import begin, declare, fresh, last_recording, send_film, sweep
from tests.video.test_corpus import CORPUS
from tests.video.test_probe import REFUSED
from tests.video.test_reference import COPIED, ENCODED

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]
USABLE = [
    *((getattr(odd_films, maker), rate, frames) for maker, rate, frames, _, _ in CORPUS),
    *((getattr(films, maker), rate, frames) for maker, rate, frames in ENCODED),
    *((getattr(films, maker), "25", 75 if maker != "drawn" else 100) for maker in COPIED),
    (odd_films.old_phone, "24000/1001", 48),
]
UNUSABLE = [*REFUSED, ("truncated_matroska", "truncated"), ("damaged", "damaged")]
MINUTES = 20


@pytest.mark.parametrize(("maker", "rate", "frames"), USABLE)
def test_a_usable_film_is_ready_with_its_frames(ready, maker, rate, frames):
    recording = ready(maker())
    assert recording.state is RecordingState.READY
    assert (str(recording.rate), recording.frame_count) == (rate, frames)


@pytest.mark.parametrize(("maker", "reason"), UNUSABLE)
def test_an_unusable_film_is_refused_with_the_right_sentence(case, trainee, maker, reason):
    film = getattr(films, maker)()
    if reason == "empty":
        declare(trainee, case.cycle, [case.mother])
        answer = begin(trainee, last_recording().id, 0)
        assert answer.status_code == 422
        assert "This file is empty" in answer.text
        return
    recording = send_film(trainee, case.cycle, [case.mother], film)
    sweep()
    assert fresh(recording).state is RecordingState.REFUSED
    assert recording.refused_because == FilmRefused(reason).sentence != NOT_WHOLE


def test_a_film_of_twenty_minutes_with_dropped_frames_keeps_its_length(ready):
    recording = ready(odd_films.twenty_minutes())
    assert recording.state is RecordingState.READY
    assert str(recording.rate) == "30"
    assert recording.frame_count == MINUTES * 60 * 30
    dropped = sum(n % 7 == 3 for n in range(recording.frame_count))
    assert recording.source_frame_count == recording.frame_count - dropped
