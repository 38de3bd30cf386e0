"""Attune's own processes, really started and really killed, on the database of a test."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from tests.settings import process_environment

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def worker(app: Flask, **environ: str) -> Iterator[subprocess.Popen[bytes]]:
    """`flask worker`, which sweeps at once. `environ` stands above what the data asks for."""
    with _started(app, environ, "flask", "worker") as process:
        yield process


@contextmanager
def web(app: Flask, **environ: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """gunicorn on a free port, and its address."""
    port, served = free_port(), environ.get("FLASK_APP", "wsgi:app")
    options = ("--worker-class", "gthread", "--threads", "32", "--no-control-socket")
    bound = ("--bind", f"127.0.0.1:{port}", served)
    with _started(app, environ, "gunicorn", *options, *bound) as process:
        wait_until(lambda: _answers(port))
        yield process, f"127.0.0.1:{port}"


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children as a power cut would: nobody can tidy up."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def wait_until(true: Callable[[], object], seconds: float = 60) -> None:
    """Return as soon as `true` is; AssertionError after `seconds`."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def _started(
    app: Flask, environ: Mapping[str, str], program: str, *arguments: str
) -> Iterator[subprocess.Popen[bytes]]:
    command = [Path(sys.executable).with_name(program), *arguments]
    with (app.config["DATA"] / f"{program}.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            env={**process_environment(app.config), **environ},
            cwd=ROOT,
            start_new_session=True,
            stdout=log,
            stderr=log,
        )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                kill(process)
