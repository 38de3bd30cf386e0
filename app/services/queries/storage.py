"""How much room the films of a service take, as figures only."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select

from app.extensions import db
from app.models.casework import Client, Cycle
from app.models.footage import Recording, RecordingState
from app.models.programme import Enrolment
from app.models.services import Service


@dataclass(frozen=True)
class Room:
    """`used` bytes of `quota`; no quota: no limit was agreed."""

    films: int
    used: int
    quota: int | None

    @property
    def free(self) -> int | None:
        return None if self.quota is None else max(0, self.quota - self.used)

    @property
    def share(self) -> float | None:
        return None if self.quota is None else min(1.0, self.used / self.quota)


def room_of(service: Service, besides: int | None = None) -> Room:
    """Films counted as they were sent, until their files are gone; `besides` leaves one out.

    One that is kept as it arrived as well counts twice.
    """
    twice = Recording.original_kept & (Recording.state == RecordingState.READY)
    taken = Recording.declared_bytes * case((twice, 2), else_=1)
    kept = (
        select(func.count(Recording.id), func.coalesce(func.sum(taken), 0))
        .join(Client, Client.id == Recording.client_id)
        .join(Enrolment, Enrolment.id == Client.enrolment_id)
        .where(Enrolment.service_id == service.id, Recording.files_erased_at.is_(None))
        .where(Recording.declared_bytes.is_not(None))
    )
    if besides is not None:
        kept = kept.where(Recording.id != besides)
    films, used = db.session.execute(kept).one()
    return Room(films, int(used or 0), service.quota_bytes)


def service_of_cycle(cycle_id: int) -> int:
    """The id of the service that the trainee of a cycle belongs to."""
    found = select(Enrolment.service_id).join(Cycle, Cycle.enrolment_id == Enrolment.id)
    return db.session.scalars(found.where(Cycle.id == cycle_id)).one()


def room_for(recording: Recording) -> Room:
    """The room of the trainee's service, this recording left out."""
    service = db.session.get_one(Service, service_of_cycle(recording.cycle_id))
    return room_of(service, besides=recording.id)
