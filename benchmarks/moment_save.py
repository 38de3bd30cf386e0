"""`moment-save`: saving a moment beside a bare insert and commit, one person at a time."""

from __future__ import annotations

import json
import re
from itertools import count
from uuid import uuid4

from app.demo.people import NORA
from app.models.people import Role
from benchmarks import Samples, bench, interleave
from benchmarks.harness.server import Visit, serving

JSON = "application/json"


@bench("moment-save", unit="ms", target="<= 2.5")
def moment_save() -> Samples:
    with serving() as port:
        nora, frames = Visit(port, NORA.email, Role.TRAINEE), count(1)
        door = f"/api/v1/recordings/{_a_recording(nora)}/moments"

        def moment() -> bytes:
            return json.dumps(
                {
                    "token": str(uuid4()),
                    "start": next(frames) % 900,
                    "end": None,
                    "words": "Waits, and he begins.",
                    "principles": ["waiting"],
                    "criteria": [],
                }
            ).encode()

        def ours() -> None:
            status, said = nora.ask("POST", door, moment(), JSON)
            assert status in (200, 201), said

        def reference() -> None:
            status, said = nora.ask("POST", "/bare/insert", moment(), JSON)
            assert status == 201, said

        return interleave(ours=ours, reference=reference, rounds=150, warm_up=10)


def _a_recording(nora: Visit) -> int:
    """The latest of Nora's films that is ready for the Studio."""
    for cycle in range(200, 0, -1):
        found = re.search(r"/recordings/(\d+)/studio", nora.ask("GET", f"/cycles/{cycle}")[1])
        if found:
            return int(found.group(1))
    raise LookupError("No film is ready.")
