"""Every page of every role, in both themes and two widths, in a real browser.

The pages come from the URL map; nothing is left out of it, and no rule and no element of a page.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.routing import Rule as Route

from app import create_app
from app.extensions import db
from app.models.people import Role
from app.web.access import access_of
from tests.live_server import LiveServer
from tests.look.cast import Cast, assemble
from tests.look.doors import Doors, Opened, Somebody
from tests.look.looking import THEMES, looking
from tests.settings import settings_for

ELSEWHERE = {"accounts.start"}  # leads to the first page of the role; has none of its own


Seen = tuple[Somebody, Opened]

pytestmark = pytest.mark.timeout(900)


@dataclass
class Sweep:
    """An application with everybody in it, served; and what its routes answered in each role."""

    app: Flask
    url: str
    cast: Cast
    doors: Doors
    found: dict[Role | None, dict[str, Seen]] = field(default_factory=dict)

    def open_doors(self) -> None:
        """Every route once in each role, by the first person in it who is let in."""
        for who in self.cast.everybody:
            known = self.found.setdefault(who.role, {})
            closed = [one for one in self.doors.routes() if not self._is_open(one, known)]
            for opened in self.doors.open_all(who, closed):
                known[opened.endpoint] = who, opened

    def _is_open(self, route: Route, known: dict[str, Seen]) -> bool:
        return route.endpoint in known and known[route.endpoint][1].status == 200

    def pages(self, role: Role | None) -> list[Seen]:
        return [one for one in self.found[role].values() if self._is_for(*one)]

    def empty_lists(self) -> list[Seen]:
        found = [
            (who, opened)
            for who in self.cast.newcomers
            for opened in self.doors.open_all(who, self.doors.lists())
        ]
        return [one for one in found if self._is_for(*one)]

    def _is_for(self, who: Somebody, opened: Opened) -> bool:
        """A page; what is open to all is looked at as a stranger only."""
        access = access_of(self.app.view_functions[opened.endpoint])
        open_to_all = access is None or access.action is None
        return opened.is_page and (who.person is None or not open_to_all)

    def cookie(self, who: Somebody) -> str | None:
        cookie = who.visitor(self.app).client.get_cookie("attune")
        return cookie.value if who.person and cookie else None

    def faults(
        self, browser: Browser, pages: Iterable[Seen], send_empty: bool = False
    ) -> list[str]:
        """What is wrong with the pages, each in the eyes of somebody; said with where."""
        wrong = []
        by_person = groupby(sorted(pages, key=lambda one: one[0].name), key=lambda one: one[0])
        for who, theirs in [(who, [page for _, page in group]) for who, group in by_person]:
            for theme in THEMES:
                with looking(browser, self.url, theme, self.cookie(who)) as looker:
                    for page in theirs:
                        went = looker.send_empty if send_empty else looker.open
                        said = [*went(page.address), *looker.faults()]
                        wrong += [f"{page.endpoint}, {who.name}, {theme}, {one}" for one in said]
        return wrong


@pytest.fixture(scope="module")
def sweep(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sweep]:
    folder = tmp_path_factory.mktemp("sweep")
    shutil.copy(empty_database, folder / "attune.sqlite")
    settings = {**settings_for(folder), "MODE": "development", "PROPAGATE_EXCEPTIONS": False}
    app = create_app(settings)
    with app.app_context():
        cast = assemble(app)
        with LiveServer(settings) as server:
            made = Sweep(app, server.url, cast, Doors(app, cast.rows, cast.first))
            made.open_doors()
            yield made
        db.session.remove()
        db.engine.dispose()


def test_every_route_is_opened_by_somebody(sweep: Sweep) -> None:
    answered = {
        endpoint
        for known in sweep.found.values()
        for endpoint, (_, opened) in known.items()
        if opened.status == 200 or endpoint in ELSEWHERE
    }
    assert {route.endpoint for route in sweep.doors.routes()} - answered == set()


def test_every_role_has_pages(sweep: Sweep) -> None:
    for role in (None, *Role):
        assert sweep.pages(role), role


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role.value if role else "stranger")
def test_every_page_of_a_role_is_good_to_use(
    sweep: Sweep, browser: Browser, role: Role | None
) -> None:
    assert sweep.faults(browser, sweep.pages(role)) == []


def test_every_list_is_good_to_use_when_it_is_empty(sweep: Sweep, browser: Browser) -> None:
    assert sweep.faults(browser, sweep.empty_lists()) == []


# Pages that only an act leads to: a form sent with nothing in it, and states that rows are in.
SENT_EMPTY: dict[Role | None, list[str]] = {
    None: ["accounts.sign_in"],
    Role.TRAINEE: [
        "casework.add_client",
        "casework.add_person",
        "casework.add_practitioner",
        "footage.upload",
        "supervision.ask",
    ],
    Role.SUPERVISOR: [
        "supervision.record",
        "pathway.record_event",
        "pathway.record_meeting",
    ],
    Role.ACCREDITOR: ["panel.decide"],
    Role.REGISTRAR: ["programmes.add_course", "programmes.add_service", "programmes.enrol"],
}
STATES = {
    "trainee at work": [
        ("footage.recording", "recording_id", "uploading film"),
        ("footage.recording", "recording_id", "received film"),
        ("footage.recording", "recording_id", "watchable film"),
        ("footage.recording", "recording_id", "refused film"),
        ("footage.recording", "recording_id", "erased film"),
        ("footage.recording", "recording_id", "unconfirmed"),
        ("footage.recording", "recording_id", "film: withdrew filming"),
        ("casework.client", "client_id", "tess's new client"),
        ("pathway.trainee", "enrolment_id", "past training"),
        ("pathway.meeting", "meeting_id", "held meeting"),
        ("supervision.session", "session_id", "signed session"),
        ("presentations.presentation", "presentation_id", "ended show"),
    ],
    "registrar": [("panel.allocate", "submission_id", "decided submission")],
}


def test_a_form_sent_empty_says_what_is_missing_and_is_good_to_use(
    sweep: Sweep, browser: Browser
) -> None:
    pages = [sweep.found[role][one] for role, forms in SENT_EMPTY.items() for one in forms]
    assert sweep.faults(browser, pages, send_empty=True) == []


@pytest.mark.parametrize("name", STATES)
def test_every_state_of_a_row_is_good_to_use(sweep: Sweep, browser: Browser, name: str) -> None:
    pages = []
    for endpoint, argument, row in STATES[name]:
        address = sweep.doors.address(endpoint, **{argument: sweep.cast.rows[row].id})
        pages.append((sweep.cast.named(name), Opened(name, endpoint, address, 200, "text/html")))
    assert sweep.faults(browser, pages) == []


def test_a_page_that_is_not_there_says_so_and_is_good_to_use(
    sweep: Sweep, browser: Browser
) -> None:
    wrong = []
    for theme in THEMES:
        for who in (sweep.cast.named("a stranger"), sweep.cast.named("supervisor")):
            with looking(browser, sweep.url, theme, sweep.cookie(who)) as looker:
                wrong += [*looker.open("/clients/0", 404), *looker.faults()]
    assert wrong == []
