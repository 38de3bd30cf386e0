"""Scenes of the demo: somebody does something, on a certain day, through the same operations.

A story first says all its scenes, in whatever order is easiest to write; they are then played in
the order of time, so that what came first has the lower number and the earlier line in the audit.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from sqlalchemy.orm import Session

from app import clock
from app.extensions import transaction

Tell = Callable[[str], None]
Act = Callable[[Session], None]
Work = Callable[[], None]

WORKING_WEEK = 5
FIRST_DAY = 480


@cache
def _the_day_of_loading() -> date:
    """The day itself, or the Friday before a weekend."""
    today = datetime.now(UTC).date()
    return today - timedelta(days=max(0, today.weekday() - 4))


def day(days: int) -> date:
    """That many working days before the demo is loaded; a negative number is still to come."""
    weeks, rest = divmod(days, WORKING_WEEK)
    on = _the_day_of_loading() - timedelta(weeks=weeks)
    for _ in range(rest):
        on -= timedelta(days=3 if on.weekday() == 0 else 1)
    return on


def moment(days: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day(days), time(hour, minute), UTC)


class Story:
    """Everything that happens. `at` and `work_at` decorate the act that happens then."""

    def __init__(self) -> None:
        self._acts: list[tuple[datetime, int, Work, str]] = []

    def at(self, days: int, hour: int = 10, told: str = "") -> Callable[[Act], Act]:
        """The act, given the session of its own transaction; `told` is a line of progress."""

        def keep(act: Act) -> Act:
            self._keep(moment(days, hour), lambda: _in_a_transaction(act), told)
            return act

        return keep

    def work_at(self, days: int, hour: int = 10) -> Callable[[Work], Work]:
        """Work that opens transactions of its own, as a worker does."""

        def keep(work: Work) -> Work:
            self._keep(moment(days, hour), work, "")
            return work

        return keep

    def _keep(self, when: datetime, work: Work, told: str) -> None:
        self._acts.append((when, len(self._acts), work, told))

    def play(self, tell: Tell) -> None:
        """All of it, the earliest first."""
        for when, _, work, told in sorted(self._acts, key=lambda act: act[:2]):
            if told:
                tell(f"{when:%B %Y}: {told}")
            with clock.set_to(when):
                work()


def _in_a_transaction(act: Act) -> None:
    with transaction() as session:
        act(session)
