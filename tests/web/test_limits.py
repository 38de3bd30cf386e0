"""What a database could not take never reaches it."""

from __future__ import annotations

import pytest
from flask import Flask

from app.models.people import Role
from tests import factories as make
from tests.browser_like import Visitor

BEYOND = 2**31


@pytest.fixture
def trainee(app: Flask) -> Visitor:
    return Visitor(app).sign_in(make.person(Role.TRAINEE))


@pytest.mark.parametrize("number", [BEYOND, 10**30])
def test_a_number_beyond_every_row_leads_nowhere(trainee: Visitor, number: int) -> None:
    assert trainee.get(f"/recordings/{number}").status_code == 404
    assert trainee.get(f"/recordings/{BEYOND - 1}").status_code == 404


def test_a_page_beyond_every_list_is_empty(trainee: Visitor) -> None:
    assert trainee.get(f"/clients?page={10**30}").status_code == 200


def test_a_sign_that_cannot_be_kept_is_refused_in_words(trainee: Visitor) -> None:
    answer = trainee.send("/clients/add", {"code": "A\0B"})
    assert answer.status_code == 400
    assert trainee.get("/clients?page=%00").status_code == 400
    assert trainee.get("/recordings/%00").status_code == 404
    assert trainee.send_json("/profile", {"name": "A\0B"}).status_code == 400
