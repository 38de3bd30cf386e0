"""What is found in words by which somebody could be found, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accreditation.identifiers import identifiers_in


@pytest.mark.parametrize(
    ("text", "what", "found"),
    [
        ("Write to jo.lind@home.example today.", "an e-mail address", "jo.lind@home.example"),
        ("Her number is 943 476 5919.", "an NHS number", "943 476 5919"),
        ("Her number is 9434765919.", "an NHS number", "9434765919"),
        ("I rang 07700 900123 first.", "a telephone number", "07700 900123"),
        ("I rang +44 20 7946 0958 first.", "a telephone number", "+44 20 7946 0958"),
        ("I rang (01632) 960 001 first.", "a telephone number", "(01632) 960 001"),
        ("They live near EH1 1BB now.", "a postcode", "EH1 1BB"),
        ("They live near SW1A1AA now.", "a postcode", "SW1A1AA"),
        ("He was born on 3 March 2019.", "a date of birth", "born on 3 March 2019"),
        ("DOB: 03/03/2019", "a date of birth", "DOB: 03/03/2019"),
        ("Date of birth 3.3.19", "a date of birth", "Date of birth 3.3.19"),
    ],
)
def test_an_identifying_number_is_named_with_its_place(text, what, found):
    (one,) = identifiers_in(text)
    assert (one.what, one.text) == (what, found)
    assert text[one.start :].startswith(found)


@pytest.mark.parametrize(
    "text",
    [
        "In cycle 3 with client A-1, at 0:41.12, she waits five seconds.",
        "We met on 3 March 2026 and again on 14/04/2026.",
        "His number is 943 476 5918.",  # its check digit is wrong
        "Frames 1000 to 1250 of 30000 at 25 a second.",
        "Edition set-a-orkney, Stage 2, VIG and VERP, B2 and C1.",
        "12 sessions, 720 minutes, 27 cycles, 8 clients.",
        "",
    ],
)
def test_ordinary_words_and_figures_are_left_alone(text):
    assert identifiers_in(text) == []


def test_several_are_named_in_their_order_and_none_twice():
    text = "EH1 1BB, then 943 476 5919, then a@b.example."
    assert [one.what for one in identifiers_in(text)] == [
        "a postcode",
        "an NHS number",
        "an e-mail address",
    ]


@given(st.text())
def test_what_is_found_stands_in_the_text_without_overlapping(text):
    end = 0
    for one in identifiers_in(text):
        assert one.start >= end
        end = one.start + len(one.text)
        assert text[one.start : end] == one.text
