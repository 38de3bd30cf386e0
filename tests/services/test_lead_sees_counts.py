"""A lead begins at their service, and sees counts: never films, reflections, clients."""

from __future__ import annotations

from app.extensions import db, transaction
from app.models.people import Role
from app.models.services import MemberKind
from app.services.operations import end_membership
from tests import factories as make
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted
from tests.services.conftest import Setting


def test_a_lead_begins_at_their_service(morgan: Visitor, setting: Setting) -> None:
    page = morgan.open("/")
    assert setting.service.name in page
    assert "1 in your service, 1 in training" in page
    assert "1 without a line manager" in page
    assert "No limit was agreed." in page


def test_a_lead_of_two_services_chooses_one(morgan: Visitor, setting: Setting) -> None:
    other = make.service(may_film=False)
    make.member(other, setting.lead, MemberKind.LEAD)
    page = morgan.open("/services")
    assert "Filming waits for 3 of 3" in page
    assert "Filming may start" in page
    assert other.name in morgan.open(f"/services/{other.id}")
    with queries_counted() as few:
        morgan.open("/services")
    make.member(make.service(), setting.lead, MemberKind.LEAD)
    with queries_counted() as more:
        morgan.open("/services")
    assert len(few) == len(more)


def test_when_a_leadership_ends_the_service_is_gone_on_the_next_request(
    visitor: Visitor, setting: Setting
) -> None:
    lead = make.person(Role.SERVICE_LEAD)
    row = make.member(setting.service, lead, MemberKind.LEAD)
    make.member(make.service(), lead, MemberKind.LEAD)
    visitor.sign_in(lead, Role.SERVICE_LEAD)
    visitor.open(f"/services/{setting.service.id}")
    with transaction():
        end_membership(setting.actor, row)
    visitor.open(f"/services/{setting.service.id}", 404)


def test_a_lead_without_a_service_is_told_so(visitor: Visitor, setting: Setting) -> None:
    visitor.sign_in(make.person(Role.SERVICE_LEAD))
    assert "You lead no service" in visitor.open("/services")


def test_no_page_of_a_lead_names_a_client_or_shows_what_was_filmed(
    morgan: Visitor, setting: Setting
) -> None:
    client = make.client(setting.training, "SECRET-1")
    mother = make.agrees(make.case_person(client, "mother of two"))
    film = make.recording(make.cycle(client), [mother])
    moment = make.moment(film, setting.trainee, Role.TRAINEE, shared=True)
    home = f"/services/{setting.service.id}"
    pages = [
        morgan.open(address)
        for address in (
            home,
            f"{home}/checklist",
            f"{home}/wordings",
            f"{home}/retention",
            f"{home}/practitioners",
        )
    ]
    for told in ("SECRET-1", "mother of two", client.helping_question, moment.words):
        assert not [page for page in pages if told in page], told
    assert "1 kB, 1 film." in " ".join(pages)
    for address in (
        f"/clients/{client.id}",
        f"/cycles/{film.cycle_id}",
        f"/recordings/{film.id}",
        f"/recordings/{film.id}/film",
        f"/people/{mother.id}/consent",
    ):
        morgan.open(address, 404)


def test_the_home_of_a_service_costs_the_same_with_more_people_and_films(
    morgan: Visitor, setting: Setting
) -> None:
    home = f"/services/{setting.service.id}"
    morgan.open(home)
    with queries_counted() as few:
        morgan.open(home)
    client = make.client(setting.training)
    for _ in range(3):
        make.recording(make.cycle(client), [])
        make.member(setting.service, make.person())
    db.session.rollback()
    with queries_counted() as more:
        morgan.open(home)
    assert len(few) == len(more)
