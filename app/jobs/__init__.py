"""The doorbell and the sweep.

What must be done stands in rows. A bell only wakes a worker early; the sweep rings again for every
row whose work was lost. So a bell may be lost, or ring twice, and nothing comes of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer
from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.extensions import after_commit, db
from app.jobs import cli

log = logging.getLogger(__name__)

Handler = Callable[[int], None]
Pending = Callable[[], Iterable[int]]


@dataclass(frozen=True)
class Work:
    """A kind of work: how it is done for one row, and which rows wait for it.

    `do` claims the row first and is safe to repeat; `pending` asks the rows, never the queue.
    """

    do: Handler
    pending: Pending


WORKS: dict[str, Work] = {}


def work(name: str, pending: Pending) -> Callable[[Handler], Handler]:
    """Register a handler of one kind of work (in a room's `tasks.py`)."""

    def register(do: Handler) -> Handler:
        WORKS[name] = Work(do, pending)
        return do

    return register


def ring_after_commit(name: str, row_id: int) -> None:
    """Wake a worker for a row once the open transaction is safe."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    after_commit(lambda: _ring(app, name, row_id))


def _ring(app: Flask, name: str, row_id: int) -> None:
    try:
        app.extensions["bell"](name, row_id)
    except Exception:
        log.exception("The bell for %s %s did not ring; the sweep will find it.", name, row_id)


def do_now(name: str, row_id: int) -> None:
    """Do the work of one row in this process, in a session of its own."""
    try:
        WORKS[name].do(row_id)
    finally:
        db.session.remove()


def sweep() -> int:
    """Do everything that waits, whether or not a bell rang for it; how much that was."""
    waiting = [(name, row_id) for name, kind in WORKS.items() for row_id in kind.pending()]
    db.session.remove()
    for name, row_id in waiting:
        try:
            do_now(name, row_id)
        except Exception:
            log.exception("%s %s did not go well; the next sweep tries again.", name, row_id)
    return len(waiting)


def init_app(app: Flask) -> None:
    huey = _queue(app)

    @huey.task(name="do")
    def do(name: str, row_id: int) -> None:
        with app.app_context():
            do_now(name, row_id)

    @huey.periodic_task(crontab(minute="*"), name="sweep")
    def sweep_every_minute() -> None:
        with app.app_context():
            sweep()

    app.extensions["huey"] = huey
    app.extensions["bell"] = do
    cli.init_app(app)


def _queue(app: Flask) -> Huey:
    """A queue in Redis, which any number of workers share, or in a file of this machine.

    A bell is signed, so that nobody who can write to the queue has a worker run what they like.
    """
    url, name = app.config["REDIS_URL"], app.config["REDIS_NAMESPACE"]
    signed = SignedSerializer(secret=app.config["SECRET_KEY"], salt="bell")
    if url:
        pool = _connections(url)
        return RedisHuey(name, connection_pool=pool, serializer=signed, results=False)
    path = app.config["QUEUE_FILE"]
    path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(name, filename=str(path), serializer=signed, results=False)


def _connections(url: str) -> ConnectionPool:
    """Nobody's request waits long for a Redis that is gone: the sweep finds what did not ring."""
    return ConnectionPool.from_url(
        url, socket_connect_timeout=2, socket_timeout=5, retry=Retry(NoBackoff(), 1)
    )
