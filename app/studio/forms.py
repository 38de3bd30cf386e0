"""What a scripted request must hold: plain values of the right kind, or a sentence why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request

from app.models.moments import Moment, TagKind
from app.web.errors import Refusal

MOST_TAGS = 40
MOST_INTERVALS = 60
LAST_FRAME = 2**31 - 1


@dataclass(frozen=True)
class MomentFields:
    start_frame: int
    end_frame: int | None
    words: str
    principles: list[str]
    criteria: list[str]


def body() -> Mapping[str, Any]:
    """The JSON object of the request."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        raise Refusal("This request needs a JSON object. Nothing was saved.")
    return sent


def moment_fields(sent: Mapping[str, Any], before: Moment | None = None) -> MomentFields:
    """The moment that was sent; what a change leaves out stays as it was `before`."""
    now = _values_of(before) if before else {}
    values = {**now, **sent}
    return MomentFields(
        start_frame=frame(values, "start"),
        end_frame=None if values.get("end") is None else frame(values, "end"),
        words=text(values, "words"),
        principles=keys(values, "principles"),
        criteria=keys(values, "criteria"),
    )


def _values_of(moment: Moment) -> dict[str, Any]:
    tagged = {kind: [tag.key for tag in moment.tags if tag.kind is kind] for kind in TagKind}
    return {
        "start": moment.start_frame,
        "end": moment.end_frame,
        "words": moment.words,
        "principles": tagged[TagKind.PRINCIPLE],
        "criteria": tagged[TagKind.CRITERION],
    }


def frame(sent: Mapping[str, Any], name: str) -> int:
    value = sent.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LAST_FRAME:
        raise Refusal(f"“{name}” must be a frame: a whole number. Nothing was saved.")
    return value


def text(sent: Mapping[str, Any], name: str) -> str:
    value = sent.get(name, "")
    if not isinstance(value, str) or "\0" in value:
        raise Refusal(f"“{name}” must be text. Nothing was saved.")
    return value.replace("\r\n", "\n").strip()


def keys(sent: Mapping[str, Any], name: str) -> list[str]:
    value = sent.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refusal(f"“{name}” must be a list of keys. Nothing was saved.")
    if len(value) > MOST_TAGS:
        raise Refusal(f"“{name}” has too many keys. Nothing was saved.")
    return value


def token(sent: Mapping[str, Any]) -> str:
    """The UUID by which a request that is sent twice makes one row."""
    try:
        return str(UUID(str(sent.get("token"))))
    except ValueError:
        raise Refusal("“token” must be a UUID made for this row. Nothing was saved.") from None


def intervals(sent: Mapping[str, Any], frames: int | None) -> list[tuple[int, int]]:
    """What was played of a film of so many frames: pairs of a first and a last frame."""
    value = sent.get("played")
    if not isinstance(value, list) or not 0 < len(value) <= MOST_INTERVALS:
        raise Refusal(f"“played” must be a list of 1 to {MOST_INTERVALS} pairs of frames.")
    for one in value:
        if not isinstance(one, list) or len(one) != 2 or any(type(part) is not int for part in one):
            raise Refusal("Each of “played” must be a pair of frames: two whole numbers.")
        if not 0 <= one[0] <= one[1] < (frames or 0):
            raise Refusal("Each of “played” must lie within the film, the first frame first.")
    return [(first, last) for first, last in value]
