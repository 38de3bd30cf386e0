"""Questions about consent: what each person answered, and what a recording may be used for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accreditation.consent import InShot, Purpose, Verdict, verdict_on
from app import clock
from app.casework.queries.in_shot import people_in_shot
from app.extensions import db
from app.models.casework import CasePerson
from app.models.consent import Consent
from app.models.footage import Recording
from app.services.queries import clients_asked_about_keeping

NEEDED_FOR_ACCREDITATION = (
    Purpose.FILMING,
    Purpose.SHARED_REVIEW,
    Purpose.SUPERVISION,
    Purpose.OTHER_SUPERVISORS,
    Purpose.KEEPING,
)
"""Asked for when a case opens: accreditation comes long after the case has closed."""


class AnswerState(StrEnum):
    YES = "yes"
    NO = "no"
    TAKEN_BACK = "taken back"
    ENDED = "ended"
    NOT_ASKED = "not asked yet"


@dataclass(frozen=True)
class Standing:
    """What somebody's answer about one purpose is today; `answer` None: they were not asked."""

    purpose: Purpose
    answer: Consent | None

    @property
    def state(self) -> AnswerState:
        if self.answer is None:
            return AnswerState.NOT_ASKED
        if not self.answer.agreed:
            return AnswerState.NO
        if self.answer.withdrawn_at is not None:
            return AnswerState.TAKEN_BACK
        ended = self.answer.until is not None and self.answer.until < clock.today()
        return AnswerState.ENDED if ended else AnswerState.YES

    @property
    def holds(self) -> bool:
        return self.state is AnswerState.YES

    @property
    def is_needed(self) -> bool:
        return self.purpose in NEEDED_FOR_ACCREDITATION


def standings(people: Iterable[CasePerson]) -> dict[int, tuple[Standing, ...]]:
    """For each person (by id) their standing answer to every purpose, those needed first.

    Keeping longer is among them where the service offers it, or where they answered about it.
    """
    case_of = {one.id: one.client_id for one in people}
    ids, keeping = list(case_of), clients_asked_about_keeping(set(case_of.values()))
    current = select(Consent).where(Consent.case_person_id.in_(ids), Consent.replaced_at.is_(None))
    by_person: dict[int, dict[Purpose, Consent]] = {one: {} for one in ids}
    for answer in db.session.scalars(current):
        by_person[answer.case_person_id][answer.purpose] = answer
    return {
        one: _in_order(answers, case_of[one] in keeping or Purpose.KEEPING in answers)
        for one, answers in by_person.items()
    }


def _in_order(answers: dict[Purpose, Consent], keeping: bool) -> tuple[Standing, ...]:
    others = (one for one in Purpose if one not in NEEDED_FOR_ACCREDITATION)
    return tuple(
        Standing(one, answers.get(one))
        for one in (*NEEDED_FOR_ACCREDITATION, *others)
        if keeping or one is not Purpose.KEEPING
    )


def history_of(person: CasePerson) -> Sequence[Consent]:
    """Every answer ever given, the latest first."""
    given = select(Consent).where(Consent.case_person_id == person.id)
    return db.session.scalars(given.order_by(Consent.id.desc())).all()


def answer_of(person: CasePerson, consent_id: int) -> Consent | None:
    """One answer of the person, with the words it was given under."""
    own = select(Consent).filter_by(id=consent_id, case_person_id=person.id)
    return db.session.scalar(own.options(joinedload(Consent.words)))


def verdict(recording: Recording, purpose: Purpose) -> Verdict:
    """Whether a recording may be used for `purpose` today, with every reason in words."""
    return verdicts([recording], purpose)[recording.id]


def verdicts(recordings: Iterable[Recording], purpose: Purpose) -> dict[int, Verdict]:
    """As `verdict` for many recordings, by recording id, in one query."""
    listed = list(recordings)
    people = people_in_shot([one.id for one in listed], {Purpose.FILMING, purpose})
    return {one.id: _verdict_on(one, purpose, people[one.id]) for one in listed}


def _verdict_on(recording: Recording, purpose: Purpose, people: list[InShot]) -> Verdict:
    return verdict_on(
        purpose,
        people,
        confirmed=recording.in_shot_confirmed_at is not None,
        filmed_on=recording.filmed_on,
        on=clock.today(),
    )


def agreed_until(recordings: Iterable[Recording], purpose: Purpose) -> dict[int, date]:
    """The last day on which everyone's yes holds, of the recordings that may be used for it now.

    By recording id, in one query; `date.max` where no end was set.
    """
    listed = list(recordings)
    people = people_in_shot([one.id for one in listed], {Purpose.FILMING, purpose})
    return {
        one.id: min(
            (
                answer.until or date.max
                for person in people[one.id]
                for answer in person.answers
                if answer.in_force(clock.today())
            ),
            default=date.max,
        )
        for one in listed
        if _verdict_on(one, purpose, people[one.id]).permitted
    }
