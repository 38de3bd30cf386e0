"""What the trainee's employer settled: whether they may film yet, and for how much room."""

from __future__ import annotations

from app.extensions import db
from app.models.footage import Recording
from app.models.services import Service
from app.services.queries import room_of, service_of_cycle, whom_to_ask, why_filming_waits
from app.web.errors import Refusal
from app.web.words import size

NOTHING_IS_LOST = "Nothing is lost: what is here stays, and the film can be added after that."


class OverQuota(Refusal):
    """The films of a service would take more room than was agreed."""

    status = 507


def require_filming_has_begun(cycle_id: int) -> None:
    """Refuse while the trainee's service has not confirmed what comes before filming."""
    service_id = service_of_cycle(cycle_id)
    waits = why_filming_waits(service_id)
    if waits:
        raise Refusal(" ".join((*waits, whom_to_ask(service_id), NOTHING_IS_LOST)))


def require_room(recording: Recording, declared_bytes: int) -> None:
    """Refuse a film that would take the service over its quota, before its first byte.

    Holds the service's row, so that two films cannot take the same room.
    """
    service = db.session.get_one(
        Service, service_of_cycle(recording.cycle_id), with_for_update=True
    )
    room = room_of(service, besides=recording.id)
    if room.quota is not None and room.free is not None and declared_bytes > room.free:
        raise OverQuota(
            f"This film has {size(declared_bytes)}. The films of {service.name} take "
            f"{size(room.used)} of the {size(room.quota)} agreed, so {size(room.free)} are left. "
            "Nothing was sent. Erase a film that is no longer needed, or choose a shorter one. "
            f"{whom_to_ask(service.id)}"
        )
