"""The trainee's whole record: everything in it, documented, and read back from the archive."""

from __future__ import annotations

import csv
import io
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from pypdf import PdfReader

from accreditation.seal import SealedEntry, canonical, verify
from accreditation.timecode import FrameRate
from app.copies import queries
from app.copies.described import FIELDS, paths_in
from app.copies.plain import day_at_home
from tests.copies.whole import JOURNAL, LETTER, built, record_in, unpacked
from tests.pages import parsed


@pytest.fixture
def folder(read_back) -> Path:
    return read_back.folder


def test_every_field_is_described_and_every_description_is_of_a_field(whole):
    found = set(paths_in(queries.record_of(whole.actor, with_journal=True)))
    empty = {"trainings[].clients[].context", "trainings[].clients[].referral"}
    empty |= {"trainings[].clients[].letter", "trainings[].clients[].cycles[].notes"}
    assert found - FIELDS.keys() - empty - _open_ended() == set()
    assert FIELDS.keys() - found == set()


def _open_ended() -> set[str]:
    from app.copies.described import OPEN_ENDED

    return set(OPEN_ENDED)


def test_the_archive_holds_a_page_documents_data_and_film(folder):
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {
        "index.html",
        "data/record.json",
        "data/record.md",
        *(f"data/{name}.csv" for name in ("cycles", "sessions", "moments", "log")),
        "documents/supervision-log.pdf",
        "sha256sums.txt",
    } < names
    for part in ("portfolio-", "certificate-", "-letter.pdf", "-contract-1.pdf", "erasure-"):
        assert [name for name in names if name.startswith("documents/") and part in name], part
    (reel,) = [name for name in names if name.startswith("media/")]
    assert reel.endswith("-highlights.mp4")
    for line in (folder / "sha256sums.txt").read_text().splitlines():
        digest, name = line.split("  ")
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
        names.remove(name)
    assert names == {"sha256sums.txt"}


def test_every_pdf_in_it_opens_and_says_what_it_is(folder):
    said = {
        path.name: PdfReader(path).pages[0].extract_text()
        for path in (folder / "documents").iterdir()
    }
    for part, words in (
        ("supervision-log", "Supervision log"),
        ("letter", LETTER),
        ("contract", "The films belong to the people in them."),
        ("certificate", "Maya Holt"),
        ("portfolio", "Maya Holt"),
        ("erasure", "erasure"),
    ):
        assert any(part in name and words.lower() in text.lower() for name, text in said.items())


def test_a_moment_has_its_frames_at_the_exact_rate(folder, read_back):
    record = record_in(folder)
    found = {
        moment["token"]: moment
        for training in record["trainings"]
        for client in training["clients"]
        for cycle in client["cycles"]
        for film in cycle["films"]
        for moment in film["moments"]
    }
    assert found.keys() == read_back.marks.keys()
    for token, (start, last, rate) in read_back.marks.items():
        said = found[token]
        assert (said["start_frame"], said["last_frame"], said["rate"]) == (start, last, rate)
        assert said["start_seconds"] == str(FrameRate.parse(rate).seconds_at(start))
    (reply,) = [said for one in found.values() for said in one["answers"]]
    assert reply["words"] == "And see how she breathes out."


def test_the_sealed_portfolio_can_be_checked_from_the_record_alone(folder):
    record = record_in(folder)
    (submission,) = record["trainings"][0]["portfolio"]["submissions"]
    entries = [
        SealedEntry(one["digest"], canonical(one["body"]), one["salt"])
        for one in submission["entries"]
    ]
    found = verify(entries, submission["root"])
    assert (found.intact, found.removed) == (True, ())
    assert submission["decision"]["outcome"] == "accredited"


def test_the_tables_say_what_the_record_says(folder):
    record = record_in(folder)
    (training,) = record["trainings"]
    rows = {
        name: list(csv.DictReader(io.StringIO((folder / "data" / f"{name}.csv").read_text())))
        for name in ("cycles", "sessions", "moments", "log")
    }
    cycles = [cycle for client in training["clients"] for cycle in client["cycles"]]
    moments = [one for cycle in cycles for film in cycle["films"] for one in film["moments"]]
    assert len(rows["cycles"]) == len(cycles) > 25
    assert [row["token"] for row in rows["moments"]] == [one["token"] for one in moments]
    assert {(row["start frame"], row["rate"]) for row in rows["moments"]} == {
        (str(one["start_frame"]), one["rate"]) for one in moments
    }
    minutes = sum(int(row["minutes"]) for row in rows["sessions"])
    assert minutes == sum(one["minutes"] for one in training["sessions"]) > 1000
    assert [row["day"] for row in rows["log"]] == sorted(row["day"] for row in rows["log"])
    assert len(rows["log"]) > len(rows["sessions"])


def test_the_journal_stays_out_unless_it_is_asked_for(folder, whole, tmp_path):
    assert [one["words"] for one in record_in(folder)["journal"]] == [JOURNAL]
    assert JOURNAL in (folder / "index.html").read_text()
    without = unpacked(built(whole), tmp_path / "opened")
    assert record_in(without)["journal"] is None
    for path in without.rglob("*"):
        if path.suffix in {".html", ".json", ".csv"}:
            assert JOURNAL not in path.read_text()


def test_every_film_that_is_not_there_stands_with_its_reason(folder, read_back):
    page = (folder / "index.html").read_text()
    root = parsed(page)
    listed = [item for item in root.iter("ul") if item.get("class") == "missing"]
    told = [" ".join(one.itertext()) for ul in listed for one in ul.iter("li")]
    assert len(told) == read_back.films - 1
    assert any("It was erased." in one for one in told)
    assert any("Nobody is on the list of people in shot yet." in one for one in told)
    assert any("no highlights reel of it is made" in one.replace("  ", " ") for one in told)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-07-03", date(2026, 7, 3)),
        ("2026-07-03T23:30:00Z", date(2026, 7, 4)),  # half past midnight in British Summer Time
        ("2026-12-03T23:30:00Z", date(2026, 12, 3)),
        (None, None),
    ],
)
def test_a_day_is_the_one_it_was_where_people_are(said, day):
    assert day_at_home(said) == day
