"""The one film everybody works on: a constant rate, every frame counted, playable anywhere."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from accreditation.timecode import FrameRate
from app.video import rendition
from app.video.probe import Film, probe
from app.video.process import Limits, ToolStopped, run_ffmpeg
from app.video.refusals import FilmRefused, too_long
from app.video.timeline import Timeline, frames_at, read_timeline, reference_rate, save_times

LONGEST = Fraction(4 * 60 * 60)

_HEAVIEST = 9_000_000
_LONGEST_LAST_SOUND = Fraction(1, 2)
_SHARE_FOR_READING = 0.05
_SHARE_FOR_CHECKING = 0.03
_BROWSERS_READ = {"yuv420p", "yuvj420p"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A finished reference film: `frame_count` frames at `rate`, the first presented at 0.

    `duration` is seconds. Of the source its frames, their mean rate and its own presentation times
    in `source_times_path` (see `timeline.saved_times`) are kept.
    """

    path: Path
    rate: FrameRate
    frame_count: int
    width: int
    height: int
    duration: Fraction
    remuxed: bool
    source_frame_count: int
    source_rate: Fraction
    source_times_path: Path


class ReferenceBroken(Exception):
    """The film that was made is not the film that was asked for; nothing of it is kept."""


def make_reference(
    source: Path,
    folder: Path,
    progress: Callable[[float], None],
    longest: Fraction = LONGEST,
) -> Reference:
    """Make `reference.mp4` and `source-times.json.gz` in `folder`, the caller's scratch folder.

    A film that already is what a reference must be is copied, any other is encoded. `progress`
    is told a share from 0 to 1, never falling, and may raise to cancel. Raises FilmRefused for a
    film that cannot be used, ReferenceBroken and ToolStopped when the work went wrong; whatever
    is raised, neither file is left.
    """
    with _nothing_left_on_error(folder):
        progress = _never_falling(progress)
        progress(0.0)
        film = probe(source, longest)
        timeline = read_timeline(source, film, _limits(film, longest))
        if timeline.duration > longest:
            raise too_long(timeline.duration, longest)
        progress(_SHARE_FOR_READING)
        return _made(source, folder, film, timeline, progress)


def _made(
    source: Path, folder: Path, film: Film, timeline: Timeline, progress: Callable[[float], None]
) -> Reference:
    rate = reference_rate(timeline)
    times = folder / "source-times.json.gz"
    save_times(timeline, times)
    unchecked = folder / "unchecked.mp4"
    frame_count = frames_at(rate, timeline)
    tell = _by_frames(progress, frame_count)
    copied = None
    if can_be_copied(film, timeline, rate):
        copied = _copy(source, film, timeline, rate, unchecked, tell)
    made = copied or _encode(source, film, timeline, rate, unchecked, tell)
    path = unchecked.rename(folder / "reference.mp4")
    progress(1.0)
    return Reference(
        path=path,
        rate=rate,
        frame_count=frame_count,
        width=made.width,
        height=made.height,
        duration=rate.duration_of(frame_count),
        remuxed=copied is not None,
        source_frame_count=timeline.frame_count,
        source_rate=timeline.mean_rate,
        source_times_path=times,
    )


def can_be_copied(film: Film, timeline: Timeline, rate: FrameRate) -> bool:
    """Whether the film already is what a reference must be; its declared rate is not asked."""
    return (
        timeline.ticks[0] == 0
        and list(timeline.keyframes[:1]) == [0]
        and timeline.is_constant_at(rate)
        and timeline.frame_count == frames_at(rate, timeline)
        and timeline.longest_wait_for_a_keyframe() <= math.floor(rate.exact)
        and timeline.size * 8 <= _HEAVIEST * timeline.duration
        and (film.container_duration or 0) <= timeline.duration + _LONGEST_LAST_SOUND
        and _is_playable(film)
    )


def _is_playable(film: Film) -> bool:
    codecs = (film.video_codec, film.audio_codec) == ("h264", "aac")
    plain = film.pixel_format in _BROWSERS_READ and not film.is_hdr and not film.interlaced
    upright = film.rotation == 0 and rendition.upright_size(film) == (film.width, film.height)
    return codecs and plain and upright


def _copy(
    source: Path,
    film: Film,
    timeline: Timeline,
    rate: FrameRate,
    target: Path,
    tell: Callable[[int], None],
) -> Film | None:
    """Copy the streams; the copy, if it kept every frame in its place."""
    job = rendition.copied(source, film, target)
    try:
        run_ffmpeg(job, Limits.for_film(timeline.duration), tell)
        return check_frames(target, rate, timeline.frame_count)
    except (ToolStopped, ReferenceBroken, FilmRefused):
        target.unlink(missing_ok=True)
        return None


def _encode(
    source: Path,
    film: Film,
    timeline: Timeline,
    rate: FrameRate,
    target: Path,
    tell: Callable[[int], None],
) -> Film:
    frame_count = frames_at(rate, timeline)
    job = rendition.encoded(source, film, timeline.starts_at, rate, frame_count, target)
    try:
        run_ffmpeg(job, Limits.for_film(timeline.duration), tell)
    except ToolStopped as stopped:
        if not stopped.is_about_the_file:
            raise
        raise FilmRefused("damaged") from stopped
    return check_frames(target, rate, frame_count)


def check_frames(path: Path, rate: FrameRate, frame_count: int) -> Film:
    """The facts of the film that was made.

    Raises FilmRefused or ReferenceBroken for anything but `frame_count` frames from 0.
    """
    try:
        limits = Limits.for_film(rate.duration_of(frame_count))
        film = probe(path)
        made = read_timeline(path, film, limits)
    except FilmRefused:
        raise FilmRefused("damaged") from None
    if made.frame_count < frame_count:
        raise FilmRefused("truncated")
    if made.frame_count > frame_count or made.ticks[0] != 0 or not made.is_constant_at(rate):
        raise ReferenceBroken(
            f"asked for {frame_count} frames at {rate} from 0, "
            f"made {made.frame_count} from {made.starts_at}"
        )
    return film


def _never_falling(progress: Callable[[float], None]) -> Callable[[float], None]:
    highest = 0.0

    def tell(share: float) -> None:
        nonlocal highest
        highest = max(highest, share)
        progress(highest)

    return tell


def _by_frames(progress: Callable[[float], None], frame_count: int) -> Callable[[int], None]:
    room = 1 - _SHARE_FOR_READING - _SHARE_FOR_CHECKING

    def tell(written: int) -> None:
        progress(_SHARE_FOR_READING + room * min(1.0, written / frame_count))

    return tell


def _limits(film: Film, longest: Fraction) -> Limits:
    return Limits.for_film(min(film.duration or longest, longest))


@contextmanager
def _nothing_left_on_error(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for name in ("unchecked.mp4", "reference.mp4", "source-times.json.gz"):
            (folder / name).unlink(missing_ok=True)
        raise
