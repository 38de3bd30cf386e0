"""Rooms at work, by the protocol alone: what the pages of their people would ask and tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from http.client import HTTPConnection
from itertools import count
from threading import Event, Thread
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

BEAT = 3.0
ACT = 3.0
ASK_AFTER = 0.2
PATIENCE = 30.0


class Crowd:
    """Everybody of these rooms; each room is moved every three seconds, one after the other, as
    people who know nothing of each other would. A context, until left.

    Leaving it raises what went wrong for any of them.
    """

    def __init__(self, url: str, rooms: Sequence[Any]) -> None:
        self._over = Event()
        self._problems: list[BaseException] = []
        place = urlsplit(url).netloc
        self._threads = [
            Thread(target=self._until_over, args=(act,), daemon=True)
            for number, room in enumerate(rooms)
            for leads, somebody in ((True, room.tess), (False, room.sam))
            for act in _Client(
                place, room.room_id, somebody, self._over, number * ACT / len(rooms)
            ).acts(leads)
        ]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(2)
        if self._problems and problem is None:
            raise self._problems[0]

    def _until_over(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as problem:
            if not self._over.is_set():
                self._problems.append(problem)


class _Client:
    """One browser of a room: it listens, says that it is there, and some of them move the film."""

    def __init__(self, place: str, room_id: int, somebody: Any, over: Event, begins: float) -> None:
        self._place, self._room, self._over = place, f"/rooms/{room_id}", over
        self._begins = begins
        self._seen, self._moves = 0, False
        cookie = somebody.visitor.client.get_cookie("attune")
        self._headers = {
            "Cookie": f"attune={cookie.value}",
            "Accept": "application/json",
            "Content-Type": "application/json",
            "X-CSRFToken": somebody.visitor.token(),
        }

    def acts(self, leads: bool) -> list[Callable[[], None]]:
        return [self._listen, self._beat, *([self._lead] if leads else [])]

    def _listen(self) -> None:
        """Ask for the state after every bell, as the page does."""
        connection = HTTPConnection(self._place, timeout=PATIENCE)
        connection.request("GET", "/live", headers=self._headers | {"Accept": "text/event-stream"})
        answer = connection.getresponse()
        while not self._over.is_set() and (line := answer.readline()):
            if line.startswith(b"data") and self._is_news(json.loads(line[5:])["ids"]):
                self._over.wait(ASK_AFTER)
                self._ask("GET", "/state")
        connection.close()

    def _is_news(self, ids: dict[str, int]) -> bool:
        """Who moved the film has the answer, or will in a moment."""
        return ids.get("version", self._seen + 1) > self._seen and not self._moves

    def _beat(self) -> None:
        self._over.wait(self._begins)
        for number in count():
            if self._over.wait(BEAT):
                return
            if number % 2:
                self._ask("GET", "/state")
            else:
                self._ask("POST", "/here", {"slow": False})

    def _lead(self) -> None:
        """Play, pause, one frame on, and again."""
        self._over.wait(self._begins)
        for number in count():
            if self._over.wait(ACT):
                return
            wish = {"frame": number % 200, "playing": number % 3 == 0, "speed": 100, "loop": False}
            self._moves = True
            self._ask("POST", "/move", {"version": self._seen, **wish})
            self._moves = False

    def _ask(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        connection = HTTPConnection(self._place, timeout=PATIENCE)
        connection.request(method, self._room + path, body and json.dumps(body), self._headers)
        answer = connection.getresponse()
        said: dict[str, Any] = json.loads(answer.read())
        connection.close()
        if answer.status not in (200, 409):
            raise RuntimeError(f"{method} {path} answered {answer.status}: {said}")
        self._seen = said["version"]
        return said
