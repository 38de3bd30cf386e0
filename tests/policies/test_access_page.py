"""`docs/access.md` is what the table of rules says today."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from app.policies import RULES
from app.policies.page import access_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"


def test_the_page_in_the_documents_is_the_table_of_today() -> None:
    assert PAGE.read_text() == access_page(), "run: flask access > docs/access.md"


def test_the_command_prints_the_page(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["access"]).output
    assert printed == access_page()
    assert all(f"## {action}" in printed for action in RULES)
