"""Lists of the room for rights: links of a case, and what was asked through them."""

from __future__ import annotations

from collections.abc import Callable

from app.extensions import transaction
from app.models.casework import CasePerson
from app.models.people import Role
from app.models.rights import RequestKind, RightsRequest
from tests import factories as make
from tests.lists.pages import List, listed


def _of_a_case(part: str, fill: Callable[[CasePerson, int], None]) -> List:
    trainee = make.person(Role.TRAINEE)
    client = make.client(make.enrolment(trainee))
    mother = make.case_person(client, "mother")
    address = f"/clients/{client.id}/{part}"
    return List(trainee, Role.TRAINEE, address, lambda number: fill(mother, number))


@listed("rights.queries.links:links_page")
def links() -> List:
    def fill(mother: CasePerson, number: int) -> None:
        for _ in range(number):
            make.client_link(mother)

    return _of_a_case("links", fill)


@listed("rights.queries.links:requests_page")
def requests() -> List:
    def fill(mother: CasePerson, number: int) -> None:
        link = make.client_link(mother)
        with transaction() as session:
            session.add_all(
                RightsRequest(link_id=link.id, kind=RequestKind.COPY, words="Please")
                for _ in range(number)
            )

    return _of_a_case("requests", fill)
