"""Signing in: browsers, second factors, recovery codes, personal links, attempts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to
from app.models.people import Person


class BrowserSession(Model):
    """A browser somebody signed in with. Its cookie holds a token, the row only its hash."""

    __tablename__ = "browser_sessions"

    id: Mapped[Key]
    person_id: Mapped[int] = to("people.id")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[At]
    seen_at: Mapped[At]
    ended_at: Mapped[MaybeAt]
    address: Mapped[str] = mapped_column(String(64))
    browser: Mapped[str] = mapped_column(String(60))
    waits_for_code: Mapped[bool] = mapped_column(default=False)
    second_factor_at: Mapped[MaybeAt]

    person: Mapped[Person] = relationship()

    __table_args__ = (
        CheckConstraint(
            "NOT waits_for_code OR second_factor_at IS NULL", name="waits_or_has_passed"
        ),
    )


class SecondFactor(Model):
    """The key of somebody's authenticator app, sealed; `last_step` is the last code used."""

    __tablename__ = "second_factors"

    id: Mapped[Key]
    person_id: Mapped[int] = to("people.id", unique=True)
    sealed_secret: Mapped[str] = mapped_column(String(300))
    set_up_at: Mapped[At]
    last_step: Mapped[int | None]


class RecoveryCode(Model):
    """One of ten codes for the day the phone is not there; only a keyed hash is kept."""

    __tablename__ = "recovery_codes"

    id: Mapped[Key]
    person_id: Mapped[int] = to("people.id")
    code_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[At]
    used_at: Mapped[MaybeAt]

    __table_args__ = (UniqueConstraint("person_id", "code_hash"),)


class LinkKind(StrEnum):
    INVITATION = "invitation"
    RESET = "reset"


class PersonalLink(Model):
    """A link in a letter: for one person, one purpose, one use, for a time."""

    __tablename__ = "personal_links"

    id: Mapped[Key]
    person_id: Mapped[int] = to("people.id")
    kind: Mapped[LinkKind] = mapped_column(choice(LinkKind))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[int | None] = to("people.id")
    made_at: Mapped[At]
    until: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[MaybeAt]
    ended_at: Mapped[MaybeAt]

    person: Mapped[Person] = relationship(foreign_keys=[person_id])

    __table_args__ = (
        Index(
            "uq_personal_links_open",
            "person_id",
            "kind",
            unique=True,
            sqlite_where=text("used_at IS NULL AND ended_at IS NULL"),
            postgresql_where=text("used_at IS NULL AND ended_at IS NULL"),
        ),
    )


class PasswordRequest(Model):
    """Somebody asked for a new password; whether they have an account is found out later."""

    __tablename__ = "password_requests"

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(254))
    asked_at: Mapped[At]
    answered_at: Mapped[MaybeAt]


class Step(StrEnum):
    """What somebody tried on the way in."""

    PASSWORD = "password"  # noqa: S105  (the name of a step)
    CODE = "code"
    RECOVERY_CODE = "recovery_code"
    RESET = "reset"
    LINK = "link"


class SignInAttempt(Model):
    """One attempt on the way in, kept to slow down guessing and to show what happened."""

    __tablename__ = "sign_in_attempts"

    id: Mapped[Key]
    email: Mapped[str] = mapped_column(String(254), index=True)
    address: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    succeeded: Mapped[bool]
    step: Mapped[Step] = mapped_column(choice(Step))
    browser: Mapped[str] = mapped_column(String(60))
