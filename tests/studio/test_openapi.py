"""The document says what can be asked, all of it, and nothing that cannot."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask
from openapi_spec_validator import validate

from app.studio.api import ROOT
from app.studio.openapi import OPERATIONS, document
from tests.browser_like import Visitor
from tests.studio.conftest import PARAMETER, schema
from tests.studio.setting import a_moment, the_setting


def test_the_document_is_sound(visitor: Visitor) -> None:
    visitor.sign_in(the_setting().tess)
    validate(visitor.get(f"{ROOT}/openapi.json").json)


def test_each_operation_has_a_name_of_its_own() -> None:
    paths = document(ROOT)["paths"].values()
    names = [one["operationId"] for path in paths for k, one in path.items() if k != "parameters"]
    assert len(names) == len(set(names)) == len(OPERATIONS)


def test_what_is_routed_and_what_is_written_down_are_the_same(app: Flask) -> None:
    routed = {
        (method, PARAMETER.sub(r"{\1}", rule.rule.removeprefix(ROOT)))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(f"{ROOT}/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routed == set(OPERATIONS)


@pytest.mark.parametrize(
    ("body", "good"),
    [
        (a_moment(str(uuid4())), True),
        (a_moment(str(uuid4()), start="4"), False),
        ({"words": "No token, no place"}, False),
    ],
)
def test_a_body_is_described_as_the_server_takes_it(
    visitor: Visitor, body: dict[str, object], good: bool
) -> None:
    setting = the_setting()
    visitor.sign_in(setting.tess)
    assert schema("NewMoment").is_valid(body) is good
    answer = visitor.send_json(f"{ROOT}/recordings/{setting.film.id}/moments", body)
    assert (answer.status_code == 201) is good


def test_a_stranger_does_not_read_it(app: Flask) -> None:
    answer = app.test_client().get(f"{ROOT}/openapi.json", headers={"Accept": "application/json"})
    assert answer.status_code == 401
