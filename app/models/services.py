"""The employers: councils, trusts, schools, charities, independent practices."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import At, Key, Model, choice


class ServiceKind(StrEnum):
    COUNCIL = "council"
    TRUST = "trust"
    SCHOOL = "school"
    CHARITY = "charity"
    INDEPENDENT = "independent"


class Service(Model):
    __tablename__ = "services"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(160), unique=True)
    kind: Mapped[ServiceKind] = mapped_column(choice(ServiceKind))
    created_at: Mapped[At]
