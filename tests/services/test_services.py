"""Services are added from the command line, each once."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models.services import Service, ServiceKind


def test_a_service_is_added_once(app: Flask) -> None:
    add = ["service", "add", "Northmoor Council", "--kind", "council"]
    first = app.test_cli_runner().invoke(args=add)
    again = app.test_cli_runner().invoke(args=add)
    assert (first.exit_code, again.exit_code) == (0, 1)
    assert "already" in again.output
    assert db.session.scalars(select(Service)).one().kind is ServiceKind.COUNCIL
