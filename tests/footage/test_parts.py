import pytest

from app.footage.parts import MOST, NotSatisfiable, Part, asked_part

LONG = 10 * MOST


@pytest.mark.parametrize(
    ("asked", "start", "length"),
    [
        (None, 0, MOST),
        ("bytes=0-", 0, MOST),
        ("bytes=0-0", 0, 1),
        ("bytes=0-1", 0, 2),
        ("bytes=100-199", 100, 100),
        (f"bytes=5-{LONG * 2}", 5, MOST),
        (f"bytes={LONG - 10}-", LONG - 10, 10),
        ("bytes=-10", LONG - 10, 10),
        (f"bytes=-{LONG * 2}", 0, MOST),
        ("bytes=9-3", 0, MOST),
        ("frames=0-1", 0, MOST),
        ("nonsense", 0, MOST),
    ],
)
def test_a_part_is_what_was_asked_for_up_to_two_mebibytes(asked, start, length):
    assert asked_part(LONG, asked) == Part(start, length, LONG)


@pytest.mark.parametrize("asked", [f"bytes={LONG}-", "bytes=0-1,5-6"])
def test_what_the_film_does_not_have_cannot_be_satisfied(asked):
    with pytest.raises(NotSatisfiable):
        asked_part(LONG, asked)


def test_a_content_range_counts_the_last_byte_in():
    assert Part(10, 5, 100).content_range == "bytes 10-14/100"
