"""Consent to a recording: the purposes, in plain words, and the reasons people read.

The gate that decides who watches is a condition in the application's policies.
This module explains the same rules to people, from plain facts, and stays in step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from accreditation.wording import day


class Purpose(StrEnum):
    """What a recording may be used for. Each purpose has its own yes or no."""

    FILMING = "filming"
    SHARED_REVIEW = "shared_review"
    SUPERVISION = "supervision"
    PEERS = "peers"
    OTHER_SUPERVISORS = "other_supervisors"
    KEEPING = "keeping"
    TRAINING = "training"
    CLIENT_COPY = "client_copy"
    OUTCOMES = "outcomes"
    RESEARCH = "research"

    @property
    def heading(self) -> str:
        """The purpose as a heading; `WORDING[purpose].title` is the same text."""
        return WORDING[self].title

    @property
    def explanation(self) -> str:
        """A few short sentences for the person who is asked."""
        return WORDING[self].explanation

    @property
    def phrase(self) -> str:
        """The purpose as it stands after "agreed to"."""
        return WORDING[self].phrase


@dataclass(frozen=True, slots=True)
class PurposeWording:
    title: str
    phrase: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answer about one purpose.

    `until` is the last day the answer holds (None: no end was set); `withdrawn_on` is
    the first day it no longer does. A later answer about a purpose replaces an earlier one;
    a yes that goes on with it holds from `since`, the first day of the earlier one.
    """

    purpose: Purpose
    agreed: bool
    given_on: date
    until: date | None = None
    withdrawn_on: date | None = None
    since: date | None = None

    @property
    def first_day(self) -> date:
        return self.since or self.given_on

    def in_force(self, on: date) -> bool:
        """Whether this is a yes that holds on that day."""
        return self.agreed and self.given_on <= on and not self.ended(on)

    def ended(self, on: date) -> bool:
        return self.withdrawn(on) or self.expired(on)

    def withdrawn(self, on: date) -> bool:
        return self.withdrawn_on is not None and self.withdrawn_on <= on

    def expired(self, on: date) -> bool:
        return self.until is not None and self.until < on


@dataclass(frozen=True, slots=True)
class InShot:
    """A person who can be seen or heard in the film, by the label people know them by.

    `refused` are the purposes they said no to for this one film, whatever they answered for all.
    `says_no` is that of a child who does not want to be filmed, whoever agreed for them.
    """

    label: str
    answers: tuple[Answer, ...] = ()
    refused: frozenset[Purpose] = frozenset()
    says_no: bool = False

    def last_answer(self, purpose: Purpose, on: date) -> Answer | None:
        """The answer that stands on that day: of those given by then, the latest."""
        given = [a for a in self.answers if a.purpose == purpose and a.given_on <= on]
        return max(given, key=lambda answer: answer.given_on, default=None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a recording may be used for a purpose; if not, every reason why."""

    permitted: bool
    reasons: tuple[str, ...] = ()


def verdict_on(
    purpose: Purpose,
    people: Sequence[InShot],
    *,
    confirmed: bool,
    filmed_on: date | None,
    on: date,
) -> Verdict:
    """Say whether a recording may be used for a purpose on a day, and if not, why.

    `people` is the list of everyone in shot and `confirmed` whether the trainee has
    confirmed that it is whole. Everyone's standing answers must be a yes to filming, given
    by the day of the film, and a yes to the purpose, both must still hold, and nobody may have
    said no to this film, or to this film for the purpose; and no child says no to being filmed.
    """
    reasons = tuple(_reasons(purpose, people, confirmed, filmed_on, on))
    return Verdict(not reasons, reasons)


def verdicts(
    people: Sequence[InShot], *, confirmed: bool, filmed_on: date | None, on: date
) -> dict[Purpose, Verdict]:
    """The verdict on every purpose, in the order people are asked."""
    return {
        purpose: verdict_on(purpose, people, confirmed=confirmed, filmed_on=filmed_on, on=on)
        for purpose in Purpose
    }


def _reasons(
    purpose: Purpose,
    people: Sequence[InShot],
    confirmed: bool,
    filmed_on: date | None,
    on: date,
) -> Iterator[str]:
    if not people:
        yield "Nobody is on the list of people in shot yet."
    elif not confirmed:
        yield "The list of people in shot is waiting to be confirmed."
    if filmed_on is None:
        yield "The day of filming is not written down yet."
    for person in people:
        yield from _filming_reasons(person, filmed_on, on)
        if purpose is not Purpose.FILMING:
            yield from _standing_reasons(person, purpose, on)
        yield from _refusals(person, purpose)


def _filming_reasons(person: InShot, filmed_on: date | None, on: date) -> Iterator[str]:
    yield from _standing_reasons(person, Purpose.FILMING, on)
    if person.says_no:
        yield f"{person.label} says no to being filmed."
    answer = person.last_answer(Purpose.FILMING, on)
    if answer and filmed_on and answer.in_force(on) and answer.first_day > filmed_on:
        yield (
            f"{person.label} agreed to filming on {day(answer.first_day)}, "
            f"and the film was made on {day(filmed_on)}: the yes has to come first."
        )


def _refusals(person: InShot, purpose: Purpose) -> Iterator[str]:
    if Purpose.FILMING in person.refused:
        yield f"{person.label} said no to the whole of this film."
    elif purpose in person.refused:
        yield f"{person.label} said no to {purpose.phrase}, for this film."


def _standing_reasons(person: InShot, purpose: Purpose, on: date) -> Iterator[str]:
    who, what, answer = person.label, purpose.phrase, person.last_answer(purpose, on)
    if answer is None:
        yield f"{who} has not been asked about {what} yet."
    elif not answer.agreed:
        yield f"{who} said no to {what}."
    elif answer.withdrawn_on is not None and answer.withdrawn(on):
        yield f"{who} took back their yes to {what} on {day(answer.withdrawn_on)}."
    elif answer.until is not None and answer.expired(on):
        yield f"{who} said yes to {what} until {day(answer.until)}, which has passed."


WORDING_ID = "attune-1"
WORDING_NOTE = (
    "This is Attune's own wording. Adapt it and agree it with the employer before it is used."
)

INTRODUCTION = (
    "You choose. You can say yes to some things and no to others.",
    "If you say no, you still get the same help.",
    "You can stop the filming at any time.",
)
"""What everyone is told before they answer, whatever the purpose."""

WITHDRAWING = (
    "You can change your mind on any day. Just tell us.",
    "If you take back a yes, we stop using the film for that straight away.",
)
"""What everyone is told about taking a yes back."""

WORDING: Mapping[Purpose, PurposeWording] = MappingProxyType(
    {
        Purpose.FILMING: PurposeWording(
            "Filming, and looking at the film",
            "filming",
            "We make a short film of you together. The person who films looks for "
            "the good moments in it. If you say no to this, we do not film.",
        ),
        Purpose.SHARED_REVIEW: PurposeWording(
            "Watching together",
            "watching together",
            "We look at the best bits with you and talk about them. "
            "We may film this talk too, so that we can learn from it.",
        ),
        Purpose.SUPERVISION: PurposeWording(
            "Showing it to one supervisor",
            "showing it to the supervisor",
            "The person who films is still learning. They have a teacher, called a supervisor. "
            "The supervisor watches parts of the film to help them. We tell you their name.",
        ),
        Purpose.PEERS: PurposeWording(
            "Showing it to others who are learning",
            "showing it to others who are learning",
            "Some other people are learning the same work. A few of them may watch some bits "
            "together. They keep what they see to themselves.",
        ),
        Purpose.OTHER_SUPERVISORS: PurposeWording(
            "Showing it to other supervisors",
            "showing it to other supervisors",
            "Sometimes a different supervisor watches some bits. They see how the learning is "
            "going. At the end, one says if it is done. They can watch for a short time only.",
        ),
        Purpose.KEEPING: PurposeWording(
            "Keeping the film longer",
            "keeping the film longer",
            "We wipe the films some time after our work with you ends. The learning can take "
            "longer. If you say yes, we keep the film till the learning is done. Then we wipe it.",
        ),
        Purpose.TRAINING: PurposeWording(
            "Teaching other people",
            "using it for teaching",
            "We may show some bits at a course or a talk. It helps us teach other people. "
            "People you do not know will see you.",
        ),
        Purpose.CLIENT_COPY: PurposeWording(
            "Your own copy",
            "giving out a copy of the best bits",
            "At the end, the person we work with may get a copy of the best bits to keep. "
            "We cannot take that copy back. So we ask everyone in it first.",
        ),
        Purpose.OUTCOMES: PurposeWording(
            "Counting what helped",
            "counting what helped",
            "We ask how things are going and give it a number. We add up many people's numbers, "
            "to see if this work helps. Your name is not there. The film is not shown.",
        ),
        Purpose.RESEARCH: PurposeWording(
            "Research",
            "research",
            "Some people study this work. They may look at the film to learn new things. "
            "First we tell you who they are and what they want to find out.",
        ),
    }
)
