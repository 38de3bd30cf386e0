"""A film at a glance: a sheet of small pictures, how loud it is over time, and how loud in all.

Made from the reference film without decoding its picture a second time: only its keyframes, which
lie at most a second apart, and its sound.
"""

import json
import math
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from accreditation.timecode import FrameRate
from app.video.process import SAFE_INPUT, Limits, address, run_ffmpeg

MOST_PICTURES = 100
COLUMNS = 10
PICTURE_WIDTH = 160
MOST_PEAKS = 1200
_SAMPLES_A_SECOND = 8000
_QUIETEST = -69.0
_INTEGRATED = "lavfi.r128.I"


@dataclass(frozen=True, slots=True)
class Overview:
    """`storyboard` is a JPEG; `index` is JSON: see `make_overview`."""

    storyboard: Path
    index: Path


def make_overview(
    reference: Path,
    rate: FrameRate,
    frame_count: int,
    size: tuple[int, int],
    folder: Path,
    alive: Callable[[], None],
) -> Overview:
    """Make `storyboard.jpg` and `overview.json` in `folder`, calling `alive` twice a second.

    The JSON has `storyboard`: `every` seconds a picture, `count` of them in rows of `columns`,
    each `width` by `height` pixels; `peaks`: the loudest sample of each equal part of the film,
    from 0 to 255; `loudness`: of the whole in LUFS (EBU R 128), null for silence.
    """
    duration = rate.duration_of(frame_count)
    limits = Limits.for_film(duration)
    every = max(1, math.ceil(duration / MOST_PICTURES))
    count = max(1, math.ceil(duration / every))
    height = max(2, 2 * round(PICTURE_WIDTH * size[1] / size[0] / 2))
    made = Overview(folder / "storyboard.jpg", folder / "overview.json")
    drawn = _storyboard(reference, every, count, height, made.storyboard)
    run_ffmpeg(drawn, limits, alive=alive)
    peaks, loudness = _sound(reference, duration, folder, limits, alive)
    sheet = {"every": every, "count": count, "columns": COLUMNS}
    told = {
        "storyboard": {**sheet, "width": PICTURE_WIDTH, "height": height},
        "peaks": peaks,
        "loudness": loudness,
    }
    made.index.write_text(json.dumps(told), "utf-8")
    return made


def _storyboard(reference: Path, every: int, count: int, height: int, target: Path) -> Any:
    film = ffmpeg.input(address(reference), skip_frame="nokey", **SAFE_INPUT)
    # Passing on the last keyframe keeps the picture of a film that has no second one.
    steps = {"start_time": 0, "round": "near", "eof_action": "pass"}
    picture = film.video.filter("fps", f"1/{every}", **steps)
    picture = picture.filter("tpad", stop_mode="clone", stop=count)
    picture = picture.filter("trim", end_frame=count)
    picture = picture.filter("scale", PICTURE_WIDTH, height)
    picture = picture.filter("tile", f"{COLUMNS}x{math.ceil(count / COLUMNS)}")
    still = {"frames:v": 1, "c:v": "mjpeg", "pix_fmt": "yuvj420p", "q:v": 4}
    return ffmpeg.output(picture, address(target), f="image2", update=1, **still)


def _sound(
    reference: Path, duration: Fraction, folder: Path, limits: Limits, alive: Callable[[], None]
) -> tuple[list[int], float | None]:
    samples, measured = folder / "samples.raw", folder / "loudness.txt"
    try:
        run_ffmpeg(_heard(reference, samples, measured), limits, alive=alive)
        bins = min(MOST_PEAKS, max(1, math.ceil(duration * 10)))
        return list(_peaks(samples, bins)), _integrated(measured)
    finally:
        samples.unlink(missing_ok=True)
        measured.unlink(missing_ok=True)


def _heard(reference: Path, samples: Path, measured: Path) -> Any:
    both = ffmpeg.input(address(reference), **SAFE_INPUT).audio.filter_multi_output("asplit")
    loudness = both[0].filter("ebur128", metadata=1)
    loudness = loudness.filter("ametadata", mode="print", key=_INTEGRATED, file=str(measured))
    return ffmpeg.merge_outputs(
        ffmpeg.output(loudness, "-", f="null"),
        ffmpeg.output(both[1], address(samples), f="s16le", ac=1, ar=_SAMPLES_A_SECOND),
    )


def _peaks(samples: Path, bins: int) -> Iterator[int]:
    total = samples.stat().st_size // 2
    with samples.open("rb") as raw:
        for number in range(bins):
            wanted = total * (number + 1) // bins - total * number // bins
            part = array("h")
            part.frombytes(raw.read(2 * wanted))
            loudest = max(max(part), -min(part)) if part else 0
            yield min(255, loudest * 256 // 32768)


def _integrated(measured: Path) -> float | None:
    last = None
    with measured.open("r", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(_INTEGRATED):
                last = line.partition("=")[2].strip()
    found = float(last) if last else _QUIETEST
    return round(found, 1) if found > _QUIETEST else None
