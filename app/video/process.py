"""Running ffmpeg and ffprobe: politely, within limits, and never longer than the one who asked."""

import os
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

FORMATS = "mov,matroska,webm,avi,mpegts,mpeg,asf,flv"
THREADS = max(1, min(4, os.cpu_count() or 1))
PATH = "/usr/local/bin:/usr/bin:/bin"  # all of our environment that ffmpeg sees

# No network, no playlists, no references to other files: a film is the one file it came in.
SAFE_INPUT = {"protocol_whitelist": "file,pipe", "format_whitelist": FORMATS}

_GIB = 1024**3
_NOT_THERE = (126, 127)
_LACKS = ("No space left", "Cannot allocate memory", "Disk quota", "Input/output error")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may use: wall-clock and CPU seconds, bytes of address space, bytes per file.

    `politeness` is how far it stands back behind whoever waits for a page, 19 at the most.
    """

    seconds: int
    cpu_seconds: int
    memory: int = 4 * _GIB
    file_size: int = 16 * _GIB
    politeness: int = 19

    @classmethod
    def for_film(cls, seconds: Fraction) -> "Limits":
        """Enough for a full transcode of a film of that length on a slow, busy machine."""
        allowance = 300 + int(60 * seconds)
        return cls(seconds=allowance, cpu_seconds=allowance * THREADS)


QUICK = Limits(seconds=180, cpu_seconds=60, memory=2 * _GIB)


class ToolStopped(Exception):
    """ffmpeg or ffprobe ended without doing its work; `said` holds the end of what it wrote.

    A negative `code` is the signal that ended it.
    """

    def __init__(self, tool: str, code: int, said: str) -> None:
        super().__init__(f"{tool} ended with {code}: {said.strip()[-300:]}")
        self.tool = tool
        self.code = code
        self.said = said

    @property
    def is_about_the_file(self) -> bool:
        """Whether the program judged the file, rather than met a full disk or a limit."""
        return self.code > 0 and not any(lack in self.said for lack in _LACKS)


class TookTooLong(ToolStopped):
    """The run reached its wall-clock limit."""


class ToolMissing(RuntimeError):
    """A program this machine needs is not installed."""


def run(
    command: Sequence[str], limits: Limits, each_line: Callable[[str], None] | None = None
) -> str:
    """Run to the end, handing over each line of standard output; what it said on standard error.

    Raises ToolStopped when the program ends with anything but 0. Whatever `each_line` raises
    kills the program and is passed on. The program dies with the thread that called.
    """
    with TemporaryFile() as errors, _started(command, limits, errors) as (process, too_late):
        assert process.stdout is not None
        for line in process.stdout:
            if each_line is not None:
                each_line(line.rstrip("\n"))
        code = process.wait()
        said = _end_of(errors)
    if code in _NOT_THERE:
        raise ToolMissing(said.strip())
    if code != 0:
        kind = TookTooLong if too_late.is_set() else ToolStopped
        raise kind(command[0], code, said)
    return said


def run_ffmpeg(
    stream: Any,
    limits: Limits,
    each_frame_count: Callable[[int], None] | None = None,
    alive: Callable[[], None] | None = None,
) -> str:
    """Run what ffmpeg-python built, reporting twice a second how many frames were written.

    `alive` is called as often, whatever is made: sound alone has no frames to count.
    """
    arguments = stream.global_args("-nostdin", "-hide_banner", "-loglevel", "error")
    arguments = arguments.global_args("-progress", "pipe:1", "-stats_period", "0.5")
    command: list[str] = arguments.overwrite_output().compile()

    def read(line: str) -> None:
        name, _, value = line.partition("=")
        if name == "frame" and each_frame_count is not None:
            each_frame_count(int(value))
        elif name == "progress" and alive is not None:
            alive()

    return run(command, limits, read)


def run_ffprobe(
    path: Path, arguments: Iterable[str], limits: Limits, each_line: Callable[[str], None]
) -> str:
    """Ask ffprobe about one film, under the same whitelists as ffmpeg."""
    safe = [part for name, value in SAFE_INPUT.items() for part in (f"-{name}", value)]
    command = ["ffprobe", "-v", "error", *safe, *arguments, "-i", address(path)]
    return run(command, limits, each_line)


def address(path: Path) -> str:
    """The file's name as ffmpeg must be given it, so that no name is taken for a protocol."""
    return f"file:{path.resolve()}"


@contextmanager
def _started(
    command: Sequence[str], limits: Limits, errors: IO[bytes]
) -> Iterator[tuple["subprocess.Popen[str]", threading.Event]]:
    process = subprocess.Popen(
        _bounded(command, limits),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        errors="replace",
        env={"PATH": PATH, "LC_ALL": "C.UTF-8"},
    )
    too_late = threading.Event()

    def stop() -> None:
        too_late.set()
        process.kill()

    watch = threading.Timer(limits.seconds, stop)
    watch.daemon = True
    watch.start()
    try:
        yield process, too_late
    finally:
        watch.cancel()
        process.kill()
        with process:
            pass


def _bounded(command: Sequence[str], limits: Limits) -> list[str]:
    # These programs each become the next, so the limits need no code between fork and exec,
    # which would be unsafe in a process with threads.
    return [
        *("nice", "-n", str(limits.politeness)),
        *("prlimit", f"--as={limits.memory}", f"--cpu={limits.cpu_seconds}"),
        *(f"--fsize={limits.file_size}", "--core=0"),
        *("setpriv", "--pdeathsig", "KILL"),
        *command,
    ]


def _end_of(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = deque(errors, maxlen=40)
    return b"".join(lines).decode(errors="replace")
