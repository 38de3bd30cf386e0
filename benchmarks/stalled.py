"""`stalled-viewers`: pages while fifty viewers take nothing and twenty streams stay open."""

from __future__ import annotations

import http.client
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from shutil import copytree
from statistics import quantiles

from app.demo.people import NORA
from app.models.people import Role
from benchmarks import Samples, bench
from benchmarks.harness.server import Visit, demo_folder, serving
from benchmarks.moment_save import _a_recording

MIB = 1024 * 1024
SIZE, VIEWERS, STREAMS, PAGES, TURNS = 128 * MIB, 50, 20, 120, 3


@bench("stalled-viewers", unit="ms", target="<= 1.5")
def stalled_viewers() -> Samples:
    """The 95th percentile of a page, with them and without, in turns; the server as it is run."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(copytree(demo_folder(), Path(name) / "data"))
        with serving(data, threads=32, ATTUNE_LIVE_STREAMS=str(STREAMS)) as port:
            visit = Visit(port, NORA.email, Role.TRAINEE)
            film = _a_recording(visit)
            reference = data / "storage" / f"recordings/{film}/reference.mp4"
            reference.write_bytes(Random(1).randbytes(SIZE))
            cookie = "; ".join(f"{name}={value}" for name, value in visit.cookies.items())
            with_them, without = [], []
            for _ in range(TURNS):
                without.append(_p95(visit))
                with _held(port, cookie, film):
                    with_them.append(_p95(visit))
    return Samples(with_them, without, f"{VIEWERS} stalled viewers and {STREAMS} streams")


def _p95(visit: Visit) -> float:
    took = []
    for _ in range(PAGES):
        began = time.perf_counter()
        status, _ = visit.ask("GET", "/clients")
        took.append(1000 * (time.perf_counter() - began))
        assert status == 200
    return quantiles(took, n=20)[-1]


@contextmanager
def _held(port: int, cookie: str, film: int) -> Iterator[None]:
    """Every one asked, and reads nothing of what is sent."""
    with ExitStack() as open_ones:
        asked = [("/live", "text/event-stream")] * STREAMS
        asked += [(f"/recordings/{film}/film", "video/mp4")] * VIEWERS
        for number, (path, accept) in enumerate(asked):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            open_ones.callback(connection.close)
            headers = {"Cookie": cookie, "Accept": accept}
            if accept == "video/mp4":
                headers["Range"] = f"bytes={number * MIB}-"
            connection.request("GET", path, headers=headers)
        time.sleep(2)
        yield
