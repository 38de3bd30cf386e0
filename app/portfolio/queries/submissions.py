"""Submissions: what was frozen, as it may be read at this moment, and how far its PDF is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import selectinload

from accreditation.portfolio_document import FilmLine, MomentEntry, PortfolioDocument, RatingLine
from accreditation.portfolio_plain import removed, thaw
from accreditation.seal import SealedEntry, Verification, verify
from app import clock, policies
from app.extensions import db
from app.jobs import lease
from app.models.footage import Recording
from app.models.leases import Built
from app.models.panel import Decision
from app.models.people import Role
from app.models.portfolio import (
    Portfolio,
    Submission,
    SubmissionEntry,
    SubmissionState,
    SubmissionStill,
)
from app.policies import Actor
from app.policies.footage import FOR_OTHER_SUPERVISORS, recordings_that

WITHDRAWN = "This moment was withdrawn. The seal of the rest still holds."
_NOBODY = Actor(0, Role.ACCREDITOR)  # consent is about the people in shot, not about who asks


class BuildState(StrEnum):
    WAITING = "waiting"
    BUILDING = "building"
    AGAIN = "again"
    RARELY = "rarely"
    READY = "ready"


@dataclass(frozen=True)
class Frozen:
    """A submission's entries as they may be shown now: withdrawn ones are tombstones.

    `stills` are ids of the stills that the reader may see, by id of the moment.
    """

    entries: tuple[SubmissionEntry, ...]
    document: PortfolioDocument
    withdrawn: frozenset[int]
    stills: dict[int, int]


def agreed_recordings() -> Select[Any]:
    """Ids of recordings which everyone in shot agrees to show to other supervisors now."""
    return recordings_that(FOR_OTHER_SUPERVISORS, _NOBODY)


def entries_of(submission: Submission) -> tuple[SubmissionEntry, ...]:
    frozen = select(SubmissionEntry).where(SubmissionEntry.submission_id == submission.id)
    return tuple(db.session.scalars(frozen.order_by(SubmissionEntry.position)))


def withdrawn_among(entries: Sequence[SubmissionEntry]) -> frozenset[int]:
    """Ids of entries that rest on footage somebody's consent no longer covers."""
    rests_on = {one.recording_id for one in entries if one.recording_id is not None}
    asked = agreed_recordings().where(Recording.id.in_(rests_on))
    agreed: set[int] = set(db.session.scalars(asked))
    return frozenset(
        one.id for one in entries if one.recording_id is not None and one.recording_id not in agreed
    )


def frozen(submission: Submission, actor: Actor) -> Frozen:
    """What `actor` may read of it on a page, at this moment."""
    entries = entries_of(submission)
    withdrawn = withdrawn_among(entries)
    sees_ratings = policies.find("submission.see_ratings", submission.id, actor) is not None
    held_back = frozenset() if sees_ratings else ratings_among(entries)
    seen = policies.allowed("submission_still.see", actor).where(
        SubmissionStill.submission_id == submission.id
    )
    by_entry = {still.entry_id: still.id for still in db.session.scalars(seen)}
    stills = {
        json.loads(one.body)["moment_id"]: by_entry[one.id]
        for one in entries
        if one.kind == MomentEntry.kind and one.id in by_entry
    }
    return Frozen(entries, document_of(entries, withdrawn, held_back), withdrawn, stills)


def ratings_among(entries: Sequence[SubmissionEntry]) -> frozenset[int]:
    """Ids of the entries that are held back from a reader who has still to rate."""
    return frozenset(one.id for one in entries if one.kind == RatingLine.kind)


def document_of(
    entries: Sequence[SubmissionEntry],
    withdrawn: frozenset[int],
    held_back: frozenset[int] = frozenset(),
) -> PortfolioDocument:
    """The document of frozen entries, a tombstone in the place of each withdrawn one.

    What is held back is left out, as if it had never been there.
    """
    return thaw(
        [
            {**removed(one.kind), "text": WITHDRAWN}
            if one.id in withdrawn
            else json.loads(one.body)
            for one in entries
            if one.id not in held_back
        ]
    )


def sealed(entries: Sequence[SubmissionEntry], without: frozenset[int]) -> list[SealedEntry]:
    """The entries with their digests; of one that is withdrawn or held back the digest alone."""
    return [
        SealedEntry(one.digest, None, None)
        if one.id in without
        else SealedEntry(one.digest, one.body, one.salt)
        for one in entries
    ]


def verified(submission: Submission) -> Verification:
    """Whether everything kept is as it was sealed."""
    return verify(sealed(entries_of(submission), frozenset()), submission.root)


def films_submitted(submission: Submission) -> Sequence[Recording]:
    """The recordings submitted to be watched whole, in the document's order."""
    listed = (
        select(Recording)
        .join(SubmissionEntry, SubmissionEntry.recording_id == Recording.id)
        .where(
            SubmissionEntry.submission_id == submission.id, SubmissionEntry.kind == FilmLine.kind
        )
        .order_by(SubmissionEntry.position)
    )
    return db.session.scalars(listed).all()


def recordings_shown(submission: Submission) -> Sequence[int]:
    """Ids of the recordings that the document has stills of."""
    shown = select(SubmissionStill.recording_id).where(
        SubmissionStill.submission_id == submission.id
    )
    return db.session.scalars(shown.distinct()).all()


def submissions_of(portfolio: Portfolio) -> Sequence[tuple[Submission, Decision | None]]:
    """Every submission of the draft with its decision, the latest first."""
    listed = (
        select(Submission, Decision)
        .outerjoin(
            Decision,
            and_(
                Decision.submission_id == Submission.id,
                Submission.state == SubmissionState.DECIDED,  # released: before, nobody hears of it
            ),
        )
        .where(Submission.portfolio_id == portfolio.id)
        .options(selectinload(Submission.returned))
        .order_by(Submission.number.desc())
    )
    return [(row[0], row[1]) for row in db.session.execute(listed)]


def open_submission(portfolio: Portfolio) -> Submission | None:
    """The one that is submitted and not decided yet."""
    undecided = Submission.state != SubmissionState.DECIDED
    mine = select(Submission).where(Submission.portfolio_id == portfolio.id, undecided)
    return db.session.scalar(mine)


def next_number(portfolio: Portfolio) -> int:
    highest = select(func.max(Submission.number)).where(Submission.portfolio_id == portfolio.id)
    return (db.session.scalar(highest) or 0) + 1


def may_read_document(submission: Submission, actor: Actor) -> bool:
    return policies.find("submission.read_document", submission.id, actor) is not None


def key_to_read(submission: Submission, actor: Actor) -> str:
    """The document of whoever may read one: without ratings until they have given their own."""
    sees_ratings = policies.find("submission.see_ratings", submission.id, actor) is not None
    key = submission.document_key if sees_ratings else submission.reading_key
    assert key is not None, "a document that may be read is built"
    return key


def build_state(row: Built) -> BuildState:
    """How far the background work on a document is."""
    if row.document_key is not None and row.built_at is not None:
        return BuildState.READY
    held = row.lease_until is not None and row.lease_until > clock.now()
    if row.attempts >= lease.TRIES:
        return BuildState.RARELY
    if held:
        return BuildState.BUILDING
    return BuildState.AGAIN if row.attempts else BuildState.WAITING
