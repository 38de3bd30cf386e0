"""People, the roles they hold, and the forms they sent."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to


class Role(StrEnum):
    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    ACCREDITOR = "accreditor"
    REGISTRAR = "registrar"
    SERVICE_LEAD = "service_lead"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")

    @property
    def needs_second_factor(self) -> bool:
        """Whether nobody acts in this role without a second factor passed in this browser."""
        return self in {Role.SUPERVISOR, Role.ACCREDITOR, Role.REGISTRAR}


class Person(UserMixin, Model):
    """Somebody with an account. Clients have none.

    `password_hash` is empty until an invited person has chosen a password. `time_zone` is the
    name of one in the tz database, such as `Europe/London`.
    """

    __tablename__ = "people"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    time_zone: Mapped[str] = mapped_column(
        String(64), default="Europe/London", server_default="Europe/London"
    )
    created_at: Mapped[At]
    closed_at: Mapped[MaybeAt]

    roles: Mapped[list[RoleHeld]] = relationship(back_populates="person", lazy="selectin")

    __table_args__ = (CheckConstraint("email = lower(email)", name="email_is_lower_case"),)

    @property
    def is_active(self) -> bool:
        return self.closed_at is None

    @property
    def has_password(self) -> bool:
        return self.password_hash != ""

    @property
    def current_roles(self) -> tuple[Role, ...]:
        return tuple(held.role for held in self.roles if held.until is None)


class RoleHeld(Model):
    """A role held by a person, from one moment until another."""

    __tablename__ = "roles_held"

    id: Mapped[Key]
    person_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))
    since: Mapped[At]
    until: Mapped[MaybeAt]

    person: Mapped[Person] = relationship(back_populates="roles")

    __table_args__ = (
        Index(
            "uq_roles_held_now",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )


class SentForm(Model):
    """A form that was taken in once; the same form again leads to the same answer."""

    __tablename__ = "sent_forms"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(primary_key=True)
    led_to: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(Instant, index=True)
