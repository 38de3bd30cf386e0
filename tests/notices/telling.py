"""What was told to whom, once every event is delivered."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from app import events
from app.extensions import db
from app.models.casework import CasePerson, Client
from app.models.notices import Notice
from app.models.people import Person
from tests.browser_like import Visitor


def told(person: Person) -> list[str]:
    """The sentences written to somebody, in their order. No client is named in any."""
    person_id = person.id
    db.session.rollback()
    events.deliver_waiting()
    db.session.rollback()
    nobody_of_a_case_is_named()
    theirs = select(Notice.words).where(Notice.person_id == person_id)
    return list(db.session.scalars(theirs.order_by(Notice.id)).all())


def nobody_of_a_case_is_named() -> None:
    codes = db.session.scalars(select(Client.code)).all()
    labels = db.session.scalars(select(CasePerson.label)).all()
    for words in db.session.scalars(select(Notice.words)):
        assert not set(words.replace(".", " ").split()) & {*codes, *labels}, words


def every_notice_leads_somewhere(app: Flask, person: Person) -> None:
    """Each notice opens the page it speaks of, for whom it was written, as whom it says."""
    found = [(one.id, one.role, one.url) for one in db.session.scalars(select(Notice)).all()]
    theirs = select(Notice.id).where(Notice.person_id == person.id)
    mine = set(db.session.scalars(theirs))
    assert mine
    for notice_id, role, url in found:
        if notice_id in mine:
            visitor = Visitor(app).sign_in(db.session.get_one(Person, person.id), role)
            assert visitor.send(f"/notices/{notice_id}/open").location == url
            visitor.open(url)
