"""One browser that listens: what waits to be told to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Full, Queue
from time import monotonic
from typing import Any

from app.models.live import LiveMessage

WAITING = 200
BEGIN = "retry: 3000\n: listening\n\n"
HEARTBEAT = ": still here\n\n"
ELSEWHERE = "event: elsewhere\ndata: {}\n\n"
AGAIN = "again"


@dataclass(frozen=True)
class Heard:
    """A message as a browser gets it."""

    id: int
    what: str
    ids: dict[str, Any]

    @classmethod
    def of(cls, message: LiveMessage) -> Heard:
        return cls(message.id, message.what, message.ids)

    def as_event(self) -> str:
        data = json.dumps({"what": self.what, "ids": self.ids}, separators=(",", ":"))
        return f"id: {self.id}\ndata: {data}\n\n"


class Listener:
    """A stream of one browser session. Threads put messages in; the stream's own takes them out."""

    def __init__(self, person_id: int, session_id: int) -> None:
        self.person_id = person_id
        self.session_id = session_id
        self._waiting: Queue[Heard | str] = Queue(WAITING)
        self._last_words: str | None = None

    def tell(self, message: Heard) -> None:
        """Add a message. A browser that takes nothing in is let go: it comes back and resumes."""
        try:
            self._waiting.put_nowait(message)
        except Full:
            self.end()

    def end(self, last_words: str = "") -> None:
        """End the stream, with `last_words` for the browser; what waits is not told any more."""
        self._last_words = last_words
        with suppress(Full):  # where it is full the stream's thread is awake, and sees the end
            self._waiting.put_nowait(last_words)

    def events(self, missed: list[Heard], heartbeat: float, lasts: float) -> Iterator[str]:
        """The stream: what was `missed`, then what is told, a sign of life every `heartbeat`
        seconds, for at most about `lasts` seconds."""
        until, last = monotonic() + lasts, 0
        yield BEGIN
        for message in missed:
            last = message.id
            yield message.as_event()
        while (left := until - monotonic()) > 0:
            told = self._next(min(heartbeat, left))
            if isinstance(told, str):
                yield told
                if told != HEARTBEAT:
                    return
            elif told.id > last:
                last = told.id
                yield told.as_event()

    def _next(self, seconds: float) -> Heard | str:
        """The next message; a sign of life when none comes; the last words once it has ended."""
        try:
            told = self._waiting.get(timeout=seconds)
        except Empty:
            told = HEARTBEAT
        return told if self._last_words is None else self._last_words
