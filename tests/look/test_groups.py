"""A principle group is never told by its colour alone: its shape and its words go with it."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from app.portfolio import book
from tests.look.samples import sample_app
from tests.pages import parsed, words_of

GROUPS = range(1, 7)


@pytest.fixture(scope="module")
def look() -> Flask:
    return sample_app()


def drawn(look: Flask, call: str) -> str:
    with look.test_request_context():
        macros = look.jinja_env.get_template("components/principles.html").make_module()
        name, *arguments = call.split()
        return str(getattr(macros, name)(int(arguments[0]), *arguments[1:]))


def test_each_group_has_a_shape_of_its_own(look: Flask) -> None:
    shapes = {re.sub(r"group-\d", "", drawn(look, f"shape {group}")) for group in GROUPS}
    assert len(shapes) == 6


@pytest.mark.parametrize("group", GROUPS)
def test_a_chip_has_its_colour_its_shape_and_its_words(look: Flask, group: int) -> None:
    chip = next(parsed(f"<!doctype html>{drawn(look, f'chip {group} Waiting')}").iter("span"))
    assert f"group-{group}" in (chip.get("class") or "")
    pictures = [one for one in chip.iter() if str(one.tag).endswith("svg")]
    assert [one.get("class") for one in pictures] == [f"shape group-{group}"]
    assert words_of(chip) == "Waiting"


def test_the_book_draws_the_same_shapes_in_the_same_colours(app: Flask, tmp_path) -> None:  # type: ignore[no-untyped-def]
    files = book.shapes(tmp_path)
    written = [path.read_text() for path in files.values()]
    assert len(written) == len(set(written)) == 6
    for group, text in zip(GROUPS, written, strict=True):
        assert book.colours()[f"group-{group}"] in text
