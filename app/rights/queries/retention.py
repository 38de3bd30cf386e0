"""Cases whose films go today, or soon. The day depends on each service's policy of today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased

from accreditation.retention import Countdown, countdown
from app import clock
from app.extensions import db
from app.models.casework import Client
from app.models.footage import Recording, RecordingState
from app.models.programme import Enrolment
from app.models.wording import RetentionPolicy
from app.notices.queries import told_before

GONE = (RecordingState.REFUSED, RecordingState.ERASED)


def films_left(client: Client) -> Sequence[Recording]:
    """The recordings of a case that are not gone; a refused one may wait for a decision."""
    kept = select(Recording).where(_kept(client.id))
    return db.session.scalars(kept.order_by(Recording.id)).all()


def whose_films_are_due() -> list[int]:
    """Ids of cases whose films had to go by yesterday and are still there."""
    return [client.id for client, films_go, _ in _ended_with_films() if films_go.is_over]


def whose_reminder_is_due() -> list[int]:
    """Ids of cases whose trainee is to be reminded now."""
    return [client.id for client, go, days in _ended_with_films() if _due(client, go, days)]


def reminder_due(client_id: int) -> tuple[Countdown, str] | None:
    """The countdown to tell, and the name under which it is told once; None: nothing is due."""
    found = next(_ended_with_films(Client.id == client_id), None)
    key = _due(*found) if found else None
    return (found[1], key) if found and key else None


def _due(client: Client, films_go: Countdown, reminder_days: list[int]) -> str | None:
    """Of the policy's days before, the nearest that is reached, unless it was told."""
    left = films_go.days_left
    reached = [days for days in reminder_days if left is not None and 0 <= left <= days]
    if not reached:
        return None
    key = f"films of {client.id} go {films_go.last_day} {min(reached)}"
    return None if told_before(client.enrolment.trainee_id, key) else key


def _ended_with_films(
    *conditions: ColumnElement[bool],
) -> Iterator[tuple[Client, Countdown, list[int]]]:
    other = aliased(RetentionPolicy)
    latest = select(func.max(other.number)).where(other.service_id == Enrolment.service_id)
    ended = (
        select(Client, RetentionPolicy)
        .join(Enrolment, Enrolment.id == Client.enrolment_id)
        .join(RetentionPolicy, RetentionPolicy.service_id == Enrolment.service_id)
        .where(
            RetentionPolicy.number == latest.correlate(Enrolment).scalar_subquery(),
            Client.ended_on.is_not(None),
            exists().where(_kept(Client.id)).correlate(Client),
            *conditions,
        )
        .order_by(Client.ended_on, Client.id)
    )
    for client, policy in db.session.execute(ended).all():
        films_go = countdown(client.ended_on, policy.months_after_end, on=clock.today())
        yield client, films_go, policy.reminder_days


def _kept(client_id: object) -> ColumnElement[bool]:
    undecided = Recording.original_kept & (Recording.state == RecordingState.REFUSED)
    return (Recording.client_id == client_id) & (Recording.state.not_in(GONE) | undecided)
