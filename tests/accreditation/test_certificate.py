"""What a certificate says on a day, and its code as people write it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accreditation.certificate import ALPHABET, Standing, grouped, plain, standing, years_after

LAST = date(2029, 11, 25)


def test_it_is_valid_on_its_last_day_and_expired_on_the_next() -> None:
    assert standing(LAST, False, LAST) is Standing.VALID
    assert standing(LAST, False, LAST + timedelta(days=1)) is Standing.EXPIRED
    assert standing(LAST, True, LAST) is Standing.SUSPENDED


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 11, 26), date(2029, 11, 25)),
        (date(2028, 2, 29), date(2031, 2, 27)),
        (date(2025, 3, 1), date(2028, 2, 29)),
    ],
)
def test_three_years_end_the_day_before_the_same_day(day: date, ends: date) -> None:
    assert years_after(day, 3) == ends


def test_a_code_is_read_however_it_is_written() -> None:
    assert grouped("K7QF2M9XTR4B") == "K7QF-2M9X-TR4B"
    for written in ("K7QF-2M9X-TR4B", "k7qf 2m9x tr4b", " K7QF2M9XTR4B\n"):
        assert plain(written) == "K7QF2M9XTR4B"


def test_no_two_signs_of_a_code_are_mistaken_for_one_another() -> None:
    assert not set("01OILUV") & set(ALPHABET) - {"V"}
