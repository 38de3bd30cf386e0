"""Opening and closing accounts, giving and ending roles."""

from __future__ import annotations

from sqlalchemy import select

from app import audit, clock
from app.audit import Acting
from app.extensions import db
from app.models.people import Person, Role, RoleHeld


def open_account(
    actor: Acting | None, name: str, email: str, password_hash: str, roles: list[Role]
) -> Person:
    """A new person with roles. `password_hash` comes ready: hashing stays out of transactions.

    Raises IntegrityError when the address is in use. Nothing is mailed.
    """
    person = Person(name=name.strip(), email=email.strip().lower(), password_hash=password_hash)
    db.session.add(person)
    db.session.flush()
    audit.record(actor, "account.opened", person)
    for role in roles:
        give_role(actor, person, role)
    return person


def give_role(actor: Acting | None, person: Person, role: Role) -> None:
    """The person holds the role from now on; holding it already changes nothing."""
    if role in person.current_roles:
        return
    person.roles.append(RoleHeld(role=role, since=clock.now()))
    audit.record(actor, "role.given", person, role=role.value)


def end_role(actor: Acting | None, person: Person, role: Role) -> None:
    """The role ends now, and with it on the next request all that it allowed."""
    current = select(RoleHeld).filter_by(person_id=person.id, role=role, until=None)
    held = db.session.scalar(current)
    if held is not None:
        held.until = clock.now()
        audit.record(actor, "role.ended", person, role=role.value)


def choose_time_zone(actor: Acting | None, person: Person, time_zone: str) -> None:
    """Appointments are told to the person by the clock of that place from now on."""
    person.time_zone = time_zone
    audit.record(actor, "account.time_zone_chosen", person, time_zone=time_zone)
