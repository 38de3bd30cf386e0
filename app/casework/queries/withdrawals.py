"""What was withdrawn by what happened: one reading of three events."""

from __future__ import annotations

from dataclasses import dataclass

from accreditation.consent import Purpose
from app.extensions import db
from app.models.assents import Assent
from app.models.casework import CasePerson
from app.models.consent import Consent
from app.models.events import Event
from app.models.film_refusals import FilmRefusal

WITHDRAWN = ("consent.withdrawn", "film.refused", "child.said_no")


@dataclass(frozen=True)
class Withdrawal:
    """What may no longer be done: with any film of a person, or with the one of `recording_id`.

    `stands` is False where another answer has taken its place meanwhile.
    """

    person: CasePerson
    purpose: Purpose
    recording_id: int | None
    stands: bool


def withdrawal_of(event: Event) -> Withdrawal:
    """What one of the events of WITHDRAWN withdrew."""
    if event.kind == "film.refused":
        no = db.session.get_one(FilmRefusal, event.subject_id)
        return Withdrawal(_of(no), no.purpose, no.recording_id, no.taken_back_at is None)
    if event.kind == "child.said_no":
        view = db.session.get_one(Assent, event.subject_id)
        return Withdrawal(_of(view), Purpose.FILMING, None, view.replaced_at is None)
    consent = db.session.get_one(Consent, event.subject_id)
    return Withdrawal(_of(consent), consent.purpose, None, consent.replaced_at is None)


def _of(row: Consent | FilmRefusal | Assent) -> CasePerson:
    return db.session.get_one(CasePerson, row.case_person_id)
