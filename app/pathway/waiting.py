"""Who waits for whom, since when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from accreditation.record import Introduction, TrainingEvent
from accreditation.wording import day
from app.pathway.kinds import KINDS
from app.pathway.next_step import WITH_THE_PANEL
from app.pathway.queries import Trail


@dataclass(frozen=True)
class Waiting:
    """`who` has `what`; `since` is None where the day is in the words."""

    who: str
    what: str
    since: datetime | None = None
    url: str | None = None


def waiting_in(trail: Trail, supervisor: str | None) -> tuple[Waiting, ...]:
    """Everything of a training that lies with somebody else, the longest wait first."""
    found = [*_with_the_supervisor(trail, supervisor or "Your next supervisor"), *_beyond(trail)]
    dated = sorted((one for one in found if one.since), key=lambda one: str(one.since))
    return (*dated, *(one for one in found if not one.since))


def _with_the_supervisor(trail: Trail, name: str) -> Iterator[Waiting]:
    for each in trail.asked_for:
        url = url_for("casework.cycle", cycle_id=each.cycle_id)
        yield Waiting(name, f"has {each.label} for supervision", each.asked_at, url)
    proposed = trail.proposed
    if proposed is not None and proposed.go_ahead is None:
        url = url_for("pathway.meeting", meeting_id=proposed.id)
        what = f"has your {KINDS[proposed.kind].name} to recommend"
        yield Waiting(name, what, proposed.proposed_at, url)
    for session in trail.record.sessions:
        if session.signed_on is None:
            yield Waiting(name, f"has the session of {day(session.held_on)} to sign")


def _to_confirm(trail: Trail) -> Iterator[Waiting]:
    entries: list[Introduction | TrainingEvent] = [
        *trail.record.introductions,
        *trail.record.events,
    ]
    for logged in entries:
        if logged.by is None:
            url = url_for("pathway.training_event", event_id=logged.id)
            what = f"has the entry of {day(logged.on)} to confirm"
            yield Waiting("Whoever you asked", what, url=url)


def _beyond(trail: Trail) -> Iterator[Waiting]:
    yield from _to_confirm(trail)
    if trail.proposed is not None:
        url = url_for("pathway.meeting", meeting_id=trail.proposed.id)
        what = f"was asked to hold your {KINDS[trail.proposed.kind].name}"
        yield Waiting(trail.proposed.held_by, what, trail.proposed.proposed_at, url)
    sent = trail.portfolio
    if sent is not None and sent.state in WITH_THE_PANEL:
        url = url_for("portfolio.submission", submission_id=sent.submission_id)
        yield Waiting("The panel", "has your portfolio", sent.submitted_at, url)
