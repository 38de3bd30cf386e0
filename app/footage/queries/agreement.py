"""Whether the people in shot agreed, in words. The gate itself is in the policies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from accreditation.consent import InShot, Purpose, Verdict, verdict_on
from accreditation.wording import day
from app import clock
from app.casework.queries import Standing, fact_of, standings, verdict, who_says_no
from app.models.casework import CasePerson
from app.models.footage import Recording

SHOWN_TO = {
    "You": Purpose.FILMING,
    "Your supervisor": Purpose.SUPERVISION,
    "Other supervisors and your panel": Purpose.OTHER_SUPERVISORS,
}


UNWILLING = "Says no to being filmed. A film of them cannot be uploaded."


def filming_verdict(people: Sequence[CasePerson], filmed_on: date) -> Verdict:
    """Whether a film made that day of exactly these people may be taken in, and why not."""
    answers, unwilling = standings(people), who_says_no(people)
    return verdict_on(
        Purpose.FILMING,
        [_facts(one, answers[one.id], one.id in unwilling) for one in people],
        confirmed=True,
        filmed_on=filmed_on,
        on=clock.today(),
    )


def _facts(person: CasePerson, answers: Iterable[Standing], says_no: bool) -> InShot:
    given = (standing.answer for standing in answers if standing.answer is not None)
    label = person.label[:1].upper() + person.label[1:]
    return InShot(label, tuple(fact_of(answer) for answer in given), says_no=says_no)


def filming_in_words(people: Sequence[CasePerson]) -> dict[int, str]:
    """Where each person's answer about filming stands today, by id of the person."""
    answers, unwilling = standings(people), who_says_no(people)
    return {
        one.id: UNWILLING if one.id in unwilling else _in_words(answers[one.id]) for one in people
    }


def _in_words(answers: Iterable[Standing]) -> str:
    filming = next(one for one in answers if one.purpose is Purpose.FILMING)
    if filming.holds and filming.answer is not None:
        return f"Said yes to filming on {day(filming.answer.given_on)}."
    return f"Filming: {filming.state.value}. A film of them cannot be uploaded."


def shown_to(recording: Recording) -> list[tuple[str, Verdict]]:
    """Who the film can be shown to as consent stands now, and what stands in the way."""
    return [(who, verdict(recording, purpose)) for who, purpose in SHOWN_TO.items()]
