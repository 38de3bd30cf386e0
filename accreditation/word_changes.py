"""Two texts word by word: what is the same, what was taken out, what was added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain

AROUND = 12
"""So many words of what stayed are kept on either side of a change."""

TOO_DIFFERENT = 1500 * 1500
"""Words on one side times words on the other: what was rewritten at such length is read whole."""


class How(StrEnum):
    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    how: How
    text: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """In reading order, what was taken out before what was added in its place.

    Sentences are matched first and words only inside those that differ, so that a long statement
    takes no longer than it is read.
    """
    pieces: list[Piece] = []
    for how, words in _sentence_by_sentence(_sentences(before), _sentences(after)):
        if not words:
            continue
        if pieces and pieces[-1].how is how:
            pieces[-1] = Piece(how, f"{pieces[-1].text} {' '.join(words)}")
        else:
            pieces.append(Piece(how, " ".join(words)))
    return tuple(pieces)


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same with long stretches that stayed cut to the words around each change."""
    last = len(pieces) - 1
    return tuple(
        Piece(one.how, _around(one.text, place > 0, place < last)) if one.how is How.SAME else one
        for place, one in enumerate(pieces)
    )


def _around(text: str, after_a_change: bool, before_a_change: bool) -> str:
    words = text.split()
    kept_first, kept_last = AROUND * after_a_change, AROUND * before_a_change
    if len(words) <= kept_first + kept_last + AROUND:
        return text
    first, last = words[:kept_first], words[len(words) - kept_last :]
    return " ".join([*first, "…", *last])


def _sentences(text: str) -> list[tuple[str, ...]]:
    return [tuple(one.split()) for one in re.split(r"(?<=[.!?])\s+|\n+", text) if one.split()]


Words = Sequence[str]


def _sentence_by_sentence(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]]
) -> Iterator[tuple[How, Words]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _, start, end, new_start, new_end in matcher.get_opcodes():
        old, new = before[start:end], after[new_start:new_end]
        if old == new:
            yield How.SAME, list(chain(*old))
        else:
            yield from _word_by_word(list(chain(*old)), list(chain(*new)))


def _word_by_word(before: list[str], after: list[str]) -> Iterator[tuple[How, Words]]:
    if len(before) * len(after) > TOO_DIFFERENT:
        yield from ((How.OUT, before), (How.IN, after))
        return
    for _, start, end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
        old, new = before[start:end], after[new_start:new_end]
        if old == new:
            yield How.SAME, old
        else:
            yield How.OUT, old
            yield How.IN, new
