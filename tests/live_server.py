"""Attune served for a real browser: its own process, its own folder, and a worker when asked."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.settings import process_environment

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 90.0


class LiveServer:
    """gunicorn over the folder of `settings` (see `settings_for`): `url`, until `stop`.

    The server reads the same database, storage and secret key as an app made in the test with the
    same settings, so rows made there are served here. `worker` also starts the worker.
    """

    def __init__(self, settings: Mapping[str, Any], worker: bool = False, threads: int = 8) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = Path(settings["DATA"])
        self.log = self.folder / "server.log"
        self._environ = process_environment(settings)
        self._serves = _gunicorn(self.port, threads)
        self._children = [self._start(*self._serves)]
        if worker:
            self._children.append(self._start(sys.executable, "-m", "flask", "worker"))
        self._wait()

    def __enter__(self) -> LiveServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the processes, at once when they do not end by themselves."""
        for child in self._children:
            child.send_signal(signal.SIGTERM)
        for child in self._children:
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait(5)

    def begin_anew(self) -> None:
        """End the processes, and serve again at the same address, without a worker."""
        self.stop()
        self._children = [self._start(*self._serves)]
        self._wait()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command, cwd=ROOT, env=self._environ, stdout=log, stderr=subprocess.STDOUT
            )

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if any(child.poll() is not None for child in self._children):
                break
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"The server did not start:\n{self.log.read_text()[-4000:]}")


def _gunicorn(port: int, threads: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "1", "--threads", str(threads)),
        *("--graceful-timeout", "2", "--no-control-socket", "--log-level", "warning"),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
