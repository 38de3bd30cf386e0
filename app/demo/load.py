"""The demo, from an empty database to an association at work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app import events
from app.demo import trainees
from app.demo.accounts import open_accounts
from app.demo.association import Association
from app.demo.films import FilmStock, drawn
from app.demo.scenes import Story, Tell
from app.extensions import db
from app.models.people import Person


@dataclass(frozen=True)
class Selection:
    """Whose trainings take place, and how many rooms are drawn for their films."""

    trainees: Sequence[Callable[[Association], None]]
    families: int
    reviews: int


EVERYBODY = Selection(trainees.EVERYBODY, families=3, reviews=2)
FOR_JOURNEYS = Selection(trainees.FOR_JOURNEYS, families=1, reviews=1)


def is_empty() -> bool:
    return not db.session.scalar(select(func.count(Person.id)))


def load_demo(tell: Tell, selection: Selection = EVERYBODY) -> None:
    """Everything, in the order in which it happened. `tell` is given a line now and then.

    Whatever the selection, the association and its accounts are the same.
    """
    tell("Drawing the demo's films …")
    with drawn(selection.families, selection.reviews) as reel:
        play(reel, selection, tell)
    tell("The demo is ready.")


def play(reel: FilmStock, selection: Selection, tell: Tell) -> None:
    """The same with films that are drawn already."""
    story = Story()
    association = Association(story, open_accounts(story), reel)
    association.found()
    for begin in selection.trainees:
        begin(association)
    story.play(tell)
    tell("Telling everybody what is new to them …")
    events.deliver_waiting()
