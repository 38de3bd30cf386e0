"""Which films are kept longer than their case's policy says, because everyone in them agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from accreditation.consent import Purpose
from accreditation.retention import last_day_of_a_film
from app import clock
from app.casework.queries.consents import agreed_until
from app.extensions import db
from app.models.casework import Client
from app.models.footage import Recording, RecordingState
from app.models.wording import RetentionPolicy
from app.services.queries import policy_for

GONE = (RecordingState.REFUSED, RecordingState.ERASED)
Ended = Mapping[int, tuple[date, RetentionPolicy]]
"""By case: the day its work ended, and the policy of its service today."""


@dataclass(frozen=True)
class KeptLonger:
    """How many films of a case stay after the others, and the last day of the first to go."""

    films: int
    last_day: date


def still_there(client_id: object) -> ColumnElement[bool]:
    """Recordings of a case that are not gone; a refused one may wait for a decision."""
    undecided = Recording.original_kept & (Recording.state == RecordingState.REFUSED)
    return (Recording.client_id == client_id) & (Recording.state.not_in(GONE) | undecided)


def last_days(films: Sequence[Recording], ended: Ended) -> dict[int, date]:
    """The last day of each film of cases that have ended, by its id; one query for any."""
    longer = [one for one in films if ended[one.client_id][1].keep_at_most_months is not None]
    agreed = agreed_until(longer, Purpose.KEEPING)
    found = {}
    for one in films:
        ended_on, policy = ended[one.client_id]
        found[one.id] = last_day_of_a_film(
            ended_on, policy.months_after_end, policy.keep_at_most_months, agreed.get(one.id)
        )
    return found


def kept_longer(client: Client) -> KeptLonger | None:
    """What stays of a case that has ended after its usual last day; None where nothing does."""
    policy = policy_for(client)
    if client.ended_on is None or policy.keep_at_most_months is None:
        return None
    films = db.session.scalars(select(Recording).where(still_there(client.id))).all()
    days = last_days(films, {client.id: (client.ended_on, policy)})
    usual = last_day_of_a_film(client.ended_on, policy.months_after_end, None, None)
    later = [one for one in days.values() if one > max(usual, clock.today())]
    return KeptLonger(len(later), min(later)) if later else None
