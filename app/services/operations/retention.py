"""How long a service keeps the films of a case: a change is a new version."""

from __future__ import annotations

from dataclasses import dataclass

from app import audit
from app.audit import Acting
from app.extensions import db
from app.models.services import Service
from app.models.wording import RetentionPolicy
from app.services import queries
from app.web.errors import Refusal

LONGEST_MONTHS = 120
MONTH_IN_DAYS = 28


@dataclass(frozen=True)
class PolicyTerms:
    """What a version holds; see `RetentionPolicy`. Reminders are days before the films go."""

    months_after_end: int
    reminder_days: tuple[int, ...]
    keep_at_most_months: int | None
    source: str
    reason: str = ""
    keeps_originals: bool = False


DEFAULT = PolicyTerms(
    months_after_end=2,
    reminder_days=(30, 7),
    keep_at_most_months=None,
    source="A published consent form of a health service (VIG FORM 1): films are erased within "
    "two months of the end of involvement. A service may decide otherwise.",
    reason="The default that comes with Attune.",
)


def publish_policy(actor: Acting | None, service: Service, terms: PolicyTerms) -> RetentionPolicy:
    """The service's next version; earlier ones stay to be read, and none ever changes.

    Raises Refusal for terms that cannot be, or that say the same as the version that holds.
    """
    _refuse_what_cannot_be(terms)
    if terms_of(queries.current_policy(service.id)) == terms:
        raise Refusal("This says the same as the version that holds. Nothing was published.")
    policy = RetentionPolicy(
        service_id=service.id,
        number=queries.next_policy_number(service),
        published_by_id=actor.person_id if actor else None,
    )
    put(terms, policy)
    db.session.add(policy)
    audit.record(actor, "retention.published", policy, service=service.id, version=policy.number)
    return policy


def put(terms: PolicyTerms, policy: RetentionPolicy) -> None:
    """The policy, not yet kept, holds these terms."""
    policy.months_after_end = terms.months_after_end
    policy.reminder_days = list(terms.reminder_days)
    policy.keep_at_most_months = terms.keep_at_most_months
    policy.keeps_originals = terms.keeps_originals
    policy.source, policy.reason = terms.source.strip(), terms.reason.strip()


def terms_of(policy: RetentionPolicy) -> PolicyTerms:
    return PolicyTerms(
        policy.months_after_end,
        tuple(policy.reminder_days),
        policy.keep_at_most_months,
        policy.source,
        policy.reason,
        policy.keeps_originals,
    )


def _refuse_what_cannot_be(terms: PolicyTerms) -> None:
    months, longest = terms.months_after_end, terms.keep_at_most_months
    if not 0 <= months <= LONGEST_MONTHS:
        raise Refusal(f"Choose between 0 and {LONGEST_MONTHS} months.")
    if not terms.source.strip():
        raise Refusal("Say what this rests on, so that others can look it up.")
    if longest is not None and not months < longest <= LONGEST_MONTHS:
        raise Refusal(
            "Keeping for accreditation has to end later than the usual time, "
            f"and within {LONGEST_MONTHS} months."
        )
    if any(not 0 < days < max(months, 1) * MONTH_IN_DAYS for days in terms.reminder_days):
        raise Refusal("A reminder comes after involvement ends and before the films go.")
    if list(terms.reminder_days) != sorted(set(terms.reminder_days), reverse=True):
        raise Refusal("Give each reminder once, the earliest first, for example 30, 7.")
