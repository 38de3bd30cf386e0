"""The server that benchmarks ask: Attune over a folder of data, and bare answers beside its own.

Ours and the reference are answered by the same process, so that only the work differs.
"""

from __future__ import annotations

import atexit
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from app.models.people import Role

ROOT = Path(__file__).resolve().parents[2]


class Visit:
    """One person's connection, kept open, signed in with a second factor."""

    def __init__(self, port: int, email: str, role: Role) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.queries = 0
        self.token = ""
        status, said = self.ask("GET", "/bare/in?" + urlencode({"email": email, "role": role}))
        assert (status, said) == (200, "in"), f"{email} could not come in: {status}"
        self.token = self._token(self.ask("GET", "/profile")[1])

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str = "", bare: str = ""
    ) -> tuple[int, str]:
        """Status and page. `bare` is "keep" or "fill" (see `served`)."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if bare:
            headers["X-Bare"] = bare
        if bare == "fill":
            del headers["Cookie"]
        if body is not None:
            headers |= {"Content-Type": kind, "X-CSRFToken": self.token}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        if bare != "fill":
            self._take_cookies(answer)
        self.queries = int(answer.headers.get("X-Queries", 0))
        return answer.status, answer.read().decode()

    def _take_cookies(self, answer: http.client.HTTPResponse) -> None:
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value

    def _token(self, page: str) -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert found, "no token on the page"
        return found.group(1)


@contextmanager
def serving(
    folder: Path | None = None, workers: int = 1, threads: int = 8, **environ: str
) -> Iterator[int]:
    """A server of its own over a copy of the demo, or over the data in `folder`; its port."""
    with tempfile.TemporaryDirectory() as scratch:
        data = folder or Path(shutil.copytree(demo_folder(), Path(scratch) / "data"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = _start(
            data,
            "-m",
            "gunicorn",
            "benchmarks.harness.served:app",
            *(
                "--bind",
                f"127.0.0.1:{port}",
                "--worker-class",
                "gthread",
                "--threads",
                str(threads),
            ),
            *("--no-control-socket", "--log-level", "warning", "--workers", str(workers)),
            **environ,
        )
        try:
            _wait(port)
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(10)


@cache
def demo_folder() -> Path:
    """The loaded demo, made once for a run; it goes with the process."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    for command in (("db", "upgrade"), ("demo", "load")):
        assert _start(Path(folder.name), "-m", "flask", *command).wait() == 0
    return Path(folder.name)


def _start(data: Path, *command: str, **more: str) -> subprocess.Popen[bytes]:
    environ = {**os.environ, "ATTUNE_DATA": str(data), "FLASK_APP": "wsgi:app", **more}
    quiet = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environ, stdout=quiet)


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")
