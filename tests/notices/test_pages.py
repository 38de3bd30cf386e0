"""The page of notices, and the count in the frame of every page."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app import clock, notices
from app.extensions import db, transaction
from app.models.notices import Digest, Notice
from app.models.people import Person, Role
from app.models.sign_in import BrowserSession
from app.notices import queries
from tests import factories as make
from tests.browser_like import Visitor
from tests.queries_counted import queries_counted


@pytest.fixture
def tess(app: Flask) -> Person:
    return make.person(Role.TRAINEE, Role.SUPERVISOR, name="Tess")


@pytest.fixture
def reader(visitor: Visitor, tess: Person) -> Visitor:
    return visitor.sign_in(tess, Role.TRAINEE)


def tell(to: Person, number: int = 1, role: Role | None = None, url: str = "/profile") -> int:
    with transaction():
        told = notices.tell(to.id, f"Film {number} is ready.", url, once=str(number), role=role)
    assert told is not None
    return told.id


def row(notice_id: int) -> Notice:
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Notice, notice_id)


def test_nothing_new_says_so(reader: Visitor) -> None:
    assert "Nothing new" in reader.open("/notices")


def test_a_notice_is_new_until_it_is_opened_and_leads_where_it_says(
    reader: Visitor, tess: Person
) -> None:
    told = tell(tess)
    page = reader.open("/notices")
    assert "Film 1 is ready." in page
    assert "New" in page
    answer = reader.send(f"/notices/{told}/open")
    assert answer.location == "/profile"
    assert row(told).read_at is not None
    assert "Mark as read" not in reader.open("/notices")


def test_opening_a_notice_about_another_role_goes_on_in_that_role(
    reader: Visitor, tess: Person
) -> None:
    told = tell(tess, role=Role.SUPERVISOR, url="/caseload")
    assert "for you as supervisor" in reader.open("/notices")
    assert reader.get("/caseload").status_code == 404
    location = reader.send(f"/notices/{told}/open").location
    assert reader.get(location).status_code == 200


def test_a_role_that_needs_a_second_factor_asks_for_it_before_a_notice_about_it_is_opened(
    reader: Visitor, tess: Person
) -> None:
    told = tell(tess, role=Role.SUPERVISOR, url="/caseload")
    with transaction() as session:
        session.query(BrowserSession).one().second_factor_at = None
    location = reader.send(f"/notices/{told}/open").location
    assert location == "/account/second-factor/new?next=/caseload"
    assert row(told).read_at is None


def test_one_or_all_can_be_marked_as_read(reader: Visitor, tess: Person) -> None:
    first, second, third = (tell(tess, number) for number in (1, 2, 3))
    reader.send(f"/notices/{second}/read", {"page": "1"})
    assert [row(one).read_at is None for one in (first, second, third)] == [True, False, True]
    read_at = row(second).read_at
    reader.send("/notices/read")
    assert all(row(one).read_at for one in (first, second, third))
    assert row(second).read_at == read_at


def test_nobody_opens_or_marks_what_is_written_to_somebody_else(
    reader: Visitor, tess: Person
) -> None:
    other = tell(make.person(Role.TRAINEE))
    assert reader.send(f"/notices/{other}/open").status_code == 404
    assert reader.send(f"/notices/{other}/read").status_code == 404
    reader.send("/notices/read")
    assert row(other).read_at is None
    assert "Film 1" not in reader.open("/notices")


def test_a_long_list_has_pages_and_a_constant_number_of_queries(
    reader: Visitor, tess: Person
) -> None:
    tell(tess, 0)
    with queries_counted() as one:
        reader.open("/notices")
    for number in range(1, 30):
        tell(tess, number)
    with queries_counted() as many:
        page = reader.open("/notices")
    assert len(many) == len(one)
    assert "Page 1 of 2, 30 in all" in page
    assert "Film 0 is ready." in reader.open("/notices?page=2")


def test_marking_one_as_read_stays_on_its_page(reader: Visitor, tess: Person) -> None:
    ids = [tell(tess, number) for number in range(30)]
    assert reader.send(f"/notices/{ids[0]}/read", {"page": "2"}).location == "/notices?page=2"


def test_every_page_says_in_its_frame_how_much_is_unread(reader: Visitor, tess: Person) -> None:
    def count() -> str:
        found = re.search(r'data-unread-notices="(\d+)"', reader.open("/profile"))
        assert found
        return found[1]

    assert count() == "0"
    tell(tess)
    tell(make.person(Role.TRAINEE))
    assert count() == "1"


def test_letters_can_be_chosen(reader: Visitor, tess: Person) -> None:
    page = reader.open("/notices/letters")
    assert re.search(r'<input checked[^>]*value="daily"', page)
    reader.send("/notices/letters", {"digest": "none"})
    assert queries.digest_wanted(tess.id) is Digest.NONE
    assert "You chose to get no letters" in reader.open("/notices")
    assert reader.send("/notices/letters", {"digest": "hourly"}).status_code == 422
    assert queries.digest_wanted(tess.id) is Digest.NONE


def test_a_moment_stands_beside_each_notice(reader: Visitor, tess: Person) -> None:
    tell(tess)
    assert f"{clock.today().day} {clock.today():%B %Y}" in reader.open("/notices")
