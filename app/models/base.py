"""What all tables share."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from sqlalchemy import DateTime, Enum, ForeignKey
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

from app import clock
from app.extensions import Base, db

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class Instant(TypeDecorator[datetime]):
    """A moment in UTC: refuses one without a time zone, and returns it with one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def choice(of: type[StrEnum]) -> Enum:
    """A column type for one value of `of`, kept as text and checked by the database."""
    return Enum(
        of,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda kind: [member.value for member in kind],
        name=of.__name__.lower(),
    )


Key = Annotated[int, mapped_column(primary_key=True)]
At = Annotated[datetime, mapped_column(Instant, default=clock.now)]
MaybeAt = Annotated[datetime | None, mapped_column(Instant)]


def to(target: str, **more: Any) -> Any:
    """A foreign key column that is indexed."""
    return mapped_column(ForeignKey(target), index=True, **more)
