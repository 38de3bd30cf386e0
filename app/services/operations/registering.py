"""Adding a service, and the room its films may take."""

from __future__ import annotations

from sqlalchemy import select

from accreditation.consent import WORDING_ID
from app import audit, clock
from app.audit import Acting
from app.extensions import db
from app.models.services import Service, ServiceKind
from app.models.wording import ConsentWording, RetentionPolicy
from app.services import words
from app.services.languages import SOURCE
from app.services.operations.retention import DEFAULT, put
from app.web.errors import Refusal


def add_service(actor: Acting | None, name: str, kind: ServiceKind) -> Service:
    """A new service, with Attune's own wording and the default policy as its first versions.

    Nobody leads it and nobody may film yet. Raises Refusal when there is one of that name.
    """
    name = name.strip()
    if db.session.scalar(select(Service.id).filter_by(name=name)) is not None:
        raise Refusal(f"There is a service called {name} already; nothing changed.")
    service = Service(name=name, kind=kind)
    db.session.add(service)
    audit.record(actor, "service.added", service, kind=kind.value)
    db.session.add_all((first_wording(service), first_policy(service)))
    return service


def first_wording(service: Service) -> ConsentWording:
    """Attune's own words by value, published."""
    now = clock.now()
    wording = ConsentWording(
        service_id=service.id,
        number=1,
        name=WORDING_ID,
        language=SOURCE,
        created_at=now,
        changed_at=now,
        published_at=now,
    )
    words.put(words.shipped(), wording)
    return wording


def first_policy(service: Service) -> RetentionPolicy:
    policy = RetentionPolicy(service_id=service.id, number=1, published_at=clock.now())
    put(DEFAULT, policy)
    return policy


def set_quota(actor: Acting, service: Service, quota_bytes: int | None) -> None:
    """The films of the service may take so much room from now on; None: no limit.

    What is there already stays, even where it is more. Raises Refusal for less than one byte.
    """
    if quota_bytes is not None and quota_bytes < 1:
        raise Refusal("A limit has to leave room for a film. Leave it empty for no limit.")
    before, service.quota_bytes = service.quota_bytes, quota_bytes
    audit.record(actor, "service.quota_set", service, before=before, bytes=quota_bytes)
