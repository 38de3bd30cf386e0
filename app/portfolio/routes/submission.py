"""A submission: what was frozen, how far its PDF is, the PDF and its stills."""

from __future__ import annotations

from io import BytesIO

from flask import abort, jsonify, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from accreditation.word_changes import shortened
from app import audit
from app.extensions import transaction
from app.models.audit import Sent
from app.models.people import Role
from app.models.portfolio import Submission
from app.portfolio import blueprint, book, copying, queries
from app.portfolio.served import served_file
from app.web.access import actor, declares, get_or_404, may_on, own_transactions


@blueprint.get("/submissions/<int:submission_id>")
@declares("submission.see")
def submission(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.see", submission_id)
    frozen = queries.frozen(row, actor())
    decision = queries.decision_on(row, actor())
    return render_template(
        "portfolio/submission.html",
        submission=row,
        frozen=frozen,
        chapters=book.chapters(frozen.document),
        stations=book.stations(frozen.document),
        stills=still_urls(frozen),
        cover=frozen.document.section("cover").entries[0],
        state=queries.build_state(row),
        may_read=queries.may_read_document(row, actor()),
        decision=decision,
        meeting=None if decision else queries.meeting_to_come(row),
        ratings=queries.panel_ratings(decision),
        release=queries.release_of(decision),
        appeal=queries.appeal_against(decision),
        is_mine=actor().role is Role.TRAINEE,
        has_changes=may_on("submission.see_changes", row),
    )


@blueprint.get("/submissions/<int:submission_id>/changes")
@declares("submission.see_changes")
def changes(submission_id: int) -> ResponseReturnValue:
    """Beside the submission before: its next steps, and what is different now."""
    row = get_or_404("submission.see_changes", submission_id)
    found = queries.changes_in(row, actor()) or abort(404)
    is_mine = actor().role is Role.TRAINEE
    return render_template(
        "portfolio/changes.html",
        submission=row,
        found=found,
        is_mine=is_mine,
        shortened=shortened,
        back=None if is_mine or not may_on("submission.review", row) else "panel.review",
    )


def still_urls(frozen: queries.Frozen) -> dict[int, str]:
    """Addresses of the stills the reader may see, by id of the moment."""
    return {
        moment_id: url_for("portfolio.still", still_id=still_id)
        for moment_id, still_id in frozen.stills.items()
    }


@blueprint.get("/submissions/<int:submission_id>/state")
@declares("submission.see")
def state(submission_id: int) -> ResponseReturnValue:
    """How far the PDF is; `closed` where there is one that consent does not cover just now."""
    row = get_or_404("submission.see", submission_id)
    found = queries.build_state(row)
    closed = found is queries.BuildState.READY and not queries.may_read_document(row, actor())
    return jsonify(state="closed" if closed else found.value, pages=row.document_pages)


@blueprint.get("/submissions/<int:submission_id>/portfolio.pdf")
@declares("submission.read_document")
@own_transactions
def document(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.read_document", submission_id)
    _note_pictures_of(row)
    return served_file(
        queries.key_to_read(row, actor()),
        "application/pdf",
        f"portfolio-submission-{row.number}.pdf",
    )


@blueprint.get("/submissions/<int:submission_id>/copy.pdf")
@declares("submission.read_document")
@own_transactions
def copy(submission_id: int) -> ResponseReturnValue:
    """To keep: the reader's name stands on each page, and whoever made it is on record."""
    row = get_or_404("submission.read_document", submission_id)
    made = copying.copy_for(current_user.name, queries.key_to_read(row, actor()))
    _note_pictures_of(row)
    with transaction():
        audit.record(actor(), "submission.copied", row)
    return send_file(
        BytesIO(made),
        "application/pdf",
        as_attachment=True,
        download_name=f"portfolio-submission-{row.number}-copy.pdf",
    )


def _note_pictures_of(row: Submission) -> None:
    for recording_id in queries.recordings_shown(row):
        audit.record_served(actor(), recording_id, Sent.PICTURE)


@blueprint.get("/submission-stills/<int:still_id>")
@declares("submission_still.see")
@own_transactions
def still(still_id: int) -> ResponseReturnValue:
    row = get_or_404("submission_still.see", still_id)
    audit.record_served(actor(), row.recording_id, Sent.PICTURE)
    return served_file(row.key, "image/jpeg", f"still-{row.id}.jpg")
