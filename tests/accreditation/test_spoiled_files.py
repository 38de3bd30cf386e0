"""However a shipped file is spoiled, it loads whole or is refused with its faults."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accreditation.framework_file import FrameworkFault, load_criteria, load_principles
from accreditation.programme_file import ProgrammeFault, load_programme
from accreditation.review_words import load_review_words
from accreditation.shipped import framework_ids, framework_text, programme_ids, programme_text

LOADERS = {
    **dict.fromkeys(programme_ids(), (load_programme, ProgrammeFault)),
    "principles-of-attuned-interaction-1": (load_principles, FrameworkFault),
    "illustrative-criteria-1": (load_criteria, FrameworkFault),
    "shared-review-words-1": (load_review_words, FrameworkFault),
}
TEXTS = {
    **{edition: programme_text(edition) for edition in programme_ids()},
    **{framework: framework_text(framework) for framework in framework_ids()},
}
VALUES = ["3", "-1", "0.5", "true", '""', '"words"', "[]", "[1]", "{}", "{ a = 1 }", "2026-01-01"]
ids = st.sampled_from(sorted(LOADERS))


def load(file_id, text):
    loader, fault = LOADERS[file_id]
    try:
        return loader(text, f"{file_id}.toml")
    except fault as refused:
        told = refused.faults
    named = [each for each in told if each.file == f"{file_id}.toml" and each.reason]
    assert named == list(told) != []
    return None


@given(ids, st.data())
def test_a_file_that_lost_a_line_is_loaded_or_refused(file_id, data):
    lines = TEXTS[file_id].splitlines()
    lost = data.draw(st.integers(0, len(lines) - 1))
    load(file_id, "\n".join(lines[:lost] + lines[lost + 1 :]))


@given(ids, st.sampled_from(VALUES), st.data())
def test_a_file_with_an_odd_value_is_loaded_or_refused(file_id, value, data):
    lines = TEXTS[file_id].splitlines()
    places = [n for n, line in enumerate(lines) if " = " in line]
    place = data.draw(st.sampled_from(places))
    lines[place] = f"{lines[place].split(' = ')[0]} = {value}"
    load(file_id, "\n".join(lines))


@given(ids, st.data())
def test_a_file_cut_short_is_loaded_or_refused(file_id, data):
    text = TEXTS[file_id]
    load(file_id, text[: data.draw(st.integers(0, len(text)))])


@given(ids, st.text())
def test_any_text_is_loaded_or_refused(file_id, text):
    assert load(file_id, text) is None


@pytest.mark.parametrize("file_id", sorted(LOADERS))
def test_a_file_nobody_spoiled_is_loaded(file_id):
    assert load(file_id, TEXTS[file_id]).id == file_id
