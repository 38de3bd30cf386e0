"""Who listens to this web process, and the one thread that reads the rows for all of them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Event, Lock, Thread
from time import monotonic, sleep

from flask import Flask

from app.extensions import db
from app.live import queries
from app.live.bell import Bell
from app.live.listener import ELSEWHERE, Heard, Listener
from app.models.live import LiveMessage

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds between two looks at the rows
WITH_A_BELL = 5.0  # the same where Redis rings for all
ASK_WHO_IS_THERE = 5.0  # seconds between two looks at who is still signed in
PAUSE_AFTER_TROUBLE = 5.0
OF_ONE_PERSON = 4


class Streams:
    """The listeners of this process, at most `LIVE_STREAMS`; a browser session has one stream."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._most: int = app.config["LIVE_STREAMS"]
        self._listeners: dict[int, Listener] = {}
        self._lock = Lock()
        self._wake = Event()
        self._last = 0
        self._asked = 0.0
        self._reads = False
        self._bell = Bell(app.config["REDIS_URL"], app.config["REDIS_NAMESPACE"], self._wake.set)

    def ring(self) -> None:
        """Have the rows read at once, here and wherever Redis reaches."""
        self._wake.set()
        self._bell.ring()

    def join(self, listener: Listener) -> bool:
        """Let somebody listen; False where there is no more room, and they ask now and then.

        The earlier stream of the same browser session ends. Ask for what was missed after this.
        """
        db.session.rollback()  # what is read from here on is as new as can be
        with self._lock:
            before = self._listeners.get(listener.session_id)
            if before is None and not self._has_room(listener.person_id):
                return False
            self._listeners[listener.session_id] = listener
            if not self._reads:
                self._begin_reading()
        if before is not None:
            before.end(ELSEWHERE)
        return True

    def leave(self, listener: Listener) -> None:
        with self._lock:
            if self._listeners.get(listener.session_id) is listener:
                del self._listeners[listener.session_id]

    def _has_room(self, person_id: int) -> bool:
        theirs = [one for one in self._listeners.values() if one.person_id == person_id]
        return len(self._listeners) < self._most and len(theirs) < OF_ONE_PERSON

    def _begin_reading(self) -> None:
        self._last, self._asked, self._reads = queries.newest(), monotonic(), True
        Thread(target=self._read, name="live", daemon=True).start()
        self._bell.listen(lambda: self._reads)

    def _read(self) -> None:
        while True:
            self._wake.wait(WITH_A_BELL if self._bell.is_heard else EVERY)
            self._wake.clear()
            with self._lock:
                if not self._listeners:
                    self._reads = False
                    return
            try:
                with self._app.app_context():
                    self._look()
            except Exception:
                log.exception("Live messages could not be read; they are read again in a moment.")
                sleep(PAUSE_AFTER_TROUBLE)

    def _look(self) -> None:
        messages = queries.messages_after(self._last)
        with self._lock:
            listeners = list(self._listeners.values())
        concerned = {message.person_id for message in messages}
        if monotonic() - self._asked >= ASK_WHO_IS_THERE or any(
            one.person_id in concerned for one in listeners
        ):
            listeners = self._still_signed_in(listeners)
        self._tell(listeners, messages)
        if messages:
            self._last = messages[-1].id
        if len(messages) == queries.MOST:
            self._wake.set()

    def _still_signed_in(self, listeners: Sequence[Listener]) -> list[Listener]:
        self._asked = monotonic()
        there = queries.still_signed_in({one.session_id for one in listeners})
        for one in listeners:
            if one.session_id not in there:
                one.end()
                self.leave(one)
        return [one for one in listeners if one.session_id in there]

    @staticmethod
    def _tell(listeners: Sequence[Listener], messages: Sequence[LiveMessage]) -> None:
        for message in messages:
            for one in listeners:
                if one.person_id == message.person_id:
                    one.tell(Heard.of(message))
