"""The private journal: what is written in it stays out of the record of what happened."""

from __future__ import annotations

from datetime import date

from app import audit, clock
from app.audit import Acting
from app.extensions import db
from app.models.case_record import JournalEntry


def write_in_journal(
    actor: Acting, written_on: date, words: str, entry: JournalEntry | None = None
) -> JournalEntry:
    """A new entry, or new words for `entry`."""
    row = entry or JournalEntry(person_id=actor.person_id)
    row.written_on, row.words, row.changed_at = written_on, words, clock.now()
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "journal.written", row)
    return row


def tear_out(actor: Acting, entry: JournalEntry) -> None:
    """Remove the entry for good."""
    audit.record(actor, "journal.torn_out", entry)
    db.session.delete(entry)
