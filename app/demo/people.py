"""Who is in the demo. All of them are made up."""

from __future__ import annotations

from dataclasses import dataclass

from app.accounts import operations, passwords
from app.extensions import transaction
from app.models.people import Person, Role
from app.policies import Actor

PASSWORD = "attuned moments"


@dataclass(frozen=True)
class Part:
    """Somebody in the demo: who they are, and what can be seen as them."""

    name: str
    email: str
    roles: tuple[Role, ...]
    note: str


REGISTRAR = Part(
    "Ruth Adeyemi",
    "registrar@attune.example",
    (Role.REGISTRAR,),
    "enrols May, allocates a supervisor, records the intro course, allocates the accreditor",
)
SUPERVISOR = Part(
    "Isobel Kerr",
    "supervisor@attune.example",
    (Role.SUPERVISOR,),
    "supervises Nora, Priya and Idris; Idris is waiting",
)
EXTERNAL = Part(
    "Gwen Parry",
    "external@attune.example",
    (Role.SUPERVISOR, Role.ACCREDITOR),
    "external supervisor: holds transition meetings; is an accreditor too",
)
ACCREDITOR = Part(
    "David Osei",
    "accreditor@attune.example",
    (Role.ACCREDITOR,),
    "reviews what is submitted and decides",
)
NORA = Part(
    "Nora Whitfield",
    "nora@attune.example",
    (Role.TRAINEE,),
    "one cycle short of the end of Stage 3",
)
IDRIS = Part(
    "Idris Bello",
    "idris@attune.example",
    (Role.TRAINEE,),
    "in Stage 1, has asked for supervision",
)
PRIYA = Part(
    "Priya Nair",
    "priya@attune.example",
    (Role.TRAINEE,),
    "Stage 1 is in place; her transition meeting comes next",
)
MAY = Part("May Tran", "may@attune.example", (Role.TRAINEE,), "not enrolled yet")

CAST = (REGISTRAR, SUPERVISOR, EXTERNAL, ACCREDITOR, NORA, PRIYA, IDRIS, MAY)


def open_accounts() -> dict[str, Person]:
    """An account for everybody, by email address; all with the same printed password."""
    ready = passwords.hash_of(PASSWORD)
    with transaction():
        return {
            part.email: operations.open_account(None, part.name, part.email, ready, [*part.roles])
            for part in CAST
        }


def acting(person: Person, role: Role | None = None) -> Actor:
    """The person in the role, or in the first one they hold."""
    return Actor(person.id, role or person.current_roles[0])
