"""The tables of a record, for a spreadsheet: each row stands on its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.archive import Table
from app.copies.plain import Plain, day_at_home

Place = tuple[Plain, Plain, Plain]
"""A training, a client of it and a cycle with them."""


def tables_of(record: Plain) -> dict[str, Table]:
    """By the name of their file."""
    return {
        "cycles": Table("Cycles", _CYCLES, [_cycle(*one) for one in cycles_in(record)]),
        "sessions": Table("Supervision sessions", _SESSIONS, list(_sessions(record))),
        "moments": Table("Moments", _MOMENTS, list(_moments(record))),
        "log": Table("What took place", _LOG, list(_log(record))),
    }


def cycles_in(record: Plain) -> Iterator[Place]:
    for training in record["trainings"]:
        for client in training["clients"]:
            for cycle in client["cycles"]:
                yield training, client, cycle


_CYCLES = (
    *("client", "case type", "cycle", "stage", "started", "filmed on", "shared review on"),
    *("confirmed", "confirmed by", "films", "moments", "edition"),
)


def _cycle(training: Plain, client: Plain, cycle: Plain) -> list[Any]:
    films = cycle["films"]
    filmed = [film["filmed_on"] for film in films if film["kind"] != "shared_review"]
    return [
        *(client["code"], client["case_type"], cycle["number"], cycle["stage"]),
        *(_day(cycle["started_at"]), filmed[-1] if filmed else None, cycle["reviewed_on"]),
        *(_day(cycle["confirmed_at"]), cycle["confirmed_by"], len(films)),
        sum(len(film["moments"]) for film in films),
        training["edition"]["title"],
    ]


_SESSIONS = (
    *("held on", "minutes", "stage", "supervisor", "cycles", "strengths", "next steps"),
    *("working points", "signed", "signed by the trainee", "edition"),
)


def _sessions(record: Plain) -> Iterator[list[Any]]:
    for training in record["trainings"]:
        for one in training["sessions"]:
            seen = [f"{each['client']} cycle {each['cycle']}" for each in one["cycles"]]
            yield [
                *(one["held_on"], one["minutes"], one["stage"], one["supervisor"]),
                *("; ".join(seen), one["strengths"], one["next_steps"]),
                "; ".join(point["words"] for point in one["working_points"]),
                *(_day(one["signed_at"]), _day(one["countersigned_at"])),
                training["edition"]["title"],
            ]


_MOMENTS = (
    *("client", "cycle", "film", "filmed on", "by", "role", "start frame", "last frame", "rate"),
    *("time", "words", "kind", "turn", "giver", "receiver", "tags", "answers", "token"),
)


def _moments(record: Plain) -> Iterator[list[Any]]:
    for _, client, cycle in cycles_in(record):
        for film in cycle["films"]:
            for one in film["moments"]:
                columns = ("by", "role", "start_frame", "last_frame", "rate", "time", "words")
                yield [
                    *(client["code"], cycle["number"], film["kind"], film["filmed_on"]),
                    *(one[name] for name in columns),
                    *(one[name] for name in ("kind", "turn", "giver", "receiver")),
                    "; ".join(tag["wording"] for tag in one["tags"]),
                    *(len(one["answers"]), one["token"]),
                ]


_LOG = ("day", "stage", "what", "minutes", "half days", "about", "with", "confirmed", "edition")


def _log(record: Plain) -> Iterator[list[Any]]:
    """Courses, supervision, meetings and what was logged, in the order of their days."""
    for training in record["trainings"]:
        lines = [
            *_of_courses(training),
            *_of_sessions(training),
            *_of_meetings(training),
            *_of_events(training),
        ]
        for line in sorted(lines, key=lambda one: (one[0], one[2])):
            yield [*line, training["edition"]["title"]]


def _of_courses(training: Plain) -> Iterator[list[Any]]:
    for one in training["courses"]:
        what = (one["held_on"], None, "intro course", None, one["half_days"], one["title"])
        yield [*what, one["recorded_by"], one["held_on"]]


def _of_sessions(training: Plain) -> Iterator[list[Any]]:
    for one in training["sessions"]:
        what = (one["held_on"], one["stage"], "supervision session", one["minutes"], None, None)
        yield [*what, one["supervisor"], _day(one["signed_at"])]


def _of_meetings(training: Plain) -> Iterator[list[Any]]:
    for one in training["meetings"]:
        if one["held_on"]:
            what = f"{one['kind'].replace('_', ' ')} meeting"
            line = (one["held_on"], one["stage"], what, one["minutes"], None, one["outcome"])
            yield [*line, one["held_by"], _day(one["recorded_at"])]


def _of_events(training: Plain) -> Iterator[list[Any]]:
    for one in training["took_place"]:
        what = one["kind"].replace("_", " ")
        line = (one["held_on"], one["stage"], what, one["minutes"], None, one["about"])
        yield [*line, one["confirmed_by"] or one["asked"], _day(one["confirmed_at"])]


def _day(moment: str | None) -> str | None:
    day = day_at_home(moment)
    return day.isoformat() if day else None
