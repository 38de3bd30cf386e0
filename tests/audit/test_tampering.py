"""Whatever is done to the record by somebody with the database in their hands is found."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import select, text

from app import audit
from app.audit.entries import Head
from app.audit.verification import Broken, Wrong
from app.extensions import db
from app.models.people import Person, Role
from tests.audit import tampering
from tests.audit.tampering import Values

NUMBER = 9
BY_CHANCE = settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WORDS = some.text(some.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
NUMBERS = some.integers(-(2**31), 2**31 - 1)
DIGESTS = some.text("0123456789abcdef", min_size=64, max_size=64)
PLAIN = (
    some.none()
    | some.booleans()
    | NUMBERS
    | some.floats(allow_nan=False, allow_infinity=False)
    | WORDS
)
DETAILS = some.dictionaries(WORDS, PLAIN | some.lists(PLAIN, max_size=3), max_size=4)
MOMENTS = some.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=some.just(UTC))
OTHER: dict[str, some.SearchStrategy[Any]] = {
    "at": MOMENTS,
    "role": some.none() | some.sampled_from(Role),
    "act": WORDS,
    "subject": WORDS,
    "subject_id": NUMBERS,
    "detail": DETAILS,
    "previous": DIGESTS,
    "digest": DIGESTS,
}


@pytest.fixture
def kept(app: Flask) -> list[Values]:
    tampering.keep_entries(NUMBER, in_each=2)
    tampering.lift_guards()
    return tampering.rows()


def found(noted: Head | None = None) -> tuple[int, Wrong] | None:
    broken = audit.verify(noted).broken
    return (broken.id, broken.wrong) if broken else None


def written(value: Any) -> str:
    return json.dumps(value, default=str, sort_keys=True)


@BY_CHANCE
@given(chance=some.data())
def test_any_other_value_in_any_field_of_any_entry_is_found(
    kept: list[Values], chance: some.DataObject
) -> None:
    tampering.put_back(kept)
    assert found() is None
    row = chance.draw(some.sampled_from(kept))
    field = chance.draw(some.sampled_from(sorted(OTHER)))
    there = {written(one[field]) for one in (kept if field == "previous" else [row])}
    other = OTHER[field].filter(lambda value: written(value) not in there)
    tampering.change(row["id"], **{field: chance.draw(other)})
    assert found() == (row["id"], Wrong.CONTENT)


def test_another_person_in_an_entry_is_found(kept: list[Values]) -> None:
    people = [None, *db.session.scalars(select(Person.id))]
    for row in kept:
        for other in set(people) - {row["person_id"]}:
            tampering.change(row["id"], person_id=other)
            assert found() == (row["id"], Wrong.CONTENT)
            tampering.change(row["id"], person_id=row["person_id"])
    assert found() is None


def test_another_number_for_an_entry_is_found(kept: list[Values]) -> None:
    for number in (-1, 0, 100):
        tampering.change(5, id=number)
        broken = audit.verify().broken
        assert broken is not None
        assert (broken.id, broken.wrong) in {(number, Wrong.CONTENT), (6, Wrong.GAP)}
        tampering.put_back(kept)


@pytest.mark.parametrize("removed", range(1, NUMBER))
def test_an_entry_taken_out_leaves_a_gap(kept: list[Values], removed: int) -> None:
    tampering.remove(removed)
    assert found() == (removed + 1, Wrong.GAP)


def test_several_entries_taken_out_are_named_as_one_gap(kept: list[Values]) -> None:
    for removed in (4, 5, 6):
        tampering.remove(removed)
    broken = audit.verify().broken
    assert broken is not None
    assert (broken.id, broken.sentence) == (7, "Before it is missing: 4 to 6.")


def test_an_end_cut_off_is_found_beside_a_head_noted_before(kept: list[Values]) -> None:
    noted = audit.head()
    tampering.remove(NUMBER)
    tampering.remove(NUMBER - 1)
    assert found() is None
    assert found(noted) == (NUMBER, Wrong.HEAD)


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 3), (1, NUMBER), (NUMBER - 1, NUMBER)])
def test_two_entries_that_changed_places_are_found(
    kept: list[Values], one: int, other: int
) -> None:
    for before, after in ((one, 1000), (other, one), (1000, other)):
        tampering.change(before, id=after)
    assert found() == (one, Wrong.CONTENT)


@pytest.mark.parametrize("place", [-5, 0, NUMBER + 1, NUMBER + 50])
def test_an_entry_put_in_is_found_even_with_a_digest_that_is_right_for_it(
    kept: list[Values], place: int
) -> None:
    forged = tampering.sealed(kept[3], id=place, previous="a" * 64)
    tampering.add(**forged)
    broken = audit.verify().broken
    assert broken is not None
    assert broken.id == place
    assert broken.wrong in {Wrong.LINK, Wrong.GAP}


def test_an_entry_put_in_the_middle_is_found(kept: list[Values]) -> None:
    for row in reversed(kept[4:]):
        tampering.change(row["id"], id=row["id"] + 1)
    tampering.add(**tampering.sealed(kept[3], id=5, previous="a" * 64))
    assert found() == (5, Wrong.LINK)


def test_an_entry_that_was_changed_and_sealed_anew_is_not_followed_by_the_next(
    kept: list[Values],
) -> None:
    changed = tampering.sealed(kept[3], act="nothing.happened")
    tampering.change(4, act=changed["act"], digest=changed["digest"])
    assert found() == (5, Wrong.LINK)


def test_a_record_that_was_written_anew_is_found_beside_a_head_noted_before(
    kept: list[Values],
) -> None:
    noted = audit.head()
    tampering.put_back(tampering.sealed_anew(kept, 2, act="nothing.happened"))
    assert found() is None
    assert found(noted) == (NUMBER, Wrong.HEAD)


def test_a_head_noted_before_holds_while_entries_are_added(app: Flask) -> None:
    start = audit.head()
    tampering.keep_entries(3)
    noted = audit.head()
    tampering.keep_entries(3)
    assert found(start) is None
    assert found(noted) is None
    assert found(audit.head()) is None


@pytest.mark.one_machine("PostgreSQL keeps its types even from its owner")
@pytest.mark.parametrize(
    "rubbish",
    [
        "at = 'yesterday'",
        "at = 5",
        "role = 'queen'",
        "act = x'fffe'",
        "act = CAST(x'fffe' AS TEXT)",
        "subject_id = 'many'",
        "detail = 'not JSON'",
        "detail = '" + "[" * 100_000 + "'",
        "detail = x'ff'",
        "digest = x'00'",
    ],
)
def test_what_cannot_be_read_is_named_too(kept: list[Values], rubbish: str) -> None:
    with tampering.changing() as connection:
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        connection.execute(text(f"UPDATE audit_entries SET {rubbish} WHERE id = 5"))
        connection.execute(text("PRAGMA ignore_check_constraints = OFF"))
    verdict = audit.verify()
    assert verdict.entries == 4
    assert isinstance(verdict.broken, Broken)
    assert (verdict.broken.id, verdict.broken.wrong) == (5, Wrong.CONTENT)
