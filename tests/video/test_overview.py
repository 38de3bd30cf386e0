"""A film at a glance: its pictures are where they say, its sound is as loud as it is."""

import json
import math

import ffmpeg
import pytest
from PIL import Image, ImageChops, ImageStat

from app.video import overview
from app.video.overview import COLUMNS, PICTURE_WIDTH, make_overview
from app.video.stills import cut_still
from tests import films, odd_films
from tests.filming import PAL, film_of, numbered
from tests.films import reference_of


def overview_of(reference, folder):
    size = (reference.width, reference.height)
    made = make_overview(
        reference.path, reference.rate, reference.frame_count, size, folder, lambda: None
    )
    return made, json.loads(made.index.read_text("utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(lambda: films.drawn(12), id="copied"),
        pytest.param(films.rotated_hevc, id="rotated"),
        pytest.param(lambda: films.webm(), id="on a clock of milliseconds"),
        pytest.param(odd_films.one_second, id="a single keyframe"),
        pytest.param(films.one_frame, id="a single frame"),
    ],
)
def test_each_picture_is_what_is_on_screen_then(source, tmp_path):
    reference = reference_of(source())
    made, told = overview_of(reference, tmp_path)
    sheet = told["storyboard"]
    assert (sheet["every"], sheet["count"]) == (1, math.ceil(reference.duration))
    with Image.open(made.storyboard) as board:
        rows = -(-sheet["count"] // COLUMNS)
        assert board.size == (PICTURE_WIDTH * COLUMNS, sheet["height"] * rows)
        for number in (0, sheet["count"] - 1):
            frame = min(reference.frame_count - 1, int(number * reference.rate.exact))
            still = tmp_path / "still.png"
            cut_still(reference.path, reference.rate, frame, still)
            left, top = number % COLUMNS * PICTURE_WIDTH, number // COLUMNS * sheet["height"]
            box = (left, top, left + PICTURE_WIDTH, top + sheet["height"])
            assert difference(board.crop(box), still) < 24


def difference(picture, path):
    """The mean difference of two pictures, out of 255."""
    with Image.open(path) as other:
        small = other.convert("L").resize(picture.size)
    return ImageStat.Stat(ImageChops.difference(picture.convert("L"), small)).mean[0]


def test_a_long_film_has_at_most_a_hundred_pictures(tmp_path):
    still = ffmpeg.input("color=gray:s=64x36:r=25", f="lavfi", t=130).video
    reference = reference_of(film_of("two-minutes.mp4", still, PAL))
    _, told = overview_of(reference, tmp_path)
    assert (told["storyboard"]["every"], told["storyboard"]["count"]) == (2, 65)
    assert len(told["peaks"]) == 1200


def test_peaks_follow_the_sound_and_silence_has_none(tmp_path):
    tone = ffmpeg.input("sine=frequency=440:duration=4", f="lavfi").audio
    loud = tone.filter("volume", "if(between(t,1,2),8,0.05)", eval="frame")
    path = films.folder() / "tone.mp4"
    ffmpeg.output(
        numbered(PAL, 4), loud, str(path), vcodec="libx264", acodec="aac", g=25, t=4
    ).overwrite_output().run(quiet=True)
    _, told = overview_of(reference_of(path), tmp_path)
    peaks, bins = told["peaks"], len(told["peaks"])
    at = lambda second: peaks[int(second / 4 * bins)]  # noqa: E731
    assert at(1.5) > 8 * at(0.5)
    assert at(1.5) > 8 * at(3)
    assert -30 < told["loudness"] < -5


def test_a_film_without_sound_is_told_as_silent(tmp_path):
    reference = reference_of(films.without_sound())
    _, told = overview_of(reference, tmp_path)
    assert (set(told["peaks"]), told["loudness"]) == ({0}, None)


def test_nothing_else_is_left_in_the_folder(tmp_path):
    overview_of(reference_of(films.drawn(12)), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["overview.json", "storyboard.jpg"]


def test_it_says_that_it_goes_on_while_it_draws_and_while_it_listens(tmp_path, monkeypatch):
    reference, heard, listened = reference_of(films.drawn(12)), [], []
    sound = overview._sound

    def listening(*asked):
        before = len(heard)
        found = sound(*asked)
        listened.append(len(heard) - before)
        return found

    monkeypatch.setattr(overview, "_sound", listening)
    size = (reference.width, reference.height)
    make_overview(
        *(reference.path, reference.rate, reference.frame_count, size, tmp_path),
        lambda: heard.append(1),
    )
    assert 0 < listened[0] < len(heard)
