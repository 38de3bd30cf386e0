"""When the films of a case go."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accreditation.retention import countdown, months_after

ENDED = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("start", "months", "later"),
    [
        (date(2026, 11, 12), 2, date(2027, 1, 12)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(start, months, later):
    assert months_after(start, months) == later


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 120))
def test_films_never_go_later_than_the_month_the_policy_names(start, months):
    later = months_after(start, months)
    assert (later.year - start.year) * 12 + later.month - start.month == months
    assert later.day <= start.day
    assert later.day == start.day or (later + timedelta(days=1)).day == 1


def test_a_case_under_way_says_what_its_end_will_mean():
    assert countdown(None, 2, on=ENDED).days_left is None
    assert countdown(None, 2, on=ENDED).sentence == (
        "The films of this case go within 2 months of its end."
    )
    assert countdown(None, 0, on=ENDED).sentence == "The films of this case go on the day it ends."


@pytest.mark.parametrize(
    ("on", "left", "said"),
    [
        (date(2026, 12, 13), 30, "go by 12 January 2027: 30 days left."),
        (date(2027, 1, 11), 1, "go by 12 January 2027: 1 day left."),
        (date(2027, 1, 12), 0, "go by 12 January 2027: today is the last day."),
        (date(2027, 1, 13), -1, "were to go by 12 January 2027. Erase any that are left."),
    ],
)
def test_a_case_that_ended_counts_the_days(on, left, said):
    counting = countdown(ENDED, 2, on=on)
    assert counting.days_left == left
    assert counting.sentence == f"The films of this case {said}"
    assert counting.is_over == (left < 0)
