"""The book: a submission's entries as HTML and named images, pressed into one PDF."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from flask import current_app

from accreditation.portfolio_document import (
    MomentEntry,
    PathwayLine,
    PortfolioDocument,
    Section,
)
from accreditation.seal import Plain, canonical
from app.models.portfolio import Submission, SubmissionEntry
from app.pdf import Attached, Pressed, press
from app.portfolio import queries

RECORD_NAME = "portfolio-record.json"
RECORD_FORM = "attune-submission-1"
CHAPTERS = (
    "since",
    "pathway",
    "cycles",
    "coverage",
    "moments",
    "films",
    "supervision",
    "courses",
    "ratings",
    "goals",
    "meetings",
    "statement",
    "supervisor-statement",
    "consent",
    "notices",
)
"""The sections in the order of the book; the cover stands before them."""

TOKENS = Path(__file__).parents[1] / "static" / "css" / "tokens.css"


def bind(
    submission: Submission,
    entries: Sequence[SubmissionEntry],
    withdrawn: frozenset[int],
    stills: Mapping[int, Path],
    folder: Path,
    go_on: Callable[[], None],
    held_back: frozenset[int] = frozenset(),
) -> Pressed:
    """The PDF of a submission, in `folder`. `stills` are files by id of their entry.

    It carries the sealed record, so that anybody can check the root without Attune. Of entries
    that are held back from its readers it has the digests alone.
    """
    images = {f"still-{entry_id}.jpg": path for entry_id, path in stills.items()}
    html = book_html(submission, entries, withdrawn, frozenset(stills), held_back)
    record = Attached(
        RECORD_NAME,
        "The sealed entries of this portfolio, for machines",
        canonical(record_of(submission, entries, withdrawn | held_back)),
    )
    target = folder / ("reading.pdf" if held_back else "portfolio.pdf")
    return press(html, target, images | shapes(folder), [record], go_on=go_on)


def record_of(
    submission: Submission, entries: Sequence[SubmissionEntry], without: frozenset[int]
) -> dict[str, Plain]:
    """Every entry as it was sealed, with its salt and digest; of one left out the digest."""
    return {
        "form": RECORD_FORM,
        "root": submission.root,
        "entries": [
            {"digest": one.digest, "body": one.body or "", "salt": one.salt or ""}
            for one in queries.sealed(entries, without)
        ],
    }


def book_html(
    submission: Submission,
    entries: Sequence[SubmissionEntry],
    withdrawn: frozenset[int],
    with_still: frozenset[int],
    held_back: frozenset[int] = frozenset(),
) -> str:
    """The book as HTML; its pictures are named `images/still-ENTRY.jpg`."""
    document = queries.document_of(entries, withdrawn, held_back)
    names = {
        json.loads(one.body)["moment_id"]: f"images/still-{one.id}.jpg"
        for one in entries
        if one.kind == MomentEntry.kind and one.id in with_still
    }
    # Not render_template: what surrounds a page, and who looks at it, is no part of a book.
    template = current_app.jinja_env.get_template("portfolio/document/book.html")
    return template.render(
        cover=document.section("cover").entries[0],
        chapters=chapters(document),
        stations=stations(document),
        stills=names,
        root=submission.root,
        colours=colours(),
    )


def chapters(document: PortfolioDocument) -> list[Section]:
    """The sections that hold anything, in the order of the book."""
    return [document.section(key) for key in CHAPTERS if document.section(key).entries]


def stations(document: PortfolioDocument) -> list[dict[str, Any]]:
    """The pathway as a picture reads it: each stage, its lines, and whether all are met."""
    lines = [one for one in document.section("pathway").entries if isinstance(one, PathwayLine)]
    found = []
    for stage, group in groupby(lines, key=lambda line: line.stage):
        of_stage = list(group)
        done = all(line.met for line in of_stage)
        found.append({"title": stage, "lines": of_stage, "done": done})
    return found


@cache
def colours() -> dict[str, str]:
    """The names and values of the light theme, so that a book is printed in the page's ink."""
    light = re.search(r"\.light-surface \{(.*?)\}", TOKENS.read_text(), re.DOTALL)
    assert light is not None
    return dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", light[1]))


def shapes(folder: Path) -> dict[str, Path]:
    """The six groups' shapes as named images, drawn as the pages draw them."""
    drawn = current_app.jinja_env.get_template("components/principles.html").module.shapes  # type: ignore[attr-defined]
    found = {}
    for group, path in drawn.items():
        file = folder / f"shape-{group}.svg"
        colour = colours()[f"group-{group}"]
        file.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" '
            f'fill="{colour}">{path}</svg>'
        )
        found[file.name] = file
    return found
