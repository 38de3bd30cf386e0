"""Whether the browser at the other end is still there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from socket import MSG_DONTWAIT, MSG_PEEK
from typing import Any


def is_gone(environ: Mapping[str, Any]) -> Callable[[], bool]:
    """A question to the connection of a request, where the server hands it over.

    A browser that left is otherwise only noticed by the second sign of life that fails, and holds
    a thread until then. What cannot be looked at counts as there.
    """
    connection = environ.get("gunicorn.socket")

    def gone() -> bool:
        try:
            return connection is not None and connection.recv(1, MSG_PEEK | MSG_DONTWAIT) == b""
        except (BlockingIOError, ValueError):
            return False
        except OSError:
            return True

    return gone
