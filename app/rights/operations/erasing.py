"""The day the films of a case go, and the reminders before it."""

from __future__ import annotations

from accreditation.wording import counted, day
from app import audit, mail, notices
from app.extensions import transaction
from app.footage.operations import erase_recording
from app.models.casework import Client
from app.models.erasures import ErasedWhy
from app.models.people import Role
from app.rights import queries

ERASED = "The films of one of your cases were erased: their time was over. The cycles still count."


def erase_on_its_day(client_id: int) -> int:
    """Erase what is left of the films of a case whose time is over; how many there were.

    What everyone in it agreed to keep longer stays until its own day. What was counted stays: the
    cycles, their days and confirmations. The certificate is the entry in the record: which films,
    by which policy, until which day. Safe to repeat.
    """
    with transaction():
        found = queries.going(client_id)
        if found is None or not found.over:
            return 0
        last_day = max(day for _, day in found.over)
        for film, _ in found.over:
            erase_recording(None, film, ErasedWhy.RETENTION)
        audit.record(
            None,
            "case.films_erased",
            found.client,
            films=[film.id for film, _ in found.over],
            months=found.policy.months_after_end,
            last_day=str(last_day),
            kept_longer=len(found.films) - len(found.over),
        )
        _tell(found.client, ERASED, once=f"films of {client_id} erased {last_day}")
        return len(found.over)


def remind(client_id: int) -> None:
    """Tell the trainee, once for each of the policy's days before, that the films will go."""
    with transaction() as session:
        due = queries.reminder_due(client_id)
        if due is None:
            return
        what = "The films" if due.films == due.of else "Some of the films"
        left = counted(due.days_left, "day")
        words = f"{what} of one of your cases go by {day(due.last_day)}: {left} left."
        _tell(session.get_one(Client, client_id), words, once=due.key)


def _tell(client: Client, words: str, once: str) -> None:
    url = mail.path("casework.client", client_id=client.id)
    notices.tell(client.enrolment.trainee_id, words, url, once=once, role=Role.TRAINEE)
