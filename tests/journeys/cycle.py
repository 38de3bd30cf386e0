"""One whole cycle of Nora's, from starting it to bringing it to supervision."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.walker import Walker

TODAY = datetime.now(UTC).date()


def start_cycle(nora: Walker) -> str:
    """Start the next cycle with client C-08; the address of its page."""
    nora.go("/clients")
    nora.follow("C-08")
    nora.press("Start cycle 4")
    return nora.page.url


def upload(nora: Walker, cycle: str, kind: str, film: Path, in_shot: tuple[str, ...]) -> None:
    """Declare who is in shot, send the film, and wait until a worker made it ready."""
    nora.go(cycle)
    nora.page.locator(f"a[href*='{kind}']").first.click()
    nora.look()
    nora.fill("Day of filming", TODAY.isoformat())
    for label in in_shot:
        nora.tick(label)
    nora.tick("These are all the people who can be seen or heard")
    nora.press("Go on to the film")
    nora.page.set_input_files("input[type=file]", film)
    nora.page.wait_for_url("**/recordings/*", timeout=60_000)
    expect(nora.page.get_by_role("link", name="Open in the Studio")).to_be_visible(timeout=90_000)
    nora.look()


def look_closely(nora: Walker) -> None:
    """In the Studio: a clip, a point and a range, with principles, by the keyboard."""
    nora.follow("Open in the Studio")
    page = nora.page
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    for key in ("l", "i", "l", "o"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)
    page.get_by_role("button", name="Save in to out as a clip").click()
    page.get_by_label("Title of the clip").fill("He looks up, and she waits")
    page.get_by_role("button", name="Save clip", exact=True).click()
    expect(page.locator(".clip", has_text="He looks up, and she waits")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("Waits with open hands.")
    page.get_by_role("button", name="Encouraging initiatives").click()
    page.get_by_text("Waiting", exact=True).first.click()
    page.get_by_role("button", name="Save moment").click()
    expect(page.locator(".moment", has_text="Waits with open hands.")).to_be_visible()


def ask(nora: Walker, cycle: str) -> None:
    nora.go(cycle)
    nora.page.locator("input[name=reviewed_on]").fill(TODAY.isoformat())
    nora.press("Keep this day")
    nora.page.locator("a[href$='/ask']").first.click()
    nora.look()
    nora.fill("Your question for supervision", "Where did she discover it herself?")
    nora.press("Ask and show it")
