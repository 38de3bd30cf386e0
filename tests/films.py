"""Films for the tests, made once per run with real ffmpeg, and the reader of their frame numbers.

Every maker returns a path shared by all tests: copy it before changing it. Numbered films carry
the strip described at `app.video.drawn.with_numbers`.
"""

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
from app.video.drawn import NUMBER_CELLS, Turn, draw_film, with_numbers
from app.video.reference import Reference, make_reference

SIZE = (320, 180)

PAL, NTSC = FrameRate(25), FrameRate(30000, 1001)

STORY = (
    Turn(at_frame=10, frames=20, who="person", kind="initiative"),
    Turn(at_frame=28, frames=20, who="partner", kind="reception"),
)

GPS = "+55.9533-003.1883/"


@cache
def folder() -> Path:
    """Where this run's films are kept; gone when the run ends."""
    path = Path(mkdtemp(prefix="attune-films-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@cache
def reference_of(film: Path) -> Reference:
    """The reference film made of it, in a folder of its own."""
    return make_reference(film, Path(mkdtemp(dir=folder())), lambda share: None)


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


@cache
def drawn(seconds: float = 4, rate: FrameRate = PAL, seed: int = 1) -> Path:
    """A small numbered film of two people taking turns (`STORY`); it can be remuxed."""
    path = folder() / f"drawn-{seconds}-{rate.num}-{rate.den}-{seed}.mp4"
    draw_film(path, seconds, rate, STORY, size=(640, 360), seed=seed, numbered=True)
    return path


@cache
def constant(rate: FrameRate = PAL, seconds: float = 3, suffix: str = ".mp4") -> Path:
    """H.264 and AAC at a constant rate, keyframes a second apart: what a remux is for."""
    return _film(
        f"constant-{rate.num}-{rate.den}-{seconds}{suffix}", _numbered(rate, seconds), rate
    )


@cache
def long_gop() -> Path:
    """Constant, but with a keyframe only at the start."""
    return _film("long-gop.mp4", _numbered(PAL, 3), PAL, g=1000)


@cache
def heavy() -> Path:
    """Constant, but far above 9 Mbit/s."""
    noisy = _numbered(PAL, 2, (640, 360)).filter("noise", alls=100, allf="t")
    return _film("heavy.mp4", noisy, PAL, **{"b:v": "30M", "minrate": "30M", "crf": 1})


@cache
def deep_colour() -> Path:
    """Constant H.264, but with ten bits a sample."""
    return _film("deep-colour.mp4", _numbered(PAL, 2), PAL, pix_fmt="yuv420p10le")


@cache
def starting_late() -> Path:
    """Constant, but its first frame is presented after zero."""
    late = ffmpeg.input(str(constant()), itsoffset=0.4)
    inputs = ffmpeg.input(str(constant()))
    return _run("starting-late.mp4", ffmpeg.output, late.video, inputs.audio, c="copy", t=3)


@cache
def lying_rate() -> Path:
    """25 frames a second in a container that declares 30."""
    slowed = ffmpeg.input(str(constant(FrameRate(30))), itsscale=1.2)
    return _run("lying-rate.mkv", ffmpeg.output, slowed.video, c="copy")


@cache
def dropped_frames(seconds: int = 4) -> Path:
    """30 frames a second with many dropped, each numbered as it was before dropping."""
    kept = "+".join(f"eq(mod(n,{step}),{rest})" for step, rest in [(7, 3), (11, 5), (30, 17)])
    gap = "between(n,50,69)"
    picture = _numbered(FrameRate(30), seconds).filter("select", f"not({kept}+{gap})")
    return _film("dropped.mp4", picture, FrameRate(30), fps_mode="vfr", seconds=seconds)


def kept_frames(seconds: int = 4) -> list[int]:
    """The numbers that are left in `dropped_frames`."""
    return [
        n
        for n in range(30 * seconds)
        if n % 7 != 3 and n % 11 != 5 and n % 30 != 17 and not 50 <= n <= 69
    ]


@cache
def rotated_hevc(seconds: int = 3) -> Path:
    """A phone's portrait film: HEVC in .mov, stored sideways, with a place and a device."""
    upright = _numbered(FrameRate(30), seconds, (180, 320))
    stored = _film(
        "sideways.mov", upright.filter("transpose", "clock"), FrameRate(30), seconds=seconds,
        **{"c:v": "libx265", "x265-params": "log-level=none", "tag:v": "hvc1"},
    )  # fmt: skip
    return _run(
        "rotated.mov", ffmpeg.output, ffmpeg.input(str(stored)), c="copy",
        movflags="use_metadata_tags", **{"metadata:s:v:0": "rotate=90"}, **_placed(),
    )  # fmt: skip


@cache
def placed() -> Path:
    """A film that can be remuxed, with a place, a device and a date in its metadata."""
    return _run(
        "placed.mp4", ffmpeg.output, ffmpeg.input(str(constant())), c="copy",
        movflags="use_metadata_tags", **_placed(),
    )  # fmt: skip


@cache
def without_sound() -> Path:
    return _film("silent.mp4", _numbered(PAL, 2), PAL, sound=False)


@cache
def sound_only() -> Path:
    tone = ffmpeg.input("sine=frequency=440", f="lavfi", t=2)
    return _run("sound-only.mp4", ffmpeg.output, tone, **{"c:a": "aac"})


@cache
def sound_with_cover() -> Path:
    """Sound with a picture on its cover, as music players store it."""
    cover = ffmpeg.input("color=green:s=64x64", f="lavfi", t=1)
    picture = _run("cover.png", ffmpeg.output, cover, **{"frames:v": 1})
    inputs = [ffmpeg.input(str(sound_only())), ffmpeg.input(str(picture))]
    return _run(
        "cover.mp4", ffmpeg.output, *inputs, c="copy", **{"disposition:v:0": "attached_pic"}
    )


@cache
def webm(codec: str = "libvpx", seconds: int = 3) -> Path:
    """VP8 (or VP9) and Opus, on a clock of milliseconds."""
    return _film(
        f"{codec}.webm", _numbered(NTSC, seconds), NTSC, seconds=seconds,
        **{"c:v": codec, "c:a": "libopus", "b:v": "600k", "deadline": "realtime", "cpu-used": 8},
    )  # fmt: skip


@cache
def old_avi() -> Path:
    """Motion JPEG and plain sound in AVI, which keeps no presentation times."""
    return _film("old.avi", _numbered(PAL, 2), PAL, **{"c:v": "mjpeg", "c:a": "pcm_s16le"})


@cache
def interlaced() -> Path:
    """A camcorder's 50 fields a second in MPEG-TS."""
    fields = _numbered(PAL, 2)
    return _film("camcorder.mts", fields, PAL, f="mpegts", flags="+ilme+ildct", top=1,
                 **{"x264-params": "interlaced=1"})  # fmt: skip


@cache
def hdr() -> Path:
    """Ten bits, HLG, as newer phones film."""
    curve = {"color_trc": "arib-std-b67", "color_primaries": "bt2020", "colorspace": "bt2020nc"}
    return _film(
        "hdr.mov", _numbered(PAL, 1), PAL, seconds=1, pix_fmt="yuv420p10le",
        **{"c:v": "libx265", "x265-params": "log-level=none", "tag:v": "hvc1"}, **curve,
    )  # fmt: skip


@cache
def large() -> Path:
    """A portrait film of 2160 by 3840 pixels, a quarter of a second long."""
    ground = ffmpeg.input("testsrc2=s=2160x3840:r=25", f="lavfi", t=0.24)
    return _film("large.mp4", ground, PAL)


@cache
def sound_goes_on() -> Path:
    """A film fit to be copied, but for its sound, which is two seconds longer."""
    tone = ffmpeg.input("sine=sample_rate=48000", f="lavfi", t=5)
    picture = ffmpeg.input(str(constant())).video
    return _run("sound-goes-on.mp4", ffmpeg.output, picture, tone, **{"c:v": "copy", "c:a": "aac"})


@cache
def longer_sound() -> Path:
    """In Matroska, where only the whole file's length is declared: the sound goes on alone."""
    tone = ffmpeg.input("sine", f="lavfi", t=3)
    return _run(
        "longer-sound.mkv", ffmpeg.output, _numbered(PAL, 1), tone, f="matroska",
        fflags="+bitexact", **{"c:v": "libx264", "preset": "ultrafast", "c:a": "aac"},
    )  # fmt: skip


@cache
def late_sound() -> Path:
    """The sound starts half a second after the picture."""
    late = ffmpeg.input(str(constant()), itsoffset=0.5)
    picture = ffmpeg.input(str(long_gop()))
    return _run("late-sound.mp4", ffmpeg.output, picture.video, late.audio, c="copy")


@cache
def undeclared_length() -> Path:
    """As a browser records it: nothing in the file says how long it is."""
    inputs = ffmpeg.input(str(constant()))
    path = folder() / "undeclared.webm"
    command = ffmpeg.output(
        inputs,
        "pipe:1",
        f="matroska",
        live=1,
        **{"c:v": "libvpx", "deadline": "realtime", "an": None},
    ).compile()
    with path.open("wb") as file:
        subprocess.run([*command, "-loglevel", "error"], stdout=file, check=True, timeout=60)
    return path


@cache
def hidden_opening() -> Path:
    """Trimmed on a phone: an edit list hides the first eight frames and their keyframe."""
    inputs = ffmpeg.input(str(constant()), ss=0.32)
    return _run("trimmed.mp4", ffmpeg.output, inputs, c="copy")


@cache
def changing_size() -> Path:
    """A recorded call: the picture turns from landscape to portrait after a second."""
    parts = [
        _film(f"part-{number}.ts", _numbered(PAL, 1, size), PAL, sound=False)
        for number, size in enumerate([SIZE, SIZE[::-1]])
    ]
    joined = ffmpeg.input("concat:" + "|".join(map(str, parts)))
    return _run("changing.ts", ffmpeg.output, joined, c="copy")


@cache
def one_frame() -> Path:
    return _film("one-frame.mp4", _numbered(FrameRate(60), 0.01), FrameRate(60), sound=False)


@cache
def odd_size() -> Path:
    """An odd number of pixels each way, which H.264 4:2:0 cannot keep."""
    return _film("odd.mkv", _numbered(PAL, 2, (321, 181)), PAL, pix_fmt="yuv444p")


@cache
def truncated_at_front() -> Path:
    """Its index comes first and is whole; the film behind it breaks off halfway."""
    return _head_of(constant(), "cut-short.mp4")


@cache
def truncated_without_index() -> Path:
    """A recording that was cut short before its index was written."""
    late = _run("index-last.mp4", ffmpeg.output, ffmpeg.input(str(constant())), c="copy")
    return _head_of(late, "no-index.mp4")


@cache
def truncated_matroska() -> Path:
    return _head_of(constant(suffix=".mkv"), "cut-short.mkv")


@cache
def encrypted() -> Path:
    return _run(
        "locked.mp4", ffmpeg.output, ffmpeg.input(str(constant())), c="copy",
        encryption_scheme="cenc-aes-ctr", encryption_key="0123456789abcdef" * 2,
        encryption_kid="fedcba9876543210" * 2,
    )  # fmt: skip


@cache
def text_renamed() -> Path:
    return _bytes("letter.mp4", b"Dear supervisor, here is my film.\n" * 20)


@cache
def zero_bytes() -> Path:
    return _bytes("empty.mp4", b"")


@cache
def playlist_renamed() -> Path:
    return _bytes("list.mp4", b"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:3,\nhttp://127.0.0.1:1/a.ts\n")


@cache
def concat_renamed() -> Path:
    return _bytes("many.mp4", f"ffconcat version 1.0\nfile {constant()}\n".encode())


@cache
def picture_renamed() -> Path:
    path = folder() / "picture.mp4"
    Image.new("RGB", (64, 64), "#1F5F5B").save(path, "PNG")
    return path


@cache
def damaged() -> Path:
    """Its index is whole, but where the film should be there is nothing but zeros."""
    content = bytearray(constant().read_bytes())
    start = content.index(b"mdat") + 4
    content[start:] = bytes(len(content) - start)
    return _bytes("damaged.mp4", bytes(content))


def _numbered(rate: FrameRate, seconds: float, size: tuple[int, int] = SIZE) -> Any:
    ground = ffmpeg.input(f"testsrc2=s={size[0]}x{size[1]}:r={rate}", f="lavfi", t=seconds)
    return with_numbers(ground, rate, size)


def _film(
    name: str, picture: Any, rate: FrameRate, seconds: float = 3, sound: bool = True, **options: Any
) -> Path:
    settings = {
        "c:v": "libx264", "preset": "ultrafast", "pix_fmt": "yuv420p", "c:a": "aac",
        "g": int(rate.exact), "shortest": None,
    } | options  # fmt: skip
    if Path(name).suffix in (".mp4", ".mov"):
        settings = {"movflags": "+faststart"} | settings
    tone = [ffmpeg.input("sine=frequency=330:sample_rate=48000", f="lavfi").audio] if sound else []
    return _run(name, ffmpeg.output, picture, *tone, **settings)


def _run(name: str, output: Callable[..., Any], *streams: Any, **options: Any) -> Path:
    path = folder() / name
    command = output(*streams, str(path), **options).overwrite_output().compile()
    subprocess.run([*command, "-loglevel", "error", "-nostdin"], check=True, timeout=60)
    return path


def _placed() -> dict[str, Any]:
    facts = [
        f"location={GPS}",
        f"com.apple.quicktime.location.ISO6709={GPS}",
        "com.apple.quicktime.model=Telephone 12",
        "creation_time=2024-05-06T07:08:09Z",
        "title=Home visit",
    ]
    return {f"metadata:g:{number}": fact for number, fact in enumerate(facts)}


def _head_of(whole: Path, name: str, share: float = 0.5) -> Path:
    content = whole.read_bytes()
    return _bytes(name, content[: int(len(content) * share)])


def _bytes(name: str, content: bytes) -> Path:
    path = folder() / name
    path.write_bytes(content)
    return path
