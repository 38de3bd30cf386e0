"""Adding a service."""

from __future__ import annotations

from sqlalchemy import select

from app import audit
from app.audit import Acting
from app.extensions import db
from app.models.services import Service, ServiceKind
from app.web.errors import Refusal


def add_service(actor: Acting | None, name: str, kind: ServiceKind) -> Service:
    """A new service. Raises Refusal when there is one of that name."""
    name = name.strip()
    if db.session.scalar(select(Service.id).filter_by(name=name)) is not None:
        raise Refusal(f"There is a service called {name} already; nothing changed.")
    service = Service(name=name, kind=kind)
    db.session.add(service)
    audit.record(actor, "service.added", service, kind=kind.value)
    return service
