"""A part that is blurred is gone from the picture, in its frames and in no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from app.video.blurring import BlurredPart, Box
from app.video.excerpt import cut_excerpt, join_excerpts
from app.video.probe import probe
from app.video.process import QUICK
from app.video.stills import cut_still, cut_stills
from app.video.timeline import read_timeline
from tests import films
from tests.films import reference_of

HERE = Box(0.3, 0.25, 0.55, 0.6)
THERE = Box(0.1, 0.4, 0.6, 0.9)
STAYS = BlurredPart(20, 29, HERE, HERE)
MOVES = BlurredPart(20, 30, HERE, THERE)
FOOT = Box(0.1, 0.65, 0.6, 0.9)
HALFWAY = Box(0.2, 0.325, 0.575, 0.75)


def pictures(film: Path, frames: list[int], folder: Path, **more: object) -> list[Image.Image]:
    folder.mkdir(exist_ok=True)
    wanted = [(frame, folder / f"{frame}.png") for frame in frames]
    cut_stills(film, films.PAL, wanted, **more)
    return [Image.open(path).convert("RGB") for _, path in wanted]


def inside(picture: Image.Image, box: Box, by: int = 0) -> Image.Image:
    """What lies in the box, `by` pixels further in on each side."""
    width, height = picture.size
    edges = (box.left * width + by, box.top * height + by)
    return picture.crop((*edges, box.right * width - by, box.bottom * height - by))


def detail(picture: Image.Image) -> float:
    """How much pixels differ from what lies around them; an even slope from dark to light is 0."""
    width, height = picture.size
    edges = picture.convert("L").filter(ImageFilter.FIND_EDGES)
    return ImageStat.Stat(edges.crop((1, 1, width - 1, height - 1))).mean[0]


def difference(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def outside(picture: Image.Image, *boxes: Box) -> Image.Image:
    """The picture with a black field, a little larger, in the place of each box."""
    rest, (width, height) = picture.copy(), picture.size
    for box in boxes:
        left, top = int(box.left * width) - 18, int(box.top * height) - 18
        field = (
            int((box.right - box.left) * width) + 36,
            int((box.bottom - box.top) * height) + 36,
        )
        rest.paste(Image.new("RGB", field), (left, top))
    return rest


@pytest.fixture(scope="module")
def reference():
    """Lines all over, so that what is left of them can be told anywhere."""
    return reference_of(films.lively())


def test_it_is_blurred_from_the_first_frame_to_the_last_and_in_no_other(reference, tmp_path):
    target = tmp_path / "clip.mp4"
    cut_excerpt(reference.path, reference.rate, 10, 49, target, lambda: None, [STAYS])
    assert read_timeline(target, probe(target), QUICK).frame_count == 40
    frames = [19, 20, 25, 29, 30]
    before = pictures(reference.path, frames, tmp_path / "before")
    after = pictures(target, [frame - 10 for frame in frames], tmp_path / "after")
    for frame, was, now in zip(frames, before, after, strict=True):
        hidden = frame in (20, 25, 29)
        lost = detail(inside(now, HERE, 4)) / detail(inside(was, HERE, 4))
        assert (lost < 0.2) if hidden else (lost > 0.6), (frame, lost)
        assert (difference(inside(was, HERE), inside(now, HERE)) > 15) == hidden, frame
        assert difference(outside(was, HERE), outside(now, HERE)) < 5, frame


def test_it_goes_straight_from_one_place_to_the_other(reference, tmp_path):
    frames = [20, 25, 30]
    was = pictures(reference.path, frames, tmp_path / "before")
    now = pictures(reference.path, frames, tmp_path / "after", parts=[MOVES])
    for box, one, other in zip((HERE, HALFWAY, THERE), was, now, strict=True):
        assert detail(inside(other, box, 4)) < 0.2 * detail(inside(one, box, 4))
        assert difference(outside(one, box), outside(other, box)) == 0


def test_a_still_and_a_film_have_it_in_the_same_place(reference, tmp_path):
    target = tmp_path / "clip.mp4"
    cut_excerpt(reference.path, reference.rate, 24, 40, target, lambda: None, [MOVES])
    (film,) = pictures(target, [2], tmp_path / "film")
    (still,) = pictures(reference.path, [26], tmp_path / "still", parts=[MOVES])
    assert difference(film, still) < 5


def test_joined_spans_have_each_part_in_its_own_frames(reference, tmp_path):
    target, late = tmp_path / "reel.mp4", BlurredPart(41, 43, FOOT, FOOT)
    spans = [(40, 49), (15, 24)]
    join_excerpts(reference.path, reference.rate, spans, target, lambda share: None, [STAYS, late])
    now = pictures(target, list(range(20)), tmp_path / "reel")
    shown = [*range(40, 50), *range(15, 25)]
    was = pictures(reference.path, shown, tmp_path / "film")
    for box, hidden in ((HERE, range(20, 25)), (FOOT, range(41, 44))):
        assert [
            frame
            for frame, one, other in zip(shown, was, now, strict=True)
            if detail(inside(other, box, 4)) < 0.2 * detail(inside(one, box, 4))
        ] == list(hidden)


def test_the_whole_picture_and_a_sliver_at_its_edge_can_be_blurred(reference, tmp_path):
    whole, sliver = Box(0, 0, 1, 1), Box(0.99, 0.985, 1, 1)
    for name, box in (("whole", whole), ("sliver", sliver)):
        part = BlurredPart(0, 5, box, box)
        cut_still(reference.path, films.PAL, 3, tmp_path / f"{name}.png", parts=[part])
        with Image.open(tmp_path / f"{name}.png") as still:
            assert still.size == (640, 360)
    assert detail(Image.open(tmp_path / "whole.png").convert("RGB")) < 6
