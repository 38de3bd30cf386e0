"""A browser without a window that keeps a stream open, over a real connection."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select

from app import live
from app.extensions import db, transaction
from app.models.people import Person
from app.models.sign_in import BrowserSession
from tests.browser_like import cookie_of
from tests.live_server import LiveServer

Said = tuple[int, str, dict[str, Any]]


class Served(LiveServer):
    """A server with settings of its own about streams."""

    def __init__(self, settings: Mapping[str, Any], threads: int = 8, **environ: object) -> None:
        self._more = {f"ATTUNE_LIVE_{name.upper()}": str(value) for name, value in environ.items()}
        super().__init__(settings, threads=threads)

    def _start(self, *command: str) -> Any:
        self._environ |= self._more
        return super()._start(*command)


class Browser:
    """Somebody signed in with a browser of their own, and its session row."""

    def __init__(self, app: Flask, url: str, person: Person) -> None:
        self.place = urlsplit(url).netloc
        self.cookie = f"attune={_signed(app, person)}"
        newest = select(BrowserSession.id).order_by(BrowserSession.id.desc()).limit(1)
        self.session_id = db.session.scalars(newest).one()

    def listen(self, after: int | None = None) -> Stream:
        headers = {"Accept": "text/event-stream"}
        if after is not None:
            headers["Last-Event-ID"] = str(after)
        return Stream(*self._ask("/live", headers))

    def ask(self, url: str, accept: str = "application/json") -> tuple[int, Any]:
        connection, answer = self._ask(url, {"Accept": accept})
        body = answer.read()
        connection.close()
        return answer.status, json.loads(body) if accept.endswith("json") else body.decode()

    def _ask(self, url: str, headers: dict[str, str]) -> tuple[HTTPConnection, HTTPResponse]:
        connection = HTTPConnection(self.place, timeout=20)
        connection.request("GET", url, headers={"Cookie": self.cookie, **headers})
        return connection, connection.getresponse()


class Stream:
    """What arrives on one stream. A context: leaving it closes the connection."""

    def __init__(self, connection: HTTPConnection, answer: HTTPResponse) -> None:
        self.connection, self.answer = connection, answer
        self.status, self.headers = answer.status, answer.headers
        self.last: int | None = None
        if self.status == 200:
            assert self.part() == {"retry": "3000"}

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.answer.close()
        self.connection.close()

    def part(self) -> dict[str, str] | None:
        """The fields of the next part; none for a sign of life; None at the end of the stream."""
        fields: dict[str, str] = {}
        while line := self.answer.readline().decode():
            if line == "\n":
                return fields
            if not line.startswith(":"):
                name, _, value = line.rstrip("\n").partition(": ")
                fields[name] = value
        return None

    def told(self) -> Said:
        """The next message: its number, what changed, and of which rows."""
        while (part := self.part()) is not None:
            if "data" in part:
                said = json.loads(part["data"])
                self.last = int(part["id"])
                return self.last, said["what"], said["ids"]
        raise AssertionError("the stream ended")

    def is_silent(self, seconds: float) -> bool:
        """Whether nothing but signs of life arrives meanwhile."""
        until = time.monotonic() + seconds
        sock = self.answer.fp.raw._sock  # type: ignore[attr-defined]
        try:
            while (left := until - time.monotonic()) > 0:
                sock.settimeout(left)
                if self.part():
                    return False
        except TimeoutError:
            return True
        finally:
            sock.settimeout(20)
        return True

    def ends_within(self, seconds: float) -> bool:
        began = time.monotonic()
        while self.part() is not None:
            pass
        return time.monotonic() - began <= seconds


def announce(person: Person, what: str = "recording", **ids: int) -> None:
    """Announce from this process, which is not the server's: as a worker would."""
    with transaction():
        live.announce(person.id, what, **ids)


def _signed(app: Flask, person: Person) -> str:
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    signed: str = serializer.dumps(cookie_of(person))
    return signed
