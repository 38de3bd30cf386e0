"""Random parts of 1 MiB of one film, eight readers at once, beside a bare nginx on the same file.

Each part is asked for with a sign-in and its policy. `range-app`: Attune sends it. `range-xaccel`:
nginx sends what Attune allowed.
"""

from __future__ import annotations

import http.client
import shutil
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from app.demo.people import NORA
from app.models.people import Role
from benchmarks import Samples, bench
from benchmarks.harness.nginx import nginx
from benchmarks.harness.server import Visit, demo_folder, serving
from benchmarks.moment_save import _a_recording

MIB = 1024 * 1024
SIZE, READERS, PARTS, ROUNDS = 128 * MIB, 8, 24, 5


@bench("range-app", unit="MiB/s", target=">= 0.4")
def range_app() -> Samples:
    return _measured(by_nginx=False)


@bench("range-xaccel", unit="MiB/s", target=">= 0.5")
def range_xaccel() -> Samples:
    return _measured(by_nginx=True)


def _measured(by_nginx: bool) -> Samples:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = Path(shutil.copytree(demo_folder(), folder / "data"))
        accel = {"ATTUNE_ACCEL": "/kept"} if by_nginx else {}
        with (
            serving(data, workers=2, threads=8, **accel) as port,
            nginx(folder, data, port) as front,
        ):
            visit = Visit(port, NORA.email, Role.TRAINEE)
            film = _a_recording(visit)
            key = f"recordings/{film}/reference.mp4"
            (data / "storage" / key).write_bytes(Random(1).randbytes(SIZE))
            cookie = "; ".join(f"{name}={value}" for name, value in visit.cookies.items())
            asked = (front if by_nginx else port, f"/recordings/{film}/film", cookie)
            bare = (front, f"/bare/{key}", "")
            ours, reference = [], []
            for _ in range(ROUNDS):
                ours.append(_throughput(*asked))
                reference.append(_throughput(*bare))
    return Samples(ours, reference, f"{READERS} readers, two web processes, sign-in each time")


def _throughput(port: int, path: str, cookie: str) -> float:
    """MiB a second that all readers together were sent."""
    with ThreadPoolExecutor(READERS) as pool:
        began = time.perf_counter()
        list(pool.map(lambda seed: _read(port, path, cookie, seed), range(READERS)))
        return READERS * PARTS / (time.perf_counter() - began)


def _read(port: int, path: str, cookie: str, seed: int) -> None:
    chance = Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(PARTS):
        start = chance.randrange(SIZE - MIB)
        headers = {"Range": f"bytes={start}-{start + MIB - 1}", "Cookie": cookie}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        assert answer.status == 206, answer.status
        assert len(answer.read()) == MIB
    connection.close()
