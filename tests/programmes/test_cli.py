"""`flask programme check` and `flask programme take-up`."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from accreditation import shipped
from app.extensions import db
from app.models.programme import EditionInUse

TEXT = shipped.programme_text("set-a")


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["programme", *arguments])
    return result.exit_code, result.output


def editions() -> int:
    return db.session.scalar(select(func.count(EditionInUse.id))) or 0


def test_a_good_file_is_told_what_stands_in_it(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(TEXT)
    code, said = run(app, "check", str(file))
    assert code == 0
    assert "Set A: three stages (set-a)" in said
    assert editions() == 0


def test_a_malformed_file_is_refused_with_every_fault(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(TEXT.replace("count = 6", 'count = "six"').replace("days = 2", "days = -2"))
    for command in ("check", "take-up"):
        code, said = run(app, command, str(file))
        assert code == 1
        assert "ours.toml: stages.1.requirements.cycles.count: " in said
        assert "ours.toml: entry.requirements.intro-course.days: " in said
    assert editions() == 0


def test_a_file_that_is_not_toml_or_not_text_is_refused(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text("title = ")
    assert "This is not TOML" in run(app, "check", str(file))[1]
    file.write_bytes(b"\xff\xfe\x00")
    code, said = run(app, "check", str(file))
    assert (code, "not text in UTF-8" in said) == (1, True)


def test_an_edition_is_taken_up_by_its_id_or_from_a_file(app: Flask, tmp_path: Path) -> None:
    code, said = run(app, "take-up", "set-a")
    assert (code, "is in use" in said) == (0, True)
    file = tmp_path / "ours.toml"
    file.write_text(TEXT.replace("count = 6", "count = 5"))
    assert run(app, "take-up", str(file))[0] == 0
    assert editions() == 2


def test_an_unknown_edition_is_refused_with_the_names_there_are(app: Flask) -> None:
    code, said = run(app, "take-up", "set-z")
    assert code == 1
    assert "set-a" in said
