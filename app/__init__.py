"""Attune: where a person becomes an accredited Video Interaction Guidance practitioner."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask

import config
from app import audit, extensions, jobs, web
from app.models.people import Person
from app.web.dispatch import Attune

ROOMS = (
    "events",
    "mail",
    "live",
    "notices",
    "accounts",
    "services",
    "programmes",
    "casework",
    "footage",
    "studio",
    "presentations",
    "meetings",
    "supervision",
    "pathway",
    "readiness",
    "portfolio",
    "panel",
    "register",
    "rights",
    "copies",
    "demo",
)


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The application; `settings` stand above those of the environment (tests use this)."""
    app = Attune(__name__, template_folder="../templates", static_folder="static")
    app.config.from_mapping(config.load())
    app.config.from_mapping(settings or {})
    _start_extensions(app)
    audit.init_app(app)
    jobs.init_app(app)
    web.init_app(app)
    for room in ROOMS:
        _open_room(app, room)
    return app


def _start_extensions(app: Flask) -> None:
    app.config["DATA"].mkdir(parents=True, exist_ok=True)
    extensions.db.init_app(app)
    extensions.migrate.init_app(app, directory=str(config.ROOT / "migrations"))
    extensions.csrf.init_app(app)
    extensions.login_manager.init_app(app)
    import_module("app.models")


@extensions.login_manager.user_loader
def _person(person_id: str) -> Person | None:
    from app.accounts import this_browser

    return this_browser.signed_in_person(person_id)


def _open_room(app: Flask, room: str) -> None:
    """A room's blueprint (its routes and commands), and its background work."""
    app.register_blueprint(import_module(f"app.{room}").blueprint)
    if find_spec(f"app.{room}.tasks"):
        import_module(f"app.{room}.tasks")
