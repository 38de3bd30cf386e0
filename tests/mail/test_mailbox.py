"""The local mailbox is there in development, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from app import create_app, mail
from app.extensions import db, transaction
from tests.browser_like import Visitor


@contextmanager
def at(mode: str, app: Flask) -> Iterator[Visitor]:
    """Somebody with a browser, at the same application in another mode."""
    other = create_app({**app.config, "MODE": mode})
    yield Visitor(other)
    with other.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def developer(app: Flask) -> Iterator[Visitor]:
    with at("development", app) as visitor:
        yield visitor


def write(number: int) -> int:
    with transaction():
        link = mail.link("accounts.profile")
        values = {"day": f"day {number}", "name": "Tess", "link": link}
        return mail.write("tess@example.org", "tea", once=f"tea-{number}", **values).id


def test_the_newest_letter_stands_first_and_its_link_can_be_followed(
    developer: Visitor, app: Flask
) -> None:
    write(1)
    newest = write(2)
    page = developer.open("/mailbox")
    assert page.index("Tea on day 2") < page.index("Tea on day 1")
    page = developer.open(f"/mailbox/{newest}")
    assert '<a href="http://127.0.0.1:8000/profile">' in page
    assert "tess@example.org" in page


def test_an_empty_mailbox_says_what_will_stand_there(developer: Visitor) -> None:
    assert "No letters yet" in developer.open("/mailbox")
    developer.open("/mailbox/1", status=404)


def test_a_long_mailbox_has_pages(developer: Visitor) -> None:
    for number in range(30):
        write(number)
    assert "Page 1 of 2, 30 in all" in developer.open("/mailbox")
    assert "Tea on day 0" in developer.open("/mailbox?page=2")


@pytest.mark.parametrize("mode", ["production", "test"])
def test_outside_development_there_is_no_mailbox(app: Flask, mode: str) -> None:
    with at(mode, app) as visitor:
        for address in ("/mailbox", "/mailbox/1"):
            assert visitor.get(address).status_code == 404
