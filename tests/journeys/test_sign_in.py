"""Coming in: by invitation with a second factor, by a new password, and from role to role."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app.models.mail import Mail
from app.models.people import Role
from tests.accounts.coming_in import PASSWORD, SECRET, account, letters_to, link_in
from tests.browser import PHONE
from tests.journeys.codes import next_code
from tests.journeys.walker import Walker, walking
from tests.live_server import LiveServer
from tests.settings import settings_for

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
NEW = "three otters and a lamp"


@pytest.fixture
def server(app: Flask, tmp_path: Path) -> Iterator[LiveServer]:
    account("ruth@example.org", Role.REGISTRAR, name="Ruth Adeyemi", factor=True)
    with LiveServer(settings_for(tmp_path), worker=True) as server:
        yield server


def letter_to(email: str, letter: str) -> Mail:
    """The newest letter of its kind, once it is written."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if found := letters_to(email, letter):
            return found[0]
        time.sleep(0.2)
    raise AssertionError(f"no {letter} to {email}")


def come_in(walker: Walker, email: str, password: str, secret: str) -> None:
    walker.go("/sign-in")
    walker.give_password(email, password)
    walker.fill("Code from your app", next_code(secret))
    walker.press("Go on")


def set_up_app(walker: Walker) -> str:
    """Set up an authenticator app with the key on the page; the key."""
    key: str = walker.page.locator(".key strong").inner_text().replace(" ", "")
    walker.fill("Code that your app shows for Attune", next_code(key))
    walker.press("Set it up")
    return key


def test_an_invited_supervisor_comes_in_by_letter_on_a_phone_and_switches_role(
    app: Flask, server: LiveServer, browser: Browser
) -> None:
    with walking(browser, server.url) as ruth:
        come_in(ruth, "ruth@example.org", PASSWORD, SECRET)
        ruth.place("People")
        ruth.follow("Invite somebody")
        ruth.fill("Name", "Una Lind")
        ruth.fill("Email address", "una@example.org")
        ruth.tick("Supervisor")
        ruth.tick("Trainee")
        ruth.press("Send the invitation")
        ruth.sees("A letter is on its way to una@example.org")
        ruth.sees("Invited")

    with walking(browser, server.url, viewport=PHONE) as una:
        una.go(link_in(letter_to("una@example.org", "invitation")))
        una.fill("Password", "una lind 2026!")
        una.press("Choose this password")
        una.sees("is your name")
        una.fill("Password", NEW)
        una.press("Choose this password")
        una.sees("Welcome to Attune, Una Lind")
        key = set_up_app(una)
        codes = una.page.locator(".codes code").all_inner_texts()
        assert len(set(codes)) == 10
        una.press("I have kept them, go on")
        assert una.page.url.endswith("/home")
        switch_to(una, "supervisor")
        assert una.page.url.endswith("/caseload")
        sign_out(una)
        come_in(una, "una@example.org", NEW, key)
        assert una.page.url.endswith("/home")
        sign_out(una)
        una.give_password("una@example.org", NEW)
        una.follow("Use one of your recovery codes")
        una.fill("Recovery code", codes[3])
        una.press("Go on")
        una.sees("with a recovery code; 9 are left")


def open_person_menu(walker: Walker) -> None:
    menu = walker.page.locator(".person-menu summary")
    if not menu.is_visible():
        walker.page.get_by_text("Menu", exact=True).click()
    menu.click()


def switch_to(walker: Walker, role: str) -> None:
    open_person_menu(walker)
    walker.press(role)


def sign_out(walker: Walker) -> None:
    open_person_menu(walker)
    walker.press("Sign out")


def test_a_lost_password_is_replaced_from_the_keyboard_alone(
    app: Flask, server: LiveServer, browser: Browser
) -> None:
    with walking(browser, server.url) as ruth:
        ruth.go("/sign-in")
        tab_to(ruth, "I have lost my password")
        enter(ruth)
        tab_to(ruth, "Email address")
        ruth.page.keyboard.type("ruth@example.org")
        enter(ruth)
        ruth.sees("a letter with a link is on its way")
        ruth.go(link_in(letter_to("ruth@example.org", "new_password")))
        tab_to(ruth, "New password")
        ruth.page.keyboard.type(NEW)
        enter(ruth)
        ruth.sees("Your new password counts from now on")
        tab_to(ruth, "Email address")
        ruth.page.keyboard.type("ruth@example.org")
        ruth.page.keyboard.press("Tab")
        ruth.page.keyboard.type(NEW)
        enter(ruth)
        tab_to(ruth, "Code from your app")
        paste(ruth, next_code(SECRET))
        enter(ruth)
        ruth.place("People")
    assert "changed" in letter_to("ruth@example.org", "password_changed").subject


def tab_to(walker: Walker, name: str) -> None:
    """Press Tab until the control or link of that name has the focus."""
    for _ in range(15):
        walker.page.keyboard.press("Tab")
        if re.sub(r"\s+", " ", walker.page.evaluate(FOCUSED)).strip().startswith(name):
            return
    raise AssertionError(f"Tab does not come to “{name}”.")


FOCUSED = "() => (document.activeElement.labels?.[0] || document.activeElement).textContent"


def enter(walker: Walker) -> None:
    with walker.page.expect_navigation():
        walker.page.keyboard.press("Enter")
    walker.look()


def paste(walker: Walker, words: str) -> None:
    walker.page.keyboard.insert_text(f"{words[:3]} {words[3:]}")


def test_a_role_that_ends_while_acting_is_told_on_the_next_page(
    app: Flask, server: LiveServer, browser: Browser
) -> None:
    account("gwen@example.org", Role.TRAINEE, Role.SUPERVISOR, name="Gwen Parry", factor=True)
    with walking(browser, server.url) as gwen, walking(browser, server.url) as ruth:
        come_in(gwen, "gwen@example.org", PASSWORD, SECRET)
        switch_to(gwen, "supervisor")
        come_in(ruth, "ruth@example.org", PASSWORD, SECRET)
        ruth.place("People")
        ruth.follow("Gwen Parry")
        ruth.press("End the role as supervisor")
        gwen.go("/profile")
        gwen.sees("Your role as supervisor has ended")
        gwen.sees("You go on as trainee")
