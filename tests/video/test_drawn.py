"""Drawn footage: two people whose turns begin at frames that are known."""

import subprocess
from array import array
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from accreditation.timecode import FrameRate
from app.video.drawn import Turn, draw_film, draw_verse, join_verses
from app.video.stills import cut_stills
from tests.films import PAL, reference_of

SIZE = (320, 180)
LEFT, RIGHT = (0, 0, 160, 180), (160, 0, 320, 180)
STORY = [
    Turn(at_frame=10, frames=15, who="person", kind="initiative"),
    Turn(at_frame=30, frames=15, who="partner", kind="reception"),
]


@pytest.fixture(scope="module")
def frames(tmp_path_factory) -> list[Image.Image]:
    folder = tmp_path_factory.mktemp("drawn")
    assert draw_film(folder / "film.mp4", 2, PAL, STORY, SIZE, seed=5) == 50
    every = ["ffmpeg", "-v", "error", "-nostdin", "-i", folder / "film.mp4", folder / "%d.png"]
    subprocess.run(every, check=True, timeout=30)
    return [Image.open(folder / f"{number}.png").convert("RGB") for number in range(1, 51)]


def moves(before: Image.Image, after: Image.Image, side: tuple[int, int, int, int]) -> bool:
    change = ImageChops.difference(before.crop(side), after.crop(side)).convert("L")
    return sum(level > 40 for level in change.get_flattened_data()) > 30


def test_a_turn_begins_and_ends_at_its_frames_and_moves_only_its_own_person(frames):
    moving = [n for n in range(50) if moves(frames[0], frames[n], RIGHT)]
    assert 10 <= moving[0] <= 12
    assert 22 <= moving[-1] <= 24
    assert not any(moves(frames[0], frames[n], LEFT) for n in range(28))
    assert any(moves(frames[0], frames[n], LEFT) for n in range(30, 45))


def test_each_turn_has_its_own_sound_at_its_own_time(tmp_path):
    draw_film(tmp_path / "film.mp4", 2, PAL, STORY, SIZE)
    loud = loudness_by_frame(tmp_path / "film.mp4")
    assert max(loud[:9]) < 50
    assert max(loud[11:24]) > 1000
    assert max(loud[31:44]) > 1000


def loudness_by_frame(path: Path) -> list[int]:
    asked = ["ffmpeg", "-v", "error", "-nostdin", "-i", path, "-ac", "1", "-ar", "8000"]
    sound = subprocess.run(
        [*asked, "-f", "s16le", "-"], capture_output=True, check=True, timeout=30
    )
    samples = array("h", sound.stdout)
    return [max(map(abs, samples[at : at + 320])) for at in range(0, len(samples) - 320, 320)]


def test_a_drawn_film_needs_no_encoding(tmp_path):
    draw_film(tmp_path / "film.mp4", 2, FrameRate(30000, 1001), STORY, SIZE)
    reference = reference_of(tmp_path / "film.mp4")
    assert (reference.remuxed, reference.frame_count) == (True, 60)


def test_another_seed_is_another_room_with_the_same_turns(tmp_path):
    for seed in (1, 2):
        draw_film(tmp_path / f"{seed}.mp4", 1, PAL, [], SIZE, seed=seed)
        cut_stills(tmp_path / f"{seed}.mp4", PAL, [(0, tmp_path / f"{seed}.png")])
    rooms = [Image.open(tmp_path / f"{seed}.png").convert("RGB") for seed in (1, 2)]
    assert moves(*rooms, (0, 0, *SIZE))


ANSWER = [
    Turn(at_frame=5, frames=12, who="partner", kind="initiative"),
    Turn(at_frame=12, frames=10, who="person", kind="reception"),
]


@pytest.fixture(scope="module")
def joined(tmp_path_factory) -> tuple[Path, tuple[Turn, ...]]:
    folder = tmp_path_factory.mktemp("joined")
    first = draw_verse(folder / "first.mp4", 50, PAL, STORY, SIZE, seed=5)
    second = draw_verse(folder / "second.mp4", 25, PAL, ANSWER, SIZE, seed=5)
    return folder / "film.mp4", join_verses(
        folder / "film.mp4", [first, second, first, second], PAL
    )


def test_verses_are_joined_to_a_film_that_needs_no_encoding(joined):
    reference = reference_of(joined[0])
    assert (reference.remuxed, reference.frame_count) == (True, 150)


def test_the_turns_of_a_joined_film_are_at_its_own_frames(joined, tmp_path):
    film, turns = joined
    assert [turn.at_frame for turn in turns] == [10, 30, 55, 62, 85, 105, 130, 137]
    asked = [n for turn in turns for n in (turn.at_frame - 1, turn.at_frame + 3)]
    cut_stills(film, PAL, [(n, tmp_path / f"{n}.png") for n in asked])
    for turn in turns:
        before, during = (
            Image.open(tmp_path / f"{turn.at_frame + n}.png").convert("RGB") for n in (-1, 3)
        )
        assert moves(before, during, RIGHT if turn.who == "person" else LEFT)
    loud = loudness_by_frame(film)
    assert all(max(loud[turn.at_frame + 1 : turn.at_frame + 6]) > 500 for turn in turns)


def test_two_grown_ups_look_at_a_film_together(tmp_path):
    for grown_ups in (False, True):
        path = tmp_path / f"{grown_ups}.mp4"
        draw_verse(path, 5, PAL, [], SIZE, seed=1, grown_ups=grown_ups)
        cut_stills(path, PAL, [(0, tmp_path / f"{grown_ups}.png")])
    one, other = (Image.open(tmp_path / f"{each}.png").convert("RGB") for each in (False, True))
    assert not moves(one, other, (0, 0, 120, 180))
    assert moves(one, other, RIGHT)
