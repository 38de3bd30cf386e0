"""What PDF.js, the reader inside browsers, finds in the book: its pages, its tree, its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from app.portfolio import book, files

pytestmark = [pytest.mark.services("PDF.js comes with them"), pytest.mark.journey]
PDFJS = Path(__file__).resolve().parents[2] / "deploy/services/node_modules/pdfjs-dist/build"
FOOT, HEAD = 68, 773  # the margins of the page: 24 mm from below and above, in points
PLACE = "https://pdf.example"
READ = """async () => {
  const pdfjs = await import("/pdf.mjs");
  pdfjs.GlobalWorkerOptions.workerSrc = "/pdf.worker.mjs";
  const book = await pdfjs.getDocument({ url: "/book.pdf" }).promise;
  const marked = await book.getMarkInfo();
  const { info } = await book.getMetadata();
  const attached = [...((await book.getAttachments()) ?? new Map()).keys()];
  const pages = [];
  for (let number = 1; number <= book.numPages; number++) {
    const page = await book.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    pages.push({ tree: await page.getStructTree(), items });
  }
  const about = { marked: marked.get("Marked"), language: info.Language, title: info.Title };
  return { ...about, attached, pages };
}"""


@pytest.fixture
def read(browser: Browser, bound: Any) -> Iterator[dict[str, Any]]:
    page = browser.new_page()
    page.set_default_timeout(60_000)
    with files.storage().fetch(bound.document_key) as path:
        content = path.read_bytes()

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{PLACE}/")
        if name == "book.pdf":
            route.fulfill(body=content, content_type="application/pdf")
        elif name.endswith(".mjs"):
            route.fulfill(path=PDFJS / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>PDF.js</title>", content_type="text/html")

    page.route(f"{PLACE}/**", answer)
    page.goto(f"{PLACE}/")
    yield page.evaluate(READ)
    page.close()


def nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The tree in reading order; a leaf has an `id`, everything else a `role`."""
    yield tree
    for child in tree.get("children", []):
        yield from nodes(child)


def test_the_whole_book_can_be_read_out_in_order(read: dict[str, Any], bound: Any) -> None:
    assert read["marked"] is True
    assert (read["language"], read["title"]) == (
        "en-GB",
        "Portfolio of Maya Holt, submission 1",
    )
    assert read["attached"] == ["portfolio-record.json"]
    assert len(read["pages"]) == bound.document_pages
    roles = [
        node["role"] for page in read["pages"] for node in nodes(page["tree"]) if "role" in node
    ]
    assert roles.count("H1") == 1
    assert roles.count("H2") >= len(book.CHAPTERS) - 2
    assert {"H3", "Table", "TR", "TH", "TD", "L", "LI", "P", "Figure"} <= set(roles)


def test_every_figure_has_its_words(read: dict[str, Any]) -> None:
    figures = [
        node
        for page in read["pages"]
        for node in nodes(page["tree"])
        if node.get("role") == "Figure"
    ]
    assert len(figures) > 5
    assert all(one.get("alt") for one in figures)


def test_every_word_stands_in_the_tree_or_in_the_margin(read: dict[str, Any]) -> None:
    """No sentence is only painted: what is no running head or page number is read out."""
    outside = []
    for page in read["pages"]:
        known = {node["id"] for node in nodes(page["tree"]) if node.get("type") == "content"}
        around: list[str | None] = []
        for item in page["items"]:
            if item.get("type", "").startswith("beginMarkedContent"):
                around.append("Artifact" if item.get("tag") == "Artifact" else item.get("id"))
            elif item.get("type") == "endMarkedContent":
                around.pop()
            elif item.get("str", "").strip() and not known.intersection(around):
                height = item["transform"][5]
                outside += [] if height < FOOT or height > HEAD else [item["str"]]
    assert outside == []
