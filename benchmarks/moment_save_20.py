"""`moment-save-20`: twenty people writing at once beside a bare insert and commit by them."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import quantiles
from uuid import uuid4

from app.extensions import db
from app.models.moments import Moment
from app.models.people import Role
from benchmarks import Samples, bench
from benchmarks.harness.filled import opened_over
from benchmarks.harness.server import Visit, serving
from tests import factories as make

PEOPLE, SLICES, SECONDS = 20, 3, 10.0
PAUSE = (0.2, 0.8)
JSON = "application/json"


@bench("moment-save-20", unit="ms", target="<= 3")
def moment_save_20() -> Samples:
    """The 95th percentile of each of three slices of ten seconds, in turns; nothing may be lost."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        films = _fill(folder)
        with serving(folder) as port:
            people = [Visit(port, email, Role.TRAINEE) for email, _ in films]
            doors = [f"/api/v1/recordings/{film}/moments" for _, film in films]
            ours, bare, sent = [], [], 0
            for _ in range(SLICES):
                took = _at_once(people, lambda number: doors[number])
                ours.append(_p95(took))
                sent += len(took)
                bare.append(_p95(_at_once(people, lambda number: "/bare/insert")))
        kept = _count(folder)
    assert kept == sent, f"{sent} moments were saved and {kept} are there"
    return Samples(ours, bare, f"p95 of {PEOPLE} people, {sent} moments, none lost, none twice")


def _at_once(people: list[Visit], door: Callable[[int], str]) -> list[float]:
    took: list[float] = []
    until = time.monotonic() + SECONDS

    def write(number: int) -> None:
        luck = Random(number)
        while time.monotonic() < until:
            time.sleep(luck.uniform(*PAUSE))
            began = time.perf_counter()
            status, said = people[number].ask("POST", door(number), _moment(luck), JSON)
            took.append(1000 * (time.perf_counter() - began))
            assert status == 201, said

    threads = [threading.Thread(target=write, args=(number,)) for number in range(len(people))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return took


def _moment(luck: Random) -> bytes:
    said = {"token": str(uuid4()), "start": luck.randrange(240), "end": None}
    marked = {"words": "Waits, and he begins.", "principles": ["waiting"], "criteria": []}
    return json.dumps({**said, **marked}).encode()


def _p95(took: list[float]) -> float:
    return quantiles(took, n=20)[-1]


def _fill(folder: Path) -> list[tuple[str, int]]:
    """Twenty trainees, each with a film of their own; addresses and recordings."""
    with opened_over(folder).app_context():
        db.create_all()
        found = [_one() for _ in range(PEOPLE)]
        db.session.remove()
        db.engine.dispose()
    return found


def _one() -> tuple[str, int]:
    trainee = make.person(Role.TRAINEE)
    client = make.client(make.enrolment(trainee, make.person(Role.SUPERVISOR)))
    film = make.recording(make.cycle(client), [make.agrees(make.case_person(client))])
    return trainee.email, film.id


def _count(folder: Path) -> int:
    with opened_over(folder).app_context():
        found = db.session.query(Moment).count()
        db.session.remove()
        db.engine.dispose()
    return found
