"""Marks on a film as files that others read: W3C Web Annotations, WebVTT and CSV.

A time in such a file is read back as exactly the frame it was written for, at any rate up to 500
frames a second: it is the first whole millisecond of its frame, and a range ends with the first
millisecond that is no longer its last frame's.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from accreditation.timecode import FrameRate, Span, TimecodeError
from accreditation.webvtt import Cue, escaped, milliseconds, write_vtt

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
FRAGMENTS = "http://www.w3.org/TR/media-frags/"
MOST = 2000
TAGS = ("principles", "criteria", "review")
OTHERS = ("kind", "turn", "giver", "receiver")
_TIME = re.compile(r"t=npt:(\d{1,9})\.(\d{3}),(\d{1,9})\.(\d{3})")


class ExchangeFault(ValueError):
    """A file that cannot be read back; the message says which entry and why."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A key of a framework with its wording."""

    key: str
    wording: str
    framework: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment as it leaves: whose track it stands in, where, and what it says."""

    token: str
    track: str
    span: Span
    words: str = ""
    kind: str | None = None
    turn: str | None = None
    giver: str | None = None
    receiver: str | None = None
    principles: tuple[Tagged, ...] = ()
    criteria: tuple[Tagged, ...] = ()
    review: tuple[Tagged, ...] = ()

    @property
    def tags(self) -> tuple[Tagged, ...]:
        return (*self.principles, *self.criteria, *self.review)


def window(span: Span, rate: FrameRate) -> tuple[int, int]:
    """The span in milliseconds: from its first frame's first to after its last frame's last."""
    start, end = rate.seconds_at(span.start), rate.seconds_at(span.last + 1)
    return milliseconds(start), milliseconds(end)


def span_at(start: int, end: int, rate: FrameRate) -> Span:
    """The span that `window` wrote as these milliseconds. Raises TimecodeError."""
    first = rate.frame_at(Fraction(start, 1000))
    last = rate.frame_at(Fraction(max(start, end - 1), 1000))
    return Span(first, last if last > first else None)


def annotation_page(marks: Sequence[Mark], rate: FrameRate, source: str) -> dict[str, Any]:
    """An AnnotationPage about the film at `source`; each annotation carries its frames as well."""
    return {
        "@context": [CONTEXT, {"attune": "urn:attune:"}],
        "type": "AnnotationPage",
        "attune:rate": str(rate),
        "items": [_annotation(mark, rate, source) for mark in marks],
    }


def _annotation(mark: Mark, rate: FrameRate, source: str) -> dict[str, Any]:
    start, end = window(mark.span, rate)
    return {
        "id": f"urn:uuid:{mark.token}",
        "type": "Annotation",
        "motivation": "commenting" if mark.words else "tagging",
        "body": [
            *([_text("commenting", mark.words)] if mark.words else []),
            *(_text("tagging", each.wording) for each in mark.tags),
        ],
        "target": {
            "source": source,
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": FRAGMENTS,
                "value": f"t=npt:{_seconds(start)},{_seconds(end)}",
            },
        },
        "attune:track": mark.track,
        "attune:frames": [mark.span.start, mark.span.last],
        **{f"attune:{name}": getattr(mark, name) for name in OTHERS if getattr(mark, name)},
        **{f"attune:{name}": [each.key for each in getattr(mark, name)] for name in TAGS},
    }


def _text(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03}"


def chapters(marks: Sequence[Mark], rate: FrameRate) -> str:
    """WebVTT in which each cue is the title of a moment."""
    return write_vtt(_cue(mark, rate, escaped(_title(mark))) for mark in _in_order(marks))


def metadata(marks: Sequence[Mark], rate: FrameRate) -> str:
    """WebVTT in which each cue is a JSON object with everything the moment says."""
    return write_vtt(_cue(mark, rate, _one_line(mark)) for mark in _in_order(marks))


def _in_order(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: (mark.span.start, mark.span.last))


def _cue(mark: Mark, rate: FrameRate, text: str) -> Cue:
    return Cue(*window(mark.span, rate), text, mark.token)


def _title(mark: Mark) -> str:
    words = mark.words.splitlines()[0] if mark.words else ""
    return words or "; ".join(each.wording for each in mark.tags) or (mark.turn or "Moment")


def _one_line(mark: Mark) -> str:
    said = {
        "track": mark.track,
        "frames": [mark.span.start, mark.span.last],
        "words": mark.words,
        **{name: getattr(mark, name) for name in OTHERS},
        **{name: [each.key for each in getattr(mark, name)] for name in TAGS},
    }
    return json.dumps(said).replace(">", "\\u003e")


COLUMNS = (
    *("track", "start frame", "end frame", "rate", "time", "words", "kind", "turn"),
    *("giver", "receiver", "principles", "criteria", "review words", "token"),
)


def table(marks: Sequence[Mark], rate: FrameRate) -> str:
    """CSV with a line for each moment. A cell that a spreadsheet would run begins with a quote."""
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for mark in marks:
        words = ["; ".join(each.wording for each in getattr(mark, name)) for name in TAGS]
        place = (mark.span.start, mark.span.last, str(rate), mark.span.label(rate))
        others = [getattr(mark, name) or "" for name in OTHERS]
        cells = [harmless(one) for one in (mark.words, *others, *words, mark.token)]
        lines.writerow([harmless(mark.track), *place, *cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def read_annotations(page: object, rate: FrameRate) -> list[Mark]:
    """The marks of an AnnotationPage as `annotation_page` writes it, each with its keys alone.

    Raises ExchangeFault with the number of the first entry that is wrong, or where the page was
    written for a film of another rate.
    """
    if not isinstance(page, dict) or page.get("type") != "AnnotationPage":
        raise ExchangeFault("This is not a page of Web Annotations.")
    items = page.get("items")
    if not isinstance(items, list) or len(items) > MOST:
        raise ExchangeFault(f"“items” must be a list of at most {MOST} annotations.")
    if page.get("attune:rate") != str(rate):
        raise ExchangeFault(f"It was written for a film of another rate than {rate}.")
    return [_read(number, item, rate) for number, item in enumerate(items, 1)]


def _read(number: int, item: object, rate: FrameRate) -> Mark:
    if not isinstance(item, dict):
        raise ExchangeFault(f"Entry {number} is no annotation.")
    try:
        return Mark(
            token=str(item.get("id", "")).removeprefix("urn:uuid:"),
            track=_string(item, "track") or "",
            span=_span(item, rate),
            words=_words(item),
            kind=_string(item, "kind"),
            turn=_string(item, "turn"),
            giver=_string(item, "giver"),
            receiver=_string(item, "receiver"),
            principles=_keys(item, "principles"),
            criteria=_keys(item, "criteria"),
            review=_keys(item, "review"),
        )
    except (TimecodeError, ExchangeFault) as fault:
        raise ExchangeFault(f"Entry {number}: {fault}") from fault


def _span(item: Mapping[str, Any], rate: FrameRate) -> Span:
    target = item.get("target")
    selector = target.get("selector") if isinstance(target, dict) else None
    value = selector.get("value") if isinstance(selector, dict) else None
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ExchangeFault("its selector is not a time such as t=npt:1.600,3.640.")
    start, end = int(found[1] + found[2]), int(found[3] + found[4])
    if end <= start:
        raise ExchangeFault("it ends before it begins.")
    return span_at(start, end, rate)


def _words(item: Mapping[str, Any]) -> str:
    bodies = item.get("body", [])
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, dict) and body.get("purpose") == "commenting":
            value = body.get("value")
            return value if isinstance(value, str) else ""
    return ""


def _string(item: Mapping[str, Any], name: str) -> str | None:
    value = item.get(f"attune:{name}")
    if value is not None and not isinstance(value, str):
        raise ExchangeFault(f"“attune:{name}” must be text.")
    return value


def _keys(item: Mapping[str, Any], name: str) -> tuple[Tagged, ...]:
    value = item.get(f"attune:{name}", [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ExchangeFault(f"“attune:{name}” must be a list of keys.")
    return tuple(Tagged(key, "", "") for key in value)
