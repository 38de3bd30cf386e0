"""What making a film ready costs, beside one bare ffmpeg.

`ingest-remux` until a film that needs no encoding can be watched, `ingest-full` until one that does
is ready with everything shown at a glance, `ingest-memory` the largest program that took part.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from fractions import Fraction
from hashlib import file_digest
from pathlib import Path
from time import perf_counter

from accreditation.timecode import FrameRate
from app.footage.operations import prepare_film
from app.storage import LocalStorage
from app.video import rendition
from app.video.drawn import Verse, join_verses
from app.video.probe import probe
from app.video.process import Limits
from app.video.reference import make_reference
from app.video.timeline import frames_at, read_timeline, reference_rate
from benchmarks import Samples, bench, interleave

PAL = FrameRate(25)
LONGEST = Fraction(3600)
VERSE = 250
_FFMPEG = ["ffmpeg", "-nostdin", "-v", "error", "-y"]
POLITE = ["nice", "-n", "19"]  # as ours runs, so that neither gives way to the other


@bench("ingest-remux", unit="ms", target="<= 2")
def ingest_remux() -> Samples:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _ten_minutes(folder)
        storage = LocalStorage(folder / "storage")

        def ours() -> None:
            with tempfile.TemporaryDirectory(dir=folder) as scratch:
                made = make_reference(source, Path(scratch), lambda share: None)
                assert made.remuxed
                storage.publish("recordings/1/source-times", made.source_times_path)
                storage.publish("recordings/1/reference.mp4", made.path)

        def reference() -> None:
            target = folder / "bare.mp4"
            copied = ["-c", "copy", "-movflags", "+faststart", target]
            _run([*POLITE, *_FFMPEG, "-i", source, *copied])

        note = f"10 minutes, {source.stat().st_size / 1e6:.0f} MB; {_fingerprint(source)}"
        return interleave(ours, reference, rounds=7, note=note)


@bench("ingest-full", unit="ms", target="<= 1.15")
def ingest_full() -> Samples:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = _at_a_variable_rate(folder / "phone.mov", 120, "1920x1080", "libx265")

        def ours() -> None:
            with tempfile.TemporaryDirectory(dir=folder) as scratch:
                made = prepare_film(
                    source, Path(scratch), lambda share: None, LONGEST, lambda reference: None
                )
                assert not made.reference.remuxed

        job = _encoding(source, folder / "bare.mp4")
        return interleave(
            ours,
            lambda: _run([*POLITE, *job]),
            rounds=1,
            warm_up=0,
            note="2 minutes of 1080p HEVC at a variable rate; the bare run has the same filters",
        )


@bench("ingest-memory", unit="MiB", target="<= 1.2")
def ingest_memory() -> Samples:
    with tempfile.TemporaryDirectory() as name:
        long, short = (
            _peak(_at_a_variable_rate(Path(name) / f"{n}.mp4", n * 60, "320x180", "libx264"))
            for n in (20, 2)
        )
    return Samples([long], [short], "the largest process, 20 minutes beside 2")


def _ten_minutes(folder: Path) -> Path:
    """720p at 5 Mbit/s, as a film that was edited for the web: its streams can be copied."""
    verse, source = folder / "verse.mp4", folder / "ten-minutes.mp4"
    noisy = "testsrc2=s=1280x720:r=25,noise=alls=20:allf=t,format=yuv420p"
    rate = ["-b:v", "5M", "-maxrate", "5M", "-bufsize", "5M", "-g", "25", "-bf", "0"]
    _run([*_FFMPEG, *_lavfi(noisy, 10), "-c:v", "libx264", "-preset", "ultrafast", *rate, verse])
    join_verses(source, [Verse(verse, VERSE, ())] * 60, PAL)
    return source


def _at_a_variable_rate(target: Path, seconds: int, size: str, codec: str) -> Path:
    dropped = f"testsrc2=s={size}:r=30,select=not(eq(mod(n\\,7)\\,3)),format=yuv420p"
    sound = _lavfi("sine=sample_rate=48000", seconds)
    quiet = ["-x265-params", "log-level=none"] if codec == "libx265" else []
    made = [
        "-c:v",
        codec,
        *quiet,
        "-preset",
        "ultrafast",
        "-fps_mode",
        "vfr",
        "-c:a",
        "aac",
        target,
    ]
    _run([*_FFMPEG, *_lavfi(dropped, seconds), *sound, *made])
    return target


def _lavfi(graph: str, seconds: int) -> list[object]:
    return ["-f", "lavfi", "-t", seconds, "-i", graph]


def _encoding(source: Path, target: Path) -> list[str]:
    film = probe(source)
    timeline = read_timeline(source, film, Limits.for_film(Fraction(120)))
    rate = reference_rate(timeline)
    frames = frames_at(rate, timeline)
    job = rendition.encoded(source, film, timeline.starts_at, rate, frames, target)
    command: list[str] = (
        job.global_args("-loglevel", "error", "-nostdin").overwrite_output().compile()
    )
    return command


def _fingerprint(source: Path) -> str:
    began = perf_counter()
    with source.open("rb") as film:
        file_digest(film, "sha256")
    return f"its fingerprint takes {(perf_counter() - began) * 1000:.0f} ms more"


def _peak(film: Path) -> float:
    """MiB of the largest of the processes that make `film` ready."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(film)], check=True, capture_output=True, text=True
    )
    return int(done.stdout) / 1024


_MEASURED = """
import resource, sys, tempfile
from fractions import Fraction
from pathlib import Path
from app.footage.operations import prepare_film
with tempfile.TemporaryDirectory() as folder:
    nothing = lambda told: None
    prepare_film(Path(sys.argv[1]), Path(folder), nothing, Fraction(3600), nothing)
kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
print(max(resource.getrusage(kind).ru_maxrss for kind in kinds))
"""


def _run(command: list[object]) -> None:
    subprocess.run([str(word) for word in command], check=True)
