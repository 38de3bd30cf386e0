"""A registrar's list of trainees: narrowed, sorted, and each number leads to its evidence."""

from __future__ import annotations

import pytest

from app.events import deliver_waiting
from app.models.people import Person, Role
from app.models.programme import Enrolment
from tests import factories as make
from tests.browser_like import Visitor

LIST = "/registrar/trainees"


@pytest.fixture
def at_work(visitor: Visitor) -> Visitor:
    return visitor.sign_in(make.person(Role.REGISTRAR))


def trained(name: str, **more: object) -> Enrolment:
    return make.enrolment(make.person(Role.TRAINEE, name=name), **more)  # type: ignore[arg-type]


@pytest.fixture
def three() -> tuple[Enrolment, Enrolment, Enrolment]:
    supervisor: Person = make.person(Role.SUPERVISOR)
    asking = trained("Anna Asking", supervisor=supervisor)
    make.brought(make.cycle(make.client(asking)))
    further = trained("Bo Further", supervisor=supervisor, stages=("1", "2"))
    alone = trained("Cem Alone")
    deliver_waiting()
    return asking, further, alone


def test_it_says_who_waits_for_whom(at_work: Visitor, three: object) -> None:
    page = at_work.open(LIST)
    anna, cem = page[page.index("Anna") : page.index("Bo ")], page[page.index("Cem") :]
    assert "tag-waiting" in anna
    assert "Supervisor" in anna
    assert ">You<" in cem


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=bo", "Bo"),
        ("waits=registrar", "Cem"),
        ("waits=supervisor", "Anna"),
        ("stage=Stage+2", "Bo"),
        ("state=withdrawn", ""),
        ("waits=anybody", "Anna Cem"),
        ("state=nonsense", "Anna Bo Cem"),
    ],
)
def test_it_can_be_narrowed(at_work: Visitor, three: object, asked: str, found: str) -> None:
    page = at_work.open(f"{LIST}?{asked}")
    names = {"Anna": "Anna Asking", "Bo": "Bo Further", "Cem": "Cem Alone"}
    assert [name for name, whole in names.items() if whole in page] == found.split()


def test_the_longest_wait_comes_first_where_that_is_asked(at_work: Visitor, three: object) -> None:
    page = at_work.open(f"{LIST}?order=waiting")
    assert page.index("Bo Further") > max(page.index("Anna Asking"), page.index("Cem Alone"))


def test_nobody_fits_and_everybody_is_a_click_away(at_work: Visitor, three: object) -> None:
    assert "Show everybody" in at_work.open(f"{LIST}?q=zoe")


def test_a_number_leads_to_its_evidence_without_a_way_to_the_client(
    at_work: Visitor, three: tuple[Enrolment, ...]
) -> None:
    address = f"{LIST}/{three[0].id}/evidence"
    assert address in at_work.open(LIST)
    page = at_work.open(address)
    assert "cycle 1 of client" in page
    assert "/cycles/" not in page
    assert "/clients/" not in page
