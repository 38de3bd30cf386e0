"""Asking for a PDF: the job is handed to a limited process, which knows only what is in it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

VARIANT = "pdf/a-3a"
"""Tagged and archival; may carry the machine-readable record. Files are built to it: whether they
conform is for a validator to say, so nothing here calls them validated."""

INSIDE = Path(__file__).with_name("inside.py")
FONTS = Path(__file__).parents[1] / "static" / "fonts"
PATH = "/usr/local/bin:/usr/bin:/bin"  # with the cache of fonts, all that the process sees
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use: wall-clock and CPU seconds, bytes of address space and of its file.

    Whoever asked is called every `heartbeat` seconds meanwhile.
    """

    seconds: int = 300
    cpu_seconds: int = 120
    memory: int = 2048 * _MIB
    file_size: int = 512 * _MIB
    heartbeat: float = 20


@dataclass(frozen=True, slots=True)
class Attached:
    """A text file carried inside the PDF."""

    name: str
    description: str
    text: str
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A finished file: its pages, its size in bytes and its SHA-256."""

    path: Path
    pages: int
    size: int
    sha256: str


class PressStopped(Exception):
    """No PDF came of it; nothing is left at the target. `reason` is a short technical phrase."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def press(
    html: str,
    target: Path,
    images: Mapping[str, Path],
    attached: Sequence[Attached] = (),
    limits: Limits | None = None,
    variant: str | None = VARIANT,
    go_on: Callable[[], None] | None = None,
) -> Pressed:
    """Build `target` from HTML, which may name `images/NAME` and `fonts/...` and nothing else.

    An address of any other kind stops the build. The target appears whole or not at all.
    Built to VARIANT, it carries the identifier of PDF/UA-1 as well.
    `go_on` is called now and then meanwhile, and may raise to stop. Raises PressStopped.
    The process dies with the thread that called.
    """
    draft = target.with_name(f".{uuid4().hex}.pdf")
    job = {
        "html": html,
        "target": str(draft),
        "variant": variant,
        "universal": variant == VARIANT,
        "resources": _resources(images),
        "attached": [asdict(one) for one in attached],
    }
    try:
        pages = _pressed(job, limits or Limits(), go_on or (lambda: None))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return measured(target, pages)


def _resources(images: Mapping[str, Path]) -> dict[str, str]:
    fonts = (path for path in FONTS.rglob("*") if path.suffix in {".css", ".woff2"})
    shipped = {f"fonts/{path.relative_to(FONTS).as_posix()}": str(path) for path in fonts}
    return shipped | {f"images/{name}": str(path.resolve()) for name, path in images.items()}


def measured(path: Path, pages: int) -> Pressed:
    with path.open("rb") as file:
        return Pressed(path, pages, path.stat().st_size, file_digest(file, "sha256").hexdigest())


def _pressed(job: Mapping[str, Any], limits: Limits, go_on: Callable[[], None]) -> int:
    """Pages of what was built. A crash of the text libraries, which is rare, is tried once more."""
    try:
        return _pressed_inside(job, limits, go_on)
    except _Crashed:
        return _pressed_inside(job, limits, go_on)


class _Crashed(PressStopped):
    """A native library of the process failed; the job itself may be sound."""


def _pressed_inside(job: Mapping[str, Any], limits: Limits, go_on: Callable[[], None]) -> int:
    with subprocess.Popen(
        bounded([sys.executable, "-I", str(INSIDE)], limits),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": PATH, "LC_ALL": "C.UTF-8"},
    ) as process:
        try:
            said, told = _talk(process, json.dumps(job).encode(), limits, go_on)
        finally:
            process.kill()
    if process.returncode != 0:
        stopped = _Crashed if process.returncode == -signal.SIGSEGV else PressStopped
        raise stopped(_reason(process.returncode, told))
    return int(json.loads(said)["pages"])


def _talk(
    process: subprocess.Popen[bytes], job: bytes, limits: Limits, go_on: Callable[[], None]
) -> tuple[bytes, bytes]:
    ends, to_send = monotonic() + limits.seconds, job
    while (left := ends - monotonic()) > 0:
        try:
            return process.communicate(to_send, timeout=min(limits.heartbeat, left))
        except subprocess.TimeoutExpired:
            to_send = b""  # it has been taken over already, and may be given once only
            go_on()
    raise PressStopped(f"it took longer than {limits.seconds} seconds")


def bounded(command: Sequence[str], limits: Limits) -> list[str]:
    """The command within its limits; it dies with the thread that called."""
    # These programs each become the next, so the limits need no code between fork and exec,
    # which would be unsafe in a process with threads.
    return [
        *("nice", "-n", "10"),
        *("prlimit", f"--as={limits.memory}", f"--cpu={limits.cpu_seconds}"),
        *(f"--fsize={limits.file_size}", "--core=0"),
        *("setpriv", "--pdeathsig", "KILL"),
        *command,
    ]


def _reason(code: int, said: bytes) -> str:
    if code < 0:
        return f"the process was ended by signal {-code}"
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else f"the process ended with {code}"
