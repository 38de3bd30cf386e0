"""Submitting: the draft is frozen by value and sealed."""

from __future__ import annotations

import secrets

from accreditation.portfolio_plain import freeze
from accreditation.seal import Plain, SealedEntry, seal
from app import audit, clock, events
from app.extensions import db
from app.jobs import ring_after_commit
from app.models.portfolio import Portfolio, Submission, SubmissionEntry
from app.models.programme import Enrolment, EnrolmentState
from app.policies import Actor
from app.portfolio import queries
from app.programmes.operations import refuse_while_paused
from app.web.errors import Refusal

NOT_LOOKED_AT = (
    "In one of its stills something is blurred that you have not looked at yet. Look at it on the "
    "page of the film, under Blurred parts, then submit. Nothing was submitted."
)


def submit(actor: Actor, portfolio: Portfolio) -> Submission:
    """Freeze the draft as a submission and seal it; its PDF is built in the background.

    Refused while another submission is open, once the training has ended, and while anything of
    the check is still to come. Later changes of the draft never touch what was submitted.
    """
    _refuse_what_cannot_follow(portfolio)
    number = queries.next_number(portfolio)
    tables = freeze(queries.draft_document(portfolio))
    entries, root = seal(tables, [secrets.token_hex(16) for _ in tables])
    submission = Submission(
        portfolio_id=portfolio.id,
        enrolment_id=portfolio.enrolment_id,
        number=number,
        submitted_at=clock.now(),
        root=root,
        entries=[
            _row(place, table, entry)
            for place, (table, entry) in enumerate(zip(tables, entries, strict=True))
        ],
    )
    db.session.add(submission)
    _freeze_statements(portfolio, submission)
    audit.record(actor, "portfolio.submitted", submission, number=number, root=root)
    events.tell("submission.made", submission)
    ring_after_commit("portfolio.build_document", submission.id)
    return submission


def _freeze_statements(portfolio: Portfolio, submission: Submission) -> None:
    """From now on nobody takes them back; for another submission there will be others."""
    given = queries.given_statements(portfolio)
    db.session.flush()
    for one in given:
        one.submission_id = submission.id


def submit_again(actor: Actor, before: Submission) -> Submission:
    """The same record once more, as it was sealed: nothing of it is read from the draft.

    Refused while another submission is open, once the training has ended, and while somebody has
    still to look at what is blurred in its stills.
    """
    portfolio = db.session.get_one(Portfolio, before.portfolio_id)
    _refuse_a_second(portfolio)
    if queries.still_waits_for_a_look(queries.entries_of(before)):
        raise Refusal(NOT_LOOKED_AT)
    submission = Submission(
        portfolio_id=portfolio.id,
        enrolment_id=before.enrolment_id,
        number=queries.next_number(portfolio),
        submitted_at=clock.now(),
        root=before.root,
        entries=[
            SubmissionEntry(
                position=one.position,
                kind=one.kind,
                body=one.body,
                salt=one.salt,
                digest=one.digest,
                recording_id=one.recording_id,
            )
            for one in queries.entries_of(before)
        ],
    )
    db.session.add(submission)
    audit.record(actor, "portfolio.submitted_again", submission, number=submission.number)
    events.tell("submission.made", submission)
    ring_after_commit("portfolio.build_document", submission.id)
    return submission


def _refuse_a_second(portfolio: Portfolio) -> None:
    enrolment = db.session.get_one(Enrolment, portfolio.enrolment_id)
    if enrolment.state is not EnrolmentState.ACTIVE:
        raise Refusal("This training has ended; there is nothing more to submit.")
    if queries.open_submission(portfolio) is not None:
        raise Refusal(
            "Your portfolio is with the panel already. You can submit again after their decision."
        )


def _refuse_what_cannot_follow(portfolio: Portfolio) -> None:
    enrolment = db.session.get_one(Enrolment, portfolio.enrolment_id)
    refuse_while_paused(enrolment, "nothing is submitted")
    _refuse_a_second(portfolio)
    left = queries.preflight(portfolio).left
    if left:
        raise Refusal(f"Not everything is in place yet. {left[0].sentence} Nothing was submitted.")


def _row(place: int, table: dict[str, Plain], entry: SealedEntry) -> SubmissionEntry:
    recording_id = table.get("recording_id")
    return SubmissionEntry(
        position=place,
        kind=str(table["kind"]),
        body=entry.body,
        salt=entry.salt,
        digest=entry.digest,
        recording_id=recording_id if isinstance(recording_id, int) else None,
    )
