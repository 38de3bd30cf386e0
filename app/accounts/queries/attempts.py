"""Questions about attempts on the way in, and how long somebody waits who missed too often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from app import clock
from app.extensions import db
from app.models.sign_in import BrowserSession, PasswordRequest, SignInAttempt, Step

WINDOW = timedelta(minutes=15)
AN_ADDRESS_IS_KNOWN_FOR = timedelta(days=90)
KEPT_FOR = timedelta(days=180)


@dataclass(frozen=True)
class Limit:
    """So many misses in a quarter of an hour, at one account and from one address."""

    account: int
    address: int


LIMITS = {
    Step.PASSWORD: Limit(8, 60),
    Step.CODE: Limit(6, 60),
    Step.RECOVERY_CODE: Limit(6, 60),
    Step.RESET: Limit(5, 30),
    Step.LINK: Limit(30, 30),
}


def time_to_wait(step: Step, email: str, address: str) -> timedelta | None:
    """How long this step stays closed for the account or the address; None: it is open.

    Strangers who miss close the door to strangers only: an address from which the same step went
    well in the last ninety days is held to its own misses. So nobody is locked out for good.
    """
    limit, from_here = LIMITS[step], SignInAttempt.address == address
    at_account = [SignInAttempt.email == email]
    if _is_known(step, email, address):
        at_account.append(from_here)
    waits = [_wait(step, limit.address, from_here)]
    if email:
        waits.append(_wait(step, limit.account, *at_account))
    return max(filter(None, waits), default=None)


def _wait(step: Step, limit: int, *whose: ColumnElement[bool]) -> timedelta | None:
    """The time until the oldest of the last `limit` misses is out of the window."""
    misses = select(SignInAttempt.at).where(
        *whose,
        SignInAttempt.step == step,
        SignInAttempt.succeeded.is_(False),
        SignInAttempt.at > clock.now() - WINDOW,
    )
    counted = misses.order_by(SignInAttempt.at.desc()).offset(limit - 1).limit(1)
    oldest = db.session.scalar(counted)
    return oldest + WINDOW - clock.now() if oldest else None


def _is_known(step: Step, email: str, address: str) -> bool:
    went_well = select(SignInAttempt.id).where(
        SignInAttempt.email == email,
        SignInAttempt.address == address,
        SignInAttempt.step == step,
        SignInAttempt.succeeded.is_(True),
        SignInAttempt.at > clock.now() - AN_ADDRESS_IS_KNOWN_FOR,
    )
    return db.session.scalar(went_well.limit(1)) is not None


def attempts_at(email: str) -> Select[Any]:
    """Everything that was tried with this address, the newest first."""
    newest = SignInAttempt.at.desc(), SignInAttempt.id.desc()
    return select(SignInAttempt).where(SignInAttempt.email == email).order_by(*newest)


def long_past_sign_ins(at_most: int) -> list[tuple[InstrumentedAttribute[int], list[int]]]:
    """Attempts, browsers and requests for a password that nobody needs any more: key and ids."""
    before = clock.now() - KEPT_FOR
    past = (
        (SignInAttempt.id, SignInAttempt.at < before),
        (BrowserSession.id, BrowserSession.seen_at < before),
        (PasswordRequest.id, PasswordRequest.asked_at < before),
    )
    return [
        (key, list(db.session.scalars(select(key).where(old).limit(at_most)))) for key, old in past
    ]


def some_sign_in_is_long_past() -> list[int]:
    """One id when there is something to remove, for the sweep."""
    return [ids[0] for _, ids in long_past_sign_ins(1) if ids][:1]
