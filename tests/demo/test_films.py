"""The drawn films: whose turns they hold, and what becomes of the same bytes twice."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from app.demo.films import RATE, VERSE, FilmStock, taken_turns
from app.demo.words.noticed import IN_FILM, IN_REVIEW, SEEN_AHEAD
from app.video.reference import Reference
from tests.films import drawn as a_film


def test_every_reception_follows_an_initiative_of_the_other_and_all_ends_at_rest() -> None:
    for seed in range(30):
        turns = list(taken_turns(seed))
        for begins, receives in zip(turns[::2], turns[1::2], strict=True):
            assert (begins.kind, receives.kind) == ("initiative", "reception")
            assert begins.who != receives.who
            assert begins.at_frame < receives.at_frame < begins.last_frame
        for who in ("person", "partner"):
            own = [turn for turn in turns if turn.who == who]
            assert all(a.last_frame < b.at_frame for a, b in pairwise(own))
        assert turns[-1].last_frame < VERSE - 1


def test_films_to_look_at_last_one_to_three_minutes(reel: FilmStock) -> None:
    whole = [one for scenery in (*reel.families, *reel.reviews)
             for name, one in scenery.films.items() if name != "short"]  # fmt: skip
    lengths = [one.prepared.reference.frame_count / RATE.exact for one in whole]
    assert len(lengths) >= 6
    assert all(60 <= length <= 180 for length in lengths)
    assert max(lengths) > 120


def test_every_film_has_room_for_what_is_noticed_in_it(reel: FilmStock) -> None:
    for one in reel:
        for noticed in (IN_FILM[:2], IN_REVIEW[:2], SEEN_AHEAD[:2]):
            found = list(one.turns_for(noticed))
            assert len({turn for _, turn in found}) == len(noticed)


def test_the_same_bytes_become_what_they_became_when_they_were_drawn(
    reel: FilmStock, tmp_path: Path
) -> None:
    drawn = next(iter(reel))
    shown: list[Reference] = []
    made = drawn.prepare(drawn.path, tmp_path, pytest.fail, Fraction(600), shown.append)
    assert shown == [made.reference]
    assert made.reference.path.read_bytes() == drawn.prepared.reference.path.read_bytes()
    assert made.glance.poster.parent == made.reference.source_times_path.parent == tmp_path


def test_other_bytes_are_worked_on_anew(reel: FilmStock, tmp_path: Path) -> None:
    drawn = next(iter(reel))
    made = drawn.prepare(
        a_film(1), tmp_path, lambda share: None, Fraction(600), lambda reference: None
    )
    assert made.reference.frame_count == 25
