"""`pdf-full` and `pdf-growth`: a whole training's portfolio beside bare WeasyPrint.

27 cycles, 23 sessions, 60 stills, about 100 pages. Both get the same HTML, images and variant;
signing is no part of either. How memory goes over ten builds is told beside the figure.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from app.extensions import db, transaction
from app.models.moments import Moment
from app.models.people import Role
from app.models.portfolio import Submission
from app.pdf import VARIANT, Pressed
from app.pdf.press import FONTS
from app.portfolio import book, operations, queries
from app.portfolio.operations.stills import stills_for
from benchmarks import Samples, bench, interleave
from benchmarks.harness.filled import opened_over
from benchmarks.pdf_small import BARE
from tests import factories as make

# The teller of a whole training is not typed, so it is found rather than imported.
tell: Any = import_module("tests.portfolio.story")

PARAGRAPHS = 40  # as many as the edition has room for
STILLS, BUILDS, ROUNDS = 60, 10, 3
SHORT, LONG = 32, 178
"""Moments of a book of about 50 pages, and of one of about 200."""

WORDS = (
    "She waits and looks at what he has built, and he turns to her before he goes on. She names "
    "what he has chosen, in his own words, and he nods and reaches for the next one. "
)
PARAGRAPH = "I learned to wait, and to see what is given before I look for what is missing. " * 8


@dataclass(frozen=True)
class Book:
    """A frozen portfolio with its stills, ready to be bound again and again."""

    submission: Submission
    folder: Path
    stills: dict[int, Path]
    page: Path

    def bind(self) -> Pressed:
        entries = queries.entries_of(self.submission)
        return book.bind(
            self.submission, entries, frozenset(), self.stills, self.folder, lambda: None
        )

    def bare(self) -> None:
        target = self.page.with_suffix(".pdf")
        command = ["nice", "-n", "10", sys.executable, "-c", BARE]
        subprocess.run([*command, str(self.page), str(target), VARIANT], check=True, timeout=900)


@bench("pdf-full", unit="ms", target="<= 1.15")
def pdf_full() -> Samples:
    with _books(STILLS) as (full,):
        pressed, memory = full.bind(), _memory(full)
        samples = interleave(ours=full.bind, reference=full.bare, rounds=ROUNDS, warm_up=0)
    note = f"{pressed.pages} pages, {STILLS} stills, {pressed.size // 1000} kB, {VARIANT}; {memory}"
    return Samples(samples.ours, samples.reference, note)


@bench("pdf-growth", unit="times", target="<= 1.1")
def pdf_growth() -> Samples:
    """Time per page of the long book over time per page of the short one, ours and bare."""
    with _books(SHORT, LONG) as (short, long):
        pages = short.bind().pages, long.bind().pages
        took = [interleave(one.bind, one.bare, ROUNDS, warm_up=1) for one in (short, long)]
    ours = _growth(took[0].ours, took[1].ours, pages)
    reference = _growth(took[0].reference or (), took[1].reference or (), pages)
    return Samples(ours, reference, f"{pages[0]} and {pages[1]} pages, {VARIANT}")


def _growth(short: Sequence[float], long: Sequence[float], pages: tuple[int, int]) -> list[float]:
    pairs = zip(short, long, strict=True)
    return [(slow / pages[1]) / (quick / pages[0]) for quick, slow in pairs]


def _memory(one: Book) -> str:
    """The most that a build took, and our own process before and after ten of them."""
    before = getrusage(RUSAGE_SELF).ru_maxrss
    first = getrusage(RUSAGE_CHILDREN).ru_maxrss
    began = perf_counter()
    for _ in range(BUILDS):
        one.bind()
    each = (perf_counter() - began) / BUILDS
    after, most = getrusage(RUSAGE_SELF).ru_maxrss, getrusage(RUSAGE_CHILDREN).ru_maxrss
    return (
        f"a build at its peak {first // 1024} MiB, the largest of {BUILDS} {most // 1024} MiB; "
        f"the process that asks {before // 1024} MiB, then {after // 1024} MiB; {each:.1f} s each"
    )


@contextmanager
def _books(*moments: int) -> Iterator[tuple[Book, ...]]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        with opened_over(folder).app_context():
            db.create_all()
            yield tuple(_book(number, folder / f"book-{number}") for number in moments)
            db.session.remove()
            db.engine.dispose()


def _book(moments: int, folder: Path) -> Book:
    story = tell.ready_to_submit(with_draft=False)
    made = [_moment(story, number) for number in range(moments)]
    with transaction():
        operations.ask_for_statement(story.actor, story.portfolio)
        for moment in made:
            moment.words = WORDS * 2
            operations.choose_moment(story.actor, story.portfolio, moment, WORDS * 2)
        operations.choose_recording(story.actor, story.portfolio, story.film)
        text = "\n\n".join([PARAGRAPH.strip()] * min(moments * 2 // 3, PARAGRAPHS))
        operations.write_statement(story.actor, story.portfolio, text)
    submission = tell.submitted(story)
    entries = queries.entries_of(submission)
    (folder / "images").mkdir(parents=True)
    cut = stills_for(submission, entries, frozenset(), folder, lambda: None)
    stills = {one.entry.id: one.path for one in cut}
    return Book(submission, folder, stills, _laid_out(submission, stills, folder))


def _moment(story: Any, number: int) -> Moment:
    film = (story.film, story.review)[number % 2]
    tags = tell.tags("waiting")
    return make.moment(film, story.trainee, Role.TRAINEE, number // 2 % 96, tags=tags)


def _laid_out(submission: Submission, stills: dict[int, Path], folder: Path) -> Path:
    """The same HTML as a file, with its images and fonts beside it."""
    shutil.copytree(FONTS, folder / "fonts")
    for entry_id, path in stills.items():
        shutil.copyfile(path, folder / "images" / f"still-{entry_id}.jpg")
    book.shapes(folder / "images")
    page = folder / "book.html"
    entries = queries.entries_of(submission)
    page.write_text(book.book_html(submission, entries, frozenset(), frozenset(stills)))
    return page
