"""Who is in the demo. All of them are made up."""

from __future__ import annotations

from dataclasses import dataclass

from app.extensions import db
from app.models.people import Person, Role
from app.policies import Actor

PASSWORD = "attuned moments"
NEEDS_A_CODE = {Role.SUPERVISOR, Role.ACCREDITOR, Role.REGISTRAR}


@dataclass(frozen=True)
class Part:
    """Somebody in the demo: who they are, and what can be seen as them."""

    name: str
    email: str
    roles: tuple[Role, ...]
    note: str

    @property
    def needs_a_code(self) -> bool:
        return not NEEDS_A_CODE.isdisjoint(self.roles)


def _part(name: str, address: str, note: str, *roles: Role) -> Part:
    return Part(name, f"{address}@attune.example", roles, note)


REGISTRAR = _part("Ruth Adeyemi", "registrar", "a submission is under review", Role.REGISTRAR)

MARION = _part("Marion Hale", "marion", "leads Northmoor Council", Role.SERVICE_LEAD)
STEPHEN = _part("Stephen Okoro", "stephen", "leads Harbour NHS Trust", Role.SERVICE_LEAD)
INGRID = _part("Ingrid Sinclair", "ingrid", "leads Skerry Families", Role.SERVICE_LEAD)

SUPERVISOR = _part(
    "Isobel Kerr", "supervisor", "Nora, Priya, and Idris, who waits", Role.SUPERVISOR
)
EXTERNAL = _part(
    "Gwen Parry",
    "external",
    "holds Owen's transition meeting",
    Role.SUPERVISOR,
    Role.ACCREDITOR,
)
TOMASZ = _part("Tomasz Zielinski", "tomasz", "Callum comes to him next", Role.SUPERVISOR)
AMARA = _part("Amara Okafor", "amara", "Beth, who can submit today", Role.SUPERVISOR)
FIONA = _part("Fiona Mackay", "fiona", "Joanna, Catriona and Owen", Role.SUPERVISOR)
RAVI = _part("Ravi Menon", "ravi", "Hannah, past her mid-point", Role.SUPERVISOR)

ACCREDITOR = _part("David Osei", "accreditor", "accredited Samuel", Role.ACCREDITOR)
HELEN = _part("Helen Strand", "helen", "reads Joanna's portfolio now", Role.ACCREDITOR)

NORA = _part("Nora Whitfield", "nora", "one cycle short of Stage 3's end", Role.TRAINEE)
PRIYA = _part("Priya Nair", "priya", "Stage 1 in place, meeting next", Role.TRAINEE)
IDRIS = _part("Idris Bello", "idris", "Stage 1, waits for supervision", Role.TRAINEE)
MAY = _part("May Tran", "may", "not enrolled yet", Role.TRAINEE)
BETH = _part("Beth Lomax", "beth", "can submit today (Set B)", Role.TRAINEE)
JOANNA = _part("Joanna Pike", "joanna", "under review (Set A, Orkney)", Role.TRAINEE)
SAMUEL = _part("Samuel Achebe", "samuel", "accredited, with a certificate", Role.TRAINEE)
LEILA = _part("Leila Haddad", "leila", "withdrew after five cycles", Role.TRAINEE)
OWEN = _part("Owen Griffiths", "owen", "transition meeting agreed", Role.TRAINEE)
CATRIONA = _part("Catriona Flett", "catriona", "Stage 2; a yes was taken back", Role.TRAINEE)
HANNAH = _part("Hannah Weiss", "hannah", "ten of eighteen cycles (Set B)", Role.TRAINEE)
MARCUS = _part("Marcus Bright", "marcus", "Stage 2, a film to look at", Role.TRAINEE)
CALLUM = _part("Callum Reid", "callum", "just enrolled, course to come", Role.TRAINEE)

CAST = (
    *(REGISTRAR, MARION, STEPHEN, INGRID),
    *(SUPERVISOR, EXTERNAL, TOMASZ, AMARA, FIONA, RAVI, ACCREDITOR, HELEN),
    *(NORA, PRIYA, IDRIS, MAY, BETH, JOANNA, SAMUEL, LEILA, OWEN, CATRIONA, HANNAH, MARCUS, CALLUM),
)  # fmt: skip


class Company:
    """Everybody, once their accounts are open."""

    def __init__(self) -> None:
        self._ids: dict[Part, int] = {}

    def joined(self, part: Part, person: Person) -> None:
        self._ids[part] = person.id

    def person(self, part: Part) -> Person:
        return db.session.get_one(Person, self._ids[part])

    def actor(self, part: Part, role: Role | None = None) -> Actor:
        """The person acting in the role, or in the first of theirs."""
        return Actor(self._ids[part], role or part.roles[0])
