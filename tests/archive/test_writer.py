"""The archive writer: whole or not at all, with names every computer can unpack."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from app.archive import Book, Entry, Facts, Files, Link, NameRefused, Section, Table, Words
from app.archive.writer import SUMS, write_archive
from tests.pages import parsed, words_of


def entries(folder: Path) -> list[Entry]:
    film = folder / "film"
    film.write_bytes(bytes(range(256)) * 9000)
    return [Entry("index.html", "<h1>Zoë</h1>"), Entry("media/film.mp4", film)]


def test_every_file_stands_in_it_with_its_fingerprint(tmp_path: Path) -> None:
    told: list[float] = []
    written = write_archive(tmp_path / "a.zip", entries(tmp_path), told.append)
    with zipfile.ZipFile(written.path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["index.html", "media/film.mp4", SUMS]
        assert archive.read("index.html").decode() == "<h1>Zoë</h1>"
        lines = archive.read(SUMS).decode().splitlines()
        for line in lines:
            digest, name = line.split("  ")
            assert sha256(archive.read(name)).hexdigest() == digest
        assert archive.getinfo("media/film.mp4").compress_type == zipfile.ZIP_STORED
        assert archive.getinfo("index.html").compress_type == zipfile.ZIP_DEFLATED
    assert (written.files, len(lines)) == (3, 2)
    assert written.size == written.path.stat().st_size
    assert written.sha256 == sha256(written.path.read_bytes()).hexdigest()
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_same_entries_make_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_archive(tmp_path / f"{n}.zip", entries(tmp_path)) for n in (1, 2))
    assert first.sha256 == second.sha256


def test_an_archive_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    given = entries(tmp_path)

    def stop(share: float) -> None:
        if share > 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_archive(tmp_path / "a.zip", given, stop)
    assert [one.name for one in tmp_path.iterdir()] == ["film"]


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../out", "a//b", "a\\b", "Zoë.txt", "a/", "", ".hidden", "x" * 151]
)
def test_a_name_that_leads_elsewhere_or_cannot_be_unpacked_is_refused(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(NameRefused):
        write_archive(tmp_path / "a.zip", [Entry(name, "")])


def test_two_names_that_are_one_on_some_computers_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NameRefused, match=r"A\.txt"):
        write_archive(tmp_path / "a.zip", [Entry("a.txt", ""), Entry("A.txt", "")])
    with pytest.raises(NameRefused):
        write_archive(tmp_path / "a.zip", [Entry(SUMS, "")])


def test_the_page_is_valid_escapes_what_it_is_given_and_needs_no_other_file() -> None:
    book = Book(
        "A <record>",
        "All of it.",
        [
            Section(
                "one",
                "One & only",
                [
                    Words("Said", "<script>alert(1)</script>\nand more"),
                    Facts([("Day", "1 May"), ("Nothing", None)]),
                    Table("Sessions", ["Day", "Minutes"], [["1 May", 60], ["2 May", 0]]),
                    Files("Files", [Link("data/a.csv", "A table", "3 kB")], [("B", "No yes.")]),
                ],
                parts=[Section("two", "Two", [Files("None of them", [])])],
            )
        ],
        ["Not official."],
    )
    html = book.html()
    root = parsed(html)
    assert [words_of(one) for one in root.iter("h1")] == ["A <record>"]
    assert list(root.iter("script")) == []
    assert [one.get("href") for one in root.iter("a")] == [
        "#content",
        "#one",
        "data/a.csv",
    ]
    assert "http" not in html.replace("http-equiv", "")
    assert "<td>0</td>" in html


def test_a_table_as_csv_runs_nothing_in_a_spreadsheet() -> None:
    table = Table("t", ["words", "n"], [["=HYPERLINK(1)", 3], ["plain, with comma", None]])
    assert table.csv() == 'words,n\r\n\'=HYPERLINK(1),3\r\n"plain, with comma",\r\n'
