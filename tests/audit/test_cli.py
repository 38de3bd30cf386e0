"""`flask audit verify` and `flask audit head`, as they are typed."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import insert

from app import audit
from app.audit.entries import Head
from tests.audit import tampering
from tests.queries_counted import queries_counted

MANY = 10_000


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["audit", *words])


def test_a_whole_record_is_said_to_hold_with_its_head(app: Flask) -> None:
    tampering.keep_entries(5)
    said = run(app, "verify")
    assert said.exit_code == 0
    assert "Every entry holds: 5." in said.stdout
    assert f"Head: {audit.head()}" in said.stdout


def test_the_head_is_printed_alone_so_that_it_can_be_noted(app: Flask) -> None:
    tampering.keep_entries(2)
    said = run(app, "head")
    assert re.fullmatch(r"2:[0-9a-f]{64}\n", said.stdout)
    assert run(app, "verify", "--head", said.stdout).exit_code == 0


def test_an_empty_record_holds(app: Flask) -> None:
    assert "Every entry holds: 0." in run(app, "verify").stdout
    head = run(app, "head").stdout
    assert head.startswith("0:000")
    assert run(app, "verify", "--head", head).exit_code == 0


def test_the_first_broken_entry_is_named_and_the_command_ends_with_1(app: Flask) -> None:
    tampering.keep_entries(9)
    tampering.lift_guards()
    for number in (4, 7):
        tampering.change(number, act="nothing.happened")
    said = run(app, "verify")
    assert said.exit_code == 1
    assert "Entry 4 (2026-03-02 12:03:00" in said.stdout
    assert "content" in said.stdout
    assert "Entries that hold before it: 3. The last: 3:" in said.stdout
    assert "Entry 7" not in said.stdout


def test_an_end_cut_off_is_said_beside_a_noted_head(app: Flask) -> None:
    tampering.keep_entries(4)
    noted = str(audit.head())
    tampering.lift_guards()
    tampering.remove(4)
    assert run(app, "verify").exit_code == 0
    said = run(app, "verify", "--head", noted)
    assert said.exit_code == 1
    assert "Entry 4" in said.stdout
    assert "the chain ends with entry 3" in said.stdout


@pytest.mark.parametrize("head", ["5", "5:abc", "five:" + "a" * 64, ""])
def test_what_is_no_head_is_refused(app: Flask, head: str) -> None:
    said = run(app, "verify", "--head", head)
    assert said.exit_code == 2
    assert "is not a head" in said.stderr


def test_ten_thousand_entries_are_verified_in_batches_within_seconds(app: Flask) -> None:
    tampering.keep_entries(1)
    row = tampering.rows()[0]
    chain = [row]
    for number in range(2, MANY + 1):
        chain.append(tampering.sealed(row, id=number, previous=chain[-1]["digest"]))
    with tampering.changing() as connection:
        connection.execute(insert(tampering.ENTRIES), chain[1:])
    steps: list[int] = []
    with queries_counted() as sent:
        began = perf_counter()
        verdict = audit.verify(Head(MANY, chain[-1]["digest"]), steps.append)
        seconds = perf_counter() - began
    assert (verdict.entries, verdict.broken) == (MANY, None)
    assert steps == [1000] * 10
    assert len(sent) == 11
    assert seconds < 10
