"""What a training was shown by: the portfolio, what was submitted, decisions and certificates."""

from __future__ import annotations

import json

from sqlalchemy import select

from app import policies
from app.copies.plain import Plain, plain, taken
from app.extensions import db
from app.models.case_record import JournalEntry
from app.models.portfolio import Portfolio, StatementVersion, Submission, SupervisorStatement
from app.models.programme import Enrolment
from app.models.register import Certificate, PracticeEntry
from app.policies import Actor
from app.portfolio.queries import decision_on, panel_ratings, release_of, withdrawn_among


def portfolio_of(enrolment: Enrolment, actor: Actor) -> Plain | None:
    own = policies.allowed("portfolio.build", actor)
    draft = db.session.scalar(own.where(Portfolio.enrolment_id == enrolment.id))
    if draft is None:
        return None
    versions = select(StatementVersion).filter_by(portfolio_id=draft.id)
    return {
        "reflective_statement": draft.reflective_statement,
        "changed_at": plain(draft.changed_at),
        "earlier_statements": [
            taken(one, "text", "begun_at", "written_at")
            for one in db.session.scalars(versions.order_by(StatementVersion.id))
        ],
        "moments": [
            {
                "token": one.moment.token,
                "reason": one.reason,
                "criteria": [each.criterion for each in one.criteria],
            }
            for one in draft.moments
        ],
        "films": [one.recording_id for one in draft.recordings],
        "supervisor_statements": _statements(draft, actor),
        "submissions": _submissions(draft, actor),
    }


def _statements(draft: Portfolio, actor: Actor) -> list[Plain]:
    given = policies.allowed("supervisor_statement.read", actor).where(
        SupervisorStatement.portfolio_id == draft.id
    )
    return [
        {"by": one.supervisor.name, **taken(one, "text", "asked_at", "given_at")}
        for one in db.session.scalars(given.order_by(SupervisorStatement.id))
    ]


def _submissions(draft: Portfolio, actor: Actor) -> list[Plain]:
    own = policies.allowed("submission.see", actor).where(Submission.portfolio_id == draft.id)
    return [_submission(one, actor) for one in db.session.scalars(own.order_by(Submission.number))]


def _submission(submission: Submission, actor: Actor) -> Plain:
    """Each entry as it was sealed; of one whose footage somebody withdrew only its digest."""
    withdrawn = withdrawn_among(submission.entries)
    return {
        **taken(submission, "number", "state", "submitted_at", "root"),
        "entries": [
            {
                "digest": one.digest,
                "salt": None if one.id in withdrawn else one.salt,
                "body": None if one.id in withdrawn else json.loads(one.body),
            }
            for one in submission.entries
        ],
        "decision": _decision(submission, actor),
    }


def _decision(submission: Submission, actor: Actor) -> Plain | None:
    decision = decision_on(submission, actor)
    if decision is None:
        return None
    release = release_of(decision)
    columns = ("outcome", "strengths", "next_steps", "meeting_held_on", "meeting_minutes")
    rated = ("framework", "criterion", "criterion_wording", "level", "level_wording", "rated_at")
    return {
        **taken(decision, *columns, "decided_at"),
        "decided_by": decision.decided_by.name,
        "released_at": plain(release.released_at if release else None),
        "ratings": [
            {"by": one.rater.name, **taken(one, *rated)} for one in panel_ratings(decision)
        ],
    }


def certificates_of(enrolment: Enrolment, actor: Actor) -> list[Plain]:
    own = policies.allowed("certificate.keep", actor).where(
        Certificate.enrolment_id == enrolment.id
    )
    columns = ("number", "holder_name", "edition_title", "issued_on", "valid_until", "code")
    return [
        {
            **taken(one, *columns, "listed_at", "suspended_at", "suspended_because"),
            "renewals": [taken(each, "renewed_at", "valid_until") for each in one.renewals],
            "practice": _practice(one),
        }
        for one in db.session.scalars(own.order_by(Certificate.id))
    ]


def _practice(certificate: Certificate) -> list[Plain]:
    kept = select(PracticeEntry).filter_by(certificate_id=certificate.id, removed_at=None)
    return [
        taken(one, "kind", "done_on", "words", "added_at")
        for one in db.session.scalars(kept.order_by(PracticeEntry.id))
    ]


def journal_of(actor: Actor) -> list[Plain]:
    mine = policies.allowed("journal_entry.keep", actor)
    ordered = mine.order_by(JournalEntry.written_on, JournalEntry.id)
    return [
        taken(one, "written_on", "words", "created_at", "changed_at")
        for one in db.session.scalars(ordered)
    ]
