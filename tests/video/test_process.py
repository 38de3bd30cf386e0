"""ffmpeg runs politely, within limits, and never outlives whoever asked for it."""

import subprocess
import sys
import time
from pathlib import Path

import ffmpeg
import psutil
import pytest

from app.video.process import Limits, TookTooLong, ToolMissing, ToolStopped, run, run_ffmpeg

PLENTY = Limits(seconds=30, cpu_seconds=30)
REPOSITORY = Path(__file__).parents[2]

ENDLESS = """
import sys
import ffmpeg
from app.video.process import Limits, run_ffmpeg
source = ffmpeg.input("testsrc2=s=320x180:r=25", f="lavfi", re=None)
run_ffmpeg(source.output("pipe:2", f="null"), Limits(60, 60), lambda n: print(n, flush=True))
"""


def endless():
    source = ffmpeg.input("testsrc2=s=160x90:r=25", f="lavfi", re=None)
    return source.output("-", f="null")


def vanished(process: psutil.Process) -> bool:
    for _ in range(100):
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def own_ffmpegs() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "ffmpeg" in child.name()]


def test_ffmpeg_dies_when_the_process_that_asked_is_killed():
    parent = subprocess.Popen(
        [sys.executable, "-c", ENDLESS], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout.readline()
        children = psutil.Process(parent.pid).children()
        assert [child.name() for child in children] == ["ffmpeg"]
        parent.kill()
    assert vanished(children[0])


def test_ffmpeg_gives_way_to_everything_else():
    seen = []

    def look(frames: int) -> None:
        seen.extend(child.nice() for child in own_ffmpegs())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_ffmpeg(endless(), PLENTY, look)
    assert seen == [19]


def test_an_error_in_the_listener_stops_ffmpeg_at_once():
    started = time.monotonic()

    def refuse(frames: int) -> None:
        raise LookupError("cancelled")

    with pytest.raises(LookupError, match="cancelled"):
        run_ffmpeg(endless(), PLENTY, refuse)
    assert time.monotonic() - started < 10
    assert own_ffmpegs() == []


def test_a_run_that_takes_too_long_is_stopped():
    with pytest.raises(TookTooLong):
        run_ffmpeg(endless(), Limits(seconds=1, cpu_seconds=30))
    assert own_ffmpegs() == []


def test_a_run_that_uses_too_much_processor_time_is_stopped():
    busy = ffmpeg.input("testsrc2=s=1280x720:r=1000", f="lavfi").output("-", f="null")
    with pytest.raises(ToolStopped) as stopped:
        run_ffmpeg(busy, Limits(seconds=30, cpu_seconds=1))
    assert not stopped.value.is_about_the_file


def test_a_run_cannot_take_more_memory_than_it_is_given():
    greedy = [sys.executable, "-c", "bytearray(600 * 1024**2)"]
    run(greedy, PLENTY)
    with pytest.raises(ToolStopped, match="MemoryError"):
        run(greedy, Limits(seconds=30, cpu_seconds=30, memory=500 * 1024**2))


def test_a_run_cannot_write_more_than_it_is_given(tmp_path):
    noise = ffmpeg.input("testsrc2=s=640x360", f="lavfi", t=20)
    target = tmp_path / "large.avi"
    with pytest.raises(ToolStopped) as stopped:
        run_ffmpeg(
            noise.output(str(target), vcodec="rawvideo"),
            Limits(seconds=30, cpu_seconds=30, file_size=1_000_000),
        )
    assert not stopped.value.is_about_the_file
    assert target.stat().st_size <= 1_000_000


def test_any_amount_of_complaint_is_taken_without_blocking():
    talkative = "import sys; sys.stderr.write('trouble ' * 200_000); print('done'); sys.exit(3)"
    lines: list[str] = []
    with pytest.raises(ToolStopped, match="trouble") as stopped:
        run([sys.executable, "-c", talkative], PLENTY, lines.append)
    assert lines == ["done"]
    assert stopped.value.code == 3


def test_a_program_that_is_not_installed_says_nothing_about_the_film():
    with pytest.raises(ToolMissing, match="no-such-program"):
        run(["no-such-program"], PLENTY)
