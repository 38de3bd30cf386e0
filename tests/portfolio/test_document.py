"""The book: exactly the frozen frames, tagged, with the sealed record inside."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from accreditation.seal import SealedEntry, canonical, verify
from app.extensions import db
from app.models.audit import AuditEntry
from app.models.portfolio import SubmissionStill
from app.portfolio import book, files, operations, queries
from tests.films import read_frame_number

# A first submission, and nobody gave a statement: the book has no chapter for either.
CHAPTERS_HERE = [one for one in book.CHAPTERS if one not in ("since", "supervisor-statement")]


@pytest.fixture
def pdf(bound) -> Iterator[Path]:
    with files.storage().fetch(bound.document_key) as path:
        yield path


def told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def stills() -> list[SubmissionStill]:
    return db.session.query(SubmissionStill).order_by(SubmissionStill.id).all()


def test_each_still_is_exactly_the_frame_of_its_moment(story, bound):
    wanted = sorted(one.start_frame for one in story.moments)
    assert sorted(one.frame for one in stills()) == wanted == [7, 40, 61]
    for still in stills():
        with files.storage().fetch(still.key) as path:
            assert read_frame_number(path) == still.frame
            assert files.digest_of(path) == still.sha256


def test_the_pictures_in_the_book_are_those_stills(bound, pdf):
    pictures = {one.name: one.data for page in PdfReader(pdf).pages for one in page.images}
    numbers = [read_frame_number(Image.open(BytesIO(one))) for one in pictures.values()]
    assert sorted(numbers) == [7, 40, 61]


def test_the_row_tells_the_figures_of_the_file(bound, pdf):
    assert bound.document_pages == len(PdfReader(pdf).pages)
    assert bound.document_bytes == pdf.stat().st_size
    assert bound.document_sha256 == files.digest_of(pdf)
    assert bound.built_at is not None
    assert queries.build_state(bound) is queries.BuildState.READY
    assert db.session.query(AuditEntry).filter_by(act="submission.document_built").count() == 1


def test_the_record_inside_is_the_canonical_one_and_its_seal_holds(bound, pdf):
    (inside,) = PdfReader(pdf).attachments[book.RECORD_NAME]
    entries = queries.entries_of(bound)
    assert inside.decode() == canonical(book.record_of(bound, entries, frozenset()))
    record = json.loads(inside)
    kept = [SealedEntry(one["digest"], one["body"], one["salt"]) for one in record["entries"]]
    assert verify(kept, record["root"]).intact
    assert record["root"] == bound.root
    changed = inside.replace(b"Waits", b"Waste", 1)
    record = json.loads(changed)
    kept = [SealedEntry(one["digest"], one["body"], one["salt"]) for one in record["entries"]]
    assert not verify(kept, record["root"]).intact


def test_the_book_is_tagged_with_headings_tables_pictures_and_language(pdf):
    reader = PdfReader(pdf)
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Portfolio of Maya Holt, submission 1"
    tags = {str(one.get("/S")) for one in structure_of(reader)}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/Figure"} <= tags
    assert "Tagged:          yes" in told("pdfinfo", str(pdf))
    subprocess.run(["qpdf", "--check", str(pdf)], check=True, timeout=60, capture_output=True)


def test_every_picture_has_its_words(pdf):
    figures = [one for one in structure_of(PdfReader(pdf)) if one.get("/S") == "/Figure"]
    words = [str(one.get("/Alt", "")) for one in figures]
    rated_twice = [one for one in words if "a supervisor;" in one]
    assert len(words) == 3 + 3 + len(rated_twice)  # stills; the pathway, the map, goals; ratings
    assert rated_twice
    assert all(words)
    assert sum("Still of moment" in one for one in words) == 3
    assert any(one.startswith("The pathway:") for one in words)
    assert "Change in goals: client C-1, goal 1, from 3 to 7." in words
    assert any(one.startswith("Criteria and evidence: 1 of") for one in words)


def test_poppler_reads_the_structure_in_the_order_of_the_book(pdf):
    tags = re.findall(r"^ *(\w+)", told("pdfinfo", "-struct", str(pdf)), re.MULTILINE)
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"H\d", tag)]
    assert levels[:2] == [1, 2]
    assert levels.count(1) == 1
    assert levels.count(2) == 1 + len(CHAPTERS_HERE)  # the contents, then the chapters
    assert all(now <= before + 1 for before, now in pairwise(levels))
    named = Counter(tags)
    assert named["Table"] > 8
    assert named["TH"] > 2 * named["Table"]
    assert named["Figure"] > 5


def structure_of(reader: PdfReader):
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            yield one
            waiting += [one["/K"]] if "/K" in one else []


def test_the_book_says_what_it_holds_and_what_it_is_not(pdf):
    text = told("pdftotext", "-layout", str(pdf), "-")
    for words in (
        "Attune is not an AVIGuk service",
        "older published page, not confirmed current",
        "illustrative, not AVIGuk's",
        "Contents",
        "Supervision log",
        "Reflective statement",
        "named the tower",
        "0:01.15",
        "Frame 40 at 25 frames a second",
        "Why this moment was chosen",
    ):
        assert words in text, words
    assert "mother" not in text
    assert "bedtime" not in text  # a goal's words stay with the case


def test_the_contents_lead_to_the_right_pages(pdf):
    pages = told("pdftotext", "-layout", str(pdf), "-").split("\f")
    listed = re.findall(r"^ *(.+?)[ .]*\. (\d+)$", pages[1], re.MULTILINE)
    assert len(listed) == len(CHAPTERS_HERE)
    for title, number in listed:
        assert re.search(rf"^ *{re.escape(title)}$", pages[int(number) - 1], re.MULTILINE), title


def test_the_fonts_are_ours_and_none_other(pdf):
    fonts = told("pdffonts", str(pdf)).splitlines()[2:]
    assert fonts
    assert all("Atkinson" in one or "Source-Serif" in one for one in fonts), fonts


def test_building_again_changes_nothing(bound):
    before = (bound.document_key, bound.built_at, bound.attempts)
    operations.build_document(bound.id)
    db.session.expire_all()
    assert (bound.document_key, bound.built_at, bound.attempts) == before


def test_nothing_but_the_document_and_its_stills_is_kept(bound):
    kept = set(files.storage().keys_under(files.folder_key(bound.id)))
    documents = {bound.document_key, bound.reading_key}
    assert len(documents) == 2  # whole, and without the ratings
    assert kept == {*documents, *(one.key for one in stills())}
