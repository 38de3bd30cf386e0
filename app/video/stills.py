"""Pictures cut from a reference film by frame number: exactly that frame, or an error."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import uuid4

import ffmpeg

from accreditation.timecode import FrameRate
from app.video.blurring import BlurredPart, blurred
from app.video.probe import probe
from app.video.process import SAFE_INPUT, Limits, address, run_ffmpeg

_TOGETHER = 4
_LIMITS = Limits(seconds=120, cpu_seconds=120)
_POSTER_WIDTH = 640
_ABSOLUTE: dict[str, int | None] = {"seek_timestamp": 1, "noaccurate_seek": None, "threads": 1}
_FORMATS: dict[str, dict[str, str | int]] = {
    ".png": {"c:v": "png", "pix_fmt": "rgb24"},
    ".jpg": {"c:v": "mjpeg", "pix_fmt": "yuvj420p", "q:v": 2},
    ".jpeg": {"c:v": "mjpeg", "pix_fmt": "yuvj420p", "q:v": 2},
}

Blurring = Callable[[Any, int], Any]
"""The stream of one frame, and which it is: the same stream without what is hidden in it."""


class FrameNotThere(LookupError):
    """The film has no such frame."""

    def __init__(self, frame: int) -> None:
        super().__init__(f"there is no frame {frame} in this film")
        self.frame = frame


def cut_still(
    reference: Path,
    rate: FrameRate,
    frame: int,
    target: Path,
    width: int | None = None,
    parts: Sequence[BlurredPart] = (),
) -> None:
    """Write that frame, counted from 0, as PNG or JPEG by the target's suffix.

    `width` in pixels makes it smaller or larger, in proportion; `parts` of the film are blurred.
    Raises FrameNotThere; the target appears whole or not at all.
    """
    cut_stills(reference, rate, [(frame, target)], width, parts)


def cut_stills(
    reference: Path,
    rate: FrameRate,
    wanted: Sequence[tuple[int, Path]],
    width: int | None = None,
    parts: Sequence[BlurredPart] = (),
) -> None:
    """Write many frames, several at once, each as `cut_still` would."""
    blur = _blurring(reference, parts)
    for some in _batches(wanted):
        with _written_whole([target for _, target in some]) as drafts:
            _cut(reference, rate, [frame for frame, _ in some], drafts, width, blur)


def make_poster(reference: Path, rate: FrameRate, frame_count: int, target: Path) -> None:
    """Write a 640 pixels wide picture from a tenth into the film, where people have settled."""
    cut_still(reference, rate, frame_count // 10, target, _POSTER_WIDTH)


def _batches(wanted: Sequence[tuple[int, Path]]) -> Iterator[list[tuple[int, Path]]]:
    """Several stills for one run of ffmpeg, no frame twice among them."""
    batch: dict[int, Path] = {}
    for frame, target in wanted:
        if frame in batch or len(batch) == _TOGETHER:
            yield list(batch.items())
            batch = {}
        batch[frame] = target
    if batch:
        yield list(batch.items())


def _cut(
    reference: Path,
    rate: FrameRate,
    frames: Sequence[int],
    drafts: Sequence[Path],
    width: int | None,
    blur: Blurring,
) -> None:
    outputs = [
        _one_still(reference, rate, frame, draft, width, blur)
        for frame, draft in zip(frames, drafts, strict=True)
    ]
    run_ffmpeg(ffmpeg.merge_outputs(*outputs).global_args("-copyts"), _LIMITS)
    for frame, draft in zip(frames, drafts, strict=True):
        if not draft.exists():
            raise FrameNotThere(frame)


def _blurring(reference: Path, parts: Sequence[BlurredPart]) -> Blurring:
    """How the stream of one frame of a film loses `parts`."""
    if not parts:
        return lambda picture, frame: picture
    film = probe(reference)
    return lambda picture, frame: blurred(picture, parts, (film.width, film.height), frame, 1)


def _one_still(
    reference: Path,
    rate: FrameRate,
    frame: int,
    target: Path,
    width: int | None,
    blur: Blurring,
) -> Any:
    # Seeking only brings us to a keyframe before; the frame is chosen by its own time, and a seek
    # that went too far finds nothing instead of a neighbour.
    half = Fraction(1, 2) / rate.exact
    start = rate.seconds_at(frame)
    opening = f"{max(0.0, float(start - half)):.6f}"
    film = ffmpeg.input(address(reference), ss=opening, **_ABSOLUTE, **SAFE_INPUT)
    chosen = f"between(t,{float(start - half):.6f},{float(start + half):.6f})"
    picture = blur(film.video.filter("select", chosen), frame)
    if width is not None:
        picture = picture.filter("scale", width, -2, flags="lanczos")
    return ffmpeg.output(
        picture,
        address(target),
        f="image2",
        update=1,
        threads=1,
        fps_mode="passthrough",
        **{"frames:v": 1},
        **_FORMATS[target.suffix.lower()],
    )


@contextmanager
def _written_whole(targets: Sequence[Path]) -> Iterator[list[Path]]:
    mark = uuid4().hex
    drafts = [
        target.with_name(f".{mark}-{number}{target.suffix}")
        for number, target in enumerate(targets)
    ]
    try:
        yield drafts
        for draft, target in zip(drafts, targets, strict=True):
            draft.replace(target)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
