"""The server that benchmarks ask: Attune with the demo, and bare endpoints beside its own.

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

from app.demo.people import PASSWORD

ROOT = Path(__file__).resolve().parents[2]


class Visit:
    """One person's connection, kept open, signed in."""

    def __init__(self, port: int, email: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        self.token = self._token(self.ask("GET", "/sign-in")[1])
        form = {"email": email, "password": PASSWORD, "csrf_token": self.token}
        status, _ = self.ask("POST", "/sign-in", urlencode(form).encode(), FORM)
        assert status == 302, f"{email} could not sign in: {status}"
        self.token = self._token(self.ask("GET", "/profile")[1])

    def ask(
        self, method: str, path: str, body: bytes | None = None, kind: str = ""
    ) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": kind, "X-CSRFToken": getattr(self, "token", "")}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read().decode()

    def _token(self, page: str) -> str:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert found, "no token on the page"
        return found.group(1)


FORM = "application/x-www-form-urlencoded"


@contextmanager
def serving() -> Iterator[int]:
    """A server of its own over a copy of the demo; its port."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(demo_folder(), data)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = _start(
            data,
            "-m",
            "gunicorn",
            "benchmarks.harness.served:app",
            *("--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "8"),
            *("--no-control-socket", "--log-level", "warning"),
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


def _start(data: Path, *command: str) -> subprocess.Popen[bytes]:
    environ = {**os.environ, "ATTUNE_DATA": str(data), "FLASK_APP": "wsgi:app"}
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
