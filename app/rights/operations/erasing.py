"""The day the films of a case go, and the reminders before it."""

from __future__ import annotations

from accreditation.wording import counted, day
from app import audit, mail, notices
from app.casework.queries import countdown_of
from app.extensions import transaction
from app.footage.operations import erase_recording
from app.models.casework import Client
from app.models.erasures import ErasedWhy
from app.models.people import Role
from app.rights import queries

ERASED = "The films of one of your cases were erased: their time was over. The cycles still count."


def erase_on_its_day(client_id: int) -> int:
    """Erase what is left of the films of a case whose time is over; how many there were.

    What was counted stays: the cycles, their days and confirmations. The certificate is the entry
    in the record: which films, by which policy, until which day. Safe to repeat.
    """
    with transaction() as session:
        client = session.get_one(Client, client_id)
        films_go, films = countdown_of(client), queries.films_left(client)
        if not films_go.is_over or not films:
            return 0
        for film in films:
            erase_recording(None, film, ErasedWhy.RETENTION)
        audit.record(
            None,
            "case.films_erased",
            client,
            films=[one.id for one in films],
            months=films_go.months,
            last_day=str(films_go.last_day),
        )
        _tell(client, ERASED, once=f"films of {client.id} erased {films_go.last_day}")
        return len(films)


def remind(client_id: int) -> None:
    """Tell the trainee, once for each of the policy's days before, that the films will go."""
    with transaction() as session:
        due = queries.reminder_due(client_id)
        if due is None:
            return
        films_go, key = due
        assert films_go.last_day is not None
        assert films_go.days_left is not None
        left = counted(films_go.days_left, "day")
        words = f"The films of one of your cases go by {day(films_go.last_day)}: {left} left."
        _tell(session.get_one(Client, client_id), words, once=key)


def _tell(client: Client, words: str, once: str) -> None:
    url = mail.path("casework.client", client_id=client.id)
    notices.tell(client.enrolment.trainee_id, words, url, once=once, role=Role.TRAINEE)
