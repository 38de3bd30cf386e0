"""Two people's levels side by side: alike, a step apart, further, or seen by one."""

import pytest

from accreditation.comparison import (
    NOT_SEEN,
    Given,
    Likeness,
    count_likeness,
    likeness,
    side_by_side,
)

LEVELS = {key: Given(key, number, key) for number, key in enumerate((NOT_SEEN, "a", "b", "c"))}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("a", "a", Likeness.SAME),
        (NOT_SEEN, NOT_SEEN, Likeness.SAME),
        ("a", "b", Likeness.A_STEP_APART),
        ("c", "b", Likeness.A_STEP_APART),
        ("a", "c", Likeness.FURTHER_APART),
        (NOT_SEEN, "a", Likeness.ONE_SAW_IT),
        ("c", NOT_SEEN, Likeness.ONE_SAW_IT),
        (None, "a", Likeness.UNTOLD),
        ("a", None, Likeness.UNTOLD),
        (None, None, Likeness.UNTOLD),
    ],
)
def test_two_levels_are_alike_in_one_way(one, other, found):
    given = [LEVELS[key] if key else None for key in (one, other)]
    assert likeness(*given) is found
    assert likeness(*reversed(given)) is found
    assert found.label


def test_criteria_keep_their_order_and_every_likeness_is_counted():
    pairs = side_by_side(
        ["first", "second", "third"],
        {"second": LEVELS["a"], "first": LEVELS["c"]},
        {"first": LEVELS["c"], "second": LEVELS["c"]},
    )
    assert [pair.criterion for pair in pairs] == ["first", "second", "third"]
    counted = count_likeness(pairs)
    for kind in (Likeness.SAME, Likeness.FURTHER_APART, Likeness.UNTOLD):
        assert counted[kind] == 1
    assert sum(counted.values()) == 3
    assert set(counted) == set(Likeness)
