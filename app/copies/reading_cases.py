"""The chapter of cases: each client by code, with the cycles and what was seen in the films."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from accreditation.consent import Purpose
from app.archive import Facts, Section, Table, Words
from app.copies.plain import Plain, day_at_home
from app.web import words


def cases(training: Plain, number: int) -> list[Section]:
    return [
        Section(f"case-{number}-{n}", f"Client {one['code']}", list(_case(one)))
        for n, one in enumerate(training["clients"], 1)
    ]


def _day(value: str | None) -> str:
    return words.day(day_at_home(value))


def _case(client: Plain) -> Iterator[Any]:
    yield Facts(
        [
            ("Helping question", client["helping_question"]),
            ("Kind of work", client["case_type"].upper()),
            ("Since", _day(client["opened_on"])),
            ("Ended on", _day(client["ended_on"])),
        ]
    )
    yield from _about(client)
    yield Table("What people agreed to", ("Who", "What", "Answer", "Day"), [*_answers(client)])
    if forms := [*_signed_forms(client)]:
        yield Table("Signed forms kept as a scan", ("Who", "Day", "Pages", "Until"), forms)
    if refused := [*_refused(client)]:
        yield Table("Films people said no to", ("Who", "Film of", "No to", "Day"), refused)
    if client["goals"]:
        yield Table("Goals, from 0 to 10", ("Goal", "When", "Rating", "Day"), [*_goals(client)])
    if client["scores"]:
        rows = [
            (one["measure"], one["whose"], one["occasion"], one["score"], _day(one["answered_on"]))
            for one in client["scores"]
            if one["replaced_at"] is None
        ]
        yield Table("Questionnaires", ("Name", "Who", "When", "Score", "Day"), rows)
    for cycle in client["cycles"]:
        yield from _cycle(client["code"], cycle)


def _about(client: Plain) -> Iterator[Any]:
    if client["context"]:
        yield Facts(
            [
                ("Setting", client["context"]["setting"].replace("_", " ")),
                ("Relationship", client["context"]["relationship"]),
            ]
        )
    for talk in client["talks"]:
        told = [
            f"{name.replace('_', ' ').capitalize()}: {talk[name]}"
            for name in ("hopes", "concerns", "words_for_child", "words_for_relationship")
            if talk[name]
        ]
        told += [talk[name] for name in ("celebration", "next_goals") if talk[name]]
        yield Words(f"Talk {talk['occasion']} the work, {_day(talk['held_on'])}", "\n".join(told))
    if client["letter"]:
        yield Words(client["letter"]["called"], client["letter"]["words"])


def _answers(client: Plain) -> Iterator[tuple[str, ...]]:
    for person in client["people"]:
        for one in person["answers"]:
            if one["replaced_at"] is None:
                answer = "yes" if one["agreed"] else "no"
                if one["withdrawn_at"]:
                    answer = f"taken back on {_day(one['withdrawn_at'])}"
                purpose = Purpose(one["purpose"]).heading
                yield person["label"], purpose, answer, _day(one["given_on"])


def _signed_forms(client: Plain) -> Iterator[tuple[Any, ...]]:
    for person in client["people"]:
        for one in person["signed_forms"]:
            until = _day(one["gone_at"]) or "kept in Attune; no scan is in an archive"
            yield person["label"], _day(one["given_on"]), one["pages"], until


def _refused(client: Plain) -> Iterator[tuple[str, ...]]:
    for person in client["people"]:
        for one in person["refused_films"]:
            if one["taken_back_at"] is None:
                filming = one["purpose"] == Purpose.FILMING
                what = "the whole film" if filming else Purpose(one["purpose"]).heading
                yield person["label"], _day(one["filmed_on"]), what, _day(one["said_on"])


def _goals(client: Plain) -> Iterator[tuple[Any, ...]]:
    for goal in client["goals"]:
        standing = [one for one in goal["ratings"] if one["replaced_at"] is None]
        for one in standing:
            yield goal["words"], one["occasion"], one["rating"], _day(one["rated_on"])
        if not standing:
            yield goal["words"], None, None, None


def _cycle(code: str, cycle: Plain) -> Iterator[Any]:
    title = f"Cycle {cycle['number']} with {code}"
    yield Facts(
        [
            (title, f"begun on {_day(cycle['started_at'])}"),
            ("Shared review", _day(cycle["reviewed_on"])),
            ("Confirmed", _day(cycle["confirmed_at"])),
            ("Confirmed by", cycle["confirmed_by"]),
        ]
    )
    notes = cycle["notes"] or {}
    for name, called in (
        ("client_words", "the client’s words"),
        ("reflections", "your reflections"),
        ("working_points", "working points"),
    ):
        if notes.get(name):
            yield Words(f"{title}: {called}", notes[name])
    if cycle["ratings"]:
        columns = ("Criterion", "Level", "By", "Day")
        rows = [
            (one["criterion_wording"], one["level_wording"], one["by"], _day(one["rated_at"]))
            for one in cycle["ratings"]
            if one["replaced_at"] is None
        ]
        yield Table(f"{title}: ratings (illustrative criteria)", columns, rows)
    for film in cycle["films"]:
        if film["moments"]:
            yield _moments(title, film)


def _moments(title: str, film: Plain) -> Table:
    what = f"{film['kind'].replace('_', ' ')} of {_day(film['filmed_on'])}"
    rows = [
        (
            one["time"],
            f"{one['start_frame']}–{one['last_frame']}",
            one["words"],
            "; ".join(tag["wording"] for tag in one["tags"]),
            one["by"],
            "\n".join(f"{said['by']}: {said['words']}" for said in one["answers"]),
        )
        for one in film["moments"]
    ]
    rate = film["moments"][0]["rate"]
    caption = f"{title}, {what}: moments, at {rate} frames a second"
    return Table(caption, ("Time", "Frames", "Words", "Tags", "By", "Answers"), rows)
