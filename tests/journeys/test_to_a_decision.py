"""Steps 2 to 6 and 8: Nora's last cycle, her portfolio, and the accreditor's decision."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from accreditation.timecode import FrameRate
from app.video.drawn import Turn, draw_film
from tests.browser import PHONE
from tests.journeys import cycle as steps
from tests.journeys import portfolio
from tests.journeys.walker import Walker, walking
from tests.live_server import LiveServer

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("film") / "a name that nobody else should see.mp4"
    draw_film(path, 20, FrameRate(25, 1), [Turn(60, 40, "person", "initiative")], (640, 360))
    return path


def test_a_trainee_goes_from_the_last_cycle_to_a_decision(
    demo: LiveServer, browser: Browser, film: Path, tmp_path: Path
) -> None:
    with walking(browser, demo.url, viewport=PHONE) as nora:
        nora.sign_in("nora@attune.example")
        cycle = steps.start_cycle(nora)
        steps.upload(nora, cycle, "client_film", film, ("Grandmother", "Grandson"))
        steps.look_closely(nora)
        steps.upload(nora, cycle, "shared_review", film, ("Grandmother", "Practitioner"))
        steps.ask(nora, cycle)

    with walking(browser, demo.url) as isobel:
        isobel.sign_in("supervisor@attune.example")
        _supervise(isobel)

    with walking(browser, demo.url, viewport=PHONE) as nora:
        nora.sign_in("nora@attune.example")
        nora.sees("12 of 12 cycles")
        nora.sees("8 of 8 sessions")
        portfolio.build_and_submit(nora)
        portfolio.read_pdf(nora, tmp_path / "portfolio.pdf")
        words = portfolio.words_of(tmp_path / "portfolio.pdf")
        assert "She finds it herself." in words
        assert "illustrative, not AVIGuk's" in words.replace("’", "'")
        assert "not an AVIGuk service" in words

    with walking(browser, demo.url) as ruth:
        ruth.sign_in("registrar@attune.example")
        portfolio.allocate(ruth, "David Osei")

    with walking(browser, demo.url) as david:
        david.sign_in("accreditor@attune.example")
        portfolio.accept(david)
        review = portfolio.decide(david, "Accredited")
        assert david.page.request.get(review).status == 404

    with walking(browser, demo.url) as ruth:
        ruth.sign_in("registrar@attune.example")
        portfolio.release(ruth)

    with walking(browser, demo.url, viewport=PHONE) as nora:
        nora.sign_in("nora@attune.example")
        nora.place("Portfolio")
        _certificate(nora, tmp_path / "certificate.pdf")
        nora.follow("Submission 1")
        nora.sees("The clients do the finding, film after film.")


def _certificate(nora: Walker, to: Path) -> None:
    """The page says that it is being printed, and has it after a while."""
    link = nora.page.get_by_role("link", name="Open the certificate")
    for _ in range(60):
        if link.is_visible():
            break
        nora.page.wait_for_timeout(1000)
        nora.page.reload()
    to.write_bytes(nora.page.request.get(link.get_attribute("href") or "").body())
    assert "Nora Whitfield" in portfolio.words_of(to)


def _supervise(isobel: Walker) -> None:
    isobel.sees("Nora Whitfield")
    isobel.follow("Nora Whitfield")
    isobel.page.locator("a[href*='prepare'], a[href*='supervision']").first.click()
    isobel.look()
    isobel.sees("Where did she discover it herself?")
    prepare = isobel.page.url
    isobel.page.locator("a[href$='/studio']").last.click()
    isobel.look()
    isobel.page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    isobel.page.goto(prepare)
    isobel.follow("Rate the criteria")
    isobel.page.get_by_label("independently").first.check()
    isobel.press("Keep these ratings")
    isobel.follow("Record a session")
    for box in isobel.page.locator("input[name=cycles]").all():
        box.check()
    isobel.fill("Minutes", "60")
    isobel.fill("Strengths", "She let the grandmother find it.")
    isobel.fill("Working points", "Pause a beat earlier.")
    isobel.press("Go on to sign")
    isobel.press("Sign the session")
