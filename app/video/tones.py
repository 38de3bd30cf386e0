"""The soft sounds the drawn people make: low for the partner, high for the person."""

import math
import wave
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CLOCK = 24_000

_LOUDEST = 9_000
_FADE = 0.02


@dataclass(frozen=True, slots=True)
class Tone:
    """Notes one after another from `at` seconds on, in hertz, sharing `seconds`."""

    at: float
    seconds: float
    notes: tuple[float, ...]


def write_tones(target: Path, seconds: float, tones: Iterable[Tone]) -> None:
    """Write a mono WAV file of exactly that length with the tones in it."""
    samples = array("h", bytes(2 * round(seconds * CLOCK)))
    for tone in tones:
        each = tone.seconds / len(tone.notes)
        for number, pitch in enumerate(tone.notes):
            first = round((tone.at + number * each) * CLOCK)
            sound = _note(pitch, each)[: max(0, len(samples) - first)]
            samples[first : first + len(sound)] = sound
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(CLOCK)
        file.writeframes(samples.tobytes())


@cache
def _note(pitch: float, seconds: float) -> "array[int]":
    turn = 2 * math.pi * pitch / CLOCK
    count = round(seconds * CLOCK)
    return array("h", (round(_loudness(n, count) * _wave(turn * n)) for n in range(count)))


def _wave(angle: float) -> float:
    return 0.8 * math.sin(angle) + 0.2 * math.sin(2 * angle)


def _loudness(sample: int, count: int) -> float:
    fade = _FADE * CLOCK
    edges = min(1.0, sample / fade, (count - sample) / fade)
    return _LOUDEST * edges * math.exp(-2.5 * sample / count)
