"""The colours can be read and told apart, in each theme and by every kind of eye."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.look.colour import EYES, blocks, contrast, distance, lab

THEMES = {name: colours for name, colours in blocks().items() if name != "dark by device"}
GROUPS = [f"group-{number}" for number in range(1, 7)]
READ_ON_PAPER = ["ink", "soft", "accent", "accent-strong", "waiting", "notice", *GROUPS]
WASHES = [("accent", "accent-wash"), ("waiting", "waiting-wash"), ("notice", "notice-wash")]

in_each_theme = pytest.mark.parametrize("theme", THEMES)


def test_the_device_and_the_choice_give_the_same_dark() -> None:
    assert blocks()["dark by device"] == blocks()["dark by choice"]


def test_both_themes_name_the_same_colours() -> None:
    assert set(THEMES["light"]) == set(THEMES["dark by choice"])


@in_each_theme
@pytest.mark.parametrize("surface", ["paper", "card", "sunk"])
@pytest.mark.parametrize("name", READ_ON_PAPER)
def test_every_colour_of_words_can_be_read(theme: str, name: str, surface: str) -> None:
    if surface == "sunk" and name in GROUPS:
        surface = "card"
    assert contrast(THEMES[theme][name], THEMES[theme][surface]) >= 4.5


@in_each_theme
@pytest.mark.parametrize(("words", "wash"), [*WASHES, *(("ink", wash) for _, wash in WASHES)])
def test_words_on_a_wash_can_be_read(theme: str, words: str, wash: str) -> None:
    assert contrast(THEMES[theme][words], THEMES[theme][wash]) >= 4.5


@in_each_theme
@pytest.mark.parametrize("accent", ["accent", "accent-strong"])
def test_words_on_the_accent_can_be_read(theme: str, accent: str) -> None:
    assert contrast(THEMES[theme]["on-accent"], THEMES[theme][accent]) >= 4.5


@in_each_theme
@pytest.mark.parametrize("surface", ["paper", "card"])
def test_the_edge_of_a_control_can_be_seen(theme: str, surface: str) -> None:
    assert contrast(THEMES[theme]["edge"], THEMES[theme][surface]) >= 3


@in_each_theme
@pytest.mark.parametrize("eye", EYES)
def test_every_two_principle_groups_can_be_told_apart(theme: str, eye: str) -> None:
    colours = [THEMES[theme][group] for group in GROUPS]
    nearest = min(distance(one, other, eye) for one, other in combinations(colours, 2))
    assert nearest >= 20, f"{nearest:.1f} under {eye}"


def test_a_colour_blind_eye_sees_red_and_green_nearer_to_one_another() -> None:
    seen = {eye: distance("#B04030", "#508030", eye) for eye in EYES}
    assert seen["deuteranopia"] < seen["every cone"] / 2
    assert seen["protanopia"] < seen["every cone"] / 2
    assert seen["tritanopia"] > seen["every cone"] / 2


def test_white_is_white_to_every_eye() -> None:
    for eye in EYES:
        assert lab("#FFFFFF", eye) == pytest.approx((100, 0, 0), abs=0.1)
