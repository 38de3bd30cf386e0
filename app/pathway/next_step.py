"""The one thing to do now, with the way there."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from accreditation.guidance import NextKind, NextThing, next_thing
from accreditation.readiness import Evidence, EvidenceKind, Readiness, Step
from app.models.portfolio import SubmissionState
from app.models.programme import Enrolment, EnrolmentState
from app.pathway.kinds import KINDS
from app.pathway.queries import Proposed, Trail
from app.web.words import appointment


@dataclass(frozen=True)
class NextStep:
    """What to do, why in a line, and where; `url` is empty when somebody else acts next."""

    title: str
    words: str
    url: str = ""
    label: str = ""


def next_step(enrolment: Enrolment, readiness: Readiness, trail: Trail) -> NextStep:
    """What the trainee does next: what has just been handed to others comes first."""
    return (
        _at_the_end(enrolment, trail)
        or _while_others_look(trail)
        or _on_the_way(enrolment, next_thing(readiness))
    )


def _at_the_end(enrolment: Enrolment, trail: Trail) -> NextStep | None:
    if enrolment.paused_on is not None:
        return NextStep(
            "Your training is paused",
            "Everything is kept, and nothing new is begun. Your registrar lets it go on.",
        )
    if enrolment.state is EnrolmentState.ACTIVE:
        return None
    if enrolment.state is EnrolmentState.WITHDRAWN:
        return NextStep(
            "There is nothing to do now",
            "All you did is kept. Your registrar can tell you how to go on from here.",
        )
    return NextStep(
        "Enjoy what you reached",
        "Your portfolio and the decision stay here for you.",
        *_way_to_submission(trail),
    )


def _way_to_submission(trail: Trail) -> tuple[str, str]:
    if trail.portfolio is None or trail.portfolio.submission_id is None:
        return "", ""
    url = url_for("portfolio.submission", submission_id=trail.portfolio.submission_id)
    return url, "Open what you submitted"


def _while_others_look(trail: Trail) -> NextStep | None:
    portfolio, proposed = trail.portfolio, trail.proposed
    if portfolio is not None and portfolio.state in WITH_THE_PANEL:
        return NextStep(
            "Your portfolio is with the panel",
            "There is nothing to do until it is decided. What you submitted stays as it is.",
            *_way_to_submission(trail),
        )
    return None if proposed is None else _towards_the_meeting(proposed)


def _towards_the_meeting(proposed: Proposed) -> NextStep:
    name = KINDS[proposed.kind].name
    way = url_for("pathway.meeting", meeting_id=proposed.id), "Open the meeting"
    if proposed.go_ahead is False:
        words = f"Your supervisor wrote down what comes before your {name}."
        return NextStep("Read what your supervisor says", words, *way)
    if proposed.starts_at is not None:
        words = f"Your {name} is on {appointment(proposed.starts_at)}."
        return NextStep(f"Meet {proposed.held_by}", words, *way)
    if proposed.go_ahead is None:
        words = (
            f"Your {name} is proposed. Your supervisor says whether they recommend it; then find a "
            "day together."
        )
        return NextStep(f"Meet {proposed.held_by}", words, *way)
    words = f"Find a day together for your {name}. They record how it went."
    return NextStep(f"Meet {proposed.held_by}", words, *way)


def _on_the_way(enrolment: Enrolment, thing: NextThing) -> NextStep:
    title, _, left = thing.sentence.rstrip(".").partition(": ")
    sentences = (f"{left[:1].upper()}{left[1:]}." if left else "", WORDS.get(thing.kind, ""))
    return NextStep(title, " ".join(filter(None, sentences)), *_way(enrolment, thing))


def _way(enrolment: Enrolment, thing: NextThing) -> tuple[str, str]:
    if thing.kind in ABOUT_EVIDENCE and thing.evidence is not None:
        return _way_to(thing.evidence, thing.step)
    if thing.kind in WAYS:
        endpoint, label = WAYS[thing.kind]
        return url_for(endpoint), label
    if thing.kind in WAYS_IN_A_TRAINING:
        endpoint, label = WAYS_IN_A_TRAINING[thing.kind]
        return url_for(endpoint, enrolment_id=enrolment.id), label
    return "", ""


def _way_to(evidence: Evidence, step: Step | None) -> tuple[str, str]:
    if evidence.kind is EvidenceKind.SESSION:
        return url_for("supervision.log"), "Open your supervision"
    if evidence.kind is EvidenceKind.CLIENT:
        return url_for("casework.client", client_id=evidence.id), "Open the client"
    if step is Step.COUNTERSIGNATURE:
        return url_for("pathway.training_event", event_id=evidence.id), "See what you logged"
    if step is Step.SUPERVISION:
        return url_for("supervision.ask", cycle_id=evidence.id), "Ask for supervision"
    return url_for("casework.cycle", cycle_id=evidence.id), "Open the cycle"


WITH_THE_PANEL = {SubmissionState.SUBMITTED, SubmissionState.UNDER_REVIEW}

WORDS = {
    NextKind.INTRO_COURSE: "Your registrar records who was there, and your first stage then "
    "opens by itself.",
    NextKind.STAGE_OPENING: "Your registrar opens it; there is nothing for you to do.",
    NextKind.INTRODUCTION: "Find a time with your supervisor. They record it.",
    NextKind.NEW_CLIENT: "A code stands for the family; no name is written anywhere.",
    NextKind.NEW_CYCLE: "One film, and one shared review.",
    NextKind.SUPERVISION: "Find a time with your supervisor.",
    NextKind.LOG: "A supervisor who was there confirms it, and it counts.",
    NextKind.MEETING: "Choose who holds it, and what you show them.",
    NextKind.WAITING: "There is nothing for you to do about it now.",
}

ABOUT_EVIDENCE = {NextKind.CYCLE, NextKind.WAITING}
WAYS = {
    NextKind.NEW_CYCLE: ("casework.clients", "Choose a client"),
    NextKind.NEW_CLIENT: ("casework.add_client", "Add a client"),
    NextKind.SUPERVISION: ("supervision.log", "Open your supervision"),
    NextKind.INTRODUCTION: ("supervision.log", "Open your supervision"),
    NextKind.DOCUMENT: ("portfolio.build", "Open your portfolio"),
    NextKind.SUBMISSION: ("portfolio.build", "Open your portfolio"),
}
WAYS_IN_A_TRAINING = {
    NextKind.MEETING: ("pathway.propose_meeting", "Propose the meeting"),
    NextKind.EVENT: ("pathway.propose_meeting", "Propose the meeting"),
    NextKind.SELF_ASSESSMENT: ("pathway.self_assessment", "Look at your own work"),
    NextKind.COURSE_EVALUATION: ("pathway.trainee", "Find your course"),
    NextKind.LOG: ("pathway.log_event", "Log what took place"),
    NextKind.GAP: ("pathway.trainee", "See the whole journey"),
}
"""Endpoints and labels of where a next step is done: anywhere, or in this training."""
