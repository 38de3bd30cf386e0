"""Frames, exact frame rates, readable timecodes and spans of film.

A moment is an integer frame counted from 0 on a recording's reference timeline;
seconds are always derived from it, exactly, as fractions.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Frame: TypeAlias = int
Seconds: TypeAlias = Fraction | Decimal | float

FASTEST = 1000
"""Frames a second; above this a rate is a misread time base, not a film."""

BROWSER_ROUNDING = Fraction(1, 1_000_000)
"""Browsers give the time of a frame as a float rounded to a microsecond."""

_RATE = re.compile(r"(\d{1,9})(?:/(\d{1,9}))?", re.ASCII)
_LABEL = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:\.(\d{2,4}))?", re.ASCII)


class TimecodeError(ValueError):
    """A time, frame or rate that cannot be used; the message is written for people."""


@dataclass(frozen=True, slots=True)
class FrameRate:
    """Frames a second as an exact fraction, kept in lowest terms: 30000/1001, 25/1."""

    num: int
    den: int = 1

    def __post_init__(self) -> None:
        if self.num <= 0 or self.den <= 0:
            raise TimecodeError(
                "A frame rate must be greater than nothing, such as 25 or 30000/1001."
            )
        exact = Fraction(self.num, self.den)
        if exact > FASTEST:
            raise TimecodeError(f"A frame rate above {FASTEST} frames a second cannot be right.")
        object.__setattr__(self, "num", exact.numerator)
        object.__setattr__(self, "den", exact.denominator)

    @classmethod
    def parse(cls, text: str) -> FrameRate:
        """Read `30000/1001` or `25`. Decimals such as 29.97 are refused: they are not exact."""
        found = _RATE.fullmatch(text.strip())
        if found is None:
            raise TimecodeError("Write a frame rate in whole numbers, such as 25 or 30000/1001.")
        return cls(int(found[1]), int(found[2] or 1))

    def __str__(self) -> str:
        return str(self.num) if self.den == 1 else f"{self.num}/{self.den}"

    @property
    def exact(self) -> Fraction:
        """Frames a second."""
        return Fraction(self.num, self.den)

    def seconds_at(self, frame: Frame) -> Fraction:
        """The time at which the frame starts, in seconds."""
        return _counted(frame) / self.exact

    def middle_of(self, frame: Frame) -> Fraction:
        """The time halfway through the frame, in seconds: where a player should seek."""
        return (_counted(frame) + Fraction(1, 2)) / self.exact

    def frame_at(self, seconds: Seconds) -> Frame:
        """The frame presented at a time in seconds.

        A float comes from a browser, so one that lies within a microsecond before
        a frame's start is that frame. Fractions and decimals are taken exactly.
        """
        if not _is_finite(seconds):
            raise TimecodeError("A time must be a number of seconds.")
        exact = Fraction(seconds)
        if isinstance(seconds, float):
            exact += BROWSER_ROUNDING
        if exact < 0:
            raise TimecodeError("A time cannot be before the start of the film.")
        return math.floor(exact * self.exact)

    def duration_of(self, frames: int) -> Fraction:
        """How long a number of frames lasts, in seconds."""
        return _counted(frames) / self.exact

    def first_frame_of_second(self, second: int) -> Frame:
        """The first frame that starts in a whole second, or after it when none does."""
        return -(-second * self.num // self.den)


@dataclass(frozen=True, slots=True)
class Timecode:
    """A frame as people read it: `M:SS.FF`, or `H:MM:SS.FF` from one hour on.

    The clock part is the elapsed time in whole seconds, real time at every rate.
    FF counts the frames that start within that second, from 00. At a whole rate
    such as 25 it runs 00-24. At 30000/1001, 30 frames start in most seconds and 29
    in about one of 33 (the thirtieth starts in the next second), so no numbers are
    dropped and every frame has exactly one label. FF grows to three digits above
    100 frames a second.
    """

    frame: Frame
    rate: FrameRate

    def __post_init__(self) -> None:
        _counted(self.frame)

    @classmethod
    def parse(cls, text: str, rate: FrameRate) -> Timecode:
        """Read a label; without FF it means the first frame of that second."""
        found = _LABEL.fullmatch(text.strip())
        if found is None:
            raise TimecodeError("Write a time as minutes:seconds.frames, such as 1:02.05.")
        hours, minutes, seconds = int(found[1] or 0), int(found[2]), int(found[3])
        if minutes > 59 or seconds > 59:
            raise TimecodeError("Minutes and seconds go up to 59; write an hour as 1:00:00.")
        return cls(
            _frame_within(hours * 3600 + minutes * 60 + seconds, int(found[4] or 0), rate), rate
        )

    @property
    def seconds(self) -> Fraction:
        """The time at which the frame starts, in seconds."""
        return self.rate.seconds_at(self.frame)

    @property
    def second(self) -> int:
        """The whole second in which the frame starts."""
        return self.frame * self.rate.den // self.rate.num

    @property
    def frame_in_second(self) -> int:
        """FF: how many frames start earlier in the same second."""
        return self.frame - self.rate.first_frame_of_second(self.second)

    @property
    def clock(self) -> str:
        """The label without its frames: `M:SS` or `H:MM:SS`."""
        minutes, seconds = divmod(self.second, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    def __str__(self) -> str:
        width = max(2, len(str(math.ceil(self.rate.exact) - 1)))
        return f"{self.clock}.{self.frame_in_second:0{width}}"

    def spoken(self) -> str:
        """The label in words, for a screen reader: `1 minute 2 seconds, frame 5`."""
        minutes, seconds = divmod(self.second, 60)
        hours, minutes = divmod(minutes, 60)
        parts = [
            _counted_noun(hours, "hour"),
            _counted_noun(minutes, "minute"),
            _counted_noun(seconds, "second"),
        ]
        words = " ".join(part for part in parts if part) or "0 seconds"
        return f"{words}, frame {self.frame_in_second}"


@dataclass(frozen=True, slots=True)
class Span:
    """A point (one frame) or a range of film, its last frame included.

    `end` is None for a point; otherwise it is the last frame shown, later than `start`.
    """

    start: Frame
    end: Frame | None = None

    def __post_init__(self) -> None:
        _counted(self.start)
        if self.end is not None and self.end <= self.start:
            raise TimecodeError("The out point must come after the in point.")

    @property
    def is_point(self) -> bool:
        return self.end is None

    @property
    def last(self) -> Frame:
        """The last frame that belongs to the span."""
        return self.start if self.end is None else self.end

    @property
    def frames(self) -> int:
        """How many frames the span shows; a point shows one."""
        return self.last - self.start + 1

    def duration(self, rate: FrameRate) -> Fraction:
        """How long the span plays, in seconds."""
        return rate.duration_of(self.frames)

    def within(self, frame_count: int) -> bool:
        """Whether every frame of the span exists in a film of that many frames."""
        return self.last < frame_count

    def require_within(self, frame_count: int) -> None:
        """Raise TimecodeError when the span reaches beyond the film's last frame."""
        if not self.within(frame_count):
            raise TimecodeError("That time lies beyond the end of the film.")

    def holds(self, frame: Frame) -> bool:
        """Whether a frame belongs to the span."""
        return self.start <= frame <= self.last

    def label(self, rate: FrameRate) -> str:
        """`0:04.00` for a point, `0:04.00 to 0:07.12` for a range."""
        first = str(Timecode(self.start, rate))
        return first if self.end is None else f"{first} to {Timecode(self.end, rate)}"


def _counted(number: int) -> int:
    if number < 0:
        raise TimecodeError("Frames are counted from 0, the first frame of the film.")
    return number


def _frame_within(second: int, frames: int, rate: FrameRate) -> Frame:
    frame = rate.first_frame_of_second(second) + frames
    if frame >= rate.first_frame_of_second(second + 1):
        raise TimecodeError(f"At {rate} frames a second that second has no frame {frames:02}.")
    return frame


def _is_finite(seconds: Seconds) -> bool:
    return isinstance(seconds, Fraction) or math.isfinite(seconds)


def _counted_noun(number: int, noun: str) -> str:
    return "" if number == 0 else f"{number} {noun}" if number == 1 else f"{number} {noun}s"
