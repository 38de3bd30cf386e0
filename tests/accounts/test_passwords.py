"""What may be a password, why another may not, and the list that says so."""

from __future__ import annotations

import gzip
import re

import pytest

from app.accounts import passwords

NAME, EMAIL = "Tess Quinn", "t.quinn@harbour.example"


@pytest.mark.parametrize(
    "password",
    [
        "a quiet room with paper",
        "correct horse battery",
        "attuned moments",
        "l" * 3 + "ichen on the wall",
        "Привет, мой дом",
        "x9$Kd2 pQ!z7",
        "tess and the lighthouse",
        "a" * 150 + "bcdef" * 10,
    ],
)
def test_length_is_what_counts(password: str) -> None:
    assert passwords.why_not(password, NAME, EMAIL) is None


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "has 5 characters"),
        ("eleven chars"[:11], "has 11 characters"),
        ("many words " * 20, "longer than 200"),
        ("ababababababab", "repeats"),
        ("password1234!", "Many people"),
        ("2024 Iloveyou 2024", "Many people"),
        ("123456789012", "Many people"),
        ("QwertyUiop!!!!", "Many people"),
        ("Tess Quinn 1234", "your name"),
        ("quinn-harbour-1", "your name"),
        ("attune-2026-attune", "your name"),
        ("Attune!!!!2026", "your name"),
    ],
)
def test_a_weak_password_is_refused_with_a_sentence(password: str, reason: str) -> None:
    told = passwords.why_not(password, NAME, EMAIL)
    assert told is not None
    assert reason in told


def test_a_composed_and_a_decomposed_letter_are_the_same_password() -> None:
    assert passwords.fits("cafe\u0301 by the harbour", passwords.hash_of("café by the harbour"))


def test_an_account_without_a_password_is_opened_by_nothing() -> None:
    for guess in ("", "nobody has this password"):
        assert not passwords.fits(guess, "")
        assert not passwords.fits(guess, None)


def test_the_list_says_what_it_is_and_carries_its_licence_and_version() -> None:
    folder = passwords.COMMON.parent
    assert "Copyright (c) Django Software Foundation" in (folder / "LICENSE").read_text()
    assert re.fullmatch(r"django \d+\.\d+\.\d+\n", (folder / "VERSION").read_text())
    assert "passwords that many people choose" in (folder / "README.md").read_text()
    words = gzip.decompress(passwords.COMMON.read_bytes()).decode().split()
    assert len(words) > 19_000
    assert "password" in words
