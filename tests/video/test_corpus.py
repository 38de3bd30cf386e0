"""Whatever a phone, a camera or a browser writes becomes a film with exactly its frames.

The other half of the corpus, with what is refused, is in `test_reference.py` and `test_probe.py`.
"""

from __future__ import annotations

import pytest

from app.video.reference import Reference
from app.video.stills import cut_still
from tests import films, odd_films
from tests.video.test_reference import assert_is_a_reference, streams_of

# maker, rate, frames, width and height, whether its streams are copied
CORPUS = [
    ("sideways_h264", "30", 60, (180, 320), False),
    ("upside_down", "25", 50, (320, 180), False),
    ("portrait", "25", 50, (180, 320), False),
    ("wobbling_hevc", "30", 120, (320, 180), False),
    ("vp9", "30000/1001", 60, (320, 180), False),
    ("av1", "30000/1001", 60, (320, 180), False),
    ("one_ear", "25", 50, (320, 180), False),
    ("six_channels", "25", 50, (320, 180), False),
    ("one_second", "25", 25, (320, 180), True),
    ("wrong_extension", "25", 75, (320, 180), True),
    ("fields_of_a_camcorder", "30000/1001", 60, (320, 180), False),
]


def reference_of(maker: str) -> Reference:
    return films.reference_of(getattr(odd_films, maker)())


@pytest.mark.parametrize(("maker", "rate", "frames", "size", "copied"), CORPUS)
def test_every_usual_film_becomes_a_reference(maker, rate, frames, size, copied):
    reference = reference_of(maker)
    assert (str(reference.rate), reference.frame_count) == (rate, frames)
    assert (reference.width, reference.height) == size
    assert reference.remuxed is copied
    assert_is_a_reference(reference)


def test_a_film_slower_than_any_rate_we_keep_gets_the_nearest_and_its_whole_length():
    reference = reference_of("old_phone")
    assert str(reference.rate) == "24000/1001"
    assert reference.frame_count == 48
    assert reference.source_frame_count == 30
    assert_is_a_reference(reference)


@pytest.mark.parametrize("maker", ["sideways_h264", "upside_down", "wobbling_hevc"])
def test_frames_stand_upright_and_in_their_order(maker, tmp_path):
    reference = reference_of(maker)
    shown = []
    for frame in (0, reference.frame_count // 2, reference.frame_count - 1):
        still = tmp_path / f"{frame}.png"
        cut_still(reference.path, reference.rate, frame, still)
        shown.append(films.read_frame_number(still))
    assert shown == sorted(set(shown))
    assert shown[0] == 0
    assert abs(shown[-1] - (reference.frame_count - 1)) <= 1


@pytest.mark.parametrize("maker", ["one_ear", "six_channels", "old_phone"])
def test_any_sound_is_heard_in_two_ears(maker):
    assert streams_of(reference_of(maker).path)["audio"]["channels"] == 2
