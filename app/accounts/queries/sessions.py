"""Questions about browsers and second factors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager

from app import clock
from app.accounts import sealing
from app.extensions import db
from app.models.people import Person
from app.models.sign_in import BrowserSession, RecoveryCode, SecondFactor

TIME_FOR_THE_CODE = timedelta(minutes=10)


def live_session(token: str) -> BrowserSession | None:
    """The browser with this token, while somebody is signed in with it; with its person."""
    return _with_token(token, BrowserSession.waits_for_code.is_(False), *_within_the_limits())


def session_waiting_for_code(token: str) -> BrowserSession | None:
    """The browser with this token, ten minutes from the password on, while no code came."""
    in_time = BrowserSession.began_at > clock.now() - TIME_FOR_THE_CODE
    return _with_token(token, BrowserSession.waits_for_code.is_(True), in_time)


def _with_token(token: str, *conditions: ColumnElement[bool]) -> BrowserSession | None:
    asked = (
        select(BrowserSession)
        .join(BrowserSession.person)
        .options(contains_eager(BrowserSession.person).joinedload(Person.roles))
        .where(
            BrowserSession.token_hash == sealing.token_hash(token),
            BrowserSession.ended_at.is_(None),
            Person.closed_at.is_(None),
            *conditions,
        )
    )
    return db.session.scalars(asked).unique().one_or_none()


def _within_the_limits() -> tuple[ColumnElement[bool], ...]:
    idle = timedelta(seconds=current_app.config["SESSION_IDLE_SECONDS"])
    total = timedelta(seconds=current_app.config["SESSION_TOTAL_SECONDS"])
    return (
        BrowserSession.seen_at > clock.now() - idle,
        BrowserSession.began_at > clock.now() - total,
    )


def open_sessions(person_id: int) -> Select[Any]:
    """Every browser of the person's that has not been signed out, those awaiting a code too."""
    return select(BrowserSession).where(
        BrowserSession.person_id == person_id, BrowserSession.ended_at.is_(None)
    )


def live_sessions(person_id: int) -> Select[Any]:
    """The browsers the person is signed in with, the last seen first."""
    return (
        open_sessions(person_id)
        .where(BrowserSession.waits_for_code.is_(False), *_within_the_limits())
        .order_by(BrowserSession.seen_at.desc(), BrowserSession.id.desc())
    )


def count_live_sessions(person_id: int) -> int:
    live = live_sessions(person_id).order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(live)) or 0


def second_factor_of(person_id: int) -> SecondFactor | None:
    return db.session.scalar(select(SecondFactor).filter_by(person_id=person_id))


def recovery_codes_left(person_id: int) -> int:
    left = select(func.count(RecoveryCode.id)).filter_by(person_id=person_id, used_at=None)
    return db.session.scalar(left) or 0
