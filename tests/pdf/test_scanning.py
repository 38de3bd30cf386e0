"""Scanned papers are made anew: nothing but what is seen on them is left, and what acts is out."""

from __future__ import annotations

from hashlib import sha256

import pytest
from PIL import Image
from pypdf import PdfReader

from app.pdf import Limits, ScanRefused, clean_scan
from tests.pdf import papers

ACTION = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
IN_DISGUISE = b"/OpenAction<</S 6 0 R>>", b"/J#61vaScript"
WITH_A_PAGE_ACTION = b"/AA<</WC<</S/Launch/F(run)>>>>"


def test_a_photo_keeps_its_picture_upright_and_nothing_else(tmp_path):
    sent = papers.photo(width=5000, height=3000)
    assert papers.PHONE.encode() in sent
    assert papers.REMARK in sent
    (kept,) = clean_scan(papers.laid_out(tmp_path, sent), tmp_path)
    written = kept.path.read_bytes()
    assert papers.PHONE.encode() not in written
    assert papers.REMARK not in written
    with Image.open(kept.path) as picture:
        assert (picture.format, dict(picture.getexif())) == ("JPEG", {})
        assert picture.height == 3508
        assert picture.width < picture.height
    assert kept.is_picture
    assert (kept.size, kept.sha256) == (len(written), sha256(written).hexdigest())


@pytest.mark.parametrize(("mode", "seen"), [("I;16", 156), ("L", 119), ("RGBA", 119)])
def test_what_scanners_write_comes_out_as_it_looks(tmp_path, mode, seen):
    sent = papers.photo(kind="PNG", mode=mode)
    (kept,) = clean_scan(papers.laid_out(tmp_path, sent), tmp_path)
    with Image.open(kept.path) as picture:
        assert picture.convert("L").getpixel((20, 20)) == pytest.approx(seen, abs=2)


def test_a_pdf_keeps_its_pages_and_loses_where_it_was_made(tmp_path):
    hidden = b"(Anna, of whom nothing is seen)"
    sent = papers.pdf(b"/Metadata 7 0 R/OpenAction[3 0 R/Fit]", hidden, b"<</Length 0>>")
    assert papers.PHONE.encode() in sent
    pages, three = clean_scan(papers.laid_out(tmp_path, sent, papers.of_pages(3)), tmp_path)
    written = pages.path.read_bytes()
    for gone in (papers.PHONE.encode(), papers.REMARK, hidden, b"/OpenAction", b"/Metadata"):
        assert gone not in written
    (page,) = PdfReader(pages.path).pages
    assert page.images[0].image.size == (400, 300)
    assert (pages.pages, three.pages, three.is_picture) == (1, 3, False)
    assert b"Anna" not in three.path.read_bytes()


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (b"", "empty"),
        (b"<svg onload='alert(1)'></svg>", "another_kind"),
        (b"\0\0\0\x18ftypheic" + bytes(100), "heic"),
        (papers.photo()[:500], "damaged"),
        (b"\xff\xd8\xff" + bytes(500), "damaged"),
        (papers.photo(9000, 9000, kind="PNG", mode="1"), "too_large"),
        (b"%PDF-1.7\nnothing follows", "damaged"),
        (papers.locked("a password"), "locked"),
        (papers.locked(""), "locked"),
        (papers.with_a_file_inside(), "acts"),
        (papers.pdf(ACTION), "acts"),
        (papers.pdf(*IN_DISGUISE), "acts"),
        (papers.pdf(WITH_A_PAGE_ACTION), "acts"),
        (papers.of_pages(31), "too_many_pages"),
    ],
)
def test_what_is_no_harmless_scan_is_refused_in_a_sentence(tmp_path, sent, reason):
    with pytest.raises(ScanRefused) as refused:
        clean_scan(papers.laid_out(tmp_path, papers.photo(), sent), tmp_path)
    assert (refused.value.reason, refused.value.number) == (reason, 2)
    assert "othing was kept" in refused.value.sentence


@pytest.mark.parametrize("limits", [Limits(memory=70 * 1024 * 1024), Limits(seconds=0)])
def test_a_file_that_takes_more_than_a_page_needs_is_stopped(tmp_path, limits):
    large = papers.photo(7000, 7000, kind="PNG", mode="L")
    with pytest.raises(ScanRefused, match="too_much"):
        clean_scan(papers.laid_out(tmp_path, large), tmp_path, limits)
