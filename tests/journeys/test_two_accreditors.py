"""Two accreditors, a “not yet” and an accreditation; a person in shot stops before each is over.

Maya's portfolio is complete. Her client's child stops while the panel reviews, and the mother after
the certificate was issued: the panel goes on with what is left, and what was decided stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from app.extensions import db
from app.models.casework import CasePerson
from app.models.people import Person, Role
from app.portfolio.verifying import Answer, verdict_on
from tests import factories as make
from tests.browser import PHONE, signed_in
from tests.journeys.portfolio import read_pdf, words_of
from tests.journeys.walker import Walker
from tests.live_server import LiveServer
from tests.portfolio.fixtures import app, story, told
from tests.portfolio.story import Story

__all__ = ["app", "story", "told"]

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
OLD_PHONE = {"width": 320, "height": 560}


@contextmanager
def walk(
    browser: Browser, server: LiveServer, app: Flask, who: Person, role: Role
) -> Iterator[Walker]:
    with signed_in(browser, app, server.url, who, role) as page:
        yield Walker(page)


def test_not_yet_then_accredited_with_a_withdrawal_before_and_after(
    browser: Browser, app: Flask, story: Story, tmp_path: Path
) -> None:
    bea = make.person(Role.ACCREDITOR, name="Bea Okoro")
    before, between, after = (tmp_path / f"{name}.pdf" for name in ("before", "between", "after"))
    with (
        LiveServer(app.config, worker=True) as server,
        walk(browser, server, app, story.trainee, Role.TRAINEE) as maya,
        walk(browser, server, app, story.registrar, Role.REGISTRAR) as rea,
        walk(browser, server, app, story.accreditor, Role.ACCREDITOR) as ada,
        walk(browser, server, app, bea, Role.ACCREDITOR) as ben,
    ):
        _submit(maya)
        read_pdf(maya, before)
        _ask_both(rea)
        for one in (ada, ben):
            _accept(one)
        _rate(ada, "independently")
        assert "What the panel rated" not in ada.page.content()
        _rate(ben, "with-support")

        _stops(browser, server, "child")
        ada.page.reload()
        ada.sees("Something in it was withdrawn")
        expect(ada.page.get_by_text("cannot be watched now").first).to_be_visible()
        ada.follow("What the panel rated")
        ada.sees("To talk about")
        _decide(ada, "Not yet", "Slow the pace of the shared review.")
        _release(rea)
        assert verdict_on(before).answer is Answer.SUPERSEDED

        maya.place("Portfolio")
        maya.follow("Submission 1")
        maya.sees("Slow the pace of the shared review.")
        maya.press("I have read this")
        _until_her_draft_says(maya, "1 moment chosen, each with your reason.")
        _submit(maya)
        read_pdf(maya, between)
        _ask_both(rea)
        for one in (ada, ben):
            _accept(one)
            one.follow("What changed since then")
            one.page.go_back()
            _rate(one, "independently")
        ada.page.reload()
        _decide(ada, "Accredited", "Bring this pace to your first group.")
        _release(rea)
        code = _certificate(maya, tmp_path / "certificate.pdf")
        _is_valid(browser, server, code)

        _stops(browser, server, "mother")
        _is_valid(browser, server, code)
        maya.place("Portfolio")
        maya.follow("Submission 2")
        maya.sees("Bring this pace to your first group.")
        read_pdf(maya, after)
        assert "withdrawn" in words_of(after)
    db.session.rollback()
    verdicts = [verdict_on(file).answer for file in (before, between, after)]
    assert verdicts == [Answer.SUPERSEDED, Answer.SUPERSEDED, Answer.CURRENT]
    altered = bytearray(after.read_bytes())
    altered[len(altered) // 2] ^= 1
    after.write_bytes(altered)
    assert verdict_on(after).answer is Answer.ALTERED


def _until_her_draft_says(maya: Walker, words: str) -> None:
    """The worker takes out what was withdrawn, a moment after it was."""
    for _ in range(60):
        maya.go("/portfolio")
        if maya.page.get_by_text(words).count():
            return
        maya.page.wait_for_timeout(1000)
    maya.sees(words)


def _submit(maya: Walker) -> None:
    maya.go("/portfolio")
    maya.press("Submit your portfolio")
    maya.sees("Your registrar chooses an accreditor next.")


def _ask_both(rea: Walker) -> None:
    for name in ("Ada Quist", "Bea Okoro"):
        rea.go("/panel/submissions")
        rea.follow("Maya Holt")
        rea.choose("Accreditor", name)
        rea.press("Ask them")
        rea.sees(name)


def _accept(accreditor: Walker) -> None:
    accreditor.go("/reviews")
    accreditor.follow("Maya Holt")
    accreditor.tick("I accept")
    accreditor.press("Send your answer")
    accreditor.go("/reviews")
    accreditor.follow("Maya Holt")


def _rate(accreditor: Walker, level: str) -> None:
    """The first criterion, alone; what the other chose is nowhere before both have finished."""
    accreditor.follow("Rate the criteria")
    accreditor.page.locator(f"input[type=radio][value='{level}']").first.check()
    accreditor.press("Keep these ratings")
    accreditor.press("Finish my review")


def _decide(chair: Walker, outcome: str, next_steps: str) -> None:
    chair.follow("Write the decision")
    chair.tick(outcome)
    chair.fill("Strengths", "The clients do the finding.")
    chair.fill("Next steps", next_steps)
    chair.fill("Minutes it took", "60")
    chair.press("Record the decision")


def _release(rea: Walker) -> None:
    rea.go("/panel/submissions")
    rea.sees("Decision to release")
    rea.follow("Maya Holt")
    rea.press("Release the decision")


def _stops(browser: Browser, server: LiveServer, label: str) -> None:
    """Somebody in shot stops it all, on an old phone of theirs."""
    secret = f"the-page-of-the-{label}"
    make.client_link(db.session.query(CasePerson).filter_by(label=label).one(), secret=secret)
    phone = browser.new_context(viewport=OLD_PHONE, base_url=server.url)
    page = phone.new_page()
    page.goto(f"/your-page/{secret}")
    page.get_by_role("link", name="Stop it all").click()
    page.get_by_role("button", name="Stop it all").click()
    page.get_by_text("We have stopped.").wait_for()
    phone.close()


def _certificate(maya: Walker, to: Path) -> str:
    """Printed in the background; the code by which anybody can check it."""
    maya.place("Portfolio")
    link = maya.page.get_by_role("link", name="Open the certificate")
    for _ in range(60):
        if link.is_visible():
            break
        maya.page.wait_for_timeout(1000)
        maya.page.reload()
    to.write_bytes(maya.page.request.get(link.get_attribute("href") or "").body())
    assert "Maya Holt" in words_of(to)
    maya.follow("Its code, the public register, your renewal log")
    return maya.page.locator("section[aria-labelledby=code] strong").inner_text()


def _is_valid(browser: Browser, server: LiveServer, code: str) -> None:
    """To a stranger on a phone, who has nothing but the code."""
    stranger = browser.new_context(viewport=PHONE, base_url=server.url)
    page = stranger.new_page()
    page.goto(f"/check/{code}")
    page.get_by_text("Maya Holt").first.wait_for()
    page.get_by_text("Valid", exact=True).first.wait_for()
    stranger.close()
