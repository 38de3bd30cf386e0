"""The part of the table about portfolios, submissions, decisions and certificates."""

from __future__ import annotations

from app.models.panel import Decision, PanelMember
from app.models.portfolio import Portfolio, Submission, SubmissionStill, SupervisorStatement
from app.models.register import Certificate, PracticeEntry
from app.policies.actors import as_accreditor, as_registrar, as_supervisor, as_trainee
from app.policies.evidence import (
    chaired_by_me,
    decision_about_my_trainee,
    decision_is_released,
    decision_of_my_panel,
    decision_waits_for_release,
    document_is_built,
    entry_is_kept,
    finished_by_everybody,
    finished_by_me,
    follows_a_not_yet,
    in_my_log,
    my_seat,
    not_decided,
    not_finished_by_me,
    on_its_panel_now,
    own_certificate,
    own_decision,
    own_submission,
    seat_is_kept,
    seat_is_taken,
    seat_of_an_undecided,
    seat_waits_for_an_answer,
    something_was_withdrawn,
    statement_about_my_trainee,
    statement_asked_of_me,
    statement_in_own_portfolio,
    statement_is_given,
    statement_is_not_given,
    statement_is_not_submitted,
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
    "supervisor_statement.read": Rule(
        SupervisorStatement,
        (
            (as_trainee, statement_in_own_portfolio, statement_is_given),
            (as_supervisor, statement_asked_of_me),
        ),
    ),
    "supervisor_statement.write": Rule(
        SupervisorStatement,
        (
            (
                as_supervisor,
                statement_asked_of_me,
                statement_about_my_trainee,
                statement_is_not_given,
            ),
        ),
    ),
    # Whoever supervises somebody no longer still answers for their own words.
    "supervisor_statement.take_back": Rule(
        SupervisorStatement,
        ((as_supervisor, statement_asked_of_me, statement_is_given, statement_is_not_submitted),),
    ),
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
    # Ratings come after one's own: a panel reads without them until then.
    "submission.see_ratings": Rule(
        Submission,
        (
            (as_trainee, own_submission),
            (as_accreditor, on_its_panel_now, finished_by_me),
        ),
    ),
    # An appeal is looked at with fresh eyes; a new submission beside what came before it.
    "submission.see_changes": Rule(
        Submission,
        (
            (as_trainee, own_submission, follows_a_not_yet),
            (as_accreditor, on_its_panel_now, follows_a_not_yet),
        ),
    ),
    "submission.rate": Rule(
        Submission, ((as_accreditor, on_its_panel_now, not_decided, not_finished_by_me),)
    ),
    "submission.compare": Rule(
        Submission, ((as_accreditor, on_its_panel_now, finished_by_everybody),)
    ),
    "submission.decide": Rule(
        Submission,
        ((as_accreditor, on_its_panel_now, not_decided, chaired_by_me, finished_by_everybody),),
    ),
    "submission.arrange": Rule(
        Submission, ((as_accreditor, on_its_panel_now, not_decided, chaired_by_me),)
    ),
    # Without fault: what is left may not be enough to judge, whoever had finished by then.
    "submission.return": Rule(
        Submission,
        (
            (
                as_accreditor,
                on_its_panel_now,
                not_decided,
                chaired_by_me,
                something_was_withdrawn,
            ),
        ),
    ),
    "panel_seat.answer": Rule(
        PanelMember, ((as_accreditor, my_seat, seat_waits_for_an_answer, seat_of_an_undecided),)
    ),
    "panel_seat.leave": Rule(
        PanelMember, ((as_accreditor, my_seat, seat_is_taken, seat_of_an_undecided),)
    ),
    "panel_seat.administer": Rule(
        PanelMember, ((as_registrar, seat_is_kept, seat_of_an_undecided),)
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
            (as_trainee, own_decision, decision_is_released),
            (as_supervisor, decision_about_my_trainee, decision_is_released),
            (as_accreditor, decision_of_my_panel),
            (as_registrar,),
        ),
    ),
    "decision.release": Rule(Decision, ((as_registrar, decision_waits_for_release),)),
    "decision.answer": Rule(Decision, ((as_trainee, own_decision, decision_is_released),)),
    "certificate.keep": Rule(Certificate, ((as_trainee, own_certificate),)),
    "certificate.administer": Rule(Certificate, ((as_registrar,),)),
    "practice_entry.remove": Rule(PracticeEntry, ((as_trainee, in_my_log, entry_is_kept),)),
    "certificate.see": Rule(Certificate, ((as_trainee, own_certificate), (as_registrar,))),
}
