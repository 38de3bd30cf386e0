"""Parts of the picture that nobody can make out any more: of each, four colours are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ffmpeg

_LEFT = 2
"""So many colours across a blurred part, and as many down."""
_SOFT = 16
"""So many pixels, on which one colour passes softly into the next."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture: each edge as a share of its width or height, from left and top."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class BlurredPart:
    """What is blurred from frame `first` to frame `last`, the last one included.

    It is at `box` in the first and at `end_box` in the last, and goes straight from one to the
    other in between.
    """

    first: int
    last: int
    box: Box
    end_box: Box

    def touches(self, first: int, last: int) -> bool:
        """Whether any frame from `first` to `last` shows it."""
        return self.first <= last and first <= self.last


def blurred(
    picture: Any, parts: Sequence[BlurredPart], size: tuple[int, int], first: int, frame_count: int
) -> Any:
    """The stream of a picture of `size` pixels, whose first frame is frame `first` of the film."""
    for part in parts:
        if part.touches(first, first + frame_count - 1):
            picture = _without(picture, part, size, first)
    return picture


def _without(picture: Any, part: BlurredPart, size: tuple[int, int], first: int) -> Any:
    """What is seen there is averaged to a few colours, and they are laid over it."""
    width, height = size
    share = _share(part, first)
    left = _edge(part.box.left, part.end_box.left, share, width, "floor")
    top = _edge(part.box.top, part.end_box.top, share, height, "floor")
    right = _edge(part.box.right, part.end_box.right, share, width, "ceil")
    bottom = _edge(part.box.bottom, part.end_box.bottom, share, height, "ceil")
    both = picture.filter_multi_output("split")
    seen = both[1].filter(
        "crop",
        w=_longest(part.box.left, part.box.right, part.end_box.left, part.end_box.right, width),
        h=_longest(part.box.top, part.box.bottom, part.end_box.top, part.end_box.bottom, height),
        x=left,
        y=top,
    )
    colours = seen.filter("format", "yuv444p").filter("scale", _LEFT, _LEFT, flags="area")
    colours = colours.filter("scale", _SOFT, _SOFT, flags="neighbor").filter("boxblur", 4, 2)
    wide, high = f"max(2,{right}-{left})", f"max(2,{bottom}-{top})"
    over = colours.filter("scale", wide, high, eval="frame", flags="bicubic")
    frames = f"between(n,{part.first - first},{part.last - first})"
    return ffmpeg.overlay(both[0], over, x=left, y=top, enable=frames)


def _share(part: BlurredPart, first: int) -> str:
    """How far it has come in a frame, from 0 to 1; `n` counts from frame `first` of the film."""
    return f"clip((n-({part.first - first}))/{part.last - part.first},0,1)"


def _edge(start: float, end: float, share: str, length: int, outward: str) -> str:
    """An edge in pixels. Colour is kept for two by two of them, so it lies on an even one."""
    at = f"({start:.6f}+({end - start:.6f})*{share})*{length}"
    return f"clip(2*{outward}({at}/2),0,{length})"


def _longest(start: float, end: float, later_start: float, later_end: float, length: int) -> int:
    """As many pixels as it ever has from edge to edge."""
    share = max(end - start, later_end - later_start)
    return min(length, 2 * int(share * length / 2) + 4)
