"""Whoever manages somebody is neither on their panel nor holds their stage meeting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import transaction
from app.models.meetings import StageMeeting, StageMeetingKind
from app.models.panel import PanelMember
from app.models.people import Person, Role
from app.models.portfolio import Portfolio, Submission
from app.models.presentations import PresentationPurpose
from app.models.services import MemberKind, ServiceMember
from app.panel import operations as panel
from app.panel import queries as panels
from app.pathway import queries as pathway
from app.policies import Actor
from app.services import operations, queries
from app.web.errors import Refusal
from tests import factories as make
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted
from tests.services.conftest import Setting


@pytest.fixture
def gwen(app: Flask) -> Person:
    """Supervisor and accreditor, and Tess's line manager if the test says so."""
    return make.person(Role.SUPERVISOR, Role.ACCREDITOR, name="Gwen Parry")


def managed_by(setting: Setting, person: Person | None, name: str = "") -> ServiceMember:
    with transaction():
        return operations.set_line_manager(setting.actor, setting.member, person, name)


def submitted(setting: Setting) -> Submission:
    training = setting.training
    draft = make.keep(Portfolio(enrolment_id=training.id, changed_at=datetime.now(UTC)))
    return make.keep(
        Submission(portfolio_id=draft.id, enrolment_id=training.id, number=1, root="0" * 64)
    )


def on_the_panel(setting: Setting, who: Person) -> PanelMember:
    show = make.presentation(setting.training, [who], [], PresentationPurpose.ACCREDITATION)
    row = submitted(setting)
    return PanelMember(
        submission_id=row.id,
        enrolment_id=setting.training.id,
        accreditor_id=who.id,
        presentation_id=show.id,
        allocated_by_id=who.id,
    )


def meeting_with(setting: Setting, who: Person) -> StageMeeting:
    return StageMeeting(
        enrolment_id=setting.training.id,
        stage="1",
        kind=StageMeetingKind.TRANSITION,
        held_by_id=who.id,
    )


def test_nobody_is_their_own_line_manager(setting: Setting) -> None:
    with pytest.raises(Refusal, match="own line manager"):
        managed_by(setting, setting.trainee)
    with pytest.raises(IntegrityError, match="nobody_manages_themselves"):
        make.member(make.service(), setting.trainee, line_manager_id=setting.trainee.id)


def test_a_line_manager_is_a_person_or_a_name_and_only_of_practitioners(
    setting: Setting, gwen: Person
) -> None:
    member = managed_by(setting, None, " Jo Bright ")
    assert (member.line_manager_id, member.line_manager_name) == (None, "Jo Bright")
    member = managed_by(setting, gwen, "Jo Bright")
    assert (member.line_manager_id, member.line_manager_name) == (gwen.id, None)
    both = {"line_manager_id": gwen.id, "line_manager_name": "Jo"}
    with pytest.raises(IntegrityError, match="one_line_manager"):
        make.member(make.service(), setting.trainee, **both)
    with pytest.raises(IntegrityError, match="practitioners_have_line_managers"):
        make.member(make.service(), setting.lead, MemberKind.LEAD, line_manager_id=gwen.id)
    with pytest.raises(IntegrityError, match=r"UNIQUE|uq_service_members_now"):
        make.member(setting.service, setting.trainee)


def test_a_line_manager_is_nobodys_choice_for_a_meeting(setting: Setting, gwen: Person) -> None:
    tess = Actor(setting.trainee.id, Role.TRAINEE)
    assert gwen in pathway.people_to_meet(tess)
    managed_by(setting, gwen)
    assert gwen not in pathway.people_to_meet(tess)
    assert pathway.is_too_close(gwen, setting.training)
    with pytest.raises(IntegrityError, match="A line manager neither reviews nor meets"):
        make.keep(meeting_with(setting, gwen))


def test_a_line_manager_is_not_on_the_panel(setting: Setting, gwen: Person) -> None:
    registrar = Actor(make.person(Role.REGISTRAR).id, Role.REGISTRAR)
    row = submitted(setting)
    assert gwen in panels.accreditors_for(row, registrar)
    managed_by(setting, gwen)
    assert gwen not in panels.accreditors_for(row, registrar)
    now = clock.now()
    with pytest.raises(Refusal, match="line manager"), transaction():
        panel.allocate_accreditor(registrar, row, gwen, now, now + timedelta(days=3))


def test_the_database_keeps_a_line_manager_off_the_panel(setting: Setting, gwen: Person) -> None:
    managed_by(setting, gwen)
    with pytest.raises(IntegrityError, match="A line manager neither reviews nor meets"):
        make.keep(on_the_panel(setting, gwen))


def test_who_managed_somebody_once_can_review_them(setting: Setting, gwen: Person) -> None:
    managed_by(setting, gwen)
    managed_by(setting, None)
    make.keep(on_the_panel(setting, gwen))


@pytest.mark.parametrize("looks", [on_the_panel, meeting_with])
def test_who_looks_at_the_work_now_does_not_become_the_line_manager(
    setting: Setting, gwen: Person, looks: object
) -> None:
    make.keep(looks(setting, gwen))  # type: ignore[operator]
    with pytest.raises(Refusal, match="wait until that is over"):
        managed_by(setting, gwen)
    with pytest.raises(IntegrityError, match="cannot become their line manager meanwhile"):
        make.member(make.service(), setting.trainee, line_manager_id=gwen.id)


def test_a_registrar_reads_the_name_of_a_line_manager_without_an_account(
    visitor: Visitor, setting: Setting, gwen: Person
) -> None:
    row = submitted(setting)
    visitor.sign_in(make.person(Role.REGISTRAR))
    address = f"/panel/submissions/{row.id}"
    assert "Jo Bright" not in visitor.open(address)
    managed_by(setting, None, "Jo Bright")
    assert "line manager is Jo Bright, named without an account" in visitor.open(address).replace(
        "&#39;", "'"
    )


def test_a_lead_adds_practitioners_names_their_line_manager_and_takes_them_off(
    morgan: Visitor, setting: Setting, gwen: Person
) -> None:
    pages = f"/services/{setting.service.id}/practitioners"
    assert "Not named yet" in morgan.open(pages)
    alex = make.person(name="Alex Wood")
    morgan.open(f"{pages}/add")
    wrong = morgan.send(f"{pages}/add", {"email": "nobody@example.org"})
    assert "Nobody has an account with this address" in wrong.text
    twice = {"email": alex.email, "manager_email": gwen.email, "manager_name": "Jo"}
    assert "not both" in morgan.send(f"{pages}/add", twice).text
    morgan.send(f"{pages}/add", {"email": alex.email, "manager_email": gwen.email})
    assert "Gwen Parry" in morgan.open(pages)
    again = morgan.send(f"{pages}/add", {"email": alex.email})
    assert "on the list already" in again.text
    address = f"/services/practitioners/{setting.member.id}"
    morgan.open(f"{address}/line-manager")
    morgan.send(f"{address}/line-manager", {"manager_name": "Jo Bright"})
    assert "Jo Bright" in morgan.open(pages)
    unknown = {"manager_email": "jo@example.org"}
    assert "give the name below" in morgan.send(f"{address}/line-manager", unknown).text
    morgan.open(f"{address}/end")
    morgan.send(f"{address}/end")
    assert "Tess Moore is not on the list any more." in morgan.open(pages)
    assert "Tess Moore" not in morgan.open(pages)
    morgan.open(f"{address}/line-manager", 404)


def test_the_list_of_practitioners_costs_the_same_for_one_as_for_many(
    morgan: Visitor, setting: Setting, gwen: Person
) -> None:
    pages = f"/services/{setting.service.id}/practitioners"
    morgan.open(pages)
    with queries_counted() as few:
        morgan.open(pages)
    for _ in range(30):
        make.member(setting.service, make.person(), line_manager_id=gwen.id)
    with queries_counted() as more:
        assert "Page 1 of 2, 31 in all" in morgan.open(pages)
    assert len(few) == len(more)
    assert queries.members_page(setting.service, 2).total == 31
