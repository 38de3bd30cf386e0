"""Certificates of accredited practitioners."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Key, Model, to
from app.models.leases import Built
from app.models.panel import Decision
from app.models.programme import Enrolment


class Certificate(Built, Model):
    """A numbered certificate; the name and the edition's title stand in it by value."""

    __tablename__ = "certificates"

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    enrolment_id: Mapped[int] = to("enrolments.id")
    decision_id: Mapped[int] = to("decisions.id", unique=True)
    holder_name: Mapped[str] = mapped_column(String(120))
    edition_title: Mapped[str] = mapped_column(String(160))
    issued_on: Mapped[date]

    enrolment: Mapped[Enrolment] = relationship()
    decision: Mapped[Decision] = relationship()
