"""A record as a page that people read: chapters made of the same plain values as the file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from accreditation.marks import NOT_AVIGUK
from app.archive import Book, Facts, Files, Link, Section, Table, Words
from app.copies.plain import Plain, day_at_home
from app.copies.reading_cases import cases
from app.copies.shelf import Shelf
from app.copies.tables import tables_of
from app.web import words

LEDE = (
    "Everything of your own that Attune holds, as you could read it on that day. It opens without "
    "Attune and without a network: keep all of its files together."
)
NOTES = (
    "Clients stand here by their codes. Keep this archive as you would keep the films: on a device "
    "that is locked and encrypted, as your service says.",
    "sha256sums.txt has the fingerprint of every file, so that anybody can check that none was "
    "changed. The sealed portfolio can be checked from its entries alone, without Attune.",
)


def spoken(value: str | None) -> str:
    """3 March 2026, of a day or a moment in ISO 8601."""
    return words.day(day_at_home(value))


def said(key: str | None) -> str:
    """A key as words: shared_review becomes Shared review."""
    return key.replace("_", " ").capitalize() if key else ""


def book_of(record: Plain, shelf: Shelf) -> Book:
    made = datetime.fromisoformat(record["made_at"])
    name = record["person"]["name"]
    chapters = [_overview(record, shelf, made)]
    for number, training in enumerate(record["trainings"], 1):
        chapters += _training(training, number, len(record["trainings"]) > 1)
    if record["journal"] is not None:
        chapters.append(_journal(record["journal"]))
    title = f"The record of {name}"
    lede = f"{LEDE} Made on {words.moment(made)}."
    return Book(title, lede, chapters, (*NOTES, NOT_AVIGUK))


def _overview(record: Plain, shelf: Shelf, made: datetime) -> Section:
    person = record["person"]
    data = [
        Link("data/record.json", "Everything in one file", "JSON, for programs"),
        Link("data/record.md", "What each field of it says", "text"),
        *shelf.tables,
    ]
    return Section(
        "overview",
        "What is here",
        [
            Facts(
                [
                    ("Name", person["name"]),
                    ("E-mail", person["email"]),
                    ("Roles", ", ".join(said(one["role"]) for one in person["roles"])),
                    ("Made on", words.moment(made)),
                ]
            ),
            Files("Documents", shelf.papers, shelf.papers_missing),
            Files("Data", data),
            Files("Film", shelf.media, shelf.media_missing),
        ],
    )


def _training(training: Plain, number: int, of_several: bool) -> Iterator[Section]:
    title = training["edition"]["title"]
    more = f" ({title})" if of_several else ""
    yield Section(f"training-{number}", f"Training{more}", list(_facts(training)))
    yield Section(f"log-{number}", f"Courses, supervision and meetings{more}", list(_log(training)))
    yield Section(
        f"supervision-{number}",
        f"Supervision{more}",
        parts=[_session(one, number, n) for n, one in enumerate(training["sessions"], 1)],
    )
    yield Section(f"cases-{number}", f"Cases{more}", parts=cases(training, number))
    yield Section(f"portfolio-{number}", f"Portfolio{more}", list(_portfolio(training)))


def _facts(training: Plain) -> Iterator[Any]:
    yield Facts(
        [
            ("Edition", training["edition"]["title"]),
            ("Its standing", training["edition"]["standing"]),
            ("Service", training["service"]),
            ("Since", spoken(training["started_on"])),
            ("State", said(training["state"])),
        ]
    )
    yield Table(
        "Supervisors",
        ("Name", "Since", "Until"),
        [
            (one["name"], spoken(one["since"]), spoken(one["until"]))
            for one in training["supervisors"]
        ],
    )
    yield Table(
        "What is asked, and what is there",
        ("Stage", "Requirement", "There", "Asked", "Standing"),
        [
            (one["stage"], one["title"], one["count"], one["needed"], one["sentence"])
            for one in training["pathway"]
        ],
    )
    if training["decided"]:
        columns = ("Day", "What", "Reason", "By", "Taken back")
        yield Table("Decisions about the training", columns, [*map(_decided, training["decided"])])
    for one in training["self_assessments"]:
        levels = [(each["criterion_wording"], each["level_wording"]) for each in one["levels"]]
        title = f"How you saw your own work on {spoken(one['given_at'])}"
        yield Table(title, ("Criterion", "Level"), levels)
        if one["words"]:
            yield Words("In your words", one["words"])


def _decided(one: Plain) -> tuple[str, ...]:
    day, back = spoken(one["decided_at"]), spoken(one["taken_back_at"])
    return day, said(one["kind"]), one["reason"], one["decided_by"], back


def _log(training: Plain) -> Iterator[Any]:
    table = tables_of({"trainings": [training]})["log"]
    columns = ("Day", "Stage", "What", "Minutes", "Half days", "About", "With", "Confirmed")
    rows = [(spoken(str(row[0])), *row[1:7], spoken(str(row[7] or ""))) for row in table.rows]
    yield Table("In the order of days", columns, rows)
    for one in training["meetings"]:
        if one["outcome"]:
            title = f"{said(one['kind'])} meeting on {spoken(one['held_on'])}"
            yield Words(f"{title}: strengths", one["strengths"])
            yield Words(f"{title}: next steps", one["next_steps"])


def _session(one: Plain, training: int, number: int) -> Section:
    seen = [f"{each['client']} cycle {each['cycle']}" for each in one["cycles"]]
    points = [
        f"{point['words']}{' (done)' if point['done_at'] else ''}"
        for point in one["working_points"]
    ]
    return Section(
        f"session-{training}-{number}",
        f"Session of {spoken(one['held_on'])}",
        [
            Facts(
                [
                    ("Supervisor", one["supervisor"]),
                    ("Minutes", one["minutes"]),
                    ("Cycles looked at", ", ".join(seen)),
                    ("Signed by the supervisor", spoken(one["signed_at"])),
                    ("Signed by you", spoken(one["countersigned_at"])),
                ]
            ),
            Words("Strengths", one["strengths"]),
            Words("Working points", "\n".join(points)),
            Words("Next steps", one["next_steps"]),
        ],
    )


def _portfolio(training: Plain) -> Iterator[Any]:
    draft = training["portfolio"]
    if draft is None:
        yield Words("Not begun", "No portfolio was begun in this training.")
    else:
        yield Words("Reflective statement", draft["reflective_statement"])
        yield Facts(
            [
                ("Moments chosen", len(draft["moments"])),
                ("Films chosen", len(draft["films"])),
                ("Earlier versions of the statement", len(draft["earlier_statements"])),
            ]
        )
        for one in draft["supervisor_statements"]:
            yield Words(f"Statement by {one['by']}, {spoken(one['given_at'])}", one["text"])
        for one in draft["submissions"]:
            yield from _submission(one)
    for one in training["certificates"]:
        yield Facts(
            [
                ("Certificate", one["number"]),
                ("Issued on", spoken(one["issued_on"])),
                ("Valid until", spoken(one["valid_until"])),
                ("Code to check it", one["code"]),
            ]
        )
        columns = ("Day", "What", "In words")
        rows = [(spoken(p["done_on"]), said(p["kind"]), p["words"]) for p in one["practice"]]
        yield Table("Renewal log", columns, rows)


def _submission(one: Plain) -> Iterator[Any]:
    yield Facts(
        [
            (f"Submission {one['number']}", spoken(one["submitted_at"])),
            ("State", said(one["state"])),
            ("Sealed entries", len(one["entries"])),
            ("Root of the seal", one["root"]),
        ]
    )
    decision = one["decision"]
    if decision:
        outcome = "Accredited" if decision["outcome"] == "accredited" else "Not yet"
        yield Facts([("Decision", outcome), ("On", spoken(decision["decided_at"]))])
        yield Words("Strengths", decision["strengths"])
        yield Words("Next steps", decision["next_steps"])


def _journal(entries: list[Plain]) -> Section:
    pages = [Words(spoken(one["written_on"]), one["words"]) for one in entries]
    lede = "Only you read it. Take it out before you hand this archive on: it is a chapter here, "
    return Section("journal", "Your journal", pages, f"{lede}and “journal” in data/record.json.")
