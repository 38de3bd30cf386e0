"""Drawn footage for the demo and the tests: two people taking turns at frames that are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from math import floor
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Literal

import ffmpeg

from accreditation.timecode import FrameRate
from app.video.figures import Kind, Pose, Room
from app.video.process import Limits, address, run_ffmpeg
from app.video.tones import Tone, write_tones

Who = Literal["person", "partner"]

NUMBER_CELLS = 20
"""Cells of the strip that carries a frame's number; see `numbered`."""

_STEPS = 6
_EASE = Fraction(3, 10)
_BLINK = Fraction(3, 25)
_LONGEST_TONE = 0.7
_PITCH = {"partner": 261.63, "person": 523.25}
_SOUND_CODEC = {"c:a": "aac", "b:a": "96k"}


@dataclass(frozen=True, slots=True)
class Turn:
    """One gesture with its sound: it begins at `at_frame` and is over after `frames` more."""

    at_frame: int
    frames: int
    who: Who
    kind: Kind

    @property
    def last_frame(self) -> int:
        return self.at_frame + self.frames - 1


def draw_film(
    target: Path,
    seconds: float,
    rate: FrameRate,
    story: Sequence[Turn],
    size: tuple[int, int] = (1280, 720),
    seed: int = 0,
    numbered: bool = False,
) -> int:
    """Write an MP4 (H.264, AAC, constant rate, a keyframe each second); how many frames it has.

    `size` is even width and height in pixels. `seed` changes the room and the blinking, never
    the turns. `numbered` draws each frame's number over the picture, for tests.
    """
    frame_count = max(1, round(Fraction(seconds) * rate.exact))
    limits = _limits(rate, frame_count)
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        poses = _poses(story, rate, frame_count, seed)
        pictures = _write_pictures(folder, poses, rate, Room(*size, seed))
        sound = folder / "sound.wav"
        write_tones(sound, float(rate.duration_of(frame_count)), _tones(story, rate))
        run_ffmpeg(_film(pictures, sound, target, rate, frame_count, size, numbered), limits)
    return frame_count


@dataclass(frozen=True, slots=True)
class Verse:
    """A stretch of film without sound, drawn once: `frame_count` frames in `path`, and its turns.

    It begins and ends with both at rest, so that any verse of the same room can follow it.
    """

    path: Path
    frame_count: int
    turns: tuple[Turn, ...]


def draw_verse(
    target: Path,
    frame_count: int,
    rate: FrameRate,
    story: Sequence[Turn],
    size: tuple[int, int],
    seed: int,
    grown_ups: bool = False,
) -> Verse:
    """Draw `frame_count` frames. The same `size`, `seed` and `grown_ups` are the same room."""
    with TemporaryDirectory() as scratch:
        poses = _poses(story, rate, frame_count, seed)
        pictures = _write_pictures(Path(scratch), poses, rate, Room(*size, seed, grown_ups))
        shown = _shown(pictures, rate, frame_count).filter("format", "yuv420p")
        kept = {"fps_mode": "passthrough", "bf": 0, **_picture_codec(rate)}
        drawn = ffmpeg.output(shown, address(target), **kept)
        run_ffmpeg(drawn, _limits(rate, frame_count))
    return Verse(target, frame_count, tuple(story))


def join_verses(target: Path, verses: Sequence[Verse], rate: FrameRate) -> tuple[Turn, ...]:
    """Write verses of one room as one film with its sound; its turns, at the film's own frames.

    Nothing is encoded anew but the sound, so a film of minutes costs no more than its verses.
    """
    turns: list[Turn] = []
    frame = 0
    for verse in verses:
        turns += [replace(turn, at_frame=turn.at_frame + frame) for turn in verse.turns]
        frame += verse.frame_count
    with TemporaryDirectory() as scratch:
        sound, listed = Path(scratch) / "sound.wav", Path(scratch) / "verses.ffconcat"
        write_tones(sound, float(rate.duration_of(frame)), _tones(turns, rate))
        listed.write_text("\n".join(("ffconcat version 1.0", *_listed(verses, rate))))
        pictures = ffmpeg.input(address(listed), f="concat", safe=0).video
        kept = {"c:v": "copy", "movflags": "+faststart", **_SOUND_CODEC}
        joined = ffmpeg.output(
            pictures, ffmpeg.input(address(sound)).audio, address(target), **kept
        )
        run_ffmpeg(joined, _limits(rate, frame))
    return tuple(turns)


def _limits(rate: FrameRate, frame_count: int) -> Limits:
    """Somebody waits for a drawing, so it does not stand back."""
    return replace(Limits.for_film(rate.duration_of(frame_count)), politeness=0)


def _listed(verses: Sequence[Verse], rate: FrameRate) -> Iterator[str]:
    for verse in verses:
        yield f"file '{verse.path.resolve()}'"
        yield f"duration {_microseconds(rate, verse.frame_count)}us"


def with_numbers(picture: Any, rate: FrameRate, size: tuple[int, int]) -> Any:
    """An ffmpeg-python picture with each frame's number drawn on it, from 0.

    In digits at the top left, and as a strip along the lowest tenth that a program can read:
    20 equal cells from left to right, one white, one black, then white for 1 and black for 0:
    16 bits of the number and 2 bits of its remainder by 3, lowest bit first.
    """
    width, height = size
    cell = "floor(X)"
    bit = f"mod(floor(N/pow(2,{cell}-2)),2)"
    check = f"mod(floor(mod(N,3)/pow(2,{cell}-18)),2)"
    light = f"if(lt({cell},2),1-{cell},if(lt({cell},18),{bit},{check}))"
    strip = ffmpeg.input(f"color=black:s={NUMBER_CELLS}x2:r={rate}", f="lavfi")
    strip = strip.filter("format", "yuv444p")
    strip = strip.filter("geq", lum=f"16+219*({light})", cb=128, cr=128)
    strip = strip.filter("scale", width, height // 10, flags="neighbor")
    marked = ffmpeg.overlay(picture, strip, x=0, y=height - height // 10, shortest=1)
    return marked.filter(
        "drawtext", text="%{frame_num}", fontsize=height // 8, x=height // 30, y=height // 30,
        fontcolor="white", box=1, boxcolor="black", boxborderw=height // 60, start_number=0,
    )  # fmt: skip


def _poses(
    story: Sequence[Turn], rate: FrameRate, frame_count: int, seed: int
) -> Iterator[tuple[Pose, Pose]]:
    blinks = {who: _blinks(rate, frame_count, f"{seed}-{who}") for who in _PITCH}
    for frame in range(frame_count):
        yield (
            _pose(story, "partner", frame, rate, frame in blinks["partner"]),
            _pose(story, "person", frame, rate, frame in blinks["person"]),
        )


def _pose(story: Sequence[Turn], who: Who, frame: int, rate: FrameRate, blink: bool) -> Pose:
    turns = [t for t in story if t.who == who and 0 <= frame - t.at_frame < t.frames]
    if not turns:
        return Pose(eyes_shut=blink)
    turn = turns[-1]
    since = frame - turn.at_frame
    ease = min(_EASE * rate.exact, Fraction(turn.frames, 2))
    share = min(Fraction(1), (since + 1) / ease, (turn.frames - since) / ease)
    reach = round(share * share * (3 - 2 * share) * _STEPS) / _STEPS
    return Pose(turn.kind, reach, blink)


def _blinks(rate: FrameRate, frame_count: int, seed: str) -> set[int]:
    chance = Random(seed)  # noqa: S311
    frames: set[int] = set()
    at = 0
    while at < frame_count:
        at += round(chance.uniform(2.5, 5.5) * rate.exact)
        frames.update(range(at, at + max(1, round(_BLINK * rate.exact))))
    return frames


def _write_pictures(
    folder: Path,
    poses: Iterator[tuple[Pose, Pose]],
    rate: FrameRate,
    room: Room,
) -> Path:
    """Each different picture once, and a list that says how long each is held."""
    names: dict[tuple[Pose, Pose], str] = {}
    lines = ["ffconcat version 1.0"]
    frame = 0
    for pose, run in groupby(poses):
        if pose not in names:
            names[pose] = f"{len(names)}.tga"
            room.picture(*pose).save(folder / names[pose], compression="tga_rle")
        held, frame = frame, frame + len(list(run))
        wait = _microseconds(rate, frame) - _microseconds(rate, held)
        lines += [f"file {names[pose]}", f"duration {wait}us"]
    lines.append(lines[-2])
    listed = folder / "pictures.ffconcat"
    listed.write_text("\n".join(lines))
    return listed


def _microseconds(rate: FrameRate, frame: int) -> int:
    return round(rate.seconds_at(frame) * 1_000_000)


def _tones(story: Sequence[Turn], rate: FrameRate) -> Iterator[Tone]:
    for turn in story:
        pitch = _PITCH[turn.who]
        notes = (pitch, pitch * 1.25) if turn.kind == "initiative" else (pitch * 0.75,)
        length = min(_LONGEST_TONE, float(rate.duration_of(turn.frames)))
        yield Tone(float(rate.seconds_at(turn.at_frame)), length, notes)


def _film(
    pictures: Path,
    sound: Path,
    target: Path,
    rate: FrameRate,
    frame_count: int,
    size: tuple[int, int],
    numbered: bool,
) -> Any:
    shown = _shown(pictures, rate, frame_count)
    if numbered:
        shown = with_numbers(shown, rate, size).filter("trim", end_frame=frame_count)
    return ffmpeg.output(
        shown.filter("format", "yuv420p"),
        ffmpeg.input(address(sound)).audio,
        address(target),
        fps_mode="passthrough",
        movflags="+faststart",
        **_picture_codec(rate),
        **_SOUND_CODEC,
    )


def _shown(pictures: Path, rate: FrameRate, frame_count: int) -> Any:
    shown = ffmpeg.input(address(pictures), f="concat").filter("format", "yuv420p")
    shown = shown.filter("fps", str(rate), start_time=0)
    return shown.filter("tpad", stop_mode="clone", stop=-1).filter("trim", end_frame=frame_count)


def _picture_codec(rate: FrameRate) -> dict[str, Any]:
    return {"c:v": "libx264", "preset": "veryfast", "crf": 24, "g": floor(rate.exact)}
