"""Rows of the demo come from the operations of the rooms, and from nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import app.demo
from app.extensions import Base

FOLDER = Path(app.demo.__file__).parent
WRITING = {"add", "add_all", "delete", "merge", "bulk_save_objects", "insert", "update", "execute"}
SESSIONS = {"session", "db"}


def models() -> set[str]:
    return {mapper.class_.__name__ for mapper in Base.registry.mappers}


def writes(tree: ast.AST) -> Iterator[str]:
    """Calls that make a row, or write through a session; attributes of rows that are set."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in models():
                yield f"{node.lineno} {name}(…)"
            case ast.Call(func=ast.Attribute(value=ast.Name(id=on), attr=act)) if (
                on in SESSIONS and act in WRITING
            ):
                yield f"{node.lineno} {on}.{act}(…)"
            case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="session"), attr=act)) if (
                act in WRITING
            ):
                yield f"{node.lineno} session.{act}(…)"


def test_the_demo_makes_no_row_itself() -> None:
    found = {path.name: list(writes(ast.parse(path.read_text()))) for path in FOLDER.rglob("*.py")}
    assert {name: calls for name, calls in found.items() if calls} == {}


def test_making_a_row_would_be_seen() -> None:
    ways = "Person(name='x')\nsession.add(row)\ndb.session.execute(update(Person))\n"
    assert len(list(writes(ast.parse(ways)))) == 3
