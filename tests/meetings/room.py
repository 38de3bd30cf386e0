"""A room of Tess and Sam, and what a test asks of it as each of them."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.models.people import Person, Role
from app.models.rooms import Room
from tests.browser_like import Visitor
from tests.studio.setting import Setting, the_setting


class Somebody:
    """One of those in a room, with a browser of their own."""

    def __init__(self, app: Flask, person: Person, role: Role | None = None) -> None:
        self.person = person
        self.visitor = Visitor(app).sign_in(person, role)
        self.room_id = 0

    def opens(self, address: str) -> int:
        """Open a room; its number."""
        led_to = self.visitor.send(address).location
        self.room_id = int(led_to.rpartition("/")[2])
        return self.room_id

    def enters(self, room_id: int, slow: bool = False) -> dict[str, Any]:
        self.room_id = room_id
        return self.is_here(slow)

    def is_here(self, slow: bool = False) -> dict[str, Any]:
        return self.post("here", {"slow": slow}).get_json()

    def sees(self) -> dict[str, Any]:
        return self.visitor.get(self.at("state")).get_json()

    def marks(self) -> list[dict[str, Any]]:
        return self.visitor.get(self.at("marks")).get_json()["marks"]

    def chooses(self, **film: int) -> TestResponse:
        return self.visitor.send(self.at("film"), film)

    def moves(self, version: int | None = None, **wish: Any) -> TestResponse:
        """Ask for the film to stand or play so, having seen `version`, else what there is now."""
        seen = self.sees()["version"] if version is None else version
        plain = {"frame": 0, "playing": False, "speed": 100, "in": None, "out": None, "loop": False}
        return self.post("move", {"version": seen, **plain, **wish})

    def post(self, what: str, body: dict[str, Any]) -> TestResponse:
        return self.visitor.send_json(self.at(what), body)

    def at(self, what: str) -> str:
        return f"/rooms/{self.room_id}/{what}"


class Together:
    """Tess and Sam in a room, with the film that she brought to him."""

    def __init__(self, app: Flask, setting: Setting | None = None) -> None:
        self.setting = setting or the_setting()
        self.tess = Somebody(app, self.setting.tess)
        self.sam = Somebody(app, self.setting.sam)
        self.film = self.setting.film
        self.room_id = self.tess.opens(f"/enrolments/{self.setting.enrolment.id}/room")
        self.tess.enters(self.room_id)
        self.sam.enters(self.room_id)

    def with_the_film(self) -> Together:
        assert self.sam.chooses(recording=self.film.id).status_code == 303
        return self

    @property
    def row(self) -> Room:
        db.session.rollback()
        db.session.expire_all()
        return db.session.scalars(select(Room).filter_by(id=self.room_id)).one()
