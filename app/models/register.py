"""Certificates of accredited practitioners, their renewal log, and what became of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accreditation.certificate import Standing, standing
from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to
from app.models.leases import Built
from app.models.panel import Decision
from app.models.programme import Enrolment


class Certificate(Built, Model):
    """A numbered certificate; the name and the edition's title stand in it by value.

    Whoever has its `code` can check it. It is on the public register while its holder wants that.
    """

    __tablename__ = "certificates"

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    enrolment_id: Mapped[int] = to("enrolments.id")
    decision_id: Mapped[int] = to("decisions.id", unique=True)
    holder_name: Mapped[str] = mapped_column(String(120))
    edition_title: Mapped[str] = mapped_column(String(160))
    issued_on: Mapped[date]
    code: Mapped[str] = mapped_column(String(12), unique=True)
    valid_until: Mapped[date] = mapped_column(index=True)
    listed_at: Mapped[MaybeAt] = mapped_column(Instant, index=True)
    renewal_asked_at: Mapped[MaybeAt]
    suspended_at: Mapped[MaybeAt]
    suspended_because: Mapped[str] = mapped_column(Text, default="")

    enrolment: Mapped[Enrolment] = relationship()
    decision: Mapped[Decision] = relationship()
    renewals: Mapped[list[Renewal]] = relationship(order_by="Renewal.id")

    __table_args__ = (
        CheckConstraint("valid_until >= issued_on", name="it_is_valid_for_a_while"),
        CheckConstraint(
            "suspended_at IS NULL OR suspended_because <> ''", name="suspended_with_a_reason"
        ),
    )

    def standing(self, on: date) -> Standing:
        return standing(self.valid_until, self.suspended_at is not None, on)


class Renewal(Model):
    """A certificate was renewed; never changed."""

    __tablename__ = "renewals"

    id: Mapped[Key]
    certificate_id: Mapped[int] = to("certificates.id")
    renewed_by_id: Mapped[int] = to("people.id")
    renewed_at: Mapped[At]
    valid_until: Mapped[date]

    __table_args__ = (UniqueConstraint("certificate_id", "valid_until"),)


class PracticeKind(StrEnum):
    """What keeps a practice alive. The kinds follow what the Dutch sister body asks for."""

    CASE = "case"
    SUPERVISION = "supervision"
    PEERS = "peers"
    PRESENTATION = "presentation"
    STUDY = "study"

    @property
    def label(self) -> str:
        return {
            "case": "A case of my own",
            "supervision": "A supervision session",
            "peers": "A meeting with peers (intervision)",
            "presentation": "My own work presented",
            "study": "A study day or course",
        }[self.value]


class PracticeEntry(Model):
    """One line of a practitioner's renewal log: theirs, and read by the registrar for a renewal."""

    __tablename__ = "practice_entries"

    id: Mapped[Key]
    certificate_id: Mapped[int] = to("certificates.id")
    kind: Mapped[PracticeKind] = mapped_column(choice(PracticeKind))
    done_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text, default="")
    added_at: Mapped[At]
    removed_at: Mapped[MaybeAt]

    certificate: Mapped[Certificate] = relationship()
