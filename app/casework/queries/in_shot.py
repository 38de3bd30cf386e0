"""The people in shot of recordings, with everything they said, as plain facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, select

from accreditation.consent import Answer, InShot, Purpose
from app.extensions import db
from app.models import footage
from app.models.assents import Assent, AssentView
from app.models.casework import CasePerson
from app.models.consent import Consent
from app.models.film_refusals import FilmRefusal


@dataclass
class _Said:
    """What was read so far about one person in one recording."""

    label: str
    answers: dict[int, Answer] = field(default_factory=dict)
    refused: set[Purpose] = field(default_factory=set)
    says_no: bool = False

    def fact(self) -> InShot:
        label = self.label[:1].upper() + self.label[1:]
        answers = tuple(self.answers.values())
        return InShot(label, answers, frozenset(self.refused), self.says_no)


def people_in_shot(recording_ids: list[int], purposes: set[Purpose]) -> dict[int, list[InShot]]:
    """By recording; their standing answers and refusals about `purposes`, in one query."""
    said: dict[tuple[int, int], _Said] = {}
    rows: Iterable[Any] = db.session.execute(_facts(recording_ids, purposes))
    for recording_id, person, consent, no, assent in rows:  # the last three may be None
        one = said.setdefault((recording_id, person.id), _Said(person.label))
        one.says_no = assent is not None
        if consent is not None:
            one.answers[consent.id] = fact_of(consent)
        if no is not None:
            one.refused.add(no)
    people: dict[int, list[InShot]] = defaultdict(list)
    for (recording_id, _), one in said.items():
        people[recording_id].append(one.fact())
    return people


def _facts(
    recording_ids: list[int], purposes: set[Purpose]
) -> Select[int, CasePerson, Consent, Purpose, int]:
    return (
        select(
            footage.InShot.recording_id,
            CasePerson,
            Consent,
            FilmRefusal.purpose,
            Assent.id,
        )
        .join(CasePerson, CasePerson.id == footage.InShot.case_person_id)
        .outerjoin(
            Consent,
            and_(
                Consent.case_person_id == CasePerson.id,
                Consent.purpose.in_(purposes),
                Consent.replaced_at.is_(None),
            ),
        )
        .outerjoin(
            FilmRefusal,
            and_(
                FilmRefusal.recording_id == footage.InShot.recording_id,
                FilmRefusal.case_person_id == CasePerson.id,
                FilmRefusal.purpose.in_(purposes),
                FilmRefusal.taken_back_at.is_(None),
            ),
        )
        .outerjoin(
            Assent,
            and_(
                Assent.case_person_id == CasePerson.id,
                Assent.view == AssentView.SAYS_NO,
                Assent.replaced_at.is_(None),
            ),
        )
        .where(footage.InShot.recording_id.in_(recording_ids))
        .order_by(CasePerson.id, Consent.id)
    )


def fact_of(consent: Consent) -> Answer:
    withdrawn = consent.withdrawn_at
    return Answer(
        purpose=consent.purpose,
        agreed=consent.agreed,
        given_on=consent.given_on,
        until=consent.until,
        since=consent.since,
        withdrawn_on=withdrawn.date() if withdrawn else None,
    )
