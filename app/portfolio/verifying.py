"""What a portfolio's PDF is, years later: current, superseded by a withdrawal, or altered.

The file is asked first: its signature, then the sealed record inside. Only then the database.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select

from accreditation.seal import SealedEntry, verify
from app.extensions import db
from app.models.portfolio import Submission
from app.pdf import Signature
from app.portfolio import queries, signature
from app.portfolio.book import RECORD_NAME


class Answer(StrEnum):
    CURRENT = "current"
    SUPERSEDED = "superseded by a withdrawal"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, why, and the submission it is about where one is known."""

    answer: Answer
    because: str
    submission: Submission | None = None


SIGNATURES = {
    Signature.BROKEN: "Its signature does not hold: the file is not as it was signed.",
    Signature.MISSING: "It is not signed.",
    Signature.OF_SOMEBODY_ELSE: "It is signed by a key that is not, and was not, this service's.",
}


def verdict_on(file: Path) -> Verdict:
    """The verdict on a PDF that somebody brings. Never raises for what is in the file."""
    found = signature.examined(file, RECORD_NAME)
    if found.signature is not Signature.HOLDS:
        return Verdict(Answer.ALTERED, SIGNATURES[found.signature])
    try:
        root, entries = _record(found.attached or "")
    except (ValueError, KeyError, TypeError):
        return Verdict(Answer.ALTERED, "The sealed record is missing, or cannot be read.")
    if not verify(entries, root).intact:
        return Verdict(Answer.ALTERED, "The record inside does not give the root it names.")
    same = select(Submission).where(Submission.root == root).order_by(Submission.id.desc())
    submission = db.session.scalar(same.limit(1))  # an appeal submits the same record again
    if submission is None:
        return Verdict(Answer.ALTERED, "No submission here has the root of its record.")
    return _against_today(submission, entries)


def _record(text: str) -> tuple[str, list[SealedEntry]]:
    record = json.loads(text)
    entries = [
        SealedEntry(one["digest"], one["body"] or None, one["salt"] or None)
        for one in record["entries"]
    ]
    return str(record["root"]), entries


def _against_today(submission: Submission, entries: list[SealedEntry]) -> Verdict:
    """Whether it still shows what somebody has taken back since."""
    kept = queries.entries_of(submission)
    withdrawn = queries.withdrawn_among(kept)
    gone = {one.digest for one in kept if one.id in withdrawn}
    shown = sum(1 for one in entries if one.digest in gone and not one.removed)
    if not shown:
        return Verdict(Answer.CURRENT, "Nothing in it was taken back.", submission)
    entries_of_it = "1 entry" if shown == 1 else f"{shown} entries"
    return Verdict(
        Answer.SUPERSEDED,
        f"Somebody took back their agreement to {entries_of_it} of it. A newer file takes its "
        "place; please erase this one.",
        submission,
    )
