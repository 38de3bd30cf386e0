"""A list asks the database as much for a thousand rows as for ten. Every list is here."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.extensions import db
from app.web import pages
from tests.browser_like import Visitor
from tests.lists import copies_pages, later_pages, pathway_pages, rights_pages  # noqa: F401
from tests.lists.pages import LISTS
from tests.queries_counted import queries_counted
from tests.shape.sources import ROOT

FEW, MANY = 10, 1000
APP = ROOT / "app"


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_much_for_a_thousand_rows_as_for_ten(
    app: Flask, in_development: Flask, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = LISTS[name]()
    visitor = Visitor(in_development if listing.in_development else app)
    visitor.sign_in(listing.reader, listing.role)
    asked_by = spied_on(name, monkeypatch)
    asked = []
    for number in (FEW - listing.already, MANY - FEW):
        listing.fill(number)
        page = visitor.open(listing.url)
        with queries_counted() as sent:
            visitor.get(listing.url)
        asked.append(len(sent))
    assert f"{MANY} in all" in page
    assert name.partition(":")[2] in asked_by
    assert asked[0] == asked[1], "\n".join(sent)


@pytest.fixture
def in_development(app: Flask) -> Iterator[Flask]:
    """The same application as developers have it, with pages of its own."""
    other = create_app({**app.config, "MODE": "development"})
    yield other
    with other.app_context():
        db.engine.dispose()


def spied_on(name: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The functions that ask for a page, as they do so."""
    asked_by: list[str] = []

    def paginate(*given: Any, **named: Any) -> pages.Page:
        asked_by.append(sys._getframe(1).f_code.co_name)
        return pages.paginate(*given, **named)

    module = import_module(f"app.{name.partition(':')[0]}")
    monkeypatch.setattr(module, "paginate", paginate)
    return asked_by


def test_every_function_that_asks_for_a_page_of_rows_is_tested() -> None:
    asking = {
        f"{module_of(file)}:{function.name}"
        for file in APP.rglob("*.py")
        for function in ast.walk(ast.parse(file.read_text()))
        if isinstance(function, ast.FunctionDef) and function.name != "paginate"
        if any(asks_for_a_page(node) for node in ast.walk(function))
    }
    assert asking == LISTS.keys()


def asks_for_a_page(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) in {"paginate", "pages.paginate"}


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(APP).with_suffix("").parts)
