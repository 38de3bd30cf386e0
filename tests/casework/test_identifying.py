"""What looks as if it could tell who somebody is: found on the device, and the same on the server.

The labelled sentences are made up; numbers come from ranges that are kept for fiction and tests.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

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
