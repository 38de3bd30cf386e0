"""A film that became ready is told to whoever uploaded it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask

from app.extensions import db
from app.models.footage import Recording
from app.models.people import Person
from tests import films
from tests.notices.telling import every_notice_leads_somewhere, told


def test_the_trainee_hears_that_a_film_is_ready(
    app: Flask, ready: Callable[[Path], Recording]
) -> None:
    owner = db.session.get_one(Person, ready(films.constant()).owner_id)
    [words] = told(owner)
    assert words.startswith("Your client film of ")
    assert words.endswith(" is ready to look at closely.")
    every_notice_leads_somewhere(app, owner)
