"""Films as phones, cameras and browsers write them; more of them are in `tests.films`."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import ffmpeg

from accreditation.timecode import FrameRate
from tests.filming import NTSC, PAL, constant, film_of, folder, made, numbered


@cache
def sideways_h264() -> Path:
    """A phone's portrait film in .mov: H.264, stored sideways, turned by its matrix."""
    upright = numbered(FrameRate(30), 2, (180, 320))
    stored = film_of("sideways-h264.mov", upright.filter("transpose", "clock"), FrameRate(30))
    return made(
        "rotated-h264.mov", ffmpeg.output, ffmpeg.input(str(stored)), c="copy",
        **{"metadata:s:v:0": "rotate=90"},
    )  # fmt: skip


@cache
def upside_down() -> Path:
    """Held the other way round: no side changes, everything is turned by half."""
    stored = film_of("upright.mov", numbered(PAL, 2).hflip().vflip(), PAL)
    return made(
        "upside-down.mov", ffmpeg.output, ffmpeg.input(str(stored)), c="copy",
        **{"metadata:s:v:0": "rotate=180"},
    )  # fmt: skip


@cache
def portrait() -> Path:
    """Portrait as it is stored: nothing has to be turned."""
    return film_of("portrait.mp4", numbered(PAL, 2, (180, 320)), PAL, g=1000)


@cache
def wobbling_hevc() -> Path:
    """A phone in the dark: HEVC in .mov, frames a little early or late, some not at all."""
    wobble = numbered(FrameRate(30), 4).filter("select", "not(eq(mod(n,9),4))")
    wobble = wobble.filter("setpts", "PTS+mod(N,3)*0.004/TB")
    return film_of(
        "wobbling.mov", wobble, FrameRate(30), seconds=4, fps_mode="vfr", video_track_timescale=600,
        **{"c:v": "libx265", "x265-params": "log-level=none", "tag:v": "hvc1"},
    )  # fmt: skip


@cache
def vp9() -> Path:
    return _webm("libvpx-vp9", **{"deadline": "realtime", "cpu-used": 8})


@cache
def av1() -> Path:
    return _webm("libsvtav1", **{"preset": 12})


def _webm(codec: str, **options: object) -> Path:
    return film_of(
        f"{codec}.webm", numbered(NTSC, 2), NTSC, seconds=2,
        **{"c:v": codec, "c:a": "libopus", "b:v": "300k", **options},
    )  # fmt: skip


@cache
def old_phone() -> Path:
    """3GP: H.263 in the only size it is small in, 15 frames a second."""
    return film_of(
        "old-phone.3gp", numbered(FrameRate(15), 2, (176, 144)), FrameRate(15), seconds=2,
        **{"c:v": "h263", "ar": 16000, "ac": 1},
    )  # fmt: skip


@cache
def one_ear() -> Path:
    """A single channel of sound, as most phones record it."""
    return film_of("mono.mp4", numbered(PAL, 2), PAL, ac=1, g=1000)


@cache
def six_channels() -> Path:
    """A camera with a surround microphone."""
    return film_of("surround.mkv", numbered(PAL, 2), PAL, ac=6, **{"c:a": "ac3"})


@cache
def one_second() -> Path:
    return film_of("one-second.mov", numbered(PAL, 1), PAL, seconds=1)


@cache
def wrong_extension() -> Path:
    """An MP4 whose name says it is an AVI."""
    path = folder() / "holiday.avi"
    shutil.copy(constant(), path)
    return path


@cache
def fields_of_a_camcorder() -> Path:
    """AVCHD at 30000/1001, the upper field first, in a stream whose clock does not begin at 0."""
    return film_of(
        "00001.MTS", numbered(NTSC, 2), NTSC, seconds=2, f="mpegts", flags="+ilme+ildct", top=1,
        muxdelay=0.7, **{"x264-params": "interlaced=1"},
    )  # fmt: skip


@cache
def twenty_minutes(seconds: int = 20 * 60) -> Path:
    """Variable rate and dropped frames for as long as a real session, in few bytes."""
    kept = numbered(FrameRate(30), seconds, (160, 90)).filter("select", "not(eq(mod(n,7),3))")
    return film_of(
        f"long-{seconds}.mp4", kept, FrameRate(30), seconds=seconds, fps_mode="vfr", patience=600
    )
