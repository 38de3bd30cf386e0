"""How frozen entries are known again, named, and told in words, from their plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Protocol

from accreditation.wording import counted, day

IDENTITY: dict[str, tuple[str, ...]] = {
    "requirement": ("stage", "requirement"),
    "cycle": ("cycle_id",),
    "moment": ("moment_id",),
    "film": ("recording_id",),
    "supervision": ("session_id",),
    "course": ("title", "held_on"),
    "rating": ("criterion", "about", "rated_by", "rated_on"),
    "goal": ("client", "number"),
    "meeting": ("meeting_id",),
    "statement": ("title",),
    "supervisor-statement": ("supervisor",),
    "consent": ("recording_id",),
}
"""The fields an entry is known by, for each kind that is compared."""

Tell = Callable[[Mapping[str, Any]], str]


class Entry(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def table(self) -> Mapping[str, Any]: ...


def label_of(entry: Entry) -> str:
    """What an entry is about, without what it says."""
    return _LABELS[entry.kind](entry.table)


def told_of(entry: Entry) -> dict[str, str]:
    """What an entry says, by headings; an old one may lack what came later."""
    return {heading: tell(entry.table) for heading, tell in _TOLD[entry.kind].items()}


def _words(name: str) -> Tell:
    return lambda table: str(table.get(name) or "")


def _day(name: str) -> Tell:
    def tell(table: Mapping[str, Any]) -> str:
        return day(date.fromisoformat(table[name])) if table.get(name) else ""

    return tell


def _list(name: str, inner: str = "") -> Tell:
    def tell(table: Mapping[str, Any]) -> str:
        return "; ".join(one[inner] if inner else str(one) for one in table.get(name, ()))

    return tell


def _of_case(table: Mapping[str, Any]) -> str:
    return f"client {table['client']}, cycle {table['cycle_number']}, {table['film']}"


_LABELS: dict[str, Tell] = {
    "requirement": lambda one: f"{one['requirement']}, {one['stage']}",
    "cycle": lambda one: f"Client {one['client']}, cycle {one['number']}",
    "moment": lambda one: f"{one['timecode']}, {_of_case(one)}",
    "film": lambda one: f"C{_of_case(one)[1:]}",
    "supervision": lambda one: f"Session of {_day('held_on')(one)}",
    "course": lambda one: str(one["title"]),
    "rating": lambda one: f"{one['criterion']}: {one['about']}",
    "goal": lambda one: f"Client {one['client']}, goal {one['number']}",
    "meeting": lambda one: f"{one['meeting']}, {one['stage']}".capitalize(),
    "statement": lambda one: str(one["title"]),
    "supervisor-statement": lambda one: f"By {one['supervisor']}",
    "consent": lambda one: str(one["film"]),
}

_TOLD: dict[str, dict[str, Tell]] = {
    "requirement": {"In place": lambda one: f"{one['count']} of {one['needed']} {one['unit']}"},
    "cycle": {"Shared review": _day("reviewed_on"), "Confirmed": _day("confirmed_on")},
    "moment": {
        "What is seen": _words("words"),
        "Why it was chosen": _words("reason"),
        "Principles": _list("principles", "wording"),
        "Criteria": _list("criteria", "wording"),
        "Where": _words("timecode"),
    },
    "film": {"Filmed": _day("filmed_on")},
    "supervision": {
        "Strengths": _words("strengths"),
        "Next steps": _words("next_steps"),
        "Working points": _list("working_points"),
    },
    "course": {
        "How long": lambda one: (
            counted(one["half_days"], "half-day")
            if one["half_days"]
            else counted(one["minutes"], "minute")
        )
    },
    "rating": {"Level": _words("level")},
    "goal": {
        "From 0 to 10": lambda one: (
            f"{one['before']} before, {one['after']} after"
            + (f", {one['later']} later" if one.get("later") not in (None, "") else "")
        )
    },
    "meeting": {
        "Outcome": _words("outcome"),
        "Strengths": _words("strengths"),
        "Next steps": _words("next_steps"),
    },
    "statement": {"Words": _words("text")},
    "supervisor-statement": {"Words": _words("text")},
    "consent": {"Agreed to": _list("agreed_to"), "Until": _day("until")},
}
