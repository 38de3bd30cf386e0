"""How the tests make films with real ffmpeg, and read the numbers off their frames."""

import atexit
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import ffmpeg
from PIL import Image

from accreditation.timecode import FrameRate
from app.video.drawn import NUMBER_CELLS, with_numbers

SIZE = (320, 180)

_made: dict[Path, list[str]] = {}
PAL, NTSC = FrameRate(25), FrameRate(30000, 1001)


@cache
def folder() -> Path:
    """Where this run's films are kept; gone when the run ends."""
    path = Path(mkdtemp(prefix="attune-films-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def read_frame_number(
    image: Path | Image.Image, box: tuple[int, int, int, int] | None = None
) -> int:
    """The number on a frame of a numbered film, from a still or a screenshot.

    `box` is where the film lies in the picture (left, top, right, bottom); the whole picture
    without it. Raises ValueError when there is no number to read.
    """
    picture = (image if isinstance(image, Image.Image) else Image.open(image)).convert("L")
    film = picture.crop(box) if box else picture
    level = film.height - max(1, film.height // 20)
    cells = [
        film.getpixel((int((cell + 0.5) * film.width / NUMBER_CELLS), level))
        for cell in range(NUMBER_CELLS)
    ]
    white, black = cells[:2]
    if white - black < 100:
        raise ValueError("no frame number here")
    bits = [cell > (white + black) / 2 for cell in cells[2:]]
    number, check = _number(bits[:16]), _number(bits[16:])
    if number % 3 != check:
        raise ValueError(f"{number} does not match its check {check}")
    return number


def _number(bits: Sequence[bool]) -> int:
    return sum(bit << place for place, bit in enumerate(bits))


def numbered(rate: FrameRate, seconds: float, size: tuple[int, int] = SIZE) -> Any:
    ground = ffmpeg.input(f"testsrc2=s={size[0]}x{size[1]}:r={rate}", f="lavfi", t=seconds)
    return with_numbers(ground, rate, size)


def film_of(
    name: str, picture: Any, rate: FrameRate, seconds: float = 3, sound: bool = True, **options: Any
) -> Path:
    settings = {
        "c:v": "libx264", "preset": "ultrafast", "pix_fmt": "yuv420p", "c:a": "aac",
        "g": int(rate.exact), "shortest": None,
    } | options  # fmt: skip
    if Path(name).suffix in (".mp4", ".mov"):
        settings = {"movflags": "+faststart"} | settings
    tone = [ffmpeg.input("sine=frequency=330:sample_rate=48000", f="lavfi").audio] if sound else []
    return made(name, ffmpeg.output, picture, *tone, **settings)


def made(
    name: str, output: Callable[..., Any], *streams: Any, patience: float = 60, **options: Any
) -> Path:
    path = folder() / name
    command = output(*streams, str(path), **options).overwrite_output().compile()
    assert _made.setdefault(path, command) == command, f"There is another film called {name}."
    subprocess.run([*command, "-loglevel", "error", "-nostdin"], check=True, timeout=patience)
    return path


def head_of(whole: Path, name: str, share: float = 0.5) -> Path:
    content = whole.read_bytes()
    return file_of(name, content[: int(len(content) * share)])


def file_of(name: str, content: bytes) -> Path:
    path = folder() / name
    path.write_bytes(content)
    return path


@cache
def constant(rate: FrameRate = PAL, seconds: float = 3, suffix: str = ".mp4") -> Path:
    """H.264 and AAC at a constant rate, keyframes a second apart: what a remux is for."""
    return film_of(
        f"constant-{rate.num}-{rate.den}-{seconds}{suffix}", numbered(rate, seconds), rate
    )
