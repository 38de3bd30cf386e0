"""Binding a submission as a PDF: stills cut at the frozen frames, then the book, then signed.

Safe to kill at any moment: the row has no document until everything is in its place, and each
try begins by erasing what no row names.
"""

from __future__ import annotations

import logging

from sqlalchemy import select

from app import audit, events, live
from app.extensions import db, transaction
from app.models.portfolio import Submission, SubmissionEntry, SubmissionStill
from app.pdf import Pressed, PressStopped, SigningFault
from app.portfolio import files, queries, signature
from app.portfolio.book import bind
from app.portfolio.operations.stills import Cut, stills_for
from app.portfolio.operations.tries import LeaseLost, Try
from app.storage import NotStored
from app.video.process import ToolStopped
from app.video.stills import FrameNotThere

log = logging.getLogger(__name__)


def build_document(submission_id: int) -> None:
    """Give a submission its PDF; one that shows somebody withdrawn loses it first, and is
    built again without that still."""
    take_back_withdrawn(submission_id)
    this = Try.begin(Submission, submission_id)
    if this is None:
        return
    try:
        _work_on(this)
    except LeaseLost:
        this.give_back()
        _erase_what_no_row_names(submission_id)
    except (PressStopped, SigningFault, ToolStopped, FrameNotThere, NotStored, OSError) as stopped:
        log.warning("The document of submission %s stopped: %s", submission_id, stopped)
        this.give_back()
    except Exception:
        this.give_back()
        raise


def take_back_withdrawn(submission_id: int) -> None:
    """Where consent no longer covers a still, forget the document and that still.

    Nobody could open either since the withdrawal: the rules ask for consent on each request.
    """
    if not queries.has_withdrawn_stills(submission_id):
        return
    with transaction() as session:
        submission = session.get_one(Submission, submission_id)
        gone = queries.withdrawn_stills(submission_id)
        for still in gone:
            session.delete(still)
        if submission.built_at is not None:
            submission.document_key = submission.document_sha256 = submission.built_at = None
            submission.document_pages = submission.document_bytes = submission.reading_key = None
            submission.lease_until, submission.attempts = None, 0
        recordings = sorted({still.recording_id for still in gone})
        audit.record(None, "submission.stills_withdrawn", submission, recordings=recordings)
    _erase_what_no_row_names(submission_id)


def _work_on(this: Try) -> None:
    submission = db.session.get_one(Submission, this.row_id)
    _erase_what_no_row_names(submission.id)
    entries = queries.entries_of(submission)
    withdrawn = queries.withdrawn_among(entries)
    with files.scratch(f"submission-{submission.id}") as folder:
        cut = stills_for(submission, entries, withdrawn, folder, this.go_on)
        this.go_on()
        stills = {one.entry.id: one.path for one in cut}
        made = signature.signed(bind(submission, entries, withdrawn, stills, folder, this.go_on))
        for_reading = made
        if held_back := queries.ratings_among(entries):
            for_reading = signature.signed(
                bind(submission, entries, withdrawn, stills, folder, this.go_on, held_back)
            )
        this.go_on()
        _publish_stills(submission.id, cut)
        keys = [_published(submission.id, one) for one in (made, for_reading)]
    _mark_built(this, entries, withdrawn, cut, made, keys)
    _erase_what_no_row_names(submission.id)


def _published(submission_id: int, made: Pressed) -> str:
    key = files.document_key(submission_id, made.sha256)
    files.storage().publish(key, made.path)
    return key


def _publish_stills(submission_id: int, cut: list[Cut]) -> None:
    for one in cut:
        if not one.is_kept:
            files.storage().publish(files.still_key(submission_id, one.entry.id), one.path)


def _mark_built(
    this: Try,
    entries: tuple[SubmissionEntry, ...],
    withdrawn: frozenset[int],
    cut: list[Cut],
    made: Pressed,
    keys: list[str],
) -> None:
    with transaction() as session:
        if queries.withdrawn_among(entries) != withdrawn:
            raise LeaseLost  # consent changed while the book was bound: bind it anew
        this.finish(
            document_key=keys[0],
            reading_key=keys[1],
            document_sha256=made.sha256,
            document_pages=made.pages,
            document_bytes=made.size,
        )
        session.add_all(_row(this.row_id, one) for one in cut if not one.has_row)
        submission = session.get_one(Submission, this.row_id, populate_existing=True)
        audit.record(None, "submission.document_built", submission, pages=made.pages)
        events.tell("submission.document_built", submission)
        live.announce(submission.enrolment.trainee_id, "submission", submission=submission.id)


def _row(submission_id: int, cut: Cut) -> SubmissionStill:
    return SubmissionStill(
        submission_id=submission_id,
        entry_id=cut.entry.id,
        recording_id=cut.entry.recording_id,
        frame=cut.frame,
        key=files.still_key(submission_id, cut.entry.id),
        sha256=cut.sha256,
    )


def _erase_what_no_row_names(submission_id: int) -> None:
    stills = select(SubmissionStill.key).where(SubmissionStill.submission_id == submission_id)
    documents = select(Submission.document_key, Submission.reading_key).where(
        Submission.id == submission_id
    )
    named = {*db.session.scalars(stills), *db.session.execute(documents).one()}
    files.forget_all_but(files.folder_key(submission_id), {key for key in named if key})
