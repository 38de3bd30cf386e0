"""Where a film stands that has been playing since a moment: only arithmetic.

`static/js/meetings/position.js` does the same in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from accreditation.timecode import FrameRate

MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Run:
    """A film of so many `frames` that stands at `frame`, and plays from there since `since`.

    `speed` in hundredths; with `loop` (first and last frame) it begins there again after its end.
    """

    frames: int
    rate: FrameRate
    frame: int
    since: datetime | None = None
    speed: int = 100
    loop: tuple[int, int] | None = None

    def at(self, moment: datetime) -> int:
        """The frame that is shown then."""
        reached = self.frame + self._run(moment)
        if self.loop and self.frame <= self.loop[1] < reached:
            first, last = self.loop
            return first + (reached - last - 1) % (last - first + 1)
        return min(reached, self.frames - 1)

    def seen_until(self, moment: datetime) -> tuple[int, int]:
        """The first and the last frame that were shown until then."""
        reached = self.frame + self._run(moment)
        if self.loop and self.frame <= self.loop[1] < reached:
            return min(self.loop[0], self.frame), self.loop[1]
        return self.frame, min(reached, self.frames - 1)

    def lasts(self) -> Fraction | None:
        """Seconds until the film is over; None where it goes round or stands."""
        if self.since is None or (self.loop and self.frame <= self.loop[1]):
            return None
        return (self.frames - self.frame) / (self.rate.exact * self.speed / 100)

    def _run(self, moment: datetime) -> int:
        if self.since is None:
            return 0
        elapsed = max(moment - self.since, moment - moment)
        microseconds = (elapsed.days * 86_400 + elapsed.seconds) * MICROSECONDS
        microseconds += elapsed.microseconds
        return int(self.rate.exact * self.speed * microseconds // (100 * MICROSECONDS))
