"""When each frame of a film is really presented, and the constant rate that fits it best."""

import gzip
import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median_low

from accreditation.timecode import FrameRate
from app.video.probe import Film
from app.video.process import Limits, ToolStopped, run_ffprobe
from app.video.refusals import FilmRefused

# 25 and 50 have no /1.001 sibling in use, so a phone just below 25 is not given one.
REFERENCE_RATES = (
    FrameRate(24000, 1001),
    FrameRate(24),
    FrameRate(25),
    FrameRate(30000, 1001),
    FrameRate(30),
    FrameRate(50),
    FrameRate(60000, 1001),
    FrameRate(60),
)
_LONGEST_LAST_FRAME = 10


@dataclass(frozen=True, slots=True)
class Timeline:
    """Presentation times of a film's frames.

    `ticks` are in order, in units of `time_base` seconds, from the first frame that can be
    decoded on; `last_ticks` is how long the last frame stays; `keyframes` are indices into
    `ticks`; `size` is the picture's bytes.
    """

    time_base: Fraction
    ticks: Sequence[int]
    last_ticks: int
    keyframes: Sequence[int]
    size: int

    @property
    def frame_count(self) -> int:
        return len(self.ticks)

    @property
    def starts_at(self) -> Fraction:
        """Seconds at which the container presents the first frame."""
        return self.ticks[0] * self.time_base

    @property
    def duration(self) -> Fraction:
        """Seconds from the first frame's start to the last frame's end."""
        return (self.ticks[-1] - self.ticks[0] + self.last_ticks) * self.time_base

    @property
    def mean_rate(self) -> Fraction:
        """Frames a second over the whole film."""
        return self.frame_count / self.duration

    def is_constant_at(self, rate: FrameRate) -> bool:
        """Whether every frame lies where that rate puts it, as exactly as the time base can say.

        Never more than a tenth of a frame off, however coarse the time base.
        """
        step = 1 / (rate.exact * self.time_base)
        slack = min(Fraction(1), step / 10)
        first = self.ticks[0]
        return all(abs(tick - first - n * step) <= slack for n, tick in enumerate(self.ticks))

    def longest_wait_for_a_keyframe(self) -> int:
        """The most frames from one keyframe to the next, or from the start, or to the end."""
        stations = [0, *self.keyframes, len(self.ticks)]
        return max(after - before for before, after in pairwise(stations))


def read_timeline(path: Path, film: Film, limits: Limits) -> Timeline:
    """Read every packet of the picture, or every frame where packets do not carry their times.

    Raises FilmRefused when the file ends or breaks off clearly before its declared end.
    """
    try:
        rows = _Rows.read(path, film, "packet", limits)
        if not rows.are_frames(film):
            rows = _Rows.read(path, film, "frame", limits)
    except ToolStopped as stopped:
        if not stopped.is_about_the_file:
            raise
        raise FilmRefused("damaged") from None
    timeline = rows.timeline(film.time_base)
    if _is_cut_short(path, film, timeline, limits):
        raise FilmRefused("truncated")
    return timeline


def reference_rate(timeline: Timeline) -> FrameRate:
    """The rate in REFERENCE_RATES nearest to how fast frames usually follow each other.

    Container clocks round: at 30000/1001 a millisecond clock gives intervals of 33 and 34, and
    the median alone would say 30.3. So the median only tells which intervals are the usual ones
    (within a quarter of it, which leaves out dropped frames and pauses) and their mean decides:
    over a run of frames the rounding cancels, so 30 and 30000/1001 come apart.
    """
    waits = [after - before for before, after in pairwise(timeline.ticks) if after > before]
    if not waits:
        return FrameRate(25)
    median = median_low(waits)
    usual = [wait for wait in waits if 3 * median <= 4 * wait <= 5 * median]
    measured = len(usual) / (sum(usual) * timeline.time_base)
    return min(REFERENCE_RATES, key=lambda rate: abs(rate.exact - measured))


def frames_at(rate: FrameRate, timeline: Timeline) -> int:
    """How many frames the film has at a constant rate; never none."""
    return max(1, round(timeline.duration * rate.exact))


def save_times(timeline: Timeline, target: Path) -> None:
    """Write the presentation times as gzipped JSON.

    Keys: `time_base` [numerator, denominator] in seconds, `first` tick, `waits` from each frame
    to the next, `last` how long the last frame stays.
    """
    values = {
        "time_base": [timeline.time_base.numerator, timeline.time_base.denominator],
        "first": timeline.ticks[0],
        "waits": [after - before for before, after in pairwise(timeline.ticks)],
        "last": timeline.last_ticks,
    }
    text = json.dumps(values, separators=(",", ":"))
    target.write_bytes(gzip.compress(text.encode(), mtime=0))


def saved_times(source: Path) -> list[Fraction]:
    """The presentation times in a file written by `save_times`, in seconds."""
    values = json.loads(gzip.decompress(source.read_bytes()))
    time_base = Fraction(*values["time_base"])
    ticks = [values["first"]]
    for wait in values["waits"]:
        ticks.append(ticks[-1] + wait)
    return [tick * time_base for tick in ticks]


class _Rows:
    """What ffprobe says of each packet, or of each decoded frame, in file order."""

    def __init__(self) -> None:
        self.ticks = array("q")
        self.durations = array("q")
        self.keys = bytearray()
        self.size = 0
        self.timeless = False
        self.opening: int | None = None

    @classmethod
    def read(cls, path: Path, film: Film, section: str, limits: Limits) -> "_Rows":
        rows = cls()
        time, duration, size, key = _COLUMNS[section]
        arguments = [
            *("-select_streams", str(film.video_index)),
            *("-show_entries", f"{section}={time},{duration},{size},{key}"),
            *("-of", "compact=p=0"),
        ]

        def take(line: str) -> None:
            values = dict(pair.partition("=")[::2] for pair in line.split("|"))
            if time in values:
                rows._add(values[time], values.get(duration, ""), values[size], values[key])

        run_ffprobe(path, arguments, limits, take)
        return rows

    def _add(self, tick: str, duration: str, size: str, key: str) -> None:
        if size.isdigit():
            self.size += int(size)
        if not tick.lstrip("-").isdigit():
            self.timeless = True
            return
        is_key = key.startswith(("K", "1"))
        if is_key and self.opening is None:
            self.opening = int(tick)
        # An edit list hides some frames (D), a keyframe among them: it opens the film all the same.
        if "D" not in key:
            self.ticks.append(int(tick))
            self.durations.append(int(duration) if duration.isdigit() else 0)
            self.keys.append(is_key)

    def are_frames(self, film: Film) -> bool:
        """Whether each packet is one frame with its time; interlaced film may hold two a frame."""
        return not self.timeless and not film.interlaced

    def timeline(self, time_base: Fraction) -> Timeline:
        opening = self.opening
        # Nothing before the first keyframe can be decoded.
        order = sorted(
            (tick, at)
            for at, tick in enumerate(self.ticks)
            if opening is not None and tick >= opening
        )
        if not order:
            raise FilmRefused("damaged")
        ticks = array("q", (tick for tick, _ in order))
        usual = median_low([b - a for a, b in pairwise(ticks)] or [0])
        longest = int(_LONGEST_LAST_FRAME / time_base)
        last = min(max(self.durations[order[-1][1]], usual), longest)
        return Timeline(
            time_base=time_base,
            ticks=ticks,
            last_ticks=max(1, last),
            keyframes=array("l", (n for n, (_, at) in enumerate(order) if self.keys[at])),
            size=self.size,
        )


_COLUMNS = {
    "packet": ("pts", "duration", "size", "flags"),
    "frame": ("best_effort_timestamp", "pkt_duration", "pkt_size", "key_frame"),
}


def _is_cut_short(path: Path, film: Film, timeline: Timeline, limits: Limits) -> bool:
    if film.picture_duration is not None:
        return _is_clearly_shorter(timeline.duration, film.picture_duration)
    declared = film.container_duration
    if declared is None or not _is_clearly_shorter(timeline.duration, declared):
        return False
    # The sound may simply be longer than the picture.
    return _is_clearly_shorter(_span_of_everything(path, limits), declared)


def _is_clearly_shorter(measured: Fraction, declared: Fraction) -> bool:
    return measured < declared * Fraction(95, 100) and measured < declared - Fraction(1, 2)


def _span_of_everything(path: Path, limits: Limits) -> Fraction:
    first, last = Fraction(10**9), Fraction(-(10**9))

    def take(line: str) -> None:
        nonlocal first, last
        time = line.partition(",")[0]
        if time and time != "N/A":
            first, last = min(first, Fraction(time)), max(last, Fraction(time))

    run_ffprobe(path, ["-show_entries", "packet=pts_time", "-of", "csv=p=0"], limits, take)
    return max(Fraction(0), last - first)
