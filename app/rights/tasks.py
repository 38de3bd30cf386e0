"""Work in the background: films whose day has come, reminders, and who hears of what was asked."""

from __future__ import annotations

from app import events, notices
from app.extensions import db
from app.jobs import work
from app.models.people import Role
from app.models.rights import RightsRequest
from app.rights import operations, queries


@work("rights.erase_on_its_day", pending=queries.whose_films_are_due)
def erase_on_its_day(client_id: int) -> None:
    operations.erase_on_its_day(client_id)


@work("rights.remind", pending=queries.whose_reminder_is_due)
def remind(client_id: int) -> None:
    operations.remind(client_id)


@events.on("rights.asked")
def tell_the_trainee(event: events.Event) -> None:
    asked = db.session.get_one(RightsRequest, event.subject_id)
    notices.about(
        event,
        asked.link.client.enrolment.trainee_id,
        Role.TRAINEE,
        "Somebody in one of your cases asked for something through their own page.",
        "rights.requests",
        client_id=asked.link.client_id,
    )
