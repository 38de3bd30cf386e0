"""A copy for somebody of a case as a page to read: plain words, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from accreditation.consent import Purpose
from app.archive import Book, Facts, Files, Link, Section, Table, Words
from app.copies.plain import Plain
from app.copies.reading import said, spoken
from app.copies.shelf import Shelf
from app.web import words

LEDE = "This is what we hold about you, and about each child you answer for."
NOTES = (
    "Films and words of other people are not here, unless a person looked at them and decided that "
    "you may have them.",
    "Keep it where nobody else can open it. We cannot take it back.",
    "If a thing is wrong, or you think that something is missing, tell us on your own page.",
)
HELD = (
    "We hold a copy of it. Another person may have signed it too, so it is not in here. Ask the "
    "person who films to show it to you."
)
ROLES = {
    "trainee": "the person who films",
    "supervisor": "a teacher of the person who films",
    "accreditor": "a person who checks the work",
    "registrar": "a person in the office",
    "service_lead": "a person in the office",
}


def book_of_copy(record: Plain, shelf: Shelf) -> Book:
    made = words.moment(datetime.fromisoformat(record["made_at"]))
    chapters = [
        _overview(record, shelf),
        *(_person(one, n) for n, one in enumerate(record["people"], 1)),
        _films(record),
        Section(
            "texts", "What was written", [Words(_title(t), t["words"]) for t in record["texts"]]
        ),
        Section("asked", "What you asked", list(_asked(record))),
    ]
    return Book("What we hold about you", f"{LEDE} Made on {made}.", chapters, NOTES)


def _overview(record: Plain, shelf: Shelf) -> Section:
    data = [
        Link("data/record.json", "Everything in one file", "JSON, for programs"),
        Link("data/record.md", "What each field of it says", "text"),
    ]
    until = spoken(record["films_go_after"]) or "some time after our work with you ends"
    return Section(
        "overview",
        "What is here",
        [
            Facts(
                [
                    ("For", record["holder"]),
                    ("Code of the case", record["client"]),
                    ("Our work began", spoken(record["opened_on"])),
                    ("Our work ended", spoken(record["ended_on"])),
                    ("We wipe the films after", until),
                ]
            ),
            Files("Films", shelf.media, shelf.media_missing),
            Files("Papers", shelf.papers, [*_held(record)]),
            Files("Data", data),
        ],
    )


def _held(record: Plain) -> Iterator[tuple[str, str]]:
    """Papers that were signed: whoever else signed one is told by no program."""
    for one in record["papers"]:
        of = f" for the {one['signed_for']}" if one["signed_for"] else ""
        yield f"The paper you signed{of} on {spoken(one['given_on'])}", HELD


def _title(text: Plain) -> str:
    return f"{text['what']}, by {text['by']}"


def _person(person: Plain, number: int) -> Section:
    return Section(f"person-{number}", f"About the {person['label']}", list(_of_person(person)))


def _of_person(person: Plain) -> Iterator[Any]:
    rows = [
        (Purpose(one["purpose"]).heading, _answer(one), spoken(one["given_on"]), _into(one))
        for one in person["answers"]
    ]
    yield Table("Your answers", ("What", "Answer", "Day", "Interpreter"), rows)
    if person["refused_films"]:
        head = ("Film of", "No to", "Day", "What became of it")
        yield Table(
            "Films you said no to", head, [_refused(one) for one in person["refused_films"]]
        )
    for goal in person["goals"]:
        ratings = [
            (said(one["occasion"]), one["rating"], spoken(one["rated_on"]))
            for one in goal["ratings"]
        ]
        yield Words("Your goal", goal["words"])
        yield Table("From 0 to 10", ("When", "Number", "Day"), ratings)
    if person["scores"]:
        scores = [
            (one["measure"], said(one["occasion"]), one["score"], spoken(one["answered_on"]))
            for one in person["scores"]
        ]
        yield Table("Questions you answered", ("Which", "When", "Number", "Day"), scores)


def _refused(one: Plain) -> tuple[str, ...]:
    ended = spoken(one["taken_back_at"])
    became = f"taken back on {ended}" if ended else "it holds"
    purpose = Purpose(one["purpose"])
    what = "the whole film" if purpose is Purpose.FILMING else purpose.heading
    return spoken(one["filmed_on"]), what, spoken(one["said_on"]), became


def _into(one: Plain) -> str:
    return f"into {one['interpreted_into']}" if one["interpreted_into"] else ""


def _answer(one: Plain) -> str:
    if one["withdrawn_at"]:
        return f"taken back on {spoken(one['withdrawn_at'])}"
    answer = "yes" if one["agreed"] else "no"
    return f"{answer}, changed later" if one["replaced_at"] else answer


def _films(record: Plain) -> Section:
    rows = [
        (
            spoken(one["filmed_on"]),
            said(one["kind"]),
            ", ".join(one["in_shot"]),
            "here" if one["is_here"] else "not here",
        )
        for one in record["films"]
    ]
    watched = [
        (ROLES[one["role"]], one["people"], spoken(one["last"])) for one in record["watched"]
    ]
    opened = [(spoken(one["opened_at"]), spoken(one["closed_at"])) for one in record["opened"]]
    return Section(
        "films",
        "Films of you",
        [
            Table("Films", ("Day", "What", "Who of you is in it", "In this copy"), rows),
            Table("Who has watched", ("Who", "How many", "Last"), watched),
            Table("Best bits opened to you on your own page", ("Opened", "Closed"), opened),
            Facts([("You last watched there", spoken(record["own_watching"]) or "not yet")]),
        ],
    )


def _asked(record: Plain) -> Iterator[Any]:
    rows = [
        (spoken(one["asked_at"]), said(one["kind"]), one["words"], one["answer"])
        for one in record["asked"]
    ]
    yield Table("On your own page", ("Day", "What", "Your words", "Our answer"), rows)
