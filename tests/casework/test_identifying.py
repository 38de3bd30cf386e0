"""What looks as if it could tell who somebody is: found on the device, and the same on the server.

The labelled sentences are made up; numbers come from ranges that are kept for fiction and tests.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.casework.queries import identifying_words
from app.models.people import Role
from tests import factories
from tests.browser import signed_in
from tests.live_server import LiveServer

LABELLED = Path(__file__).parent / "identifying.tsv"
STRUCTURED = ("email", "phone", "postcode", "nhs number", "date of birth")
YEAR = 2026


def labelled() -> list[tuple[str, str]]:
    lines = LABELLED.read_text("utf-8").splitlines()
    return [(kind, sentence) for kind, sentence in (line.split("\t") for line in lines)]


def kinds(sentence: str) -> set[str]:
    return {one.kind for one in identifying_words(sentence, YEAR)}


def test_identifiers_with_a_form_are_found_and_other_sentences_left_alone() -> None:
    sentences = labelled()
    there = Counter(kind for kind, _ in sentences)
    found = Counter(kind for kind, sentence in sentences if kind in kinds(sentence))
    false_alarms = sum(1 for kind, sentence in sentences if kind == "-" and kinds(sentence))
    recall = sum(found[kind] for kind in STRUCTURED) / sum(there[kind] for kind in STRUCTURED)
    print(dict(there), dict(found), f"{recall=:.3f} {false_alarms=}")
    assert len(sentences) >= 200
    assert recall >= 0.95
    assert false_alarms / there["-"] <= 0.05
    assert found["name"] / there["name"] >= 0.7  # the list is short, and says so


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Liam’s mother and Anne-Marie, B1 1AA", ["Liam", "Anne-Marie", "B1 1AA"]),
        ("Will she wait? I asked Will.", ["Will"]),
        ("Filmed on 3/4/2026, reviewed on 5 April 2025", []),
        ("Born on 5 April 2025", ["5 April 2025"]),
        ("It was 3/4/24", ["3/4/24"]),
    ],
)
def test_each_place_is_named_once_in_its_own_words(text: str, words: list[str]) -> None:
    assert [one.words for one in identifying_words(text, YEAR)] == words


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Write to jo.lind@home.example today.", "an e-mail address", "jo.lind@home.example"),
        ("Her number is 943 476 5919.", "an NHS number", "943 476 5919"),
        ("Her number is 9434765919.", "an NHS number", "9434765919"),
        ("I rang 07700 900123 first.", "a telephone number", "07700 900123"),
        ("I rang +44 20 7946 0958 first.", "a telephone number", "+44 20 7946 0958"),
        ("I rang (01632) 960 001 first.", "a telephone number", "(01632) 960 001"),
        ("They live near EH1 1BB now.", "a postcode", "EH1 1BB"),
        ("They live near SW1A1AA now.", "a postcode", "SW1A1AA"),
        ("He was born on 3 March 2019.", "a date of birth", "3 March 2019"),
        ("DOB: 03/03/2019", "a date of birth", "03/03/2019"),
        ("Date of birth 3.3.19", "a date of birth", "3.3.19"),
    ],
)
def test_what_is_sure_by_its_form_is_named_with_its_place(text, label, found) -> None:
    (one,) = identifying_words(text, YEAR)
    assert (one.sure, one.label, one.words) == (True, label, found)
    assert text[one.at :].startswith(found)


@pytest.mark.parametrize(
    "text",
    [
        "In cycle 3 with client A-1, at 0:41.12, she waits five seconds.",
        "We met on 3 March 2026 and again on 14/04/2026.",
        "We met on 3 March 2019.",
        "His number is 943 476 5918.",  # its check digit is wrong
        "Frames 1000 to 1250 of 30000 at 25 a second.",
        "Edition set-a-orkney, Stage 2, VIG and VERP, B2 and C1.",
        "12 sessions, 720 minutes, 27 cycles, 8 clients.",
        "I asked Liam.",
        "",
    ],
)
def test_nothing_else_is_sure(text: str) -> None:
    assert [one for one in identifying_words(text, YEAR) if one.sure] == []


def test_several_are_named_in_their_order_and_none_twice() -> None:
    text = "EH1 1BB, then 943 476 5919, then a@b.example."
    assert [one.kind for one in identifying_words(text, YEAR)] == [
        "postcode",
        "nhs number",
        "email",
    ]


@given(st.text())
def test_what_is_found_stands_in_the_text_without_overlapping(text: str) -> None:
    end = 0
    for one in identifying_words(text, YEAR):
        assert one.at >= end
        end = one.at + len(one.words)
        assert text[one.at : end] == one.words


def test_a_long_text_takes_no_longer_for_each_word() -> None:
    assert len(identifying_words("Then Grace waited for him. " * 3000, YEAR)) == 3000


def test_the_device_warns_before_anything_is_sent_and_lets_them_go_on(app, browser):
    """And it finds in every labelled sentence just what the server finds."""
    trainee = factories.person(Role.TRAINEE)
    factories.enrolment(trainee)
    with (
        LiveServer(app.config, threads=4) as server,
        signed_in(browser, app, server.url, trainee) as page,
    ):
        page.goto("/clients/add")
        assert on_the_device(page) == [
            [[one.kind, one.words] for one in identifying_words(text, YEAR)]
            for _, text in labelled()
        ]
        page.locator("form[data-read-by-others=watched]").wait_for()
        sent: list[str] = []
        page.on("request", lambda asked: sent.append(f"{asked.url} {asked.post_data}"))
        page.get_by_label("Code").fill("C-04")
        page.get_by_label("Helping question").fill("How can I help Jayden to sleep?")
        page.get_by_role("button", name="Add this client").click()
        warning = page.get_by_role("region", name="Could this tell who somebody is?")
        warning.wait_for()
        assert "Jayden looks like a name, in “Helping question”" in warning.inner_text()
        assert "misses many names" in warning.inner_text()
        assert [one for one in sent if not one.endswith("/live None")] == []
        warning.get_by_role("button", name="Mend it").click()
        assert page.evaluate("() => document.activeElement.id") == "helping_question"
        assert page.evaluate("() => String(getSelection())") == "Jayden"
        warning.get_by_role("button", name="It tells nobody").click()
        page.wait_for_url("**/clients/*")
        page.get_by_role("heading", name="Client C-04").wait_for()


def on_the_device(page):  # type: ignore[no-untyped-def]
    asked = """async ([sentences, year]) => {
      const { found } = await import("/static/js/identifying/check.js");
      return sentences.map((one) => found(one, year).map((hit) => [hit.kind, hit.words]));
    }"""
    return page.evaluate(asked, [[text for _, text in labelled()], YEAR])
