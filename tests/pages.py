"""Inspection of a page: valid, one h1, a title that begins with it, labels, unique ids."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from tinyhtml5 import parser as html_parser

CONTROLS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


def inspect_page(html: str) -> Element:
    """Raise AssertionError with what is wrong; else the document's root element."""
    root = parsed(html)
    headings = list(root.iter("h1"))
    assert len(headings) == 1, f"{len(headings)} h1 elements"
    title = next(root.iter("title"))
    assert words_of(title).startswith(words_of(headings[0])), (
        f"the title “{words_of(title)}” does not begin with “{words_of(headings[0])}”"
    )
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), f"doubled ids: {sorted({i for i in ids if ids.count(i) > 1})}"
    _every_control_is_labelled(root)
    _nothing_is_inline(root)
    _nothing_undefined(html)
    return root


def parsed(html: str) -> Element:
    parser = html_parser.HTMLParser(namespace_html_elements=False)
    root = parser.parse(html)
    faults = list(parser.errors)
    assert not faults, f"not valid HTML: {faults[:3]}"
    return root if isinstance(root, Element) else root.getroot()


def words_of(element: Element) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _every_control_is_labelled(root: Element) -> None:
    labelled = {label.get("for") for label in root.iter("label")}
    inside = {id(control) for label in root.iter("label") for control in label.iter()}
    for control in (one for one in root.iter() if one.tag in CONTROLS):
        if control.tag == "input" and control.get("type") in UNLABELLED:
            continue
        named = control.get("aria-label") or control.get("aria-labelledby")
        assert control.get("id") in labelled or id(control) in inside or named, (
            f"{control.tag} {control.get('name')} has no label"
        )


def _nothing_is_inline(root: Element) -> None:
    for element in root.iter():
        assert element.get("style") is None, f"{element.tag} has an inline style"
        assert not [name for name in element.attrib if name.startswith("on")], element.tag
        if element.tag == "script" and element.get("type") != "application/json":
            assert element.get("src"), "an inline script"


def _nothing_undefined(html: str) -> None:
    assert "Undefined" not in html
