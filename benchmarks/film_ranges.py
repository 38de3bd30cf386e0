"""Random parts of 1 MiB of one film, eight readers at once, beside a bare nginx on the same file.

Each part is asked for with a sign-in and its policy. `range-app`: Attune sends it. `range-xaccel`:
nginx sends what Attune allowed.
"""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random

from app.demo.people import NORA
from app.models.people import Role
from benchmarks import Samples, bench
from benchmarks.harness.server import ROOT, Visit, demo_folder, serving
from benchmarks.moment_save import _a_recording

MIB = 1024 * 1024
SIZE, READERS, PARTS, ROUNDS = 128 * MIB, 8, 24, 5
NGINX = """
user root; daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 2;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream attune {{ server 127.0.0.1:{behind}; keepalive 16; }}
    server {{
        listen 127.0.0.1:{port};
        location /bare/ {{ alias {storage}/; }}
        location / {{
            proxy_pass http://attune;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
        }}
        {location}
    }}
    {kept}
}}
"""


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
        with serving(data, workers=2, **accel) as port, _nginx(folder, data, port) as front:
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


@contextmanager
def _nginx(folder: Path, data: Path, behind: int) -> Iterator[int]:
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    assert program, "nginx is not on this machine: `deploy/setup services` installs it"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    storage, conf = data / "storage", folder / "nginx.conf"
    parts = {name: (ROOT / "deploy/nginx" / f"{name}.conf").read_text() for name in PLACES}
    for name, words in parts.items():
        here = words.replace("/run/attune-kept.sock", str(folder / "kept.sock"))
        parts[name] = here.replace("/var/lib/attune/storage", str(storage))
    conf.write_text(NGINX.format(folder=folder, port=port, behind=behind, storage=storage, **parts))
    with subprocess.Popen([program, "-c", conf, "-p", folder, "-e", folder / "error.log"]) as ours:
        try:
            while not (folder / "kept.sock").exists():
                assert ours.poll() is None, (folder / "error.log").read_text()
                time.sleep(0.05)
            yield port
        finally:
            ours.terminate()


PLACES = ("location", "kept")
