"""One browser that listens: what waits to be told to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Full, Queue
from time import monotonic
from typing import Any

from app.models.live import LiveMessage

WAITING = 200
LOOK_EVERY = 1.0  # seconds between two looks at whether the browser is still there
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

    def __init__(
        self, person_id: int, session_id: int, is_gone: Callable[[], bool] = lambda: False
    ) -> None:
        self.person_id = person_id
        self.session_id = session_id
        self._is_gone = is_gone
        self._waiting: Queue[Heard | None] = Queue(WAITING)
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
            self._waiting.put_nowait(None)

    def events(self, missed: Sequence[Heard], heartbeat: float, lasts: float) -> Iterator[str]:
        """The stream: what was `missed`, then what is told, a sign of life every `heartbeat`
        seconds, for about `lasts` seconds, or until the browser is gone."""
        now, last = monotonic(), 0
        until, quiet_until = now + lasts, now + heartbeat
        yield BEGIN
        for message in missed:
            last = message.id
            yield message.as_event()
        while monotonic() < until and not self._is_gone():
            told = self._next()
            if self._last_words is not None:
                break
            if told is not None and told.id > last:
                last = told.id
                yield told.as_event()
            elif monotonic() >= quiet_until:
                quiet_until = monotonic() + heartbeat
                yield HEARTBEAT
        if self._last_words:
            yield self._last_words

    def _next(self) -> Heard | None:
        try:
            return self._waiting.get(timeout=LOOK_EVERY)
        except Empty:
            return None
