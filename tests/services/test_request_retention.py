"""A request that nobody took on goes after the service's months; that there was one stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from accreditation.retention import months_after
from app import clock
from app.extensions import db, transaction
from app.jobs import WORKS
from app.models.audit import AuditEntry
from app.models.case_requests import WORDS, CaseRequest, RequestState
from app.models.notices import Notice
from app.services import operations, queries
from tests import factories as make
from tests.browser_like import Visitor
from tests.services.conftest import Setting


def request_in(setting: Setting, state: RequestState) -> CaseRequest:
    asked = setting.trainee if state is not RequestState.WAITING else None
    return make.case_request(setting.service, state, asked, written_by_id=setting.lead.id)


def days_until(last_day: date) -> int:
    return (last_day - clock.today()).days


def after(days: int) -> None:
    """What the worker does of what waits then, twice."""
    with clock.moved_by(timedelta(days=days)):
        for name in ("services.remind_of_request", "services.erase_request") * 2:
            for row_id in WORKS[name].pending():
                WORKS[name].do(row_id)
    db.session.expire_all()


def told(setting: Setting) -> list[str]:
    mine = select(Notice.words).filter_by(person_id=setting.lead.id)
    return list(db.session.scalars(mine.order_by(Notice.id)))


@pytest.mark.parametrize("state", [one for one in RequestState if one is not RequestState.TAKEN_ON])
def test_what_nobody_took_on_is_erased_on_its_day_and_counted(
    morgan: Visitor, setting: Setting, state: RequestState
) -> None:
    request = request_in(setting, state)
    last = days_until(months_after(clock.today(), 2))
    after(last)
    assert request.why != ""
    after(last + 1)
    assert [getattr(request, one) for one in ("code", *WORDS)] == [""] * (1 + len(WORDS))
    entry = db.session.scalars(select(AuditEntry).filter_by(act="case_request.erased")).one()
    assert (entry.subject_id, entry.detail["months"]) == (request.id, 2)
    assert queries.request_counts(setting.service.id).erased == 1
    page = morgan.open(f"/services/{setting.service.id}/requests")
    assert "1 earlier request that nobody took on was erased" in page
    morgan.open(f"/services/requests/{request.id}", 404)
    told_of_it = [words for words in told(setting) if "was erased" in words]
    assert len(told_of_it) == (1 if state.is_open else 0)


def test_what_was_taken_on_is_not_erased(setting: Setting) -> None:
    client = make.client(setting.training)
    request = make.case_request(
        setting.service,
        RequestState.TAKEN_ON,
        setting.trainee,
        written_by_id=setting.lead.id,
        client_id=client.id,
    )
    after(400)
    assert request.erased_at is None


def test_the_leads_are_reminded_and_can_say_that_it_still_waits(
    morgan: Visitor, setting: Setting
) -> None:
    request = request_in(setting, RequestState.WAITING)
    last = days_until(months_after(clock.today(), 2))
    after(last - 31)
    assert told(setting) == []
    after(last - 30)
    assert ["30 days left" in words for words in told(setting)] == [True]
    after(last - 7)
    assert "7 days left" in told(setting)[-1]
    with clock.moved_by(timedelta(days=last)), transaction():
        operations.keep_request(setting.actor, request)
    after(last + 1)
    assert request.erased_at is None
    assert morgan.send(f"/services/requests/{request.id}/keep").status_code == 302


def test_a_withdrawn_request_is_not_reminded_of(setting: Setting) -> None:
    request_in(setting, RequestState.WITHDRAWN)
    after(days_until(months_after(clock.today(), 2)))
    assert told(setting) == []


def test_a_policy_of_no_months_leaves_a_month_to_allocate_an_open_request(
    setting: Setting,
) -> None:
    make.policy(setting.service, months_after_end=0, reminder_days=[])
    waiting = request_in(setting, RequestState.GIVEN_BACK)
    withdrawn = request_in(setting, RequestState.WITHDRAWN)
    after(1)
    assert withdrawn.erased_at is not None
    assert waiting.erased_at is None
    after(days_until(months_after(clock.today(), 1)) + 1)
    assert waiting.erased_at is not None
