"""WebVTT: reading captions strictly, with the line and reason of what is wrong, and writing cues.

A browser forgives what is wrong in a file and drops the cue in silence; whoever brings captions
wants to know which line it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

_TIME = r"(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+(.*))?")
_SETTING = re.compile(r"(vertical|line|position|size|align|region):\S+")
_VOICE = re.compile(r"<v(?:\.[^\s>]+)*[ \t]+([^>]+)>")
_TAG = re.compile(r"<[^>]*>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0", "&lrm;": "", "&rlm;": "", "&amp;": "&"}
_BLOCKS = ("NOTE", "STYLE", "REGION")


class VttError(ValueError):
    """A file that is not WebVTT; the message names the line and says why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"Line {line}: {reason}")
        self.line, self.reason = line, reason


@dataclass(frozen=True, slots=True)
class Cue:
    """From `start` to `end` in milliseconds: its lines as they stand in the file."""

    start: int
    end: int
    text: str
    id: str = ""

    @property
    def speaker(self) -> str:
        """Whose voice it is, where a voice tag says so."""
        found = _VOICE.search(self.text)
        return _plain(found[1]) if found else ""

    @property
    def plain(self) -> str:
        """The text without tags."""
        return _plain(_TAG.sub("", self.text))


def read_cues(text: str) -> list[Cue]:
    """The cues of a WebVTT file, in the order of the file. Raises VttError at the first fault."""
    lines = re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff"))
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise VttError(1, "A WebVTT file begins with the word WEBVTT.")
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        cue = _cue(number, block, is_first=number == 1)
        if cue is not None:
            if cues and cue.start < cues[-1].start:
                raise VttError(number, "This cue begins before the one above it.")
            cues.append(cue)
    return cues


def write_vtt(cues: Iterable[Cue], *notes: str) -> str:
    """A WebVTT file with these notes and cues, which are in order."""
    blocks = ["WEBVTT", *(f"NOTE {note}" for note in notes)]
    for cue in cues:
        name = f"{cue.id}\n" if cue.id else ""
        blocks.append(f"{name}{written(cue.start)} --> {written(cue.end)}\n{cue.text}")
    return "\n\n".join(blocks) + "\n"


def milliseconds(seconds: Fraction) -> int:
    """The first whole millisecond that is not before `seconds`."""
    return -(-(seconds.numerator * 1000) // seconds.denominator)


def written(time: int) -> str:
    """Milliseconds as WebVTT writes them: 00:01:02.400."""
    seconds, rest = divmod(time, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"


def escaped(text: str) -> str:
    """Text for a cue: no tags, no blank line that would end it, no arrow."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"\n\s*\n+", "\n", safe.strip())


def _plain(text: str) -> str:
    for written_as, meant in _ENTITIES.items():
        text = text.replace(written_as, meant)
    return text.strip()


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not empty, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(number: int, block: list[str], is_first: bool) -> Cue | None:
    if is_first:
        if any("-->" in line for line in block):
            raise VttError(2, "An empty line comes between WEBVTT and the first cue.")
        return None
    if "-->" not in block[0] and block[0].split(maxsplit=1)[0] in _BLOCKS:
        return None
    at = 0 if "-->" in block[0] else 1
    if len(block) <= at or "-->" not in block[at]:
        raise VttError(number + at, "A time was expected here, such as 00:01.000 --> 00:04.000.")
    start, end = _timing(number + at, block[at])
    words = block[at + 1 :]
    if not words:
        raise VttError(number + at, "This cue has no text under its time.")
    for below, line in enumerate(words, start=number + at + 1):
        if "-->" in line:
            raise VttError(below, "An empty line is missing before this time.")
    return Cue(start, end, "\n".join(words), "" if at == 0 else block[0])


def _timing(number: int, line: str) -> tuple[int, int]:
    found = _TIMING.fullmatch(line.strip())
    if found is None:
        raise VttError(number, "Write a time as 00:01.000 --> 00:04.000, with three decimals.")
    first, last = found.groups()[:4], found.groups()[4:8]
    start, end = _time(number, first), _time(number, last)
    if end <= start:
        raise VttError(number, "This cue ends before it begins.")
    for setting in (found[9] or "").split():
        if not _SETTING.fullmatch(setting):
            raise VttError(number, f"“{setting[:40]}” is not a setting of a cue.")
    return start, end


def _time(number: int, parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    if minutes > 59 or seconds > 59:
        raise VttError(number, "Minutes and seconds go up to 59.")
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
