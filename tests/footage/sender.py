"""The trainee's browser, as far as a server over the wire can see it."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection

from app.models.footage import Recording
from tests.browser_like import Visitor
from tests.footage.uploads import token_of


class Sender:
    """Sends parts of one upload, each over a connection of its own."""

    def __init__(self, visitor: Visitor, recording: Recording) -> None:
        token = token_of(visitor)
        cookie = visitor.client.get_cookie("attune")
        assert cookie is not None
        self.address = f"/uploads/{recording.id}"
        self.headers = {
            "Cookie": f"attune={cookie.value}",
            "X-CSRFToken": token,
            "Tus-Resumable": "1.0.0",
            "Accept": "application/json",
        }

    def offset(self, server: str) -> int:
        with closing(HTTPConnection(server, timeout=30)) as connection:
            connection.request("HEAD", self.address, headers=self.headers)
            return int(connection.getresponse().headers["Upload-Offset"])

    def start(self, server: str, offset: int, length: int) -> HTTPConnection:
        connection = HTTPConnection(server, timeout=30)
        connection.putrequest("PATCH", self.address)
        more = {
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(offset),
            "Content-Length": str(length),
        }
        for name, value in (self.headers | more).items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection
