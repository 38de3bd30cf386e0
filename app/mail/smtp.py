"""Speaking to the mail server. Knows no rows."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from flask import current_app

LONGEST_REASON = 300


@dataclass(frozen=True)
class Server:
    """`security` is starttls, tls or none; `timeout` is in seconds, for each step."""

    host: str
    port: int
    user: str
    password: str
    security: str
    timeout: float


class NotSent(Exception):
    """The letter was not taken: `reason` is for whoever looks after it, `short` for the log.

    `for_good` when the server says that this letter will never be taken.
    """

    def __init__(self, reason: str, short: str, for_good: bool = False) -> None:
        super().__init__(short)
        self.reason = " ".join(reason.split())[:LONGEST_REASON]
        self.short = short
        self.for_good = for_good


class LeaseLost(Exception):
    """Another worker took the letter over, so this one leaves it alone."""


def settings() -> Server:
    found = current_app.config
    return Server(
        found["SMTP_HOST"],
        found["SMTP_PORT"],
        found["SMTP_USER"],
        found["SMTP_PASSWORD"],
        found["SMTP_SECURITY"],
        found["SMTP_TIMEOUT"],
    )


def hand_over(letter: EmailMessage, server: Server, go_on: Callable[[], bool]) -> None:
    """Give `letter` to the server. Raises NotSent or LeaseLost.

    `go_on` is asked once the server listens, before the letter is handed over.
    """
    try:
        with _connected(server) as connection:
            if not go_on():
                raise LeaseLost
            connection.send_message(letter)
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        raise _said(code, words, for_good=code >= 500) from None
    except smtplib.SMTPDataError as refused:
        raise _said(refused.smtp_code, refused.smtp_error, refused.smtp_code >= 500) from None
    except smtplib.SMTPResponseException as answer:
        raise _said(answer.smtp_code, answer.smtp_error) from None
    except (smtplib.SMTPException, OSError) as stopped:
        raise NotSent(f"{type(stopped).__name__}: {stopped}", type(stopped).__name__) from None


def _said(code: int, words: bytes | str, for_good: bool = False) -> NotSent:
    """What the server answered. A no to us rather than to the letter may change: tried again."""
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return NotSent(f"{code} {said}", f"the server answered {code}", for_good)


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    connection = _opened(server)
    try:
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        yield connection
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()


def _opened(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(
            server.host,
            server.port,
            timeout=server.timeout,
            context=ssl.create_default_context(),
        )
    return smtplib.SMTP(server.host, server.port, timeout=server.timeout)
