"""The shared review's own words: what guider and client do around a clip.

Keys are stable, as those of the principles: a moment keeps the key and the words by value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accreditation.framework_file import FrameworkFault, read_sources
from accreditation.marks import Source, Status
from accreditation.tables import Table


@dataclass(frozen=True, slots=True)
class ReviewWord:
    key: str
    wording: str
    status: Status
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """Words that belong together; `number` is the group's place, from 1."""

    key: str
    number: int
    title: str
    words: tuple[ReviewWord, ...]


@dataclass(frozen=True, slots=True)
class ReviewWords:
    id: str
    title: str
    note: str
    groups: tuple[ReviewGroup, ...]
    sources: Mapping[str, Source]

    def words(self) -> Iterator[tuple[ReviewGroup, ReviewWord]]:
        """Every word with its group, in order."""
        for group in self.groups:
            for word in group.words:
                yield group, word

    def word(self, key: str) -> tuple[ReviewGroup, ReviewWord] | None:
        """The word of a key, with its group."""
        return next((found for found in self.words() if found[1].key == key), None)


def load_review_words(text: str, name: str) -> ReviewWords:
    """Read a file of the review's words. `name` is the file's name, for its faults.

    Raises FrameworkFault with every fault found.
    """
    file = Table.parse(text, name)
    if not file.readable:
        raise FrameworkFault(*file.faults)
    sources = read_sources(file)
    groups = enumerate(file.named_tables("groups"), start=1)
    words = ReviewWords(
        id=file.slug("id"),
        title=file.text("title"),
        note=file.text("note", ""),
        groups=tuple(_group(key, number, table, sources) for number, (key, table) in groups),
        sources=sources,
    )
    for key, times in Counter(word.key for _, word in words.words()).items():
        if times > 1:
            file.fault(key, f"This key is used {times} times; every key is used once.")
    file.refuse_unknown_keys()
    if file.faults:
        raise FrameworkFault(*file.faults)
    return words


def _group(key: str, number: int, table: Table, sources: Mapping[str, Source]) -> ReviewGroup:
    words = tuple(_word(name, each, sources) for name, each in table.named_tables("words"))
    group = ReviewGroup(key, number, table.text("title"), words)
    table.refuse_unknown_keys()
    return group


def _word(key: str, table: Table, sources: Mapping[str, Source]) -> ReviewWord:
    word = ReviewWord(
        key,
        table.text("wording"),
        table.choice("status", Status),
        table.text("source"),
        table.text("note", ""),
    )
    if word.source and word.source not in sources:
        table.fault("source", f"{word.source!r} is not one of the sources of this file.")
    table.refuse_unknown_keys()
    return word
