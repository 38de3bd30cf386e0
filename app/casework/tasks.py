"""Who hears that somebody took their agreement back; and scans of signed papers to remove."""

from __future__ import annotations

from app import events, notices
from app.casework import operations, queries
from app.extensions import db
from app.jobs import work
from app.models.casework import CasePerson
from app.models.consent import Consent
from app.models.people import Role


@work("casework.drop_scan", pending=queries.scans_to_drop)
def drop_scan(scan_id: int) -> None:
    operations.drop_scan(scan_id)


@events.on("consent.withdrawn")
def tell_the_trainee(event: events.Event) -> None:
    """Unless they wrote it down themselves. What was hidden was hidden at once, by the rules."""
    consent = db.session.get_one(Consent, event.subject_id)
    person = db.session.get_one(CasePerson, consent.case_person_id)
    trainee_id = person.client.enrolment.trainee_id
    if event.detail["by"] == trainee_id:
        return
    notices.about(
        event,
        trainee_id,
        Role.TRAINEE,
        "Somebody in one of your cases took their agreement back. What rested on it is no longer "
        "shown.",
        "casework.client",
        client_id=person.client_id,
        once=f"{event.kind} {person.id} {event.at.date()}",
    )
