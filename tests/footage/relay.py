"""A connection that breaks when it is told to: a relay between a real client and a real server."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable

PIECE = 64 * 1024
BROKEN_OFF = struct.pack("ii", 1, 0)
"""SO_LINGER by which closing a socket resets it, as a lost connection does."""


class Relay:
    """Passes bytes on to `server`, an address that may change; `address` is its own.

    `breaks` are numbers of bytes sent to the server, each with what happens there: the connection
    that reaches one is broken off in the middle, then it is called.
    """

    def __init__(self, server: str, breaks: dict[int, Callable[[], None]]) -> None:
        self.server, self.breaks = server, dict(sorted(breaks.items()))
        self.passed, self.broken = 0, 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._open, daemon=True).start()

    def __enter__(self) -> Relay:
        return self

    def __exit__(self, *_: object) -> None:
        self._door.close()

    def _open(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        server = self._connected()
        if server is None:
            client.close()  # it is being started again: the client is refused as it would be
            return
        with client, server:
            threading.Thread(target=_pass_back, args=(server, client), daemon=True).start()
            happens = self._pass_on(client, server)
            for one in (client, server):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, BROKEN_OFF)
        if happens is not None:
            self.broken += 1
            happens()

    def _connected(self) -> socket.socket | None:
        host, _, port = self.server.partition(":")
        try:
            return socket.create_connection((host, int(port)))
        except OSError:
            return None

    def _pass_on(self, client: socket.socket, server: socket.socket) -> Callable[[], None] | None:
        while piece := _received(client):
            server.sendall(piece)
            self.passed += len(piece)
            due = next(iter(self.breaks), None)
            if due is not None and self.passed >= due:
                return self.breaks.pop(due)
        return None


def _pass_back(server: socket.socket, client: socket.socket) -> None:
    try:
        while piece := server.recv(PIECE):
            client.sendall(piece)
        client.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # one of them is gone, as is meant


def _received(client: socket.socket) -> bytes:
    try:
        return client.recv(PIECE)
    except OSError:
        return b""
