"""Which part of a film an answer carries. Pure arithmetic on RFC 9110's ranges."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.http import parse_range_header

MOST = 2 * 1024 * 1024


class NotSatisfiable(Exception):
    """The film has no such part, or several were asked for at once."""


@dataclass(frozen=True)
class Part:
    """`length` bytes from `start` of a film of `size` bytes."""

    start: int
    length: int
    size: int

    @property
    def is_whole(self) -> bool:
        return self.length == self.size

    @property
    def asked(self) -> str:
        """First and last byte, as a Range header gives them."""
        return f"{self.start}-{self.start + self.length - 1}"

    @property
    def content_range(self) -> str:
        return f"bytes {self.asked}/{self.size}"


def asked_part(size: int, asked: str | None) -> Part:
    """The part for a Range header, or for none; at most 2 MiB of it. Raises NotSatisfiable.

    A header that cannot be read counts as none, as RFC 9110 says. Without one the answer begins
    at the start; it is never a whole long film, for nobody would be asked again meanwhile.
    """
    ranges = parse_range_header(asked)
    if ranges is None or ranges.units != "bytes":
        return Part(0, min(size, MOST), size)
    if len(ranges.ranges) != 1:
        raise NotSatisfiable
    start, end = ranges.ranges[0]
    if start < 0:
        start = max(0, size + start)
    end = size if end is None else min(end, size)
    if start >= end:
        raise NotSatisfiable
    return Part(start, min(end - start, MOST), size)
