"""The components on one page, for those who build pages: in development only."""

from __future__ import annotations

from flask import Flask, render_template
from flask.typing import ResponseReturnValue

from app.web.access import open_to_all


@open_to_all
def gallery() -> ResponseReturnValue:
    return render_template("gallery/index.html")


def init_app(app: Flask) -> None:
    if app.config["MODE"] == "development":
        app.add_url_rule("/gallery", view_func=gallery)
