"""What a scripted request must hold: plain values of the right kind, or a sentence why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import request

from accreditation.turns import Turn
from app.models.moments import MomentKind, Party
from app.studio.queries.seen import Part, Place
from app.studio.values import NOTHING, Said
from app.web.errors import Refusal

MOST_TAGS = 40
MOST_INTERVALS = 60
MOST_ROWS = 2000
MOST_AT_ONCE = 500
LAST_FRAME = 2**31 - 1
OVERLAP = timedelta(seconds=5)
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")


def body() -> Mapping[str, Any]:
    """The JSON object of the request."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        raise Refusal("This request needs a JSON object. Nothing was saved.")
    return sent


def moment(sent: Mapping[str, Any]) -> Said:
    """A whole moment as it was sent; what is left out is empty."""
    return {**NOTHING, "start": frame(sent, "start"), **changes(sent)}


def changes(sent: Mapping[str, Any]) -> Said:
    """What was sent of a moment, each value of its kind; what is left out stays out."""
    return {name: read(sent, name) for name, read in READ.items() if name in sent}


def maybe_frame(sent: Mapping[str, Any], name: str) -> int | None:
    return None if sent.get(name) is None else frame(sent, name)


def maybe_row(sent: Mapping[str, Any], name: str) -> int | None:
    """The id of a row, or nothing."""
    value = sent.get(name)
    if value is None:
        return None
    if type(value) is not int or not 0 < value <= LAST_FRAME:
        raise Refusal(f"“{name}” must be the number of a row. Nothing was saved.", name)
    return value


def choice(kind: type[StrEnum]) -> Callable[[Mapping[str, Any], str], StrEnum | None]:
    """Reads one of the words of `kind`, or nothing."""

    def read(sent: Mapping[str, Any], name: str) -> StrEnum | None:
        value = sent.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or value not in list(kind):
            words = ", ".join(kind)
            raise Refusal(f"“{name}” must be one of: {words}. Nothing was saved.", name)
        return kind(value)

    return read


def maybe_token(sent: Mapping[str, Any]) -> str | None:
    return token(sent) if sent.get("token") is not None else None


def rows(sent: Mapping[str, Any], name: str, most: int) -> list[int]:
    """A list of ids of rows, each once."""
    value = sent.get(name, [])
    if not isinstance(value, list) or any(type(one) is not int for one in value):
        raise Refusal(f"“{name}” must be a list of numbers of rows. Nothing was saved.", name)
    if len(value) > most or any(not 0 < one <= LAST_FRAME for one in value):
        raise Refusal(f"“{name}” has too many rows, or one that cannot be.", name)
    return list(dict.fromkeys(value))


def flag(sent: Mapping[str, Any], name: str) -> bool:
    value = sent.get(name)
    if not isinstance(value, bool):
        raise Refusal(f"“{name}” must be true or false. Nothing was saved.", name)
    return value


def part() -> Part:
    """Which part of a film's moments is asked for; all of them, if nothing is said."""
    return Part(since(), after(), most())


def after() -> Place | None:
    """Where an earlier answer stopped: its `next`."""
    place = request.args.get("after")
    if not place:
        return None
    frame, comma, moment = place.partition(",")
    if not (comma and _is_whole(frame) and _is_whole(moment)):
        raise Refusal("“after” must be the “next” of an earlier answer.", "after")
    return Place(int(frame), int(moment))


def most() -> int | None:
    """How many moments an answer may hold."""
    many = request.args.get("most")
    if not many:
        return None
    if not _is_whole(many) or not 0 < int(many) <= MOST_AT_ONCE:
        raise Refusal(f"“most” must be a number from 1 to {MOST_AT_ONCE}.", "most")
    return int(many)


def _is_whole(text: str) -> bool:
    return re.fullmatch(r"\d{1,9}", text, re.ASCII) is not None


def since() -> datetime | None:
    """From when on changes are asked for: the cursor of an earlier answer, less a few seconds.

    A writer may have looked at the clock before another one finished; hearing of a moment twice
    is nothing, and missing one is not.
    """
    cursor = request.args.get("since")
    if not cursor:
        return None
    try:
        at = datetime.fromisoformat(cursor)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Refusal("“since” must be the cursor of an earlier answer.", "since")
    return at - OVERLAP


def language(sent: Mapping[str, Any]) -> str:
    """A language as BCP 47 writes it: en, en-GB, cy."""
    value = sent.get("language", "en")
    if not isinstance(value, str) or not LANGUAGE.fullmatch(value):
        raise Refusal("“language” must be a code such as en or en-GB.", "language")
    return value


def frame(sent: Mapping[str, Any], name: str) -> int:
    value = sent.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LAST_FRAME:
        raise Refusal(f"“{name}” must be a frame: a whole number. Nothing was saved.", name)
    return value


def text(sent: Mapping[str, Any], name: str) -> str:
    value = sent.get(name, "")
    if not isinstance(value, str) or "\0" in value:
        raise Refusal(f"“{name}” must be text. Nothing was saved.", name)
    return value.replace("\r\n", "\n").strip()


def keys(sent: Mapping[str, Any], name: str) -> list[str]:
    value = sent.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refusal(f"“{name}” must be a list of keys. Nothing was saved.", name)
    if len(value) > MOST_TAGS:
        raise Refusal(f"“{name}” has too many keys. Nothing was saved.", name)
    return value


def token(sent: Mapping[str, Any]) -> str:
    """The UUID by which a request that is sent twice makes one row."""
    try:
        return str(UUID(str(sent.get("token"))))
    except ValueError:
        sentence = "“token” must be a UUID made for this row. Nothing was saved."
        raise Refusal(sentence, "token") from None


def tokens(sent: Mapping[str, Any], name: str) -> list[str]:
    """A list of the tokens by which rows were made, each once."""
    value = sent.get(name)
    if not isinstance(value, list) or not all(_is_token(one) for one in value):
        raise Refusal(f"“{name}” must be a list of tokens. Nothing was saved.", name)
    return list(dict.fromkeys(value))


def _is_token(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 36


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


READ: dict[str, Callable[[Mapping[str, Any], str], Any]] = {
    "start": frame,
    "end": maybe_frame,
    "words": text,
    "principles": keys,
    "criteria": keys,
    "review": keys,
    "kind": choice(MomentKind),
    "turn": choice(Turn),
    "giver": choice(Party),
    "receiver": choice(Party),
    "follows": maybe_row,
}
