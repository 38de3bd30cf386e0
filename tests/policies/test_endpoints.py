"""Every endpoint asks its rule: strangers sign in first, everybody else's rows do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule as Route

from app.models.people import Role
from app.policies import RULES
from app.web.access import access_of
from tests.browser_like import Visitor
from tests.installation import copy_database, opened
from tests.policies import expected, world

OPEN = {
    "accounts.start",
    "accounts.sign_in",
    "accounts.sign_out",
    "accounts.code",
    "accounts.recovery_code",
    "accounts.ask_for_password",
    "accounts.where_passwords_change",
    "accounts.invitation",  # whoever has the link
    "accounts.new_password",  # whoever has the link
    "pathway.catalogue",
    "pathway.course",
    "pathway.ask_for_a_place",
    "pathway.booking",  # whoever has the link
    "pathway.confirm_booking",  # whoever has the link
    "pathway.cancel_booking",  # whoever has the link
    "pathway.evaluate_course",  # whoever has the link
    "pathway.course_certificate",  # whoever has the link
    "pathway.booking_calendar",  # whoever has the link
    "register.check",
    "register.checked",
    "register.public",
    "rights.your_page",  # whoever has the link: a rule of its own
    "rights.for_you",  # whoever has the link and the numbers: a rule of its own
    "rights.for_you_reel",  # whoever has the link and the numbers: a rule of its own
    "rights.for_you_still_open",  # whoever has the link and the numbers: a rule of its own
    "rights.for_you_film",  # whoever has the link and the numbers: a rule of its own
    "rights.for_you_copy",  # whoever has the link and the numbers: a rule of its own
    "rights.put_away",  # whoever has the link: a rule of its own
    "rights.answers",  # whoever has the link: a rule of its own
    "rights.refuse_film",  # whoever has the link: a rule of its own
    "rights.stop",  # whoever has the link: a rule of its own
    "rights.questions",  # whoever has the link: a rule of its own
    "rights.ask",  # whoever has the link: a rule of its own
    "footage.abilities",  # which version of tus is spoken
    "healthz",
    "static",
}

# What stands in an address, and the row of the small world it is tried with.
ROWS = {
    "person_id": "tess",
    "browser_session_id": "tess's browser",
    "recording_id": "film",
    "cycle_id": "cycle of film",
    "client_id": "tess's client",
    "case_person_id": "mother",
    "case_request_id": "request with tess",
    "enrolment_id": "tess's training",
    "edition_id": "edition",
    "course_id": "course",
    "booking_id": "booking",
    "meeting_id": "waiting meeting",
    "presentation_id": "open show",
    "session_id": "session to sign",
    "point_id": "point of signed session",
    "time_id": "sam's free time",
    "supervision_booking_id": "tess's booking",
    "moment_id": "tess's shared moment",
    "clip_id": "clip",
    "reel_id": "reel of film",
    "track_id": "track of tess's shared moment",
    "reply_id": "tess's reply",
    "round_id": "open round",
    "room_id": "tess's room",
    "portfolio_id": "tess's portfolio",
    "version_id": "tess's version",
    "statement_id": "sam's statement",
    "kept_id": "sam's version",
    "submission_id": "submission",
    "still_id": "still in submission",
    "certificate_id": "tess's certificate",
    "seat_id": "abe is asked for submission",
    "decision_id": "unreleased decision",
    "entry_id": "tess's practice",
    "notice_id": "notice",
    "event_id": "tess's log for sam",
    "training_decision_id": "tess's mixture",
    "evidence_id": "tess was there",
    "service_id": "tess's service",
    "lead_id": "lee leads",
    "member_id": "tess works",
    "wording_id": "tess's draft",
    "consent_id": "mother's consent",
    "scan_id": "mother's scan",
    "measure_id": "a measure of tess's service",
    "contract_id": "mother's contract",
    "journal_id": "tess's journal",
    "link_id": "mother's link",
    "request_id": "mother's request",
    "archive_id": "tess's archive",
    "copy_id": "mother's copy",
    "item_id": "with others, not released",
}
VALUES = {
    "token": "leads-nowhere",
    "code": "2222-2222-2222",
    "slug": "set-a",
    "kind": "client_film",
    "occasion": "before",
    "talk": "closing",
    "frame": 10,
    "file_number": 1,
    "ending": "csv",
    "form": "annotations.json",
    "evidence_kind": "intro_attendance",
    "stage_key": "1",
    "requirement_key": "supervision",
    "purpose": "filming",
    "item": "dpia",
    "filename": "css/base.css",
}

# Everybody in their own role, and people in a role that gives them nothing on these rows.
ACTORS = (
    ("tess", Role.TRAINEE),
    ("olu", Role.TRAINEE),
    ("sam", Role.SUPERVISOR),
    ("una", Role.SUPERVISOR),
    ("fred", Role.SUPERVISOR),
    ("eve", Role.SUPERVISOR),
    ("ada", Role.ACCREDITOR),
    ("abe", Role.ACCREDITOR),
    ("rea", Role.REGISTRAR),
    ("lee", Role.SERVICE_LEAD),
    ("tess", Role.REGISTRAR),
    ("sam", Role.TRAINEE),
)


class Place:
    """The application with the small world in it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.world = world.build()
        self.ids = {name: row.id for name, row in self.world.rows.items()}

    def routes(self) -> list[tuple[Route, str]]:
        """Every route with each of its methods but HEAD and OPTIONS."""
        return [
            (route, method)
            for route in self.app.url_map.iter_rules()
            for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"})
        ]

    def address(self, route: Route) -> str:
        """The route's address, filled from ROWS and VALUES; KeyError when it cannot be filled."""
        values = {
            name: self.ids[ROWS[name]] if name in ROWS else VALUES[name] for name in route.arguments
        }
        adapter = self.app.url_map.bind("localhost")
        return adapter.build(route.endpoint, values)


@pytest.fixture(scope="module")
def place(empty_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("endpoints")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield Place(app)


def test_every_endpoint_declares_its_action_or_is_named_here_as_open(place: Place) -> None:
    for endpoint, view in place.app.view_functions.items():
        access = access_of(view)
        assert access is not None, endpoint
        assert (access.action is None) == (endpoint in OPEN), endpoint
        assert access.action is None or access.action in RULES, endpoint


def test_every_address_can_be_filled(place: Place) -> None:
    for route, _ in place.routes():
        place.address(route)


def test_a_stranger_is_sent_to_sign_in(place: Place) -> None:
    stranger = Visitor(place.app)
    for route, method in place.routes():
        if route.endpoint in OPEN:
            continue
        answer = ask(stranger, place.address(route), method)
        if method == "GET":
            assert answer.status_code == 302, route.endpoint
            assert answer.location.startswith("/sign-in?next="), route.endpoint
        else:
            assert answer.status_code == 401, (route.endpoint, answer.status_code)


@pytest.mark.timeout(400)  # thousands of requests
def test_what_is_not_theirs_does_not_exist_for_anyone(place: Place) -> None:
    """Every route, for everybody to whom the table gives nothing on the row in its address."""
    wrong = []
    for who, role in ACTORS:
        visitor = Visitor(place.app).sign_in(place.world.people[who], role)
        hold_every_role(place, who)
        for route, method in place.routes():
            action = action_of(place, route)
            if action is None or is_expected(action, route, who, role):
                continue
            answer = ask(visitor, place.address(route), method)
            if answer.status_code != 404:
                wrong.append(f"{who} as {role.value}: {method} {route.rule}: {answer.status_code}")
    assert wrong == []


def ask(visitor: Visitor, address: str, method: str):  # type: ignore[no-untyped-def]
    headers = {"Accept": "text/html", "X-CSRFToken": token_of(visitor)}
    return visitor.ask(address, method=method, headers=headers)


@cache
def token_of(visitor: Visitor) -> str:
    """One for the whole visit: it stays while the session does."""
    return visitor.token()


def action_of(place: Place, route: Route) -> str | None:
    access = access_of(place.app.view_functions[route.endpoint])
    return access.action if access else None


def is_expected(action: str, route: Route, who: str, role: Role) -> bool:
    """Whether the table lets them do the action, on the row of the address if it names one."""
    if RULES[action].subject is None:
        return expected.expected_without_rows(action, who, role.value)
    names = expected.on_rows(action, who, role.value)
    in_address = [ROWS[name] for name in route.arguments if name in ROWS]
    is_a_list = not in_address  # an empty one is as good an answer as any
    return is_a_list or bool(names & set(in_address))


def hold_every_role(place: Place, who: str) -> None:
    """Let the person hold the roles they are tried in, so that only the rule can refuse."""
    from app.accounts.operations import give_role
    from app.extensions import transaction
    from app.models.people import Person

    with transaction() as session:
        person = session.get_one(Person, place.ids[who])
        for name, role in ACTORS:
            if name == who:
                give_role(None, person, role)
