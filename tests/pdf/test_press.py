"""PDFs from the press: what is in the file, what may be opened, and where it stops."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from app.pdf import Attached, Limits, PressStopped, press

PAGE = """<!doctype html><html lang="en-GB"><head><title>A small book</title>
<link rel="stylesheet" href="fonts/fonts.css">
<style>body {{ font-family: "Source Serif 4", "Source Serif 4 Ext" }}</style></head>
<body><h1>A small book</h1><p>Łódź and Zoë</p>{more}</body></html>"""
TABLE = (
    '<table><thead><tr><th scope="col">Day</th></tr></thead>'
    '<tbody><tr><th scope="row">One</th></tr></tbody></table>'
)
LONG = "<p>a line</p>" * 30_000


def pressed(folder: Path, more: str = "", **changes):
    return press(PAGE.format(more=more), folder / "book.pdf", **{"images": {}, **changes})


def picture(folder: Path) -> Path:
    path = folder / "dot.jpg"
    Image.new("RGB", (40, 30), "#1F5F5B").save(path)
    return path


def told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


def test_a_book_is_tagged_titled_and_says_its_language(tmp_path):
    made = pressed(tmp_path, TABLE)
    reader = PdfReader(made.path)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "A small book"
    assert made.pages == len(reader.pages) == 1
    structure = told("pdfinfo", "-struct-text", str(made.path))
    assert "H1" in structure
    assert "TH" in structure


def test_both_alphabets_are_drawn_with_the_shipped_fonts(tmp_path):
    made = pressed(tmp_path)
    assert "Łódź and Zoë" in told("pdftotext", str(made.path), "-")
    fonts = told("pdffonts", str(made.path)).splitlines()[2:]
    assert len(fonts) == 3  # upright, semibold, and the second alphabet
    assert all("Source-Serif" in font for font in fonts)


def test_a_picture_carries_its_words(tmp_path):
    more = '<img src="images/dot.jpg" alt="A green sheet">'
    made = pressed(tmp_path, more, images={"dot.jpg": picture(tmp_path)})
    assert "A green sheet" in made.path.read_bytes().decode("latin-1") or "Figure" in told(
        "pdfinfo", "-struct", str(made.path)
    )
    assert "image" in told("pdfimages", "-list", str(made.path))


def test_what_is_attached_comes_out_as_it_went_in(tmp_path):
    text = '{"root":"Łódź"}'
    made = pressed(tmp_path, attached=[Attached("record.json", "the record", text)])
    assert PdfReader(made.path).attachments["record.json"] == [text.encode()]


def test_the_figures_told_are_those_of_the_file(tmp_path):
    made = pressed(tmp_path)
    assert made.size == made.path.stat().st_size
    assert told("sha256sum", str(made.path)).split()[0] == made.sha256


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/still.jpg",
        "https://document.invalid/images/other.jpg",
        "images/../../../etc/hostname",
        "data:image/png;base64,AAAA",
    ],
)
def test_an_address_that_is_not_of_the_document_stops_the_build(tmp_path, address):
    with pytest.raises(PressStopped, match="not part of the document"):
        pressed(tmp_path, f'<img src="{address}" alt="x">', images={"dot.jpg": picture(tmp_path)})
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_stylesheet_cannot_be_fetched_from_elsewhere_either(tmp_path):
    with pytest.raises(PressStopped, match="not part of the document"):
        pressed(tmp_path, '<style>@import url("http://127.0.0.1:9/a.css");</style>')


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(memory=150 * 1024 * 1024), "memory|signal"),
        (Limits(seconds=2), "longer than 2 seconds"),
        (Limits(cpu_seconds=2), "signal"),
        (Limits(file_size=1000), "large|signal|Error"),
    ],
    ids=["memory", "time", "processor", "size"],
)
def test_a_runaway_build_is_stopped_and_leaves_nothing(tmp_path, limits, reason):
    with pytest.raises(PressStopped, match=reason):
        pressed(tmp_path, LONG if limits.file_size > 10_000 else "", limits=limits)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_who_asked_is_told_meanwhile_and_may_stop_it(tmp_path):
    class Stopped(Exception):
        pass

    def stop():
        raise Stopped

    with pytest.raises(Stopped):
        pressed(tmp_path, LONG, limits=Limits(heartbeat=0.2), go_on=stop)


def test_a_build_goes_on_after_it_was_asked_about(tmp_path):
    asked = []
    limits = Limits(heartbeat=0.05)
    assert pressed(tmp_path, limits=limits, go_on=lambda: asked.append(1)).pages == 1
    assert asked


@pytest.mark.parametrize(("crashes", "comes_out"), [(1, True), (2, False)])
def test_a_crash_of_the_text_libraries_is_tried_once_more(
    tmp_path, monkeypatch, crashes, comes_out
):
    module = sys.modules["app.pdf.press"]
    left, real = tmp_path / "left", module.INSIDE
    left.write_text(str(crashes))
    crashing = tmp_path / "crashing.py"
    crashing.write_text(
        "import os, pathlib, signal, sys\n"
        f"left = pathlib.Path({str(left)!r})\n"
        "count = int(left.read_text())\n"
        "left.write_text(str(count - 1))\n"
        "if count > 0:\n"
        "    os.kill(os.getpid(), signal.SIGSEGV)\n"
        f"os.execv(sys.executable, [sys.executable, '-I', {str(real)!r}])\n"
    )
    monkeypatch.setattr(module, "INSIDE", crashing)
    if comes_out:
        assert pressed(tmp_path, "").pages == 1
    else:
        with pytest.raises(PressStopped, match="signal 11"):
            pressed(tmp_path, "")
