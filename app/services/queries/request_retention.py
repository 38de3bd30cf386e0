"""Requests that nobody took on whose time is over, or soon. The day depends on today's policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased, defer

from accreditation.retention import months_after
from app import clock
from app.extensions import db
from app.models.case_requests import WORDS, CaseRequest, RequestState
from app.models.wording import RetentionPolicy
from app.notices.queries import told_before
from app.services.queries.members import leads_of


@dataclass(frozen=True)
class GoingRequest:
    """A request that nobody took on, with its service's policy of today."""

    request: CaseRequest
    policy: RetentionPolicy

    @property
    def months(self) -> int:
        return months_of(self.request, self.policy)

    @property
    def last_day(self) -> date:
        return last_day_of(self.request, self.policy)

    @property
    def is_over(self) -> bool:
        return self.last_day < clock.today()

    @property
    def reminder(self) -> str | None:
        """The name under which the leads are reminded now: the nearest day before that is reached.

        None: no day is reached, or it does not wait for anybody.
        """
        left = (self.last_day - clock.today()).days
        reached = [days for days in self.policy.reminder_days if 0 <= left <= days]
        if not reached or not self.request.state.is_open:
            return None
        return f"request {self.request.id} goes {self.last_day} {min(reached)}"


def months_of(request: CaseRequest, policy: RetentionPolicy) -> int:
    """How long it is kept: the policy's months, and at least one while it waits for somebody."""
    return max(policy.months_after_end, 1 if request.state.is_open else 0)


def last_day_of(request: CaseRequest, policy: RetentionPolicy) -> date:
    """The last day on which a request is kept that nobody takes on."""
    return months_after(request.since.date(), months_of(request, policy))


def whose_requests_are_over() -> list[int]:
    """Ids of requests that had to go by yesterday."""
    return [one.request.id for one in _not_taken_on() if one.is_over]


def requests_to_remind_of() -> list[int]:
    """Ids of requests of which somebody who leads the service is to be reminded now."""
    return [one.request.id for one in _not_taken_on() if _is_to_be_told(one)]


def going_request(request_id: int) -> GoingRequest | None:
    """A request that nobody took on; None once it was taken on or is gone."""
    return next(_not_taken_on(CaseRequest.id == request_id), None)


def _is_to_be_told(one: GoingRequest) -> bool:
    key = one.reminder
    if key is None:
        return False
    return any(not told_before(lead.person_id, key) for lead in leads_of(one.request.service_id))


def _not_taken_on(*conditions: ColumnElement[bool]) -> Iterator[GoingRequest]:
    other = aliased(RetentionPolicy)
    latest = select(func.max(other.number)).where(other.service_id == CaseRequest.service_id)
    kept = (
        select(CaseRequest, RetentionPolicy)
        .join(RetentionPolicy, RetentionPolicy.service_id == CaseRequest.service_id)
        .where(
            RetentionPolicy.number == latest.correlate(CaseRequest).scalar_subquery(),
            CaseRequest.erased_at.is_(None),
            CaseRequest.state != RequestState.TAKEN_ON,
            *conditions,
        )
        .options(*(defer(getattr(CaseRequest, one)) for one in WORDS))
        .order_by(CaseRequest.since, CaseRequest.id)
    )
    for request, policy in db.session.execute(kept):
        yield GoingRequest(request, policy)
