"""Triggers: what must never be false and CHECK cannot say, on SQLite and on PostgreSQL.

Each guard refuses with a sentence. The migrations create them with the same statements.
"""

from __future__ import annotations

from sqlalchemy import DDL, event

from app.extensions import Base
from app.models.case_requests import REQUEST_GUARDS
from app.models.guard import Guard, never_changes
from app.models.meeting_guards import MEETING_GUARDS
from app.models.time_guards import TIME_GUARDS

_OWN_SUPERVISOR = (
    "EXISTS (SELECT 1 FROM allocations WHERE allocations.enrolment_id = NEW.enrolment_id "
    "AND allocations.supervisor_id = NEW.{column}) "
    "OR EXISTS (SELECT 1 FROM enrolments WHERE enrolments.id = NEW.enrolment_id "
    "AND enrolments.trainee_id = NEW.{column})"
)

_LINE_MANAGER = (
    "EXISTS (SELECT 1 FROM service_members JOIN enrolments "
    "ON enrolments.trainee_id = service_members.person_id "
    "WHERE enrolments.id = NEW.enrolment_id AND service_members.until IS NULL "
    "AND service_members.line_manager_id = NEW.{column})"
)

_REVIEWS_OR_MEETS = (
    "NEW.until IS NULL AND NEW.line_manager_id IS NOT NULL AND "
    "(EXISTS (SELECT 1 FROM panel_members JOIN submissions "
    "ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' "
    "JOIN enrolments ON enrolments.id = panel_members.enrolment_id "
    "WHERE enrolments.trainee_id = NEW.person_id "
    "AND panel_members.accreditor_id = NEW.line_manager_id) "
    "OR EXISTS (SELECT 1 FROM stage_meetings "
    "JOIN enrolments ON enrolments.id = stage_meetings.enrolment_id "
    "WHERE stage_meetings.outcome IS NULL AND enrolments.trainee_id = NEW.person_id "
    "AND stage_meetings.held_by_id = NEW.line_manager_id))"
)
_MANAGES = "A line manager neither reviews nor meets for somebody they manage."
_MEANWHILE = "Somebody who reviews a trainee cannot become their line manager meanwhile."
_UNPUBLISHED = (
    "NOT EXISTS (SELECT 1 FROM consent_wordings WHERE consent_wordings.id = NEW.wording_id "
    "AND consent_wordings.published_at IS NOT NULL)"
)

SERVICE_GUARDS: tuple[Guard, ...] = (
    Guard(
        "published_wordings_stay",
        "consent_wordings",
        "BEFORE UPDATE",
        "OLD.published_at IS NOT NULL",
        "A published wording cannot be changed.",
    ),
    Guard(
        "published_wordings_remain",
        "consent_wordings",
        "BEFORE DELETE",
        "OLD.published_at IS NOT NULL",
        "A published wording cannot be removed.",
    ),
    *never_changes("retention_policies", "A retention policy"),
    Guard(
        "consents_rest_on_published_words",
        "consents",
        "BEFORE INSERT",
        _UNPUBLISHED,
        "A consent is given to published words.",
    ),
    Guard(
        "consents_keep_their_words",
        "consents",
        "BEFORE UPDATE",
        "NEW.wording_id <> OLD.wording_id OR NEW.wording <> OLD.wording",
        "A consent keeps the words it was given under.",
    ),
    Guard(
        "no_line_manager_on_the_panel",
        "panel_members",
        "BEFORE INSERT",
        _LINE_MANAGER.format(column="accreditor_id"),
        _MANAGES,
    ),
    Guard(
        "no_line_manager_stays_on_the_panel",
        "panel_members",
        "BEFORE UPDATE",
        _LINE_MANAGER.format(column="accreditor_id"),
        _MANAGES,
    ),
    Guard(
        "no_line_manager_holds_the_meeting",
        "stage_meetings",
        "BEFORE INSERT",
        _LINE_MANAGER.format(column="held_by_id"),
        _MANAGES,
    ),
    Guard(
        "line_managers_respect_reviews",
        "service_members",
        "BEFORE INSERT",
        _REVIEWS_OR_MEETS,
        _MEANWHILE,
    ),
    Guard(
        "line_managers_keep_respecting_reviews",
        "service_members",
        "BEFORE UPDATE",
        _REVIEWS_OR_MEETS,
        _MEANWHILE,
    ),
)

_HAS_NOT_REVIEWED = (
    "NOT EXISTS (SELECT 1 FROM panel_members WHERE panel_members.submission_id = "
    "NEW.submission_id AND panel_members.accreditor_id = NEW.decided_by_id "
    "AND panel_members.left_at IS NULL AND panel_members.finished_at IS NOT NULL)"
)
_SUPERVISES = (
    "EXISTS (SELECT 1 FROM allocations JOIN submissions "
    "ON submissions.enrolment_id = allocations.enrolment_id "
    "WHERE submissions.id = NEW.submission_id AND allocations.supervisor_id = NEW.decided_by_id)"
)
_WAS_ON_THE_FIRST_PANEL = (
    "EXISTS (SELECT 1 FROM appeals JOIN decisions ON decisions.id = appeals.decision_id "
    "JOIN panel_members AS earlier ON earlier.submission_id = decisions.submission_id "
    "WHERE appeals.submission_id = NEW.submission_id "
    "AND earlier.accreditor_id = NEW.accreditor_id)"
)

PANEL_GUARDS: tuple[Guard, ...] = (
    Guard(
        "decisions_by_who_reviewed",
        "decisions",
        "BEFORE INSERT",
        _HAS_NOT_REVIEWED,
        "A decision is written down by a panel member who finished their review.",
    ),
    Guard(
        "decisions_are_independent",
        "decisions",
        "BEFORE INSERT",
        _SUPERVISES,
        "A supervisor does not decide on their own trainee.",
    ),
    Guard(
        "appeals_go_to_others",
        "panel_members",
        "BEFORE INSERT",
        _WAS_ON_THE_FIRST_PANEL,
        "An appeal goes to others than those who decided before.",
    ),
)

_NOT_THEIR_SUPERVISOR = (
    "NOT EXISTS (SELECT 1 FROM allocations JOIN portfolios "
    "ON portfolios.enrolment_id = allocations.enrolment_id "
    "WHERE portfolios.id = NEW.portfolio_id AND allocations.supervisor_id = NEW.supervisor_id)"
)
_FROZEN = "A statement that was submitted cannot be changed."

PORTFOLIO_GUARDS: tuple[Guard, ...] = (
    Guard(
        "statements_by_their_supervisor",
        "supervisor_statements",
        "BEFORE INSERT",
        _NOT_THEIR_SUPERVISOR,
        "A statement is asked of a supervisor of the trainee.",
    ),
    Guard(
        "given_statements_keep_their_words",
        "supervisor_statements",
        "BEFORE UPDATE",
        "OLD.given_at IS NOT NULL AND NEW.text <> OLD.text",
        "A statement that was given keeps its words until it is taken back.",
    ),
    Guard(
        "submitted_statements_stay",
        "supervisor_statements",
        "BEFORE UPDATE",
        "OLD.submission_id IS NOT NULL",
        _FROZEN,
    ),
    Guard(
        "submitted_statements_remain",
        "supervisor_statements",
        "BEFORE DELETE",
        "OLD.submission_id IS NOT NULL",
        _FROZEN,
    ),
)

CASEWORK_GUARDS: tuple[Guard, ...] = (
    *never_changes("contract_wordings", "A published contract"),
    Guard(
        "signed_contracts_stay",
        "contracts",
        "BEFORE UPDATE",
        "1 = 1",
        "A signed contract cannot be changed.",
    ),
)

GUARDS: tuple[Guard, ...] = (
    *SERVICE_GUARDS,
    *CASEWORK_GUARDS,
    *REQUEST_GUARDS,
    *PANEL_GUARDS,
    *MEETING_GUARDS,
    *TIME_GUARDS,
    *PORTFOLIO_GUARDS,
    *never_changes("audit_entries", "An audit entry"),
    *never_changes("watches", "An entry of the watch log"),
    *never_changes("link_watches", "An entry of the watch log"),
    *never_changes("played", "An entry of the watch log"),
    *never_changes("editions", "An edition in use"),
    *never_changes("submission_entries", "A frozen entry"),
    *never_changes("decisions", "A decision"),
    Guard(
        "erasures_stay",
        "erasures",
        "BEFORE UPDATE",
        "OLD.removed_at IS NOT NULL",
        "A certificate of erasure cannot be changed.",
    ),
    Guard(
        "erasures_remain",
        "erasures",
        "BEFORE DELETE",
        "1 = 1",
        "A certificate of erasure cannot be removed.",
    ),
    Guard(
        "signed_sessions_stay",
        "supervision_sessions",
        "BEFORE UPDATE",
        "OLD.signed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM session_versions AS kept "
        "WHERE kept.session_id = OLD.id AND kept.signed_at = OLD.signed_at "
        "AND kept.held_on = OLD.held_on AND kept.minutes = OLD.minutes "
        "AND kept.strengths = OLD.strengths AND kept.next_steps = OLD.next_steps)",
        "A signed session cannot be changed.",
    ),
    *never_changes("session_versions", "What was signed once"),
    *never_changes("countersignatures", "A signature"),
    Guard(
        "panel_members_are_independent",
        "panel_members",
        "BEFORE INSERT",
        _OWN_SUPERVISOR.format(column="accreditor_id"),
        "An accreditor is neither the trainee nor a supervisor of theirs.",
    ),
    Guard(
        "panel_members_stay_independent",
        "panel_members",
        "BEFORE UPDATE",
        _OWN_SUPERVISOR.format(column="accreditor_id"),
        "An accreditor is neither the trainee nor a supervisor of theirs.",
    ),
    Guard(
        "stage_meetings_are_independent",
        "stage_meetings",
        "BEFORE INSERT",
        _OWN_SUPERVISOR.format(column="held_by_id"),
        "A stage meeting is held by somebody other than the trainee and their supervisor.",
    ),
    Guard(
        "allocations_respect_the_panel",
        "allocations",
        "BEFORE INSERT",
        "EXISTS (SELECT 1 FROM panel_members JOIN submissions "
        "ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' "
        "WHERE panel_members.enrolment_id = NEW.enrolment_id "
        "AND panel_members.accreditor_id = NEW.supervisor_id)",
        "Somebody who reviews a trainee cannot become their supervisor meanwhile.",
    ),
)

for _guard in GUARDS:
    for _dialect in ("sqlite", "postgresql"):
        for _statement in getattr(_guard, _dialect):
            event.listen(
                Base.metadata,
                "after_create",
                DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),
            )
