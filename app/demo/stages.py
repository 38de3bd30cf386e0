"""Stretches of work in the demo: cycles one after another, each brought to supervision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.demo.association import Association
from app.demo.people import Part
from app.demo.supervised import ask, close_stage, meet, rate, take_place
from app.demo.training import Filmed, Opened, Training
from app.demo.words.cases import Case
from app.demo.words.noticed import IN_FILM, IN_REVIEW, SEEN_AHEAD
from app.models.programme import TrainingEventKind

T = TypeVar("T")

# How many cycles each session sees.
ONE_EACH = (1,) * 18
STAGE_2, STAGE_3 = (1, 1, 1, 1, 1, 1, 1, 2), (2, 2, 2, 2, 1, 1, 1, 1)
ORKNEY_2, ORKNEY_3 = (2, 1, 2, 1, 2, 1), (3, 3, 3, 3)
FIFTEEN = (1, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1)

LEVELS = ("beginning", "with-support", "independently", "enriching-others")
GROWN = {
    "helping-question": 0.9,
    "better-than-usual": 0.8,
    "strengths-first": 0.7,
    "attuned-in-review": 0.6,
    "shares-turns": 0.5,
    "activates-client": 0.3,
    "from-seen-to-felt": 0.2,
    "deepens-discussion": 0.1,
}


@dataclass(frozen=True)
class Work:
    """Cycles with these cases: the first film `begin` working days ago, one each `apart` days.

    Each session of so many `minutes` sees as many cycles as `together` says. Looked at `closely`,
    films are long and have many moments. `whole` is how many cycles the training has in all.
    With `all_signed` False the trainee has not signed the last session yet.
    """

    cases: Sequence[Case]
    begin: int
    apart: int
    together: Sequence[int] = ONE_EACH
    minutes: int = 60
    closely: bool = True
    whole: int = 27
    all_signed: bool = True


def work(association: Association, training: Training, asked: Work) -> Opened:
    """All of it, sessions included; the last of the cases."""
    done: list[tuple[int, Filmed]] = []
    for case in asked.cases:
        days = asked.begin - asked.apart * len(done)
        number = int(case.code[-2:])
        home, talks = association.home(number), association.talks(number)
        opened = training.open_case(days + 2, case, home, talks)
        for _ in range(case.cycles):
            days = asked.begin - asked.apart * len(done)
            done.append((days, _whole_cycle(training, opened, days, asked)))
    _sessions(training, done, asked)
    return opened


def _sessions(training: Training, done: Sequence[tuple[int, Filmed]], asked: Work) -> None:
    left = list(done)
    first = len(training.done)
    for number, count in enumerate(asked.together):
        brought, left = left[:count], left[count:]
        if brought:
            days, seen = brought[-1][0] - 8, [filmed for _, filmed in brought]
            signed_too = bool(left) or asked.all_signed
            meet(training, days, asked.minutes, seen, first + number, signed_too)


def _whole_cycle(training: Training, opened: Opened, days: int, asked: Work) -> Filmed:
    """Film, moments, review, moments on the review, brought, watched ahead, rated."""
    number = len(training.done)
    filmed = training.film(days, opened, short=not asked.closely)
    training.look_at_film(days - 1, filmed, some(IN_FILM, number, 4 if asked.closely else 1))
    training.review(days - 4, filmed)
    training.look_at_review(days - 5, filmed, some(IN_REVIEW, number, 3 if asked.closely else 1))
    ask(training, days - 5, filmed, number)
    if asked.closely:
        training.watch_ahead(days - 6, filmed, some(SEEN_AHEAD, number, 3))
    rate(training, days - 7, filmed, dict(levels(number, asked)))
    training.done.append(filmed)
    return filmed


def levels(number: int, asked: Work) -> Iterator[tuple[str, str]]:
    """Growth over the training, in some criteria earlier than in others."""
    for criterion, lead in GROWN.items():
        if asked.closely or lead > 0.4:
            yield criterion, LEVELS[min(3, int(2.6 * number / asked.whole + lead))]


def some(values: Sequence[T], first: int, count: int) -> list[T]:
    return [values[(first + number) % len(values)] for number in range(count)]


def go_on(
    training: Training, days: int, external: Part, share: bool = False, introduced: int = 60
) -> None:
    """A stage ends with a meeting, and the next begins with its introduction.

    With `share`, films are shared with the group before, as one edition asks.
    """
    if share:
        take_place(training, days + 3, TrainingEventKind.GROUP_SHARING, 120)
    close_stage(training, days, external, len(training.done))
    take_place(training, days - 4, TrainingEventKind.INTRODUCTION, introduced)
