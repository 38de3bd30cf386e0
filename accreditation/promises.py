"""What a wording promises that the law may not let it keep, and the sentence beside it."""

from __future__ import annotations

import re

NOT_AS_EVIDENCE = re.compile(
    r"(?:\b(?:not|never|nor|no|nobody|cannot)\b|n['’]t\b).*\b(?:evidence|court)\b", re.IGNORECASE
)
THE_LAW = re.compile(r"\b(?:law|courts?|judges?)\b", re.IGNORECASE)
EXCEPTION = re.compile(r"\b(?:unless|except|but)\b", re.IGNORECASE)
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")

LEFT_TO_THE_LAW = "That is our promise. A court or the law may still make us show a film."
"""Attune's own suggestion, in words for the people who are asked."""


def lacks_what_the_law_may_require(text: str) -> bool:
    """Whether a text promises that film is not used as evidence and leaves the law out.

    It reads English sentence by sentence: a help for whoever writes, not a judgement of the law.
    """
    sentences = [one for one in SENTENCE_ENDS.split(text) if one.strip()]
    promises = [one for one in sentences if _is_a_bare_promise(one)]
    return bool(promises) and not any(
        THE_LAW.search(one) for one in sentences if one not in promises
    )


def _is_a_bare_promise(sentence: str) -> bool:
    promised = NOT_AS_EVIDENCE.search(sentence)
    return bool(promised) and not (EXCEPTION.search(sentence) and THE_LAW.search(sentence))
