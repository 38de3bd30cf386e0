"""Who hears that something is shown to them, and that it can no longer be watched."""

from __future__ import annotations

from accreditation.consent import Purpose
from accreditation.wording import day
from app import clock, events, notices
from app.casework.queries import WITHDRAWN, withdrawal_of
from app.extensions import db
from app.models.people import Role
from app.models.presentations import Presentation, PresentationPurpose
from app.presentations import queries

TOLD_BY_ANOTHER_ACT = {PresentationPurpose.TRANSITION, PresentationPurpose.ACCREDITATION}
"""What opens with a proposed meeting or with a panel is told with that."""

NEEDED = {Purpose.FILMING, Purpose.OTHER_SUPERVISORS}


@events.on("presentation.opened")
def tell_the_viewers(event: events.Event) -> None:
    shown = db.session.get_one(Presentation, event.subject_id)
    if shown.purpose in TOLD_BY_ANOTHER_ACT or queries.has_closed(shown):
        return
    begins = "" if shown.opens_at <= clock.now() else f"from {day(shown.opens_at.date())} "
    words = f"{shown.enrolment.trainee.name} shows you recordings {begins}until {_last_day(shown)}."
    for viewer in shown.viewers:
        notices.about(event, viewer.person_id, _role(shown), words, "presentations.received")


@events.on(*WITHDRAWN)
def tell_whoever_was_shown_it(event: events.Event) -> None:
    """Viewers of what is open now and rested on it; without who, what or why."""
    withdrawn = withdrawal_of(event)
    if withdrawn.purpose not in NEEDED:
        return
    for shown in queries.open_with_in_shot(withdrawn.person.id, withdrawn.recording_id):
        name = shown.enrolment.trainee.name
        words = (
            f"Something that {name} shows you can no longer be watched: somebody took their "
            "agreement back. There is nothing to do."
        )
        once = f"{event.kind} {withdrawn.person.id} {event.at.date()}"
        where = {
            Role.SUPERVISOR: "presentations.received",
            Role.ACCREDITOR: "panel.reviews",
        }[_role(shown)]
        for viewer in shown.viewers:
            notices.about(event, viewer.person_id, _role(shown), words, where, once=once)


def _role(shown: Presentation) -> Role:
    """As whom one is shown it."""
    for_panel = shown.purpose is PresentationPurpose.ACCREDITATION
    return Role.ACCREDITOR if for_panel else Role.SUPERVISOR


def _last_day(shown: Presentation) -> str:
    return day(shown.closes_at.date())
