"""Who hears of an agreement taken back; children asked again; scans of papers to remove."""

from __future__ import annotations

from app import events, notices
from app.casework import operations, queries
from app.jobs import work
from app.models.people import Role

_TAIL = "What rested on it is no longer shown."
_WORDS = {
    False: f"Somebody in one of your cases took their agreement back. {_TAIL}",
    True: f"Somebody in one of your cases took back what they agreed to for one film. {_TAIL}",
}


@work("casework.remind_to_look_again", pending=queries.whose_view_is_due)
def remind_to_look_again(assent_id: int) -> None:
    operations.remind_to_look_again(assent_id)


@work("casework.drop_scan", pending=queries.scans_to_drop)
def drop_scan(scan_id: int) -> None:
    operations.drop_scan(scan_id)


@events.on(*queries.WITHDRAWN)
def tell_the_trainee(event: events.Event) -> None:
    """Unless they wrote it down themselves. What was hidden was hidden at once, by the rules."""
    withdrawn = queries.withdrawal_of(event)
    person = withdrawn.person
    trainee_id = person.client.enrolment.trainee_id
    if event.detail["by"] == trainee_id:
        return
    notices.about(
        event,
        trainee_id,
        Role.TRAINEE,
        _WORDS[withdrawn.recording_id is not None],
        "casework.client",
        client_id=person.client_id,
        once=f"{event.kind} {person.id} {event.at.date()}",
    )
