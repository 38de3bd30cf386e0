"""When the films of a case must go: a policy's months after the end of involvement."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from accreditation.wording import counted, day


@dataclass(frozen=True, slots=True)
class Countdown:
    """When the films of a case go by its service's policy; `last_day` None: it has not ended.

    `last_day` is the last day they may be kept.
    """

    months: int
    last_day: date | None
    today: date

    @property
    def days_left(self) -> int | None:
        """Whole days until the last day; 0 on that day, below 0 once it has passed."""
        return (self.last_day - self.today).days if self.last_day else None

    @property
    def is_over(self) -> bool:
        return self.last_day is not None and self.last_day < self.today

    @property
    def sentence(self) -> str:
        """The countdown for the person whose case it is."""
        if self.last_day is None:
            return _before_the_end(self.months)
        if self.is_over:
            was = f"The films of this case were to go by {day(self.last_day)}."
            return f"{was} Erase any that are left."
        left = (self.last_day - self.today).days
        when = f"{counted(left, 'day')} left" if left else "today is the last day"
        return f"The films of this case go by {day(self.last_day)}: {when}."


def _before_the_end(months: int) -> str:
    if not months:
        return "The films of this case go on the day it ends."
    return f"The films of this case go within {counted(months, 'month')} of its end."


def countdown(ended_on: date | None, months: int, *, on: date) -> Countdown:
    """How long the films of a case may stay, `months` months after it ended."""
    return Countdown(months, months_after(ended_on, months) if ended_on else None, on)


def months_after(start: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def last_day_of_a_film(
    ended_on: date, months: int, at_most: int | None, agreed_until: date | None
) -> date:
    """The last day one film may be kept: the policy's, or a later one that everyone agreed to.

    `agreed_until` is the last day on which everyone's yes to keeping it longer holds, None
    without one; `at_most` the months after the end that the service keeps any film.
    """
    usual = months_after(ended_on, months)
    if at_most is None or agreed_until is None:
        return usual
    return max(usual, min(agreed_until, months_after(ended_on, at_most)))
