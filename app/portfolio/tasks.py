"""Work in the background: documents to bind, and to bind again after a withdrawal."""

from __future__ import annotations

from typing import Any

from accreditation.wording import counted
from app import events, notices
from app.casework.queries import WITHDRAWN, withdrawal_of
from app.extensions import db
from app.jobs import work
from app.models.people import Role
from app.models.portfolio import Submission, SupervisorStatement
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


@events.on(*WITHDRAWN)
def take_it_out_of_the_draft(event: events.Event) -> None:
    """The trainee is told how much left it; not who took their agreement back."""
    withdrawn = withdrawal_of(event)
    enrolment = withdrawn.person.client.enrolment
    portfolio = queries.portfolio_of(enrolment)
    if portfolio is None:
        return
    lost = operations.lose_what_rested_on(withdrawn, portfolio)
    parts = [(lost.moments, "moment"), (lost.films, "film")]
    left = " and ".join(counted(number, name) for number, name in parts if number)
    if left:
        notices.about(
            event,
            enrolment.trainee_id,
            Role.TRAINEE,
            f"Taken out of the draft of your portfolio: {left}. Somebody in it took their "
            "agreement back.",
            "portfolio.build",
        )


@events.on("supervisor_statement.asked")
def tell_who_is_asked(event: events.Event) -> None:
    statement = db.session.get_one(SupervisorStatement, event.subject_id)
    if statement.given_at is not None:
        return
    name = statement.portfolio.enrolment.trainee.name
    notices.about(
        event,
        statement.supervisor_id,
        Role.SUPERVISOR,
        f"{name} asks you for your statement in their portfolio.",
        "portfolio.supervisor_statement",
        statement_id=statement.id,
    )


@events.on("supervisor_statement.given")
def tell_the_trainee_it_is_given(event: events.Event) -> None:
    statement = db.session.get_one(SupervisorStatement, event.subject_id)
    if statement.given_at is not None:
        words = f"{statement.supervisor.name} gave the statement you asked for."
        _tell_the_trainee(event, statement, words, "portfolio.supervisor_statement")


@events.on("supervisor_statement.taken_back")
def tell_the_trainee_it_is_taken_back(event: events.Event) -> None:
    statement = db.session.get_one(SupervisorStatement, event.subject_id)
    if statement.given_at is None:
        words = f"{statement.supervisor.name} took their statement back, to write on."
        _tell_the_trainee(event, statement, words, "portfolio.build")


def _tell_the_trainee(
    event: events.Event, statement: SupervisorStatement, words: str, endpoint: str
) -> None:
    page: dict[str, Any] = {} if endpoint == "portfolio.build" else {"statement_id": statement.id}
    trainee_id = statement.portfolio.enrolment.trainee_id
    notices.about(event, trainee_id, Role.TRAINEE, words, endpoint, **page)
