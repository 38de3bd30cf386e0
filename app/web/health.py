"""Whether this process answers and reaches its database."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import text

from app.extensions import db
from app.web.access import open_to_all


@open_to_all
def healthz() -> tuple[str, int, dict[str, str]]:
    db.session.execute(text("SELECT 1"))
    return "well\n", 200, {"Content-Type": "text/plain"}


def init_app(app: Flask) -> None:
    app.add_url_rule("/healthz", view_func=healthz)
    open_to_all(app.view_functions["static"])
