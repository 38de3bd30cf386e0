"""What a holder does: the public register, their log, and asking for a renewal."""

from __future__ import annotations

from datetime import date, timedelta

from accreditation.certificate import RENEWAL_OPENS_DAYS_BEFORE
from accreditation.wording import day
from app import audit, clock, events
from app.extensions import db
from app.models.register import Certificate, PracticeEntry, PracticeKind
from app.policies import Actor
from app.register import queries
from app.web.errors import Refusal


def put_on_the_register(actor: Actor, certificate: Certificate) -> None:
    """Let anybody find the holder by name. Their own act, and taken back at any time."""
    if certificate.listed_at is None:
        certificate.listed_at = clock.now()
        audit.record(actor, "certificate.listed", certificate)


def take_off_the_register(actor: Actor, certificate: Certificate) -> None:
    """Nobody finds them by name any more; whoever has the code can still check it."""
    if certificate.listed_at is not None:
        certificate.listed_at = None
        audit.record(actor, "certificate.unlisted", certificate)


def add_practice(
    actor: Actor, certificate: Certificate, kind: PracticeKind, done_on: date, words: str
) -> PracticeEntry:
    """A line in the renewal log. Refused for a day to come or before the certificate."""
    if done_on > clock.today():
        raise Refusal("That day is still to come. Nothing was added.")
    if done_on < certificate.issued_on:
        raise Refusal(
            f"Your certificate was issued on {day(certificate.issued_on)}; what was before belongs "
            "to your training. Nothing was added."
        )
    entry = PracticeEntry(certificate_id=certificate.id, kind=kind, done_on=done_on, words=words)
    db.session.add(entry)
    audit.record(actor, "practice.added", entry, kind=kind.value)
    return entry


def remove_practice(actor: Actor, entry: PracticeEntry) -> None:
    entry.removed_at = clock.now()
    audit.record(actor, "practice.removed", entry)


def ask_for_renewal(actor: Actor, certificate: Certificate) -> None:
    """Ask the registrar to look at the log. Refused long before the last day, and with no log."""
    opens = certificate.valid_until - timedelta(days=RENEWAL_OPENS_DAYS_BEFORE)
    if clock.today() < opens:
        raise Refusal(f"You can ask from {day(opens)} on. Your log goes on until then.")
    if not queries.log_since_renewal(certificate):
        raise Refusal("Write what you did into your log first; the registrar reads it.")
    if certificate.renewal_asked_at is None:
        certificate.renewal_asked_at = clock.now()
        audit.record(actor, "certificate.renewal_asked", certificate)
        events.tell("certificate.renewal_asked", certificate)
