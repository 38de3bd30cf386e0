"""Every page of every role, in both themes and at both widths, in a real browser.

`make test` looks at a page narrow in one theme and wide in the other; `make test-long` four ways.

The pages come from the URL map; nothing is left out of it, and no rule and no element of a page.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from app.models.people import Role
from tests.look.doors import ANSWERED, Opened
from tests.look.looking import looking
from tests.look.sweep import Sweep

pytestmark = pytest.mark.timeout(900)

# They lead to another page, and have none of their own.
ELSEWHERE = {"accounts.start", "accounts.where_passwords_change"}


def test_every_route_is_opened_by_somebody(sweep: Sweep) -> None:
    answered = {
        endpoint
        for known in sweep.found.values()
        for endpoint, (_, opened) in known.items()
        if opened.status in ANSWERED or endpoint in ELSEWHERE
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


@pytest.mark.long
@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role.value if role else "stranger")
def test_every_page_of_a_role_is_good_to_use_in_each_theme_at_each_width(
    sweep: Sweep, browser: Browser, role: Role | None
) -> None:
    assert sweep.faults(browser, sweep.pages(role), in_all=True) == []


def test_every_list_is_good_to_use_when_it_is_empty(sweep: Sweep, browser: Browser) -> None:
    assert sweep.faults(browser, sweep.empty_lists()) == []


# Pages that only an act leads to: a form sent with nothing in it, and states that rows are in.
SENT_EMPTY: dict[Role | None, list[str]] = {
    None: ["accounts.sign_in"],
    Role.TRAINEE: [
        "casework.add_client",
        "casework.add_person",
        "casework.add_practitioner",
        "portfolio.choose",
        "accounts.change_password",
    ],
    Role.SUPERVISOR: [
        "supervision.record",
        "pathway.record_event",
        "pathway.record_meeting",
    ],
    Role.ACCREDITOR: ["panel.decide"],
    Role.SERVICE_LEAD: [
        "services.add_practitioner",
        "services.publish_policy",
        "services.write_request",
    ],
    Role.REGISTRAR: ["programmes.add_course", "services.add", "programmes.enrol"],
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
        ("casework.take_on", "case_request_id", "request with tess"),
        ("copies.client_copy", "copy_id", "mother's copy"),
        ("copies.client_copy", "copy_id", "copy that ended"),
        ("copies.client_copy", "copy_id", "copy without an archive"),
    ],
    "service lead": [
        ("services.case_request", "case_request_id", "request with olu, who left"),
        ("services.case_request", "case_request_id", "request tess gave back"),
        ("services.case_request", "case_request_id", "request tess took on"),
        ("services.case_request", "case_request_id", "withdrawn request"),
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
    for who, address in (("a stranger", "/nowhere"), ("supervisor", "/clients/0")):
        with looking(browser, sweep.url, sweep.cookie(sweep.cast.named(who))) as looker:
            wrong += [*looker.open(address, 404), *looker.faults()]
    assert wrong == []
