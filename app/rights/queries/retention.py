"""Cases whose films go today, or soon. The day depends on each service's policy of today.

The scans of signed forms go with the last film, and on the usual last day where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from accreditation.retention import last_day_of_a_film
from app import clock
from app.casework.queries import has_scans, last_days, scans_of_cases, still_there
from app.extensions import db
from app.models.casework import Client
from app.models.consent_scans import ConsentScan
from app.models.footage import Recording
from app.models.programme import Enrolment
from app.models.wording import RetentionPolicy
from app.notices.queries import told_before


@dataclass(frozen=True)
class Going:
    """A case that has ended, with the last day of each of its films that are still there.

    `usual_day` is that of a film nobody agreed to keep longer; `scans` are of signed forms.
    """

    client: Client
    policy: RetentionPolicy
    usual_day: date
    films: Sequence[tuple[Recording, date]]
    scans: Sequence[ConsentScan]

    @property
    def over(self) -> list[tuple[Recording, date]]:
        """What had to go by yesterday."""
        return [one for one in self.films if one[1] < clock.today()]

    @property
    def scans_over(self) -> Sequence[ConsentScan]:
        """What had to go by yesterday, because no film stays that it speaks about."""
        stays = len(self.over) < len(self.films) or self.usual_day >= clock.today()
        return [] if stays else self.scans

    @property
    def next_day(self) -> date | None:
        """The next last day that is still to come."""
        return min((day for _, day in self.films if day >= clock.today()), default=None)


@dataclass(frozen=True)
class Reminder:
    """What is to be told, and the name under which it is told once; `films` of `of` go then."""

    last_day: date
    films: int
    of: int
    key: str

    @property
    def days_left(self) -> int:
        return (self.last_day - clock.today()).days


def whose_films_are_due() -> list[int]:
    """Ids of cases with films, or scans, that had to go by yesterday and are still there."""
    return [one.client.id for one in _ended_with_films() if one.over or one.scans_over]


def going(client_id: int) -> Going | None:
    """What is there of a case that has ended, and its last days; None where nothing is left."""
    return next(_ended_with_films(Client.id == client_id), None)


def whose_reminder_is_due() -> list[int]:
    """Ids of cases whose trainee is to be reminded now."""
    return [one.client.id for one in _ended_with_films() if _due(one)]


def reminder_due(client_id: int) -> Reminder | None:
    """What to tell the trainee of a case now; None: nothing is due."""
    found = going(client_id)
    return _due(found) if found else None


def _due(one: Going) -> Reminder | None:
    """Of the policy's days before, the nearest that is reached, unless it was told."""
    last_day = one.next_day
    if last_day is None:
        return None
    left = (last_day - clock.today()).days
    reached = [days for days in one.policy.reminder_days if left <= days]
    if not reached:
        return None
    key = f"films of {one.client.id} go {last_day} {min(reached)}"
    if told_before(one.client.enrolment.trainee_id, key):
        return None
    then = sum(day == last_day for _, day in one.films)
    return Reminder(last_day, then, len(one.films), key)


def _ended_with_films(*conditions: ColumnElement[bool]) -> Iterator[Going]:
    other = aliased(RetentionPolicy)
    latest = select(func.max(other.number)).where(other.service_id == Enrolment.service_id)
    ended = (
        select(Client, RetentionPolicy)
        .join(Enrolment, Enrolment.id == Client.enrolment_id)
        .join(RetentionPolicy, RetentionPolicy.service_id == Enrolment.service_id)
        .where(
            RetentionPolicy.number == latest.correlate(Enrolment).scalar_subquery(),
            Client.ended_on.is_not(None),
            or_(
                exists().where(still_there(Client.id)).correlate(Client),
                has_scans(Client.id).correlate(Client),
            ),
            *conditions,
        )
        .order_by(Client.ended_on, Client.id)
    )
    cases = db.session.execute(ended).all()
    policies = {one.id: (one.ended_on, policy) for one, policy in cases if one.ended_on}
    days, films_of = _films_of(policies)
    scans_of = scans_of_cases(policies)
    for client, policy in cases:
        films = [(film, days[film.id]) for film in films_of.get(client.id, [])]
        usual_day = last_day_of_a_film(policies[client.id][0], policy.months_after_end, None, None)
        yield Going(client, policy, usual_day, films, scans_of.get(client.id, []))


def _films_of(
    cases: dict[int, tuple[date, RetentionPolicy]],
) -> tuple[dict[int, date], dict[int, list[Recording]]]:
    listed = select(Recording).where(
        Recording.client_id.in_(cases), still_there(Recording.client_id)
    )
    films = db.session.scalars(listed.order_by(Recording.id)).all()
    by_case: dict[int, list[Recording]] = {}
    for one in films:
        by_case.setdefault(one.client_id, []).append(one)
    return last_days(films, cases), by_case
