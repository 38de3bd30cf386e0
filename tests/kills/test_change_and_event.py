"""The web process is killed between a change and the event that tells of it."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection, HTTPException
from threading import Thread
from urllib.parse import urlencode

import pytest
from flask import Flask

from app.web.once import new_token
from tests import processes
from tests.browser_like import Visitor
from tests.kills import counted
from tests.kills.conftest import Case
from tests.kills.points import Point, each_of, reached, web_killed_at

pytestmark = pytest.mark.timeout(300)
BEFORE_THE_COMMIT = {
    "the change is made, its event not told": Point("app.events:tell"),
    "the event is told": Point("app.events:tell", after=True, long=True),
    "the audit entry is written": Point(
        "app.extensions:_write_what_was_gathered", after=True, long=True
    ),
}
AFTER_THE_COMMIT = Point("app.jobs:_ring")


class Form:
    """The form by which the practitioner takes their agreement back, as a browser sends it."""

    def __init__(self, app: Flask, case: Case) -> None:
        visitor = Visitor(app).sign_in(case.practitioner)
        values = {"csrf_token": visitor.token(), "once": new_token()}
        self.body = urlencode(values)
        self.url = f"/my-consent/{case.in_shot.id}/take-back?purpose=filming"
        cookie = visitor.client.get_cookie("attune")
        assert cookie is not None
        self.headers = {
            "Cookie": f"attune={cookie.value}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "text/html",
        }

    def send(self, address: str) -> int | None:
        """The status of the answer; None when none came."""
        with closing(HTTPConnection(address, timeout=60)) as connection:
            try:
                connection.request("POST", self.url, self.body, self.headers)
                return connection.getresponse().status
            except (HTTPException, OSError):
                return None


def send_and_be_killed(app: Flask, form: Form, at: Point) -> None:
    answers: list[int | None] = []
    with web_killed_at(app, at) as address:
        sending = Thread(target=lambda: answers.append(form.send(address)))
        sending.start()
        processes.wait_until(reached(app).exists)
    sending.join(30)
    assert answers == [None]


def send_again(app: Flask, form: Form) -> None:
    with processes.web(app) as (_, address):
        assert form.send(address) == 302


def everybody_heard_once(app: Flask, case: Case) -> None:
    counted.recovered(app, lambda: counted.told() and not counted.waiting())
    assert (counted.withdrawn(), counted.entries(), counted.told()) == (1, 1, 1)
    assert counted.notices() == dict.fromkeys(case.who_hear_of_it, 1)


@pytest.mark.parametrize("point", each_of(BEFORE_THE_COMMIT))
def test_a_kill_before_the_commit_leaves_neither_change_nor_event_nor_entry(
    app: Flask, case: Case, point: Point
) -> None:
    form = Form(app, case)
    send_and_be_killed(app, form, point)
    assert (counted.withdrawn(), counted.entries(), counted.told()) == (0, 0, 0)
    send_again(app, form)
    everybody_heard_once(app, case)


def test_a_kill_after_the_commit_and_before_the_bell_loses_nothing(app: Flask, case: Case) -> None:
    form = Form(app, case)
    send_and_be_killed(app, form, AFTER_THE_COMMIT)
    assert (counted.withdrawn(), counted.entries(), counted.told()) == (1, 1, 1)
    assert counted.notices() == {}
    everybody_heard_once(app, case)


@pytest.mark.long
def test_a_form_sent_again_because_no_answer_came_changes_nothing_more(
    app: Flask, case: Case
) -> None:
    form = Form(app, case)
    send_and_be_killed(app, form, AFTER_THE_COMMIT)
    send_again(app, form)
    everybody_heard_once(app, case)
