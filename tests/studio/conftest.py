"""Every answer of the Studio's JSON that a test here gets is held against the document of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, request
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from app.studio.api import ROOT
from app.studio.openapi import document
from tests.installation import copy_database, opened
from tests.policies.test_endpoints import Place

PARAMETER = re.compile(r"<(?:int:)?(\w+)>")


@pytest.fixture(autouse=True)
def spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever answers had that the document does not say turns the test red."""
    wrong: list[str] = []
    if "app" in request.fixturenames:
        _listen(request.getfixturevalue("app"), wrong)
    yield
    assert wrong == []


@pytest.fixture
def place(empty_installation: Path, tmp_path: Path) -> Iterator[Place]:
    """The application with the small world in it."""
    copy_database(empty_installation, tmp_path)
    with opened(tmp_path) as app:
        yield Place(app)


def _listen(app: Flask, wrong: list[str]) -> None:
    @app.after_request
    def compare(answer: Response) -> Response:
        rule = request.url_rule
        wants_a_page = request.accept_mimetypes.best == "text/html"
        if rule is not None and rule.rule.startswith(ROOT) and not wants_a_page:
            wrong.extend(faults(request.method, rule.rule, answer))
        return answer


def faults(method: str, rule: str, answer: Response) -> list[str]:
    path = PARAMETER.sub(r"{\1}", rule.removeprefix(ROOT))
    said = document(ROOT)["paths"][path][method.lower()]["responses"]
    where = f"{method} {path} {answer.status_code}"
    if str(answer.status_code) not in said:
        return [f"{where} is not in the document"]
    content = said[str(answer.status_code)].get("content")
    if content is None:
        return [] if not answer.get_data() else [f"{where} has a body"]
    name = content["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
    return [f"{where}: {one.message[:200]}" for one in schema(name).iter_errors(answer.get_json())]


@cache
def schema(name: str) -> Any:
    registry = Registry().with_resource(
        "document", Resource(contents=document(ROOT), specification=DRAFT202012)
    )
    of = {"$ref": f"document#/components/schemas/{name}"}
    return Draft202012Validator(of, registry=registry)
