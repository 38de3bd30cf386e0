"""The written contract: a service's words in versions, signed here or on paper, with a copy."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.casework import operations
from app.extensions import db, transaction
from app.models.casework import PersonKind
from app.models.contracts import Contract, SignedHow
from app.models.people import Role
from app.models.services import MemberKind, Service
from app.policies import Actor
from app.web.errors import Refusal
from tests import factories
from tests.browser import signed_in
from tests.live_server import LiveServer

MARK = "M10 20L30 40L50 20M80 10L80 60"


class Case:
    def __init__(self):
        self.trainee = factories.person(Role.TRAINEE)
        self.enrolment = factories.enrolment(self.trainee)
        self.client = factories.client(self.enrolment, "C-04")
        self.mother = factories.case_person(self.client, "mother")
        self.page = f"/clients/{self.client.id}/contract"

    def signs(self, **more):
        return {"version": "0", "who": str(self.mother.id), "signed_on": "2025-02-03", **more}


@pytest.fixture
def case(app):
    return Case()


def words_of(pdf):
    pages = PdfReader(io.BytesIO(pdf.data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_a_mark_is_kept_with_the_words_it_was_set_under_and_a_copy_is_for_them(visitor, case):
    visitor.sign_in(case.trainee)
    assert "The films belong to the people in them." in visitor.open(case.page)
    assert visitor.send(case.page, case.signs(how="typed")).status_code == 422
    assert visitor.send(case.page, case.signs(how="drawn", drawn="M1")).status_code == 422
    assert visitor.send(case.page, case.signs(how="typed", typed="M.K.")).status_code == 302
    assert visitor.send(case.page, case.signs(how="drawn", drawn=MARK)).status_code == 302
    typed, drawn = db.session.scalars(select(Contract).order_by(Contract.id)).all()
    assert (typed.typed_mark, typed.drawn_mark, drawn.drawn_mark) == ("M.K.", None, MARK)
    copy = words_of(visitor.get(f"/clients/{case.client.id}/contracts/{typed.id}.pdf"))
    assert "The films belong to the people in them." in copy
    assert "M.K." in copy
    assert "3 February 2025" in copy
    on_paper = words_of(visitor.get(f"/clients/{case.client.id}/contract.pdf"))
    assert "Day:" in on_paper


def test_a_new_version_changes_nothing_that_was_signed(visitor, case):
    lead = factories.person(Role.SERVICE_LEAD)
    service = db.session.get_one(Service, case.enrolment.service_id)
    factories.member(service, lead, MemberKind.LEAD)
    visitor.sign_in(case.trainee)
    visitor.send(case.page, case.signs(how="paper"))
    visitor.sign_in(lead)
    words = {"words": "We film you, and you decide."}
    address = f"/services/{service.id}/contract"
    assert visitor.send(address, words).status_code == 302
    again = visitor.send(address, words)
    assert again.status_code == 422
    assert "says the same" in again.text
    assert visitor.get(f"/services/{factories.service().id}/contract").status_code == 404
    visitor.sign_in(case.trainee)
    stale = visitor.send(case.page, case.signs(how="paper"))
    assert "The words have changed." in stale.text
    assert visitor.send(case.page, case.signs(how="paper", version="1")).status_code == 302
    kept = db.session.scalars(select(Contract).order_by(Contract.id)).all()
    assert [(one.version, "you decide" in one.words) for one in kept] == [(0, False), (1, True)]


def test_a_signed_contract_cannot_be_changed(case):
    factories.contract(case.mother)
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction() as session:
        session.execute(update(Contract).values(words="Something else."))


def test_only_somebody_of_the_case_signs(case):
    actor = Actor(case.trainee.id, Role.TRAINEE)
    other = factories.case_person(factories.client(case.enrolment), "father")
    me = factories.case_person(case.client, "me", PersonKind.PRACTITIONER, case.trainee)
    for one in (other, me):
        with pytest.raises(Refusal, match="somebody of this case"):
            operations.sign_contract(actor, case.client, one, SignedHow.PAPER, factories.LONG_AGO)


def test_nobody_but_the_trainee_opens_a_contract(visitor, case):
    signed = factories.contract(case.mother)
    for role in Role:
        visitor.sign_in(factories.person(role), role)
        assert visitor.get(case.page).status_code == 404
        address = f"/clients/{case.client.id}/contracts/{signed.id}.pdf"
        assert visitor.get(address).status_code == 404


def test_a_mark_is_drawn_in_a_browser(app, browser, case):
    with (
        LiveServer(app.config, threads=4) as server,
        signed_in(browser, app, server.url, case.trainee) as page,
    ):
        page.goto(case.page)
        page.get_by_label("mother").check()
        page.get_by_label("They draw a mark on this device").check()
        box = page.get_by_role("img", name="Box for a drawn mark").bounding_box()
        page.mouse.move(box["x"] + 20, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 60, steps=4)
        page.mouse.up()
        page.get_by_role("button", name="Keep what was signed").click()
        page.get_by_role("heading", name="Signed").wait_for()
    db.session.rollback()
    drawn = db.session.scalars(select(Contract)).one().drawn_mark
    assert drawn.startswith("M")
    assert drawn.count("L") >= 3
