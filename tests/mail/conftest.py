"""A letter of the tests' own, and an application that sends to a mail server of theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from tests.mail.server import MailServer, listening

LETTER = """Subject: Tea on {{ day }}

Dear {{ name }},

there is tea on {{ day }}. Say here whether you come:

{{ link }}

If you do not like tea there is nothing to do.
"""


@pytest.fixture(autouse=True)
def letter_about_tea(app: Flask) -> None:
    own = DictLoader({"email/tea.txt": LETTER, "email/bare.txt": "No subject here.\n"})
    app.jinja_env.loader = ChoiceLoader([app.jinja_env.loader, own])


def send_to(app: Flask, server: MailServer, security: str = "none") -> None:
    app.config.update(
        MAIL="smtp",
        MAIL_FROM="attune@example.org",
        PUBLIC_URL="https://attune.example.org",
        SMTP_HOST="127.0.0.1",
        SMTP_PORT=server.port,
        SMTP_SECURITY=security,
        SMTP_TIMEOUT=3,
    )


@pytest.fixture
def server(app: Flask) -> Iterator[MailServer]:
    with listening() as found:
        send_to(app, found)
        yield found
