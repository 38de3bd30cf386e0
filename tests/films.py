"""Films for the tests, made once per run.

Every maker returns a path shared by all tests: copy it before changing it. Numbered films carry
the strip described at `app.video.drawn.with_numbers`.
"""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import ffmpeg

from accreditation.timecode import FrameRate
from app.video.drawn import Turn, draw_film, with_numbers
from app.video.reference import Reference, make_reference
from tests.filming import NTSC, PAL, SIZE, constant, film_of, folder, made, numbered
from tests.filming import read_frame_number as read_frame_number
from tests.unusable_films import concat_renamed as concat_renamed
from tests.unusable_films import damaged as damaged
from tests.unusable_films import encrypted as encrypted
from tests.unusable_films import picture_renamed as picture_renamed
from tests.unusable_films import playlist_renamed as playlist_renamed
from tests.unusable_films import sound_only as sound_only
from tests.unusable_films import sound_with_cover as sound_with_cover
from tests.unusable_films import text_renamed as text_renamed
from tests.unusable_films import truncated_at_front as truncated_at_front
from tests.unusable_films import truncated_matroska as truncated_matroska
from tests.unusable_films import truncated_without_index as truncated_without_index
from tests.unusable_films import zero_bytes as zero_bytes

STORY = (
    Turn(at_frame=10, frames=20, who="person", kind="initiative"),
    Turn(at_frame=28, frames=20, who="partner", kind="reception"),
)

GPS = "+55.9533-003.1883/"


@cache
def reference_of(film: Path) -> Reference:
    """The reference film made of it, in a folder of its own."""
    return make_reference(film, Path(mkdtemp(dir=folder())), lambda share: None)


@cache
def drawn(seconds: float = 4, rate: FrameRate = PAL, seed: int = 1) -> Path:
    """A small numbered film of two people taking turns (`STORY`); it can be remuxed."""
    path = folder() / f"drawn-{seconds}-{rate.num}-{rate.den}-{seed}.mp4"
    draw_film(path, seconds, rate, STORY, size=(640, 360), seed=seed, numbered=True)
    return path


@cache
def long_gop() -> Path:
    """Constant, but with a keyframe only at the start."""
    return film_of("long-gop.mp4", numbered(PAL, 3), PAL, g=1000)


@cache
def heavy() -> Path:
    """Constant, but far above 9 Mbit/s."""
    noisy = numbered(PAL, 2, (640, 360)).filter("noise", alls=100, allf="t")
    return film_of("heavy.mp4", noisy, PAL, **{"b:v": "30M", "minrate": "30M", "crf": 1})


@cache
def lively() -> Path:
    """Two seconds with detail all over the picture."""
    ground = ffmpeg.input("testsrc2=s=640x360:r=25", f="lavfi", t=2)
    lines = ground.filter("drawgrid", w=12, h=12, t=3, c="white")
    return film_of("lively.mp4", with_numbers(lines, PAL, (640, 360)), PAL, crf=14)


@cache
def busy() -> Path:
    """Twelve seconds of which each takes several megabits, as a film of a lively room does."""
    noisy = numbered(PAL, 12, (640, 360)).filter("noise", alls=60, allf="t")
    return film_of("busy.mp4", noisy, PAL, **{"b:v": "6M", "maxrate": "6M", "bufsize": "6M"})


@cache
def deep_colour() -> Path:
    """Constant H.264, but with ten bits a sample."""
    return film_of("deep-colour.mp4", numbered(PAL, 2), PAL, pix_fmt="yuv420p10le")


@cache
def starting_late() -> Path:
    """Constant, but its first frame is presented after zero."""
    late = ffmpeg.input(str(constant()), itsoffset=0.4)
    inputs = ffmpeg.input(str(constant()))
    return made("starting-late.mp4", ffmpeg.output, late.video, inputs.audio, c="copy", t=3)


@cache
def lying_rate() -> Path:
    """25 frames a second in a container that declares 30."""
    slowed = ffmpeg.input(str(constant(FrameRate(30))), itsscale=1.2)
    return made("lying-rate.mkv", ffmpeg.output, slowed.video, c="copy")


@cache
def dropped_frames(seconds: int = 4) -> Path:
    """30 frames a second with many dropped, each numbered as it was before dropping."""
    kept = "+".join(f"eq(mod(n,{step}),{rest})" for step, rest in [(7, 3), (11, 5), (30, 17)])
    gap = "between(n,50,69)"
    picture = numbered(FrameRate(30), seconds).filter("select", f"not({kept}+{gap})")
    return film_of(
        f"dropped-{seconds}.mp4", picture, FrameRate(30), fps_mode="vfr", seconds=seconds
    )


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
    upright = numbered(FrameRate(30), seconds, (180, 320))
    stored = film_of(
        f"sideways-{seconds}.mov", upright.filter("transpose", "clock"), FrameRate(30),
        seconds=seconds,
        **{"c:v": "libx265", "x265-params": "log-level=none", "tag:v": "hvc1"},
    )  # fmt: skip
    return made(
        f"rotated-{seconds}.mov", ffmpeg.output, ffmpeg.input(str(stored)), c="copy",
        movflags="use_metadata_tags", **{"metadata:s:v:0": "rotate=90"}, **_placed(),
    )  # fmt: skip


@cache
def placed() -> Path:
    """A film that can be remuxed, with a place, a device and a date in its metadata."""
    return made(
        "placed.mp4", ffmpeg.output, ffmpeg.input(str(constant())), c="copy",
        movflags="use_metadata_tags", **_placed(),
    )  # fmt: skip


@cache
def without_sound() -> Path:
    return film_of("silent.mp4", numbered(PAL, 2), PAL, sound=False)


@cache
def webm(codec: str = "libvpx", seconds: int = 3) -> Path:
    """VP8 (or VP9) and Opus, on a clock of milliseconds."""
    return film_of(
        f"{codec}-{seconds}.webm", numbered(NTSC, seconds), NTSC, seconds=seconds,
        **{"c:v": codec, "c:a": "libopus", "b:v": "600k", "deadline": "realtime", "cpu-used": 8},
    )  # fmt: skip


@cache
def old_avi() -> Path:
    """Motion JPEG and plain sound in AVI, which keeps no presentation times."""
    return film_of("old.avi", numbered(PAL, 2), PAL, **{"c:v": "mjpeg", "c:a": "pcm_s16le"})


@cache
def interlaced() -> Path:
    """A camcorder's 50 fields a second in MPEG-TS."""
    fields = numbered(PAL, 2)
    return film_of("camcorder.mts", fields, PAL, f="mpegts", flags="+ilme+ildct", top=1,
                 **{"x264-params": "interlaced=1"})  # fmt: skip


@cache
def hdr() -> Path:
    """Ten bits, HLG, as newer phones film."""
    curve = {"color_trc": "arib-std-b67", "color_primaries": "bt2020", "colorspace": "bt2020nc"}
    return film_of(
        "hdr.mov", numbered(PAL, 1), PAL, seconds=1, pix_fmt="yuv420p10le",
        **{"c:v": "libx265", "x265-params": "log-level=none", "tag:v": "hvc1"}, **curve,
    )  # fmt: skip


@cache
def large() -> Path:
    """A portrait film of 2160 by 3840 pixels, a quarter of a second long."""
    ground = ffmpeg.input("testsrc2=s=2160x3840:r=25", f="lavfi", t=0.24)
    return film_of("large.mp4", ground, PAL)


@cache
def sound_goes_on() -> Path:
    """A film fit to be copied, but for its sound, which is two seconds longer."""
    tone = ffmpeg.input("sine=sample_rate=48000", f="lavfi", t=5)
    picture = ffmpeg.input(str(constant())).video
    return made("sound-goes-on.mp4", ffmpeg.output, picture, tone, **{"c:v": "copy", "c:a": "aac"})


@cache
def longer_sound() -> Path:
    """In Matroska, where only the whole file's length is declared: the sound goes on alone."""
    tone = ffmpeg.input("sine", f="lavfi", t=3)
    return made(
        "longer-sound.mkv", ffmpeg.output, numbered(PAL, 1), tone, f="matroska",
        fflags="+bitexact", **{"c:v": "libx264", "preset": "ultrafast", "c:a": "aac"},
    )  # fmt: skip


@cache
def late_sound() -> Path:
    """The sound starts half a second after the picture."""
    late = ffmpeg.input(str(constant()), itsoffset=0.5)
    picture = ffmpeg.input(str(long_gop()))
    return made("late-sound.mp4", ffmpeg.output, picture.video, late.audio, c="copy")


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
    return made("trimmed.mp4", ffmpeg.output, inputs, c="copy")


@cache
def changing_size() -> Path:
    """A recorded call: the picture turns from landscape to portrait after a second."""
    parts = [
        film_of(f"part-{number}.ts", numbered(PAL, 1, size), PAL, sound=False)
        for number, size in enumerate([SIZE, SIZE[::-1]])
    ]
    joined = ffmpeg.input("concat:" + "|".join(map(str, parts)))
    return made("changing.ts", ffmpeg.output, joined, c="copy")


@cache
def one_frame() -> Path:
    return film_of("one-frame.mp4", numbered(FrameRate(60), 0.01), FrameRate(60), sound=False)


@cache
def odd_size() -> Path:
    """An odd number of pixels each way, which H.264 4:2:0 cannot keep."""
    return film_of("odd.mkv", numbered(PAL, 2, (321, 181)), PAL, pix_fmt="yuv444p")


def _placed() -> dict[str, Any]:
    facts = [
        f"location={GPS}",
        f"com.apple.quicktime.location.ISO6709={GPS}",
        "com.apple.quicktime.model=Telephone 12",
        "creation_time=2024-05-06T07:08:09Z",
        "title=Home visit",
    ]
    return {f"metadata:g:{number}": fact for number, fact in enumerate(facts)}
