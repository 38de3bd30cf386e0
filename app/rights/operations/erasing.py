"""The day the films of a case go, with the scans of signed forms, and the reminders before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accreditation.wording import counted, day
from app import audit, mail, notices
from app.casework.operations import end_scan
from app.extensions import transaction
from app.footage.operations import erase_recording
from app.models.casework import Client
from app.models.consent_scans import ConsentScan, ScanGone
from app.models.erasures import ErasedWhy
from app.models.footage import Recording
from app.models.people import Role
from app.rights import queries
from app.rights.queries import Going

ERASED = "The films of one of your cases were erased: their time was over. The cycles still count."
SCANS_TOO = " The scans of what was signed on paper went with them."
SCANS = (
    "The scans of what was signed on paper in one of your cases were removed: their time was over."
)


def erase_on_its_day(client_id: int) -> int:
    """Erase what is left of the films of a case whose time is over; how many there were.

    What everyone in it agreed to keep longer stays until its own day, and until then the scans of
    signed forms. What was counted stays: the cycles, their days and confirmations; and every
    answer. The certificate is the entry in the record: which films, by which policy, until which
    day. Safe to repeat.
    """
    with transaction():
        found = queries.going(client_id)
        if found is None:
            return 0
        films, scans = found.over, found.scans_over
        for film, _ in films:
            erase_recording(None, film, ErasedWhy.RETENTION)
        for scan in scans:
            end_scan(None, scan, ScanGone.RETENTION)
        if films:
            _certify(found, films, scans)
        elif scans:
            _tell(found.client, SCANS, once=f"scans of {client_id} erased {found.usual_day}")
        return len(films)


def _certify(
    found: Going, films: Sequence[tuple[Recording, date]], scans: Sequence[ConsentScan]
) -> None:
    last_day = max(day for _, day in films)
    audit.record(
        None,
        "case.films_erased",
        found.client,
        films=[film.id for film, _ in films],
        scans=[scan.id for scan in scans],
        months=found.policy.months_after_end,
        last_day=str(last_day),
        kept_longer=len(found.films) - len(films),
    )
    words = ERASED + (SCANS_TOO if scans else "")
    _tell(found.client, words, once=f"films of {found.client.id} erased {last_day}")


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
