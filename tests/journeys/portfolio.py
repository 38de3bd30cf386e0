"""Building, checking and submitting a portfolio; reviewing and deciding on it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.walker import Walker

A_WHILE = 120_000  # milliseconds: stills are cut and a book is bound meanwhile


def build_and_submit(nora: Walker) -> None:
    nora.place("Portfolio")
    nora.press("Begin your portfolio")
    nora.follow("Choose moments")
    moments = nora.page.url
    for number, reason in enumerate(("She finds it herself.", "The waiting is mutual.")):
        nora.page.goto(moments)
        nora.page.get_by_role("link", name="Choose this moment").nth(number * 2).click()
        nora.look()
        nora.fill("Why did you choose this moment?", reason)
        nora.press("Choose this moment")
    nora.place("Portfolio")
    nora.follow("Choose films")
    nora.page.get_by_role("button", name="Let the accreditor watch it").first.click()
    nora.look()
    nora.place("Portfolio")
    nora.follow("Write your statement")
    nora.fill("Your reflective statement", "I wait longer now.\n\nIt is the client who begins.")
    nora.press("Save")
    nora.place("Portfolio")
    nora.press("Ask for the statement")
    nora.sees("You can submit without it.")
    nora.press("Submit your portfolio")
    nora.sees("Your registrar chooses an accreditor next.")


def read_pdf(reader: Walker, to: Path) -> bytes:
    """Wait until the PDF is bound, and fetch it in the reader's own session."""
    link = reader.page.get_by_role("link", name="Open the PDF")
    expect(link).to_be_visible(timeout=A_WHILE)
    answer = reader.page.request.get(link.get_attribute("href") or "")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    to.write_bytes(answer.body())
    return answer.body()


def allocate(ruth: Walker, accreditor: str) -> None:
    ruth.place("Submissions")
    ruth.follow("Nora Whitfield")
    people = ruth.page.locator("select[name=accreditor] option").all_inner_texts()
    assert "Isobel Kerr" not in people
    ruth.choose("Accreditor", accreditor)
    ruth.press("Ask them")
    ruth.sees(f"{accreditor} (chair): asked, has not answered")


def release(ruth: Walker) -> None:
    ruth.place("Submissions")
    ruth.follow("Nora Whitfield")
    ruth.sees("The decision waits to be released")
    ruth.press("Release the decision")


def accept(david: Walker) -> None:
    david.sees("You are asked")
    david.follow("Nora Whitfield")
    david.sees("Nothing of it is open to you before you accept.")
    david.tick("I accept")
    david.press("Send your answer")


def decide(david: Walker, outcome: str) -> str:
    """Read, watch, rate and decide; the address of the review, which is closed afterwards."""
    david.follow("Nora Whitfield")
    review = david.page.url
    david.page.locator("a[href$='/watch']").first.click()
    david.look()
    david.page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    david.page.goto(review)
    david.follow("Rate the criteria")
    david.page.get_by_label("independently").first.check()
    david.press("Keep these ratings")
    david.page.goto(review)
    assert "Ratings" not in david.page.locator("#contents").inner_text()
    david.press("Finish my review")
    david.page.locator("#contents", has_text="Ratings").wait_for()
    david.follow("What the panel rated")
    david.follow("Write the decision")
    david.tick(outcome)
    david.fill("Strengths", "The clients do the finding, film after film.")
    david.fill("Next steps", "Bring this pace to your first group.")
    david.fill("Minutes it took", "60")
    david.press("Record the decision")
    return review


def words_of(pdf: Path) -> str:
    from pypdf import PdfReader

    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(pdf).pages))
