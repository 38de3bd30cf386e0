"""Marks leave and come back with every frame in its place."""

import csv
import io
import json
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accreditation.exchange import (
    ExchangeFault,
    Mark,
    Tagged,
    annotation_page,
    chapters,
    metadata,
    read_annotations,
    span_at,
    table,
    window,
)
from accreditation.timecode import FrameRate, Span
from accreditation.webvtt import read_cues

RATES = [
    FrameRate(25),
    FrameRate(30000, 1001),
    FrameRate(60),
    FrameRate(24000, 1001),
    FrameRate(50),
]
FRAMES = st.integers(0, 400_000)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
KEYS = st.lists(
    st.builds(Tagged, st.sampled_from(["waiting", "naming"]), st.just("Wording"), st.just("f-1")),
    max_size=2,
    unique_by=lambda each: each.key,
).map(tuple)


@st.composite
def spans(draw):
    start = draw(FRAMES)
    return Span(start, draw(st.none() | st.integers(start + 1, start + 5000)))


def marks():
    return st.builds(
        Mark,
        st.builds(lambda: str(uuid4())),
        st.just("Tess Calder, trainee"),
        spans(),
        WORDS,
        st.sampled_from([None, "strength", "question"]),
        principles=KEYS,
        review=KEYS,
    )


@given(spans(), st.sampled_from(RATES))
def test_a_time_is_read_back_as_the_frame_it_was_written_for(span, rate):
    assert span_at(*window(span, rate), rate) == span


@given(st.lists(marks(), max_size=5), st.sampled_from(RATES))
def test_a_page_of_annotations_is_read_back_as_it_was_written(some, rate):
    page = json.loads(json.dumps(annotation_page(some, rate, "urn:attune:recording:7")))
    back = read_annotations(page, rate)
    assert [(one.token, one.span, one.words, one.kind) for one in back] == [
        (one.token, one.span, one.words, one.kind) for one in some
    ]
    for before, after in zip(some, back, strict=True):
        assert [tag.key for tag in after.tags] == [tag.key for tag in before.tags]


@pytest.mark.parametrize("write", [chapters, metadata])
@given(some=st.lists(marks(), max_size=5), rate=st.sampled_from(RATES))
def test_cues_are_read_back_as_the_frames_they_were_written_for(write, some, rate):
    cues = read_cues(write(some, rate))
    assert sorted((one.id, window(span_at(one.start, one.end, rate), rate)) for one in cues) == (
        sorted((one.token, window(one.span, rate)) for one in some)
    )


@given(st.lists(marks(), max_size=5), st.sampled_from(RATES))
def test_a_table_has_every_frame_and_nothing_a_spreadsheet_would_run(some, rate):
    lines = list(csv.DictReader(io.StringIO(table(some, rate), newline="")))
    assert [(int(one["start frame"]), int(one["end frame"])) for one in lines] == [
        (one.span.start, one.span.last) for one in some
    ]
    assert not any(cell[:1] in tuple("=+-@") for one in lines for cell in one.values())


def test_a_metadata_cue_is_json_that_says_everything():
    tag = Tagged("waiting", "Waiting", "f-1")
    mark = Mark(str(uuid4()), "Tess", Span(40, 90), "Waits --> and smiles.", principles=(tag,))
    (cue,) = read_cues(metadata([mark], FrameRate(25)))
    said = json.loads(cue.text)
    assert (said["words"], said["frames"]) == ("Waits --> and smiles.", [40, 90])
    assert said["principles"] == ["waiting"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "Annotation"}, "not a page"),
        ({"items": "none"}, "list of at most"),
        ({"items": [3]}, "Entry 1 is no annotation"),
        ({"items": [{}]}, "Entry 1: its selector"),
        ({"items": [{"target": {"selector": {"value": "t=npt:2.000,1.000"}}}]}, "ends before"),
        ({"attune:rate": "30"}, "another rate"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(change, reason):
    page = annotation_page([], FrameRate(25), "urn:x") | change
    with pytest.raises(ExchangeFault, match=reason):
        read_annotations(page, FrameRate(25))
