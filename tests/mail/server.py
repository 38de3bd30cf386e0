"""A small mail server on a socket: takes letters, or answers as a test asks it to."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any


@dataclass
class Taken:
    """A letter as it came in, and how."""

    sender: str
    recipient: str
    message: EmailMessage
    encrypted: bool
    user: str | None


class MailServer(socketserver.ThreadingTCPServer):
    """`answers` says by verb (RCPT, DATA, end, AUTH …) what to answer instead of yes."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None = None, tls_at_once: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.tls, self.tls_at_once = tls, tls_at_once
        self.answers: dict[str, str] = {}
        self.letters: list[Taken] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def get_request(self) -> Any:
        connection, address = super().get_request()
        if self.tls_at_once and self.tls:
            connection = self.tls.wrap_socket(connection, server_side=True)
        return connection, address


@contextmanager
def listening(**how: Any) -> Iterator[MailServer]:
    with MailServer(**how) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@dataclass
class Envelope:
    sender: str = ""
    recipient: str = ""
    lines: list[bytes] = field(default_factory=list)


class Conversation(socketserver.StreamRequestHandler):
    """One client's connection: a line in, an answer out."""

    server: MailServer

    def handle(self) -> None:
        self.user: str | None = None
        self.encrypted = self.server.tls_at_once
        self.envelope = Envelope()
        self.say("220 mail.test at your service")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            answer = self.server.answers.get(verb.upper())
            if answer is not None:
                self.say(answer)
            elif not getattr(self, f"on_{verb.lower()}", self.unknown)(rest):
                return

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def say(self, *lines: str) -> bool:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())
        return True

    def unknown(self, _rest: str) -> bool:
        return self.say("502 not spoken here")

    def on_ehlo(self, _rest: str) -> bool:
        offers = ["AUTH PLAIN"]
        if self.server.tls and not self.encrypted:
            offers.append("STARTTLS")
        return self.say(
            "250-mail.test", *[f"250-{each}" for each in offers[:-1]], f"250 {offers[-1]}"
        )

    def on_starttls(self, _rest: str) -> bool:
        assert self.server.tls
        self.say("220 go ahead")
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.request = self.connection
        self.setup()
        self.encrypted = True
        return True

    def on_auth(self, rest: str) -> bool:
        _, user, password = base64.b64decode(rest.split()[1]).decode().split("\0")
        if password != "right":
            return self.say("535 not known here")
        self.user = user
        return self.say("235 welcome")

    def on_mail(self, rest: str) -> bool:
        self.envelope = Envelope(sender=address_in(rest))
        return self.say("250 fine")

    def on_rcpt(self, rest: str) -> bool:
        self.envelope.recipient = address_in(rest)
        return self.say("250 fine")

    def on_data(self, _rest: str) -> bool:
        self.say("354 go on")
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            self.envelope.lines.append(line.removeprefix(b".") if line[:2] == b".." else line)
        return self.say(self.server.answers.get("end") or self.keep())

    def keep(self) -> str:
        message = message_from_bytes(b"".join(self.envelope.lines), policy=default)
        assert isinstance(message, EmailMessage)
        self.server.letters.append(
            Taken(
                self.envelope.sender,
                self.envelope.recipient,
                message,
                self.encrypted,
                self.user,
            )
        )
        return "250 taken"

    def on_rset(self, _rest: str) -> bool:
        return self.say("250 fine")

    def on_quit(self, _rest: str) -> bool:
        self.say("221 goodbye")
        return False


def address_in(rest: str) -> str:
    return rest.partition("<")[2].partition(">")[0]
