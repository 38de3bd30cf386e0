"""What the Studio costs the server with 1,000 moments beside 10.

`studio-open-1000` is its page, which comes with the first hundred; `studio-whole-1000` is the page
and every question it asks until the last moment is there.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.extensions import db, transaction
from app.models.footage import Recording
from app.models.moments import Moment, MomentTag, TagKind, Track
from app.models.people import Person, Role
from benchmarks import Samples, bench, interleave
from benchmarks.harness.filled import opened_over
from benchmarks.harness.server import Visit, serving
from tests import factories as make

TRACKS = 4


@bench("studio-open-1000", unit="ms", target="<= 1.5")
def studio_open() -> Samples:
    samples = _measure(_open)
    note = "1,000 moments in 4 tracks, the page with the first hundred"
    return Samples(samples.ours, samples.reference, note)


@bench("studio-whole-1000", unit="ms", target="<= 4")
def studio_whole() -> Samples:
    samples = _measure(_open_whole)
    note = "the page, and every question until the last of 1,000 moments is there"
    return Samples(samples.ours, samples.reference, note)


def _open(visit: Visit, film: int) -> str:
    status, page = visit.ask("GET", f"/recordings/{film}/studio")
    assert status == 200
    return page


def _open_whole(visit: Visit, film: int) -> None:
    [state] = re.findall(
        r'<script type="application/json" id="studio">(.*)</script>', _open(visit, film)
    )
    after, asked = json.loads(state)["moments"]["next"], f"/api/v1/recordings/{film}/moments"
    while after:
        after = _answer(visit, f"{asked}?most=500&after={after}")["next"]
    _answer(visit, f"{asked}?since=2999-01-01T00:00:00%2B00:00")


def _answer(visit: Visit, url: str) -> Any:
    status, said = visit.ask("GET", url)
    assert status == 200
    return json.loads(said)


def _measure(opens: Callable[[Visit, int], object]) -> Samples:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        email, many, few = _fill(folder)
        with serving(folder) as port:
            tess = Visit(port, email, Role.TRAINEE)
            return interleave(
                ours=lambda: opens(tess, many),
                reference=lambda: opens(tess, few),
                rounds=60,
                warm_up=10,
            )


def _fill(folder: Path) -> tuple[str, int, int]:
    with opened_over(folder).app_context():
        db.create_all()
        trainee, supervisor = make.person(Role.TRAINEE), make.person(Role.SUPERVISOR)
        enrolment = make.enrolment(trainee, supervisor)
        earlier = [make.person(Role.SUPERVISOR) for _ in range(TRACKS - 2)]
        writers = [
            (trainee, Role.TRAINEE),
            *((one, Role.SUPERVISOR) for one in (supervisor, *earlier)),
        ]
        client = make.client(enrolment)
        mother = make.agrees(make.case_person(client))
        films = []
        for moments in (1000, 10):
            cycle = make.cycle(client)
            make.brought(cycle)
            films.append(make.recording(cycle, [mother]))
            _mark(films[-1], writers, moments)
        found = trainee.email, films[0].id, films[1].id
        db.session.remove()
        db.engine.dispose()
    return found


def _mark(film: Recording, writers: list[tuple[Person, Role]], moments: int) -> None:
    first = make.moment(film, writers[0][0], Role.TRAINEE, shared=True)
    others = [make.moment(film, who, role, shared=True).track_id for who, role in writers[1:]]
    tracks = [first.track_id, *others]
    with transaction() as session:
        assert session.get(Track, first.track_id) is not None
        session.add_all(
            Moment(
                token=f"{film.id}-{number}",
                track_id=tracks[number % TRACKS],
                start_frame=number % 250,
                rate_num=25,
                rate_den=1,
                words="Waits, and she begins.",
                tags=[
                    MomentTag(
                        kind=TagKind.PRINCIPLE,
                        framework="principles-of-attuned-interaction-1",
                        key="waiting",
                        group_number=2,
                        wording="Waiting",
                    )
                ],
            )
            for number in range(moments - TRACKS)
        )
