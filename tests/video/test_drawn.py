"""Drawn footage: two people whose turns begin at frames that are known."""

import subprocess
from array import array
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from accreditation.timecode import FrameRate
from app.video.drawn import Turn, draw_film
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
