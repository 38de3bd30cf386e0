"""Where work that takes a while stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """In a sentence, a tag and numbers.

    `share` is how much of the present step is done, 0 to 1; None where nothing is counted.
    """

    sentence: str
    tag: tuple[str, str]
    share: float | None = None
    is_moving: bool = False
