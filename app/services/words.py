"""A wording as plain values, and Attune's own: what the first version of every service says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from accreditation import consent
from accreditation.consent import Purpose
from app.models.wording import ConsentWording


@dataclass(frozen=True)
class PurposeWords:
    title: str
    explanation: str


@dataclass(frozen=True)
class Words:
    """What is read out before somebody answers; lines of a text are sentences of their own."""

    introduction: str
    withdrawing: str
    complaints: str
    purposes: Mapping[Purpose, PurposeWords]

    @property
    def spoken(self) -> list[str]:
        """What everybody is told first, sentence by sentence."""
        texts = (self.introduction, self.withdrawing, self.complaints)
        return [line for text in texts for line in text.splitlines() if line.strip()]

    def parts(self) -> Iterator[tuple[str, str]]:
        """Every text with a heading, in the order they are read."""
        yield "What everyone is told", self.introduction
        yield "Taking a yes back", self.withdrawing
        yield "Whom to complain to", self.complaints
        for purpose, said in self.purposes.items():
            yield purpose.heading, f"{said.title}\n{said.explanation}"


def words_of(wording: ConsentWording) -> Words:
    """What it says. A version from before a purpose was thought of has no words for it."""
    return Words(
        introduction=wording.introduction,
        withdrawing=wording.withdrawing,
        complaints=wording.complaints,
        purposes={
            one: PurposeWords(**wording.purposes[one.value])
            for one in Purpose
            if one.value in wording.purposes
        },
    )


def shipped() -> Words:
    """Attune's own words. Whom to complain to is for each service to say."""
    return Words(
        introduction="\n".join(consent.INTRODUCTION),
        withdrawing="\n".join(consent.WITHDRAWING),
        complaints="",
        purposes={one: PurposeWords(one.heading, one.explanation) for one in Purpose},
    )


def completed(words: Words) -> Words:
    """The same, with Attune's own words for what it has none for."""
    return replace(words, purposes={**shipped().purposes, **words.purposes})


def put(words: Words, wording: ConsentWording) -> None:
    """The wording says these words now."""
    wording.introduction = words.introduction
    wording.withdrawing = words.withdrawing
    wording.complaints = words.complaints
    wording.purposes = {
        one.value: {"title": said.title, "explanation": said.explanation}
        for one, said in words.purposes.items()
    }


@dataclass(frozen=True)
class Difference:
    """A part that says something else than the version before."""

    heading: str
    before: str
    now: str


def differences(before: Words, now: Words) -> list[Difference]:
    """Part by part, in the order they are read."""
    earlier = dict(before.parts())
    return [
        Difference(heading, earlier.get(heading, ""), later)
        for heading, later in now.parts()
        if earlier.get(heading) != later
    ]
