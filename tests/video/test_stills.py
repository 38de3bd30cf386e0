"""The still of a frame is that frame, whatever film it came from."""

from bisect import bisect_right
from pathlib import Path

import pytest
from PIL import Image

from app.video.stills import FrameNotThere, cut_still, cut_stills, make_poster
from tests import films
from tests.films import read_frame_number, reference_of


def spread_over(frame_count: int, wanted: int = 26) -> list[int]:
    return sorted({round(n * (frame_count - 1) / (wanted - 1)) for n in range(wanted)})


def numbers_on_stills(reference, frames: list[int], folder: Path) -> list[int]:
    stills = [(frame, folder / f"{frame}.png") for frame in frames]
    cut_stills(reference.path, reference.rate, stills)
    return [read_frame_number(path) for _, path in stills]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(lambda: films.drawn(), id="copied, 25"),
        pytest.param(lambda: films.constant(films.NTSC), id="copied, 30000/1001"),
        pytest.param(films.rotated_hevc, id="rotated"),
        pytest.param(lambda: films.webm(), id="on a clock of milliseconds"),
    ],
)
def test_a_still_of_a_frame_shows_that_frame(source, tmp_path):
    reference = reference_of(source())
    frames = spread_over(reference.frame_count)
    assert len(frames) >= 25
    assert numbers_on_stills(reference, frames, tmp_path) == frames


def test_a_still_of_an_uneven_film_shows_what_was_on_screen_in_the_middle_of_that_frame(tmp_path):
    reference = reference_of(films.dropped_frames())
    kept, frames = films.kept_frames(), spread_over(reference.frame_count, 40)
    on_screen = [kept[bisect_right(kept, frame) - 1] for frame in frames]
    assert numbers_on_stills(reference, frames, tmp_path) == on_screen


def test_frames_that_an_edit_list_hides_are_not_counted(tmp_path):
    reference = reference_of(films.hidden_opening())
    assert numbers_on_stills(reference, [0, 1, 30, 66], tmp_path) == [8, 9, 38, 74]


def test_a_still_can_be_made_smaller_and_kept_as_jpeg(tmp_path):
    reference = reference_of(films.drawn())
    cut_still(reference.path, reference.rate, 41, tmp_path / "still.jpg", width=400)
    with Image.open(tmp_path / "still.jpg") as still:
        assert (still.format, still.size) == ("JPEG", (400, 226))
    assert read_frame_number(tmp_path / "still.jpg") == 41


def test_the_same_frame_can_be_wanted_twice(tmp_path):
    reference = reference_of(films.drawn())
    wanted = [(7, tmp_path / "a.png"), (7, tmp_path / "b.png"), (8, tmp_path / "c.png")]
    cut_stills(reference.path, reference.rate, wanted)
    assert [read_frame_number(path) for _, path in wanted] == [7, 7, 8]


def test_a_frame_beyond_the_end_is_an_error_and_leaves_nothing(tmp_path):
    reference = reference_of(films.drawn())
    with pytest.raises(FrameNotThere) as missing:
        cut_still(reference.path, reference.rate, reference.frame_count, tmp_path / "still.png")
    assert missing.value.frame == reference.frame_count
    assert list(tmp_path.iterdir()) == []


def test_the_poster_comes_from_a_tenth_into_the_film(tmp_path):
    reference = reference_of(films.drawn())
    make_poster(reference.path, reference.rate, reference.frame_count, tmp_path / "poster.jpg")
    assert read_frame_number(tmp_path / "poster.jpg") == 10


def test_a_number_is_not_read_where_there_is_none(tmp_path):
    Image.new("RGB", (320, 180), "#FBF8F3").save(tmp_path / "plain.png")
    with pytest.raises(ValueError, match="no frame number"):
        read_frame_number(tmp_path / "plain.png")


def test_a_number_is_read_from_the_part_of_a_screenshot_that_holds_the_film(tmp_path):
    reference = reference_of(films.drawn())
    cut_still(reference.path, reference.rate, 33, tmp_path / "still.png")
    screen = Image.new("RGB", (1000, 700), "#15181B")
    screen.paste(Image.open(tmp_path / "still.png"), (100, 50))
    screen.save(tmp_path / "screen.png")
    assert read_frame_number(tmp_path / "screen.png", (100, 50, 740, 410)) == 33
