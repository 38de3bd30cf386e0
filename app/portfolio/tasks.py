"""Work in the background: documents to bind, and to bind again after a withdrawal."""

from __future__ import annotations

from app import events, notices
from app.extensions import db
from app.jobs import work
from app.models.people import Role
from app.models.portfolio import Submission
from app.portfolio import operations, queries


@work("portfolio.build_document", pending=queries.documents_to_build)
def build_document(submission_id: int) -> None:
    operations.build_document(submission_id)


@events.on("submission.document_built")
def tell_the_trainee_it_is_bound(event: events.Event) -> None:
    submission = db.session.get_one(Submission, event.subject_id)
    notices.about(
        event,
        submission.enrolment.trainee_id,
        Role.TRAINEE,
        "The PDF of your portfolio is ready.",
        "portfolio.submission",
        submission_id=submission.id,
    )
