"""The part of the table about portfolios, submissions, decisions and certificates."""

from __future__ import annotations

from app.models.panel import Decision
from app.models.portfolio import Portfolio, Submission, SubmissionStill
from app.models.register import Certificate
from app.policies.actors import as_accreditor, as_registrar, as_supervisor, as_trainee
from app.policies.evidence import (
    decision_about_my_trainee,
    decision_of_my_panel,
    document_is_built,
    not_decided,
    on_its_panel_now,
    own_certificate,
    own_decision,
    own_submission,
    still_agreed_for_filming,
    still_agreed_for_other_supervisors,
    still_of_own_submission,
    still_on_my_panel_now,
    stills_agreed_for_filming,
    stills_agreed_for_other_supervisors,
)
from app.policies.rule import Rule
from app.policies.training import own_portfolio

OF_EVIDENCE: dict[str, Rule] = {
    "portfolio.build": Rule(Portfolio, ((as_trainee, own_portfolio),)),
    "submission.see": Rule(
        Submission, ((as_trainee, own_submission), (as_accreditor, on_its_panel_now))
    ),
    "submission.administer": Rule(Submission, ((as_registrar,),)),
    "submission.review": Rule(Submission, ((as_accreditor, on_its_panel_now, not_decided),)),
    "submission.read_document": Rule(
        Submission,
        (
            (as_trainee, own_submission, document_is_built, stills_agreed_for_filming),
            (
                as_accreditor,
                on_its_panel_now,
                document_is_built,
                stills_agreed_for_other_supervisors,
            ),
        ),
    ),
    "submission_still.see": Rule(
        SubmissionStill,
        (
            (as_trainee, still_of_own_submission, still_agreed_for_filming),
            (as_accreditor, still_on_my_panel_now, still_agreed_for_other_supervisors),
        ),
    ),
    "decision.see": Rule(
        Decision,
        (
            (as_trainee, own_decision),
            (as_supervisor, decision_about_my_trainee),
            (as_accreditor, decision_of_my_panel),
            (as_registrar,),
        ),
    ),
    "certificate.see": Rule(Certificate, ((as_trainee, own_certificate), (as_registrar,))),
}
