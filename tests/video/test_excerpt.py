"""An excerpt has exactly its frames, and none beside them."""

from fractions import Fraction

import pytest

from app.video.excerpt import cut_excerpt, join_excerpts
from app.video.probe import probe
from app.video.process import QUICK
from app.video.stills import FrameNotThere, cut_still, cut_stills
from app.video.timeline import read_timeline
from tests import films
from tests.films import read_frame_number, reference_of


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(lambda: films.drawn(), id="25"),
        pytest.param(lambda: films.constant(films.NTSC), id="30000/1001"),
        pytest.param(films.rotated_hevc, id="rotated"),
    ],
)
@pytest.mark.parametrize("span", [(0, 9), (31, 54)])
def test_an_excerpt_shows_its_frames_from_the_first_to_the_last(source, span, tmp_path):
    reference, target = reference_of(source()), tmp_path / "clip.mp4"
    start, end = span
    cut_excerpt(reference.path, reference.rate, start, end, target, lambda: None)
    count = end - start + 1
    stills = [(frame, tmp_path / f"{frame}.png") for frame in range(count)]
    cut_stills(target, reference.rate, stills)
    assert [read_frame_number(path) for _, path in stills] == list(range(start, end + 1))
    with pytest.raises(FrameNotThere):
        cut_still(target, reference.rate, count, tmp_path / "beyond.png")


def test_an_excerpt_sounds_as_long_as_it_is_seen(tmp_path):
    reference, target = reference_of(films.drawn()), tmp_path / "clip.mp4"
    cut_excerpt(reference.path, reference.rate, 25, 74, target, lambda: None)
    film = probe(target)
    assert film.audio_index is not None
    assert read_timeline(target, film, QUICK).duration == 2
    assert abs((film.container_duration or 0) - 2) < Fraction(1, 10)


def test_what_is_beyond_the_film_leaves_nothing(tmp_path):
    reference, target = reference_of(films.drawn()), tmp_path / "clip.mp4"
    with pytest.raises(Exception, match=r"truncated|made 0"):
        cut_excerpt(reference.path, reference.rate, 90, 140, target, lambda: None)
    assert not target.exists()


def test_cutting_says_that_it_goes_on_and_whoever_hears_it_can_end_it(tmp_path):
    reference, target = reference_of(films.drawn()), tmp_path / "clip.mp4"

    def enough():
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        cut_excerpt(reference.path, reference.rate, 25, 74, target, enough)
    assert not target.exists()


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(lambda: films.drawn(), id="25"),
        pytest.param(lambda: films.constant(films.NTSC), id="30000/1001"),
        pytest.param(films.rotated_hevc, id="rotated"),
    ],
)
def test_joined_spans_follow_one_another_frame_by_frame(source, tmp_path):
    reference, target = reference_of(source()), tmp_path / "reel.mp4"
    spans, shares = [(31, 54), (0, 9), (60, 61)], []
    count = join_excerpts(reference.path, reference.rate, spans, target, shares.append)
    wanted = [frame for start, end in spans for frame in range(start, end + 1)]
    assert count == len(wanted)
    stills = [(frame, tmp_path / f"{frame}.png") for frame in range(count)]
    cut_stills(target, reference.rate, stills)
    assert [read_frame_number(path) for _, path in stills] == wanted
    assert shares == sorted(shares)
    assert shares[-1] == 1
    made = probe(target)
    assert read_timeline(target, made, QUICK).is_constant_at(reference.rate)
    length = reference.rate.duration_of(count)
    assert abs((made.container_duration or 0) - length) < Fraction(1, 10)


def test_a_join_that_reaches_beyond_the_film_leaves_nothing(tmp_path):
    reference, target = reference_of(films.drawn()), tmp_path / "reel.mp4"
    with pytest.raises(Exception, match=r"truncated|made"):
        join_excerpts(reference.path, reference.rate, [(0, 9), (90, 140)], target, lambda _: None)
    assert not target.exists()
