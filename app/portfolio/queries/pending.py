"""Which submissions wait for a worker. Rows are asked, never the queue."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from app.extensions import db
from app.jobs import lease
from app.models.portfolio import Submission, SubmissionStill
from app.portfolio.queries.submissions import agreed_recordings


def unbuilt(model: Any) -> ColumnElement[bool]:
    """A condition: the document is not built, and nobody works on it."""
    return and_(model.built_at.is_(None), lease.is_free(model))


def shows_somebody_withdrawn() -> ColumnElement[bool]:
    """A condition: a still is kept of somebody whose consent no longer covers it."""
    return exists().where(
        SubmissionStill.submission_id == Submission.id,
        SubmissionStill.recording_id.not_in(agreed_recordings()),
    )


def documents_to_build() -> list[int]:
    """Submissions without a document, and those whose document must lose a still."""
    waiting = or_(unbuilt(Submission), shows_somebody_withdrawn())
    return list(db.session.scalars(select(Submission.id).where(waiting).order_by(Submission.id)))


def has_withdrawn_stills(submission_id: int) -> bool:
    asked = select(Submission.id).where(Submission.id == submission_id, shows_somebody_withdrawn())
    return db.session.scalar(asked) is not None


def withdrawn_stills(submission_id: int) -> list[SubmissionStill]:
    outside = SubmissionStill.recording_id.not_in(agreed_recordings())
    asked = select(SubmissionStill).where(SubmissionStill.submission_id == submission_id, outside)
    return list(db.session.scalars(asked))
