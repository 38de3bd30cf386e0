"""A letter as mail programs read it: plain text and HTML, with a name of its own."""

from __future__ import annotations

import hashlib
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flask import current_app

from app.mail.addresses import public_host
from app.mail.calendars import method_of
from app.mail.letters import UnsoundLetter, as_html, one_line
from app.models.mail import Mail


def sound_address(address: str) -> str:
    """`address` if it is one, and only one; UnsoundLetter for anything else."""
    one_line(address, "address")
    try:
        found = Address(addr_spec=address)
    except (HeaderParseError, ValueError, IndexError):
        raise UnsoundLetter("This is not an address for letters.") from None
    if not found.username or not found.domain:
        raise UnsoundLetter("This is not an address for letters.")
    return address


def made_of(mail: Mail) -> EmailMessage:
    """The whole message. Made again from the same row it is the same, its Message-ID included."""
    ready = EmailMessage(policy=SMTP)
    ready["Subject"] = one_line(mail.subject, "subject")
    ready["From"] = Address("Attune", addr_spec=current_app.config["MAIL_FROM"])
    ready["To"] = Address(one_line(mail.name, "name"), addr_spec=mail.address)
    ready["Date"] = format_datetime(mail.written_at)
    ready["Message-ID"] = message_id(mail)
    ready["Auto-Submitted"] = "auto-generated"
    ready.set_content(mail.body)
    ready.add_alternative(_page(mail), subtype="html")
    if mail.calendar:
        _attach_calendar(ready, mail.calendar)
    return ready


def _attach_calendar(ready: EmailMessage, calendar: str) -> None:
    """Calendar programs read what to do from the type of the part: to add, move or cancel."""
    asks = {"method": method_of(calendar)}
    ready.add_attachment(calendar, subtype="calendar", filename="attune.ics", params=asks)


def message_id(mail: Mail) -> str:
    name = hashlib.sha256(mail.once.encode()).hexdigest()[:16]
    return f"<{mail.id}.{name}@{public_host()}>"


def _page(mail: Mail) -> str:
    template = current_app.jinja_env.get_template("email/letter.html")
    return template.render(subject=mail.subject, content=as_html(mail.body))
