"""Changes that happen meanwhile, made directly in the rows."""

from __future__ import annotations

from sqlalchemy import select

from accreditation.consent import Purpose
from app import clock
from app.extensions import transaction
from app.models.casework import CasePerson
from app.models.consent import Consent
from app.models.footage import Recording, RecordingState


def set_state(recording: Recording, state: RecordingState) -> None:
    with transaction() as session:
        session.get_one(Recording, recording.id).state = state


def withdraw(person: CasePerson, purpose: Purpose = Purpose.FILMING) -> None:
    """The person takes their yes back."""
    given = select(Consent).filter_by(case_person_id=person.id, purpose=purpose, replaced_at=None)
    with transaction() as session:
        session.scalars(given).one().withdrawn_at = clock.now()
