"""The rate that fits real presentation times, however a container's clock rounds them."""

from array import array
from fractions import Fraction
from itertools import accumulate
from random import Random

import pytest

from accreditation.timecode import FrameRate
from app.video.probe import probe
from app.video.process import QUICK
from app.video.refusals import FilmRefused
from app.video.timeline import (
    REFERENCE_RATES,
    Timeline,
    frames_at,
    read_timeline,
    reference_rate,
    save_times,
    saved_times,
)
from tests import films

CLOCKS = [Fraction(1, 1000), Fraction(1, 600), Fraction(1, 90_000), Fraction(1, 15_360)]


def timeline(ticks: list[int], clock: Fraction) -> Timeline:
    wait = ticks[1] - ticks[0] if len(ticks) > 1 else 1
    return Timeline(clock, array("q", ticks), wait, [0], 1000)


def evenly(rate: FrameRate, count: int, clock: Fraction) -> Timeline:
    return timeline([round(rate.seconds_at(n) / clock) for n in range(count)], clock)


def of(path) -> Timeline:
    return read_timeline(path, probe(path), QUICK)


@pytest.mark.parametrize("clock", CLOCKS, ids=str)
@pytest.mark.parametrize("rate", REFERENCE_RATES, ids=str)
def test_an_even_film_gets_its_own_rate_on_every_clock(rate, clock):
    even = evenly(rate, 5 * int(rate.exact), clock)
    assert reference_rate(even) == rate
    assert even.is_constant_at(rate)
    assert frames_at(rate, even) == even.frame_count


@pytest.mark.parametrize("rate", [FrameRate(30), FrameRate(30000, 1001)], ids=str)
def test_dropped_frames_do_not_change_the_rate(rate):
    chance = Random(7)
    kept = [n for n in range(600) if n == 0 or chance.random() > 0.2]
    ticks = [round(rate.seconds_at(n) * 1000) for n in kept]
    assert reference_rate(timeline(ticks, Fraction(1, 1000))) == rate


def test_a_phones_uneven_clock_gets_the_nearest_rate():
    chance = Random(3)
    waits = [3000 + chance.randint(-250, 250) for _ in range(900)]
    uneven = timeline([0, *accumulate(waits)], Fraction(1, 90_000))
    assert reference_rate(uneven).exact in (Fraction(30), Fraction(30000, 1001))
    assert not uneven.is_constant_at(reference_rate(uneven))


@pytest.mark.parametrize(
    ("measured", "reference"), [("15", "24000/1001"), ("120", "60"), ("240", "60"), ("48", "50")]
)
def test_a_rate_outside_the_list_gets_the_nearest_and_is_not_even_at_it(measured, reference):
    film = evenly(FrameRate.parse(measured), 200, Fraction(1, 90_000))
    assert reference_rate(film) == FrameRate.parse(reference)
    assert not film.is_constant_at(reference_rate(film))


def test_thirty_and_its_slower_sibling_are_not_taken_for_each_other():
    ntsc = evenly(FrameRate(30000, 1001), 300, Fraction(1, 90_000))
    assert not ntsc.is_constant_at(FrameRate(30))


def test_one_frame_out_of_place_makes_a_film_uneven():
    ticks = [n * 3600 for n in range(50)]
    ticks[20] += 700
    assert not timeline(ticks, Fraction(1, 90_000)).is_constant_at(FrameRate(25))


def test_a_film_of_one_frame_has_one_frame():
    single = timeline([0], Fraction(1, 90_000))
    assert frames_at(reference_rate(single), single) == 1


def test_what_a_container_declares_is_not_believed():
    film = probe(films.lying_rate())
    assert film.declared_rate == 30
    assert reference_rate(read_timeline(films.lying_rate(), film, QUICK)) == FrameRate(25)


def test_times_are_read_in_the_order_of_presentation():
    read = of(films.drawn())
    assert list(read.ticks) == sorted(read.ticks)
    assert read.starts_at == 0
    assert read.frame_count == 100
    assert read.longest_wait_for_a_keyframe() == 25


def test_two_fields_are_one_frame():
    assert of(films.interlaced()).frame_count == 50


def test_a_film_without_times_in_its_packets_is_read_by_its_frames():
    assert of(films.old_avi()).frame_count == 50


def test_a_matroska_film_that_breaks_off_is_refused():
    with pytest.raises(FilmRefused) as refusal:
        of(films.truncated_matroska())
    assert refusal.value.reason == "truncated"


def test_sound_that_outlasts_the_picture_is_no_truncation():
    assert of(films.longer_sound()).duration == 1


def test_saved_times_are_read_back_exactly_and_take_little_room(tmp_path):
    read = of(films.dropped_frames())
    save_times(read, tmp_path / "times.json.gz")
    assert saved_times(tmp_path / "times.json.gz") == [tick * read.time_base for tick in read.ticks]
    even = evenly(FrameRate(30000, 1001), 30 * 60 * 20, Fraction(1, 1000))
    save_times(even, tmp_path / "even.json.gz")
    assert (tmp_path / "even.json.gz").stat().st_size < 20_000
