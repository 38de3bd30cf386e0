"""Redis as a bell: it carries no message, it only says to every node that there may be one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread
from time import sleep

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

log = logging.getLogger(__name__)

PAUSE = 3.0  # seconds before a Redis that was not there is asked again


class Bell:
    """`ring` reaches every process that listens; without a Redis there is only this process.

    A bell that is lost costs a second or a few: the rows are looked at anyway.
    """

    def __init__(self, url: str | None, namespace: str, wake: Callable[[], None]) -> None:
        self._redis = _connect(url) if url else None
        self._channel = f"{namespace}:live"
        self._wake = wake
        self._listens = False
        self.is_heard = False

    def ring(self) -> None:
        if self._redis is None:
            return
        try:
            self._redis.publish(self._channel, b"")
        except RedisError:
            log.warning("The bell for live messages did not ring; they are found by looking.")

    def listen(self, goes_on: Callable[[], bool]) -> None:
        """Wake the reader at every ring, in a thread of its own, until `goes_on()` says no."""
        if self._redis is None or self._listens:
            return
        self._listens = True
        Thread(target=self._hear, args=(goes_on,), name="live-bell", daemon=True).start()

    def _hear(self, goes_on: Callable[[], bool]) -> None:
        while goes_on():
            try:
                self._hear_for_a_while(goes_on)
            except RedisError:
                self.is_heard = False
                log.warning("The bell for live messages is not heard; it is tried again.")
                sleep(PAUSE)
        self.is_heard = self._listens = False

    def _hear_for_a_while(self, goes_on: Callable[[], bool]) -> None:
        assert self._redis is not None
        with self._redis.pubsub(ignore_subscribe_messages=True) as heard:
            heard.subscribe(self._channel)
            while goes_on():
                rung = heard.get_message(timeout=1.0)
                self.is_heard = True
                if rung is not None:
                    self._wake()


def _connect(url: str) -> Redis:
    return Redis.from_url(
        url, socket_connect_timeout=2, socket_timeout=5, retry=Retry(NoBackoff(), 1)
    )
