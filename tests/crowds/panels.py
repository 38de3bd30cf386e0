"""Submissions, who reviews them, and certificates."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

from app import clock
from app.extensions import transaction
from app.models.panel import Decision, DecisionOutcome, PanelMember
from app.models.people import Role
from app.models.portfolio import Portfolio, Submission, SubmissionState
from app.models.register import Certificate
from tests import factories as make
from tests.crowds.people import add
from tests.crowds.trainings import presentations, trainings

_numbers = count(1)


def submissions(
    number: int, state: SubmissionState = SubmissionState.SUBMITTED
) -> list[tuple[int, int]]:
    """Each submission with its enrolment."""
    enrolments, now = trainings(number), clock.now()
    begun = ({"enrolment_id": one, "changed_at": now} for one in enrolments)
    pairs = list(zip(add(Portfolio, begun), enrolments, strict=True))
    said = {"number": 1, "root": "0" * 64, "state": state}
    rows = ({"portfolio_id": p, "enrolment_id": e, **said} for p, e in pairs)
    return list(zip(add(Submission, rows), enrolments, strict=True))


def reviews(
    number: int, accreditor_id: int, state: SubmissionState = SubmissionState.UNDER_REVIEW
) -> list[tuple[int, int]]:
    """Submissions that one accreditor reviews now."""
    submitted = submissions(number, state)
    shown = presentations(number, accreditor_id, [], [of for _, of in submitted])
    now = clock.now()
    said = {
        "accreditor_id": accreditor_id,
        "allocated_by_id": make.person(Role.REGISTRAR).id,
        "accepted_at": now,
        "finished_at": now if state is SubmissionState.DECIDED else None,
        "is_chair": True,
    }
    rows = (
        {"submission_id": s, "enrolment_id": e, "presentation_id": p, **said}
        for (s, e), p in zip(submitted, shown, strict=True)
    )
    add(PanelMember, rows)
    return submitted


def certificates(number: int) -> None:
    """Certificates of as many practitioners."""
    accreditor = make.person(Role.ACCREDITOR)
    reviewed = reviews(number, accreditor.id, SubmissionState.DECIDED)
    decided = {
        "decided_by_id": accreditor.id,
        "outcome": DecisionOutcome.ACCREDITED,
        "strengths": "Calm.",
        "next_steps": "Go on.",
        "meeting_held_on": make.LONG_AGO,
        "meeting_minutes": 60,
        "decided_at": clock.now(),
    }
    decisions = add(Decision, ({"submission_id": one, **decided} for one, _ in reviewed))
    printed = {
        "holder_name": "One of many",
        "edition_title": "Set A",
        "issued_on": make.LONG_AGO,
        "valid_until": clock.today() + timedelta(days=900),
        "listed_at": clock.now(),
    }
    rows = (
        {
            "number": f"N-{(number := next(_numbers)):06}",
            "code": f"{number:012}",
            "decision_id": d,
            "enrolment_id": e,
            **printed,
        }
        for d, (_, e) in zip(decisions, reviewed, strict=True)
    )
    add(Certificate, rows)


def seats_asked(number: int, accreditor_id: int) -> None:
    """Panels that one accreditor is asked to be on."""
    for submission, enrolment in reviews(number, accreditor_id):
        with transaction() as session:
            seat = session.query(PanelMember).filter_by(
                submission_id=submission, enrolment_id=enrolment
            )
            seat.one().accepted_at = None
