"""Frame-exact time: every frame has one label, one middle, one start."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accreditation.timecode import FrameRate, Span, Timecode, TimecodeError

WHOLE = (24, 25, 30, 50, 60)
RATES = [FrameRate(rate) for rate in WHOLE] + [FrameRate(rate * 1000, 1001) for rate in WHOLE]

rates = st.sampled_from(RATES)
odd_rates = st.builds(FrameRate, st.integers(1, 1000), st.integers(1, 1001))
frames = st.integers(0, 60 * 60 * 24 * 60)
films = st.tuples(rates, frames) | st.tuples(odd_rates, st.integers(0, 10_000))
NTSC = FrameRate(30000, 1001)


@given(films)
def test_every_frame_has_a_label_that_reads_back_as_the_same_frame(film):
    rate, frame = film
    assert Timecode.parse(str(Timecode(frame, rate)), rate).frame == frame


@given(films)
def test_neighbouring_frames_have_different_labels(film):
    rate, frame = film
    assert str(Timecode(frame, rate)) != str(Timecode(frame + 1, rate))


@given(films)
def test_the_middle_of_a_frame_shows_that_frame_even_as_a_float(film):
    rate, frame = film
    assert rate.frame_at(rate.middle_of(frame)) == frame
    assert rate.frame_at(float(rate.middle_of(frame))) == frame


@given(rates, frames)
def test_the_start_of_a_frame_shows_that_frame_even_rounded_to_a_microsecond(rate, frame):
    start = rate.seconds_at(frame)
    assert rate.frame_at(start) == frame
    assert rate.frame_at(float(start)) == frame
    assert rate.frame_at(int(start * 1_000_000) / 1_000_000) == frame


@given(rates, frames)
def test_an_exact_time_just_before_a_frame_shows_the_one_before(rate, frame):
    just_before = rate.seconds_at(frame + 1) - Fraction(1, 10**9)
    assert rate.frame_at(just_before) == frame


@given(rates | odd_rates)
def test_a_rate_reads_back_from_its_text(rate):
    assert FrameRate.parse(str(rate)) == rate


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 50))
def test_equal_rates_are_equal_however_they_are_written(num, den, factor):
    if num > 1000 * den:
        return
    assert FrameRate(num * factor, den * factor) == FrameRate(num, den)


@given(rates, frames, frames)
def test_durations_add_up(rate, one, other):
    assert rate.duration_of(one) + rate.duration_of(other) == rate.duration_of(one + other)


@pytest.mark.parametrize(
    ("frame", "rate", "label"),
    [
        (0, FrameRate(25), "0:00.00"),
        (24, FrameRate(25), "0:00.24"),
        (25, FrameRate(25), "0:01.00"),
        (25 * 3600, FrameRate(25), "1:00:00.00"),
        (25 * 3600 - 1, FrameRate(25), "59:59.24"),
        (29, NTSC, "0:00.29"),
        (30, NTSC, "0:01.00"),
        (300, NTSC, "0:10.00"),
        (1000, NTSC, "0:33.10"),
        (119, FrameRate(120), "0:00.119"),
    ],
)
def test_a_label_shows_elapsed_time_and_the_frame_within_the_second(frame, rate, label):
    assert str(Timecode(frame, rate)) == label


def test_a_label_stays_in_real_time_at_a_rate_that_is_not_whole():
    an_hour_later = NTSC.frame_at(Fraction(3600))
    assert Timecode(an_hour_later, NTSC).second == 3599
    assert Timecode(an_hour_later + 1, NTSC).clock == "1:00:00"


def test_about_one_second_in_thirty_three_holds_29_frames_at_30000_over_1001():
    held = [NTSC.first_frame_of_second(s + 1) - NTSC.first_frame_of_second(s) for s in range(1001)]
    assert set(held) == {29, 30}
    assert held.count(29) == 30


def test_a_time_without_frames_means_the_first_frame_of_that_second():
    assert Timecode.parse("1:02", FrameRate(25)).frame == 62 * 25
    assert Timecode.parse(" 1:00:00 ", FrameRate(25)).frame == 3600 * 25


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2",
        "1:2.03",
        "1:02.5",
        "a:bc",
        "1:02:",
        "-0:01.00",
        "1:02.0x",
        "99999999999:00:00",
        "٠:٠١.٠٠",
    ],
)
def test_a_time_that_cannot_be_read_is_refused_with_an_example(text):
    with pytest.raises(TimecodeError, match=r"such as 1:02\.05"):
        Timecode.parse(text, FrameRate(25))


@pytest.mark.parametrize("text", ["0:60.00", "60:00.00", "1:61:00.00"])
def test_minutes_and_seconds_beyond_59_are_refused(text):
    with pytest.raises(TimecodeError, match="up to 59"):
        Timecode.parse(text, FrameRate(25))


def test_a_frame_the_second_does_not_hold_is_refused():
    with pytest.raises(TimecodeError, match="no frame 25"):
        Timecode.parse("0:01.25", FrameRate(25))
    with pytest.raises(TimecodeError, match="no frame 29"):
        Timecode.parse(f"0:{_short_second():02}.29", NTSC)


def _short_second() -> int:
    return next(
        s
        for s in range(60)
        if NTSC.first_frame_of_second(s + 1) - NTSC.first_frame_of_second(s) == 29
    )


@pytest.mark.parametrize("text", ["", "0", "25/0", "29.97", "-25", "25/", "thirty", "90000"])
def test_a_rate_that_cannot_be_right_is_refused(text):
    with pytest.raises(TimecodeError):
        FrameRate.parse(text)


@pytest.mark.parametrize(
    "seconds",
    [-1.0, Fraction(-1, 90), Decimal("-0.01"), float("nan"), float("inf"), Decimal("NaN")],
)
def test_a_time_before_the_film_or_not_a_number_is_refused(seconds):
    with pytest.raises(TimecodeError):
        FrameRate(25).frame_at(seconds)


def test_a_negative_frame_is_refused():
    with pytest.raises(TimecodeError):
        Timecode(-1, FrameRate(25))
    with pytest.raises(TimecodeError):
        Span(-1)


def test_decimal_seconds_are_taken_exactly():
    assert FrameRate(25).frame_at(Decimal("0.04")) == 1
    assert FrameRate(25).frame_at(Decimal("0.03999999")) == 0


@given(frames, st.integers(1, 5000), rates)
def test_a_range_shows_its_in_frame_its_out_frame_and_all_between(start, length, rate):
    span = Span(start, start + length)
    assert span.frames == length + 1
    assert span.holds(start)
    assert span.holds(start + length)
    assert not span.holds(start + length + 1)
    assert span.duration(rate) == rate.seconds_at(start + length + 1) - rate.seconds_at(start)


@given(frames)
def test_a_range_fits_a_film_that_has_its_last_frame_and_no_shorter_one(start):
    assert Span(start, start + 3).within(start + 4)
    assert not Span(start, start + 3).within(start + 3)
    assert Span(start).within(start + 1)
    assert not Span(start).within(start)


@pytest.mark.parametrize("end", [0, 9, 10])
def test_an_out_point_must_follow_its_in_point(end):
    with pytest.raises(TimecodeError, match="out point"):
        Span(10, end)


def test_a_span_beyond_the_film_is_refused_with_a_sentence():
    with pytest.raises(TimecodeError, match="beyond the end"):
        Span(100, 250).require_within(250)
    Span(100, 249).require_within(250)


def test_a_span_is_labelled_for_reading():
    assert Span(100).label(FrameRate(25)) == "0:04.00"
    assert Span(100, 187).label(FrameRate(25)) == "0:04.00 to 0:07.12"


def test_a_timecode_can_be_spoken():
    assert Timecode(0, FrameRate(25)).spoken() == "0 seconds, frame 0"
    assert Timecode(62 * 25 + 5, FrameRate(25)).spoken() == "1 minute 2 seconds, frame 5"
    assert Timecode(3600 * 25, FrameRate(25)).spoken() == "1 hour, frame 0"
