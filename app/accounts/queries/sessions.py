"""Questions about browsers and second factors."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import contains_eager

from app import clock
from app.accounts import sealing
from app.extensions import db
from app.models.base import Instant
from app.models.people import Person
from app.models.sign_in import BrowserSession, RecoveryCode, SecondFactor

TIME_FOR_THE_CODE = timedelta(minutes=10)

Asked = Select[BrowserSession]
_BEGAN_LATER = BrowserSession.began_at > bindparam("began_after", type_=Instant)


def live_session(token: str) -> BrowserSession | None:
    """The browser with this token, while somebody is signed in with it; with its person."""
    return _found(_live(), token, **_earliest())


def session_waiting_for_code(token: str) -> BrowserSession | None:
    """The browser with this token, ten minutes from the password on, while no code came."""
    return _found(_waiting(), token, began_after=clock.now() - TIME_FOR_THE_CODE)


def _found(asked: Asked, token: str, **when: datetime) -> BrowserSession | None:
    bound = {"token": sealing.token_hash(token), **when}
    return db.session.scalars(asked, bound).unique().one_or_none()


@cache
def _live() -> Asked:
    return _with_token(BrowserSession.waits_for_code.is_(False), *_within_the_limits())


@cache
def _waiting() -> Asked:
    return _with_token(BrowserSession.waits_for_code.is_(True), _BEGAN_LATER)


def _with_token(*conditions: ColumnElement[bool]) -> Asked:
    """The question with which every request begins: put together once, its answer never kept."""
    return (
        select(BrowserSession)
        .join(BrowserSession.person)
        .options(contains_eager(BrowserSession.person).joinedload(Person.roles))
        .where(
            BrowserSession.token_hash == bindparam("token"),
            BrowserSession.ended_at.is_(None),
            Person.closed_at.is_(None),
            *conditions,
        )
    )


def _within_the_limits() -> tuple[ColumnElement[bool], ...]:
    """Asked with the times of `_earliest`."""
    return (BrowserSession.seen_at > bindparam("seen_after", type_=Instant), _BEGAN_LATER)


def _earliest() -> dict[str, datetime]:
    now, settings = clock.now(), current_app.config
    return {
        "seen_after": now - timedelta(seconds=settings["SESSION_IDLE_SECONDS"]),
        "began_after": now - timedelta(seconds=settings["SESSION_TOTAL_SECONDS"]),
    }


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
        .params(_earliest())
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
