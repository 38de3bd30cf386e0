"""Headers, refusals as pages, pages of lists."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.models.people import Person, Role
from app.web.pages import paginate
from tests import factories as make
from tests.browser_like import Visitor
from tests.settings import settings_for


def test_no_page_allows_inline_script_or_a_frame_around_it(visitor: Visitor) -> None:
    headers = visitor.get("/sign-in").headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"


def test_an_unknown_address_gets_a_page_in_plain_words(visitor: Visitor) -> None:
    visitor.sign_in(make.person(Role.TRAINEE))
    visitor.open("/nowhere", status=404)


def test_a_script_gets_its_refusal_as_json(visitor: Visitor) -> None:
    answer = visitor.client.get("/nowhere", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json["error"]


def test_the_health_page_says_whether_the_database_answers(visitor: Visitor) -> None:
    assert visitor.get("/healthz").text == "well\n"


@pytest.mark.parametrize(("page", "count"), [(1, 3), (2, 2), (3, 0)])
def test_a_list_comes_in_pages(app: Flask, page: int, count: int) -> None:
    for _ in range(5):
        make.person(Role.TRAINEE)
    found = paginate(select(Person).order_by(Person.id), page, per_page=3)
    assert (len(found.items), found.total, found.pages) == (count, 5, 2)
    assert found.has_prev == (page > 1)
    assert found.has_next == (page == 1)


@pytest.mark.parametrize(("mode", "status"), [("development", 200), ("test", 404)])
def test_the_gallery_of_components_opens_in_development_only(
    tmp_path: Path, mode: str, status: int
) -> None:
    app = create_app({**settings_for(tmp_path), "MODE": mode})
    assert app.test_client().get("/gallery").status_code == status
