"""The two ways to make a reference film: copy the streams, or encode them anew."""

import math
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from accreditation.timecode import FrameRate
from app.video.blurring import BlurredPart, blurred
from app.video.probe import Film
from app.video.process import SAFE_INPUT, THREADS, address

_SHORT_SIDE = 1080
_LONG_SIDE = 4096
_SOUND_RATE = 48000

# Nothing of where, when and with what a film was made goes on.
_ANONYMOUS = {"map_metadata": "-1", "map_chapters": "-1", "fflags": "+bitexact"}
_PLAYABLE = {"movflags": "+faststart", "f": "mp4"}

# A picture that changes size in the middle must not start its frames from 0 again.
_ONE_GRAPH = {"reinit_filter:v": 0}

# Times of the film itself, from a keyframe a little before what is wanted.
_ABSOLUTE: dict[str, int | None] = {"seek_timestamp": 1, "noaccurate_seek": None}
_RUN_UP = 1.5

_LINEAR_LIGHT = {"t": "linear", "npl": 100, "min": "2020_ncl", "pin": "2020"}


def copied(source: Path, film: Film, target: Path) -> Any:
    """The film's own streams in an MP4 without its metadata, at their own times."""
    inputs = ffmpeg.input(address(source), **SAFE_INPUT)
    streams = [inputs[str(film.video_index)], inputs[str(film.audio_index)]]
    return ffmpeg.output(
        *streams, address(target), copyts=None, c="copy", **_ANONYMOUS, **_PLAYABLE
    )


def encoded(
    source: Path, film: Film, starts_at: Fraction, rate: FrameRate, frame_count: int, target: Path
) -> Any:
    """The film at a constant rate, upright, light enough to play anywhere, exactly that long.

    `starts_at` is when the container presents the first frame, in seconds: frame 0, and the
    zero of the sound.
    """
    inputs = ffmpeg.input(address(source), threads=THREADS, **_ONE_GRAPH, **SAFE_INPUT)
    picture = _picture(inputs[str(film.video_index)], film, starts_at, rate, frame_count)
    duration = _decimal(rate.duration_of(frame_count))
    return ffmpeg.output(
        picture,
        _sound(inputs, film, duration),
        address(target),
        copyts=None,
        fps_mode="passthrough",
        video_track_timescale=_track_clock(rate),
        threads=THREADS,
        **_h264(rate),
        **{"c:a": "aac", "b:a": "128k", "ac": 2, "filter:a": _in_step(starts_at, duration)},
        **_ANONYMOUS,
        **_PLAYABLE,
    )


def excerpt(
    reference: Path,
    film: Film,
    span: tuple[int, int],
    rate: FrameRate,
    parts: Sequence[BlurredPart],
    target: Path,
) -> Any:
    """A span of a reference film, from its first to its last frame shown, as a film of its own.

    `parts` are blurred in it.
    """
    starts_at = rate.seconds_at(span[0])
    inputs, picture = _seen(reference, film, span, rate, parts)
    duration = _decimal(rate.duration_of(span[1] - span[0] + 1))
    return ffmpeg.output(
        picture,
        inputs.audio,
        address(target),
        copyts=None,
        fps_mode="passthrough",
        video_track_timescale=_track_clock(rate),
        threads=THREADS,
        **_h264(rate),
        **{"c:a": "aac", "b:a": "128k", "ac": 2, "filter:a": _in_step(starts_at, duration)},
        **_ANONYMOUS,
        **_PLAYABLE,
    )


def joined(
    reference: Path,
    film: Film,
    spans: Sequence[tuple[int, int]],
    rate: FrameRate,
    parts: Sequence[BlurredPart],
    target: Path,
) -> Any:
    """Spans of a reference film one after another, as `excerpt` has one of them."""
    pieces = [stream for span in spans for stream in _piece(reference, film, span, rate, parts)]
    together = ffmpeg.concat(*pieces, v=1, a=1).node
    # Each frame is given its number anew: the clock of the join is coarser than that of the film.
    clock = f"{rate.den}/{rate.num}"
    picture = together[0].filter("settb", clock).filter("setpts", "N")
    return ffmpeg.output(
        picture,
        together[1],
        address(target),
        copyts=None,
        fps_mode="passthrough",
        video_track_timescale=_track_clock(rate),
        threads=THREADS,
        **_h264(rate),
        **{"c:a": "aac", "b:a": "128k", "ac": 2},
        **_ANONYMOUS,
        **_PLAYABLE,
    )


def _piece(
    reference: Path,
    film: Film,
    span: tuple[int, int],
    rate: FrameRate,
    parts: Sequence[BlurredPart],
) -> tuple[Any, Any]:
    """The picture and the sound of a span, each from 0 and exactly as long as the other."""
    inputs, picture = _seen(reference, film, span, rate, parts)
    duration = _decimal(rate.duration_of(span[1] - span[0] + 1))
    sound = inputs.audio.filter("asetpts", f"PTS-({rate.seconds_at(span[0])})/TB")
    sound = sound.filter("aresample", _SOUND_RATE, **{"async": 1000, "first_pts": 0})
    sound = sound.filter("apad").filter("atrim", end=duration)
    return picture.filter("setsar", 1), sound


def _seen(
    reference: Path,
    film: Film,
    span: tuple[int, int],
    rate: FrameRate,
    parts: Sequence[BlurredPart],
) -> tuple[Any, Any]:
    """The film opened a little before a span, and the picture of the span alone."""
    start, frame_count = span[0], span[1] - span[0] + 1
    starts_at = rate.seconds_at(start)
    before = max(0.0, float(starts_at) - _RUN_UP)
    inputs = ffmpeg.input(address(reference), ss=f"{before:.6f}", **_ABSOLUTE, **SAFE_INPUT)
    picture = inputs.video.filter("setpts", f"PTS-{starts_at / film.time_base}")
    picture = picture.filter("fps", str(rate), start_time=0, round="near", eof_action="pass")
    picture = picture.filter("trim", end_frame=frame_count).filter("format", "yuv420p")
    return inputs, blurred(picture, parts, (film.width, film.height), start, frame_count)


def upright_size(film: Film) -> tuple[int, int]:
    """Width and height of the reference: even, at most 1080 on the short side, never enlarged."""
    width, height = film.upright_size
    fit = min(Fraction(1), _SHORT_SIDE / min(width, height), _LONG_SIDE / max(width, height))
    return _even(width * fit), _even(height * fit)


def _picture(
    stream: Any, film: Film, starts_at: Fraction, rate: FrameRate, frame_count: int
) -> Any:
    width, height = upright_size(film)
    stream = stream.filter("setpts", f"PTS-{starts_at / film.time_base}")
    if film.interlaced:
        stream = stream.filter("bwdif", mode="send_frame", deint="interlaced")
    stream = stream.filter("scale", width, height).filter("setsar", 1)
    if film.is_hdr:
        stream = _tone_mapped(stream, film)
    # The last frame is held for its own time and a moment more; a film that breaks off earlier
    # stays short of its frames, and that is noticed.
    stream = stream.filter("fps", str(rate), start_time=0, round="near", eof_action="pass")
    stream = stream.filter("tpad", stop_mode="clone", stop=math.ceil(rate.exact / 2))
    return stream.filter("trim", end_frame=frame_count).filter("format", "yuv420p")


def _tone_mapped(stream: Any, film: Film) -> Any:
    light = stream.filter("zscale", tin=film.colour_curve, **_LINEAR_LIGHT)
    light = light.filter("format", "gbrpf32le").filter("zscale", p="bt709")
    light = light.filter("tonemap", "hable", desat=0)
    return light.filter("zscale", t="bt709", m="bt709", r="tv")


def _sound(inputs: Any, film: Film, duration: str) -> Any:
    if film.audio_index is not None:
        return inputs[str(film.audio_index)]
    return ffmpeg.input(f"anullsrc=r={_SOUND_RATE}:cl=stereo", f="lavfi", t=duration).audio


def _in_step(starts_at: Fraction, duration: str) -> str:
    """Filters of the sound alone: silence before and after it, so that it lasts as the picture.

    They stay apart from the picture's: sound that changes in the middle restarts its filters.
    """
    shifted = f"asetpts=PTS-({starts_at})/TB"
    return f"{shifted},aresample={_SOUND_RATE}:async=1000:first_pts=0,apad,atrim=end={duration}"


def _h264(rate: FrameRate) -> dict[str, Any]:
    return {
        "c:v": "libx264",
        "preset": "veryfast",
        "crf": 23,
        "maxrate": "8M",
        "bufsize": "16M",
        "profile:v": "high",
        "g": math.floor(rate.exact),
        "keyint_min": math.floor(rate.exact),
        "sc_threshold": 0,
    }


def _track_clock(rate: FrameRate) -> int:
    """A clock that counts every frame in whole ticks, fine enough for players."""
    return rate.num * math.ceil(Fraction(10_000, rate.num))


def _even(length: Fraction) -> int:
    return max(2, 2 * round(length / 2))


def _decimal(seconds: Fraction) -> str:
    return f"{float(seconds):.6f}"
