"""Writing a letter into the open transaction, and sending it afterwards."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete

from app import clock
from app.extensions import db, transaction
from app.jobs import lease, ring_after_commit
from app.mail import letters, message, queries, smtp
from app.models.mail import Mail, MailState
from app.models.people import Person

log = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 180, 360, 720, 1440))
"""Between one attempt and the next. A letter that nobody took after two days is given up."""

KEPT_FOR = timedelta(days=90)
AT_A_TIME = 500
FIRST_STATE = {
    "smtp": MailState.WAITING,
    "mailbox": MailState.KEPT,
    "none": MailState.UNSENT,
}


def write(to: Person | str, letter: str, *, once: str, calendar: str = "", **values: Any) -> Mail:
    """Write `templates/email/<letter>.txt` to somebody, in the open transaction.

    `calendar` is the text of a calendar file that goes with it (`calendars.invitation`).
    The same `once` again is the same letter, written and sent one time. It leaves after the
    commit; a transaction that is undone sends nothing. No letter holds anything about a client.
    Raises UnsoundLetter for an address or a value with a line break in it.
    """
    before = queries.written_once(once)
    if before is not None:
        return before
    composed = letters.compose(letter, values)
    state = FIRST_STATE[current_app.config["MAIL"]]
    mail = Mail(
        once=once,
        letter=letter,
        state=state,
        subject=composed.subject,
        body="" if state is MailState.UNSENT else composed.text,
        calendar="" if state is MailState.UNSENT else calendar,
        written_at=clock.now(),
        **_addressee(to),
    )
    db.session.add(mail)
    db.session.flush()
    if state is MailState.WAITING:
        ring_after_commit("mail", mail.id)
    return mail


def _addressee(to: Person | str) -> dict[str, Any]:
    if isinstance(to, str):
        return {"address": message.sound_address(to)}
    address, name = message.sound_address(to.email), letters.one_line(to.name, "name")
    return {"person_id": to.id, "address": address, "name": name}


def send(mail_id: int) -> None:
    """Hand a waiting letter to the mail server. Safe to repeat, and to kill.

    Killed between the server's yes and our note of it, the letter leaves once more, with the
    same Message-ID. No transaction is open while the server is spoken to.
    """
    if not lease.claim(Mail, mail_id, Mail.state == MailState.WAITING):
        return
    mail = db.session.get_one(Mail, mail_id, populate_existing=True)
    ready, attempts = message.made_of(mail), mail.attempts
    db.session.rollback()
    try:
        smtp.hand_over(ready, smtp.settings(), go_on=lambda: _hold(mail_id))
    except smtp.LeaseLost:
        return
    except smtp.NotSent as stopped:
        _note(mail_id, attempts, stopped)
    else:
        _close(mail_id, MailState.SENT, sent_at=clock.now(), trouble=None)


def _hold(mail_id: int) -> bool:
    return lease.hold(Mail, mail_id, Mail.state == MailState.WAITING)


def _note(mail_id: int, attempts: int, stopped: smtp.NotSent) -> None:
    log.warning("Letter %s was not taken, attempt %s: %s", mail_id, attempts, stopped.short)
    if stopped.for_good or attempts > len(WAITS):
        _close(mail_id, MailState.REFUSED, trouble=stopped.reason)
        return
    with transaction() as session:
        mail = session.get_one(Mail, mail_id)
        mail.trouble, mail.lease_until = stopped.reason, clock.now() + WAITS[attempts - 1]


def _close(mail_id: int, state: MailState, **values: Any) -> None:
    """The letter is done with; its text, which may hold a personal link, is emptied."""
    with transaction() as session:
        mail = session.get_one(Mail, mail_id)
        mail.state, mail.body, mail.calendar, mail.lease_until = state, "", "", None
        for name, value in values.items():
            setattr(mail, name, value)


def prune() -> int:
    """Remove letters written long ago that wait no more, some hundreds at a time."""
    with transaction() as session:
        past = queries.old(KEPT_FOR, AT_A_TIME)
        session.execute(delete(Mail).where(Mail.id.in_(past)))
    return len(past)
