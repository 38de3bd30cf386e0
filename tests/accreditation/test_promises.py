"""A promise that film is not used as evidence stands beside what the law may still require."""

from __future__ import annotations

import pytest

from accreditation.consent import INTRODUCTION, WITHDRAWING, WORDING
from accreditation.promises import LEFT_TO_THE_LAW, lacks_what_the_law_may_require

PROMISES = [
    "The film is not used as evidence.",
    "We film you.\nWe will never show it in court. You can stop.",
    "Nobody can use it as evidence.",
    "We don’t give it out as evidence.",
    "By law no one can use it in court.",
]


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_alone_lacks_what_the_law_may_require(promise: str) -> None:
    assert lacks_what_the_law_may_require(promise)


@pytest.mark.parametrize("promise", PROMISES)
def test_attunes_sentence_mends_any_promise(promise: str) -> None:
    assert not lacks_what_the_law_may_require(f"{promise} {LEFT_TO_THE_LAW}")
    assert not lacks_what_the_law_may_require(f"{promise}\n{LEFT_TO_THE_LAW}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "You can say no. We look for evidence that this helps.",
        "It is not used as evidence, unless a judge orders it.",
        "It is not used as evidence. A judge can still ask for it.",
    ],
)
def test_no_promise_or_one_with_its_limit_lacks_nothing(text: str) -> None:
    assert not lacks_what_the_law_may_require(text)


def test_attunes_own_words_lack_nothing() -> None:
    for text in (*INTRODUCTION, *WITHDRAWING, *(one.explanation for one in WORDING.values())):
        assert not lacks_what_the_law_may_require(text)
