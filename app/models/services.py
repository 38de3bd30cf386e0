"""The employers, who belongs to them, and what they confirmed before anyone films."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.people import Person


class ServiceKind(StrEnum):
    COUNCIL = "council"
    TRUST = "trust"
    SCHOOL = "school"
    CHARITY = "charity"
    INDEPENDENT = "independent"


class Service(Model):
    """An employer. `quota_bytes` is the room its films may take; None: no limit was agreed."""

    __tablename__ = "services"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(160), unique=True)
    kind: Mapped[ServiceKind] = mapped_column(choice(ServiceKind))
    created_at: Mapped[At]
    quota_bytes: Mapped[int | None] = mapped_column(
        BigInteger, CheckConstraint("quota_bytes > 0", name="a_quota_has_room")
    )


class MemberKind(StrEnum):
    LEAD = "lead"
    PRACTITIONER = "practitioner"


class ServiceMember(Model):
    """Somebody leads a service or works in it, from one moment until another.

    A practitioner's line manager is a person with an account, or a name where they have none.
    """

    __tablename__ = "service_members"

    id: Mapped[Key]
    service_id: Mapped[int] = to("services.id")
    person_id: Mapped[int] = to("people.id")
    kind: Mapped[MemberKind] = mapped_column(choice(MemberKind))
    since: Mapped[At]
    until: Mapped[MaybeAt]
    line_manager_id: Mapped[int | None] = to("people.id")
    line_manager_name: Mapped[str | None] = mapped_column(String(120))

    service: Mapped[Service] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    line_manager: Mapped[Person | None] = relationship(foreign_keys=[line_manager_id])

    __table_args__ = (
        CheckConstraint("line_manager_id <> person_id", name="nobody_manages_themselves"),
        CheckConstraint(
            "line_manager_id IS NULL OR line_manager_name IS NULL", name="one_line_manager"
        ),
        CheckConstraint("line_manager_name <> ''", name="a_line_manager_has_a_name"),
        CheckConstraint(
            "kind = 'practitioner' OR (line_manager_id IS NULL AND line_manager_name IS NULL)",
            name="practitioners_have_line_managers",
        ),
        CheckConstraint("until IS NULL OR until >= since", name="it_ends_after_it_begins"),
        Index(
            "uq_service_members_now",
            "service_id",
            "person_id",
            "kind",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )


class CheckItem(StrEnum):
    """What an employer settles before filming starts."""

    VIDEO_PROTOCOL = "video_protocol"
    DPIA = "dpia"
    ENCRYPTED_DEVICES = "encrypted_devices"


class FilmingCheck(Model):
    """A lead confirmed one item; the one that stands has `taken_back_at` empty."""

    __tablename__ = "filming_checks"

    id: Mapped[Key]
    service_id: Mapped[int] = to("services.id")
    item: Mapped[CheckItem] = mapped_column(choice(CheckItem))
    settled_on: Mapped[date]
    reference: Mapped[str] = mapped_column(String(200))
    confirmed_by_id: Mapped[int] = to("people.id")
    confirmed_at: Mapped[At]
    taken_back_by_id: Mapped[int | None] = to("people.id")
    taken_back_at: Mapped[MaybeAt]

    confirmed_by: Mapped[Person] = relationship(foreign_keys=[confirmed_by_id])
    taken_back_by: Mapped[Person | None] = relationship(foreign_keys=[taken_back_by_id])

    __table_args__ = (
        CheckConstraint("reference <> ''", name="it_can_be_found"),
        CheckConstraint(
            "(taken_back_at IS NULL) = (taken_back_by_id IS NULL)", name="taken_back_by_somebody"
        ),
        Index(
            "uq_filming_checks_now",
            "service_id",
            "item",
            unique=True,
            sqlite_where=text("taken_back_at IS NULL"),
            postgresql_where=text("taken_back_at IS NULL"),
        ),
    )
