"""How long a service keeps film: in versions that say what they rest on and never change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from app.extensions import transaction
from app.models.wording import RetentionPolicy
from app.services import operations, queries
from app.services.operations import PolicyTerms
from app.web.errors import Refusal
from tests.browser_like import Visitor
from tests.services.conftest import Setting

TERMS = PolicyTerms(3, (30, 7), 24, "Records schedule 2026, line 14", "Trainees take two years.")


def publish(setting: Setting, terms: PolicyTerms = TERMS) -> RetentionPolicy:
    with transaction():
        return operations.publish_policy(setting.actor, setting.service, terms)


def test_a_change_is_a_new_version_and_the_earlier_one_stays(setting: Setting) -> None:
    policy = publish(setting)
    assert (policy.number, policy.months_after_end, policy.keep_at_most_months) == (2, 3, 24)
    assert queries.current_policy(setting.service.id).id == policy.id
    assert [one.number for one in queries.policies_of(setting.service.id)] == [2, 1]
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction() as session:
        session.execute(update(RetentionPolicy).values(months_after_end=99))
    with pytest.raises(IntegrityError, match="cannot be removed"), transaction() as session:
        session.execute(delete(RetentionPolicy))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"months_after_end": -1}, "between 0 and 120"),
        ({"months_after_end": 121}, "between 0 and 120"),
        ({"source": " "}, "what this rests on"),
        ({"keep_at_most_months": 3}, "later than the usual time"),
        ({"keep_at_most_months": 121}, "within 120 months"),
        ({"reminder_days": (90,)}, "before the films go"),
        ({"reminder_days": (7, 30)}, "the earliest first"),
        ({"reminder_days": (7, 7)}, "each reminder once"),
    ],
)
def test_what_cannot_be_is_refused(setting: Setting, changed: dict, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        publish(setting, replace(TERMS, **changed))
    assert queries.current_policy(setting.service.id).number == 1


def test_the_same_again_is_no_version(setting: Setting) -> None:
    publish(setting)
    with pytest.raises(Refusal, match="the same as the version that holds"):
        publish(setting)


def test_a_lead_publishes_a_version_on_their_pages(morgan: Visitor, setting: Setting) -> None:
    page = f"/services/{setting.service.id}/retention"
    assert "2 months after involvement ends" in morgan.open(page)
    assert "VIG FORM 1" in morgan.open(f"{page}/new")
    form = {
        "months_after_end": "3",
        "reminders": "30, 7",
        "keep_at_most_months": "24",
        "source": "Records schedule 2026",
        "reason": "Trainees take two years.",
    }
    unsure = morgan.send(f"{page}/new", form)
    assert unsure.status_code == 422
    odd = morgan.send(f"{page}/new", {**form, "confirmed": "y", "reminders": "soon"})
    assert "Give whole numbers of days" in odd.text
    assert morgan.send(f"{page}/new", {**form, "confirmed": "y"}).status_code == 302
    shown = morgan.open(page)
    assert "Version 2 holds" in shown
    assert "With explicit consent, for 24 months at most" in shown
    assert "Came with Attune" in shown
    assert "Morgan Hale" in shown
