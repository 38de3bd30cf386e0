"""The demo's footage: drawn films whose initiatives and receptions happen at known frames."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from accreditation.timecode import FrameRate
from app.video.drawn import Turn, Who, draw_film

RATE = FrameRate(25, 1)
WAYS_ROUND: tuple[tuple[Who, Who], ...] = (("person", "partner"), ("partner", "person"))
SIZE = (960, 540)


@dataclass(frozen=True)
class Footage:
    """A drawn film, and the turns that are taken in it."""

    path: Path
    turns: tuple[Turn, ...]

    @property
    def receptions(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if turn.kind == "reception")


@dataclass(frozen=True)
class Reel:
    """What was drawn: films to look at closely, and short ones for the early stages."""

    films: tuple[Footage, ...]
    reviews: tuple[Footage, ...]
    early_film: Footage
    early_review: Footage


@contextmanager
def drawn() -> Iterator[Reel]:
    """Draw all films, side by side; they are removed afterwards."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        lengths = (60, 45, 45, 40, 6, 6)
        made = list(pool.map(lambda seed: _draw(Path(folder), seed, lengths[seed]), range(6)))
        yield Reel((made[0], made[1]), (made[2], made[3]), made[4], made[5])


def _draw(folder: Path, seed: int, seconds: int) -> Footage:
    path, turns = folder / f"{seed}.mp4", tuple(_turns(seconds, seed))
    draw_film(path, seconds, RATE, turns, SIZE, seed)
    return Footage(path, turns)


def _turns(seconds: int, seed: int) -> Iterator[Turn]:
    """Somebody begins, the other receives; then a pause, and the next."""
    luck = Random(seed)
    at, last = 40, seconds * 25 - 80
    while at < last:
        begins, receives = luck.choice(WAYS_ROUND)
        yield Turn(at, 40, begins, "initiative")
        yield Turn(at + 22, 50, receives, "reception")
        at += luck.randrange(110, 190)
