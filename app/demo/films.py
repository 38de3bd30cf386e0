"""The demo's footage: drawn films whose initiatives and receptions happen at known frames.

A room is a family, or two grown-ups at a shared review. It is drawn as a few verses, and its films
are those verses in different orders.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import file_digest
from pathlib import Path
from random import Random
from shutil import copyfile
from tempfile import TemporaryDirectory

from accreditation.timecode import FrameRate
from app.demo.words.noticed import Insight
from app.footage.operations import Glance, Prepared, prepare_film
from app.video.drawn import Turn, Verse, Who, draw_verse, join_verses
from app.video.overview import Overview
from app.video.reference import Reference

RATE = FrameRate(25, 1)
SIZE = (854, 480)
VERSE = 260  # frames
VERSES = 3

# Which of its verses a film of a room is made of, in order: 20 seconds to more than two minutes.
ORDERS = {
    "short": (0, 2),
    "first": (0, 1, 2, 1, 0, 2),
    "second": (1, 0, 2, 0, 1, 2),
    "long": (2, 0, 1, 0, 2, 1, 1, 2, 0, 1, 0, 2),
}


@dataclass(frozen=True)
class Footage:
    """A drawn film, the turns that are taken in it, and what becomes of it as a recording."""

    path: Path
    turns: tuple[Turn, ...]
    prepared: Prepared

    def turns_for(self, noticed: Sequence[Insight]) -> Iterator[tuple[Insight, Turn]]:
        """Each insight with a turn of its own that it is true of, spread over the film."""
        left = list(self.turns)
        for number, insight in enumerate(noticed):
            later = len(self.turns) * number // len(noticed)
            fitting = [turn for turn in left if (turn.kind, turn.who) == (insight.at, insight.by)]
            ahead = [turn for turn in fitting if turn in self.turns[later:]]
            turn = (ahead or fitting)[0]
            left.remove(turn)
            yield insight, turn

    def prepare(
        self,
        source: Path,
        folder: Path,
        progress: Callable[[float], None],
        longest: Fraction,
        watchable: Callable[[Reference], None],
    ) -> Prepared:
        """What the film became when it was drawn, for the same bytes; other bytes work anew."""
        if _digest(source) != _digest(self.path):
            return prepare_film(source, folder, progress, longest, watchable)
        made, glance = self.prepared.reference, self.prepared.glance
        reference = replace(
            made,
            path=_same_file(made.path, folder),
            source_times_path=_same_file(made.source_times_path, folder),
        )
        watchable(reference)
        overview = Overview(
            _same_file(glance.overview.storyboard, folder),
            _same_file(glance.overview.index, folder),
        )
        return Prepared(reference, Glance(_same_file(glance.poster, folder), overview))


@dataclass(frozen=True)
class Scenery:
    """The films of one room, by the names in `ORDERS`."""

    films: dict[str, Footage]

    def film(self, number: int) -> Footage:
        """The film of a first cycle (0), a second, and so on."""
        names = [name for name in ("first", "second", "long") if name in self.films]
        return self.films[names[number % len(names)]]


@dataclass(frozen=True)
class FilmStock:
    """Everything that was drawn: families at home or at school, and shared reviews."""

    families: tuple[Scenery, ...]
    reviews: tuple[Scenery, ...]

    def __iter__(self) -> Iterator[Footage]:
        for scenery in (*self.families, *self.reviews):
            yield from scenery.films.values()

    @property
    def short_film(self) -> Footage:
        return self.families[0].films["short"]

    @property
    def short_review(self) -> Footage:
        return self.reviews[0].films["short"]


@contextmanager
def drawn(families: int, reviews: int) -> Iterator[FilmStock]:
    """Draw the films of so many rooms, side by side; the drawings are removed afterwards."""
    rooms = range(families + reviews)
    verses = [(room, number) for room in rooms for number in range(VERSES)]
    films = [(room, name) for room in rooms for name in _names(room, families)]
    with TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as pool:
        folder = Path(name)
        sung = list(
            pool.map(lambda one: _verse(folder, one[0], one[1], one[0] >= families), verses)
        )
        made = list(
            pool.map(lambda one: _film(folder, one[0], one[1], sung[one[0] * VERSES :]), films)
        )
        of_a_room = [
            Scenery(
                {name: film for (of, name), film in zip(films, made, strict=True) if of == room}
            )
            for room in rooms
        ]
        yield FilmStock(tuple(of_a_room[:families]), tuple(of_a_room[families:]))


def _names(room: int, families: int) -> Iterator[str]:
    yield from ("first", "second")
    if room in (0, families):
        yield "short"
    if room == 0:
        yield "long"


def _verse(folder: Path, room: int, number: int, grown_ups: bool) -> Verse:
    turns = tuple(taken_turns(room * VERSES + number))
    path = folder / f"{room}-{number}.mp4"
    return draw_verse(path, VERSE, RATE, turns, SIZE, room, grown_ups)


def _film(folder: Path, room: int, name: str, verses: Sequence[Verse]) -> Footage:
    own = folder / f"{room}-{name}"
    own.mkdir()
    turns = join_verses(own / "film.mp4", [verses[number] for number in ORDERS[name]], RATE)
    longest = Fraction(600)
    prepared = prepare_film(
        own / "film.mp4", own, lambda share: None, longest, lambda reference: None
    )
    return Footage(own / "film.mp4", turns, prepared)


def taken_turns(seed: int) -> Iterator[Turn]:
    """A verse: somebody begins, the other receives; a pause, and the other way round or again."""
    luck = Random(seed)
    ways: tuple[tuple[Who, Who], ...] = (("person", "partner"), ("partner", "person"))
    at = luck.randrange(20, 28)
    for begins, receives in (ways[0], luck.choice(ways), ways[seed % 2]):
        yield Turn(at, 40, begins, "initiative")
        yield Turn(at + 22, 46, receives, "reception")
        at += luck.randrange(72, 80)


def _same_file(path: Path, folder: Path) -> Path:
    target = folder / path.name
    try:
        target.hardlink_to(path)
    except OSError:  # another disk
        copyfile(path, target)
    return target


def _digest(path: Path) -> str:
    with path.open("rb") as film:
        return file_digest(film, "sha256").hexdigest()
