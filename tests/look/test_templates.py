"""The layout, the components and the error pages render whole, and carry nothing inline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from tests.look.samples import SampleForm, sample_app, two_forms
from tests.pages import inspect_page, parsed, words_of

TEMPLATES = Path("templates")
OURS = [
    file
    for folder in ("layout", "components", "errors", "gallery")
    for file in sorted((TEMPLATES / folder).glob("*.html"))
]
CODES = [400, 403, 404, 405, 409, 413, 422, 429, 500]
FORBIDDEN = re.compile(
    r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE
)


@pytest.fixture(scope="module")
def look() -> Flask:
    return sample_app()


@pytest.fixture
def reader(look: Flask) -> FlaskClient:
    return look.test_client()


@pytest.mark.parametrize("file", OURS, ids=str)
def test_a_template_carries_nothing_inline(file: Path) -> None:
    assert not FORBIDDEN.findall(file.read_text())


@pytest.mark.parametrize("file", OURS, ids=str)
def test_every_icon_that_is_named_is_shipped(file: Path) -> None:
    shipped = set(re.findall(r'id="([\w-]+)"', Path("app/static/icons/lucide.svg").read_text()))
    named = set(re.findall(r'\bicon\("([\w-]+)"\)', file.read_text()))
    assert named <= shipped, named - shipped


@pytest.mark.parametrize("url", ["/gallery", "/gallery-after-sending"])
def test_every_component_renders_with_nothing_undefined(reader: FlaskClient, url: str) -> None:
    answer = reader.get(url)
    assert answer.status_code == 200
    inspect_page(answer.text)


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_says_what_to_do_next(reader: FlaskClient, code: int) -> None:
    root = inspect_page(reader.get(f"/error/{code}").text)
    words = words_of(root)
    assert "What to do next" in words
    assert re.search(r"[Nn]othing was (changed|lost)|is safe|not made", words)
    assert not re.search(r"!|\b[Oo]ops\b|[Ff]ail|[Ee]rror|\b\d{3}\b", words)


def test_an_error_page_needs_nothing_but_itself() -> None:
    alone = sample_app(surrounded=False).test_client()
    inspect_page(alone.get("/error/500").text)


def test_an_error_page_says_the_sentence_it_was_given(look: Flask) -> None:
    with look.test_request_context():
        page = render_template("errors/422.html", sentence="The film ends before it starts <here>.")
    assert "The film ends before it starts &lt;here&gt;." in page
    assert "What to do next" not in page
    inspect_page(page)


def test_a_name_is_written_and_never_run(reader: FlaskClient) -> None:
    page = reader.get("/gallery").text
    assert "Maya &lt;Holt&gt;" in page
    assert "Maya <Holt>" not in page


def test_leaving_and_changing_role_are_forms_with_a_token(reader: FlaskClient) -> None:
    root = parsed(reader.get("/gallery").text)
    forms = [form for form in root.iter("form") if form.get("action") == "/sent"]
    assert len(forms) == 2
    for form in forms:
        assert form.get("method") == "post"
        assert [one for one in form.iter("input") if one.get("name") == "csrf_token"]


def test_a_field_tells_assistive_technology_its_hint_and_its_problem(look: Flask) -> None:
    with look.test_request_context():
        form = two_forms()[0]
        form.validate()
        macros = look.jinja_env.get_template("components/forms.html").make_module()
        written = parsed(f"<!doctype html>{macros.field(form.code, hint='Never a name.')}")  # type: ignore[attr-defined]
    control = next(written.iter("input"))
    assert control.get("aria-describedby") == "light-code-hint light-code-problem"
    assert control.get("aria-invalid") == "true"
    order = [one.tag for one in written.iter() if one.tag in {"label", "p", "input"}]
    assert order == ["label", "p", "p", "input"]


def test_a_field_that_may_stay_empty_says_so(look: Flask) -> None:
    with look.test_request_context():
        form = SampleForm()
        macros = look.jinja_env.get_template("components/forms.html").make_module()
        assert "(optional)" in str(macros.field(form.question))  # type: ignore[attr-defined]
        assert "(optional)" not in str(macros.field(form.code))  # type: ignore[attr-defined]


def test_the_summary_leads_to_every_control_it_names(reader: FlaskClient) -> None:
    root = inspect_page(reader.get("/gallery-after-sending").text)
    ids = {element.get("id") for element in root.iter()}
    summaries = [one for one in root.iter("div") if one.get("class") == "error-summary"]
    links = [link for one in summaries for link in one.iter("a")]
    assert len(links) == 14
    assert {link.get("href", "")[1:] for link in links} <= ids
