"""Several processes serve one room: what one of them is told the browsers of another hear."""

from __future__ import annotations

from functools import partial

from flask import Flask

from app.extensions import db, transaction
from app.meetings.operations.room_playing import Wish, move
from app.meetings.queries import rooms
from app.models.people import Role
from app.models.rooms import Room
from app.policies import Actor
from tests.at_once.together import together
from tests.live.listening import Browser, Served
from tests.meetings.room import Together


def test_whoever_listens_at_another_node_hears_of_it_and_sees_the_same(app: Flask) -> None:
    two = Together(app).with_the_film()
    with Served(app.config, streams=4) as elsewhere:
        sam = Browser(app, elsewhere.url, two.setting.sam)
        with sam.listen() as stream:
            two.tess.moves(frame=66)
            _, what, ids = stream.told()
        assert (what, ids["room"]) == ("room", two.room_id)
        status, state = sam.ask(f"/rooms/{two.room_id}/state")
    assert (status, state["frame"], state["leader"]) == (200, 66, "Tess Calder")


def test_of_two_who_move_the_film_at_once_one_is_told_that_the_other_was_sooner(
    app: Flask,
) -> None:
    two = Together(app).with_the_film()
    seen = two.row.version

    def moves(person_id: int, role: Role, frame: int) -> bool:
        with transaction() as session:
            room = session.get_one(Room, two.room_id)
            people, film = rooms.people_in(room), rooms.film_of(room)
            assert film is not None
            wish = Wish(frame, False, 100, None, None, False)
            return move(Actor(person_id, role), room, people, film, seen, wish)

    went = together(
        app,
        [
            partial(moves, two.setting.tess.id, Role.TRAINEE, 10),
            partial(moves, two.setting.sam.id, Role.SUPERVISOR, 20),
        ],
    )
    assert sorted(went) == [False, True]
    db.session.rollback()
    assert two.row.version == seen + 1
    assert two.row.frame == (10 if went[0] else 20)
