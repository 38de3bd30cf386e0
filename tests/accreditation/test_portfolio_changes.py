"""What changed between two submissions, from their frozen entries alone."""

from __future__ import annotations

from dataclasses import fields

import pytest

from accreditation.portfolio_changes import FrozenEntry, changes, in_numbers
from accreditation.portfolio_document import (
    ENTRY_TYPES,
    Cover,
    MomentEntry,
    Notice,
    RatingLine,
    Statement,
)
from accreditation.portfolio_labels import IDENTITY
from accreditation.portfolio_plain import freeze
from accreditation.portfolio_since import SinceLine
from accreditation.word_changes import How
from tests.accreditation.test_portfolio_document import assemble, facts


def moment(number, taken_back=False, **more):
    table = {
        "kind": "moment",
        "moment_id": number,
        "timecode": f"0:0{number}",
        "client": "A-01",
        "cycle_number": 2,
        "film": "client film",
        "words": "She waits.",
        "reason": "It answers the question.",
        "principles": [],
        "criteria": [],
        **more,
    }
    return FrozenEntry("moment", table, taken_back)


def statement(text):
    table = {"kind": "statement", "title": "Reflective statement", "text": text}
    return FrozenEntry("statement", table)


def rating(level):
    about = {"criterion": "Waits", "about": "client A-01", "rated_by": "Sam", "rated_on": "2026"}
    return FrozenEntry("rating", {"kind": "rating", "level": level, **about})


def test_what_is_new_and_what_left_is_named_and_what_stayed_is_counted():
    (found,) = changes([moment(1), moment(2)], [moment(2), moment(3)])
    assert found.key == "moments"
    assert found.new == ("0:03, client A-01, cycle 2, client film",)
    assert found.left == ("0:01, client A-01, cycle 2, client film",)
    assert (found.rewritten, found.stayed) == ((), 1)


def test_what_was_rewritten_is_told_word_by_word_and_nothing_else_of_it():
    (found,) = changes([moment(1)], [moment(1, reason="It answers her question.")])
    (rewritten,) = found.rewritten
    (told,) = rewritten.told
    assert told.heading == "Why it was chosen"
    assert [(one.how, one.text) for one in told.pieces] == [
        (How.SAME, "It answers"),
        (How.OUT, "the"),
        (How.IN, "her"),
        (How.SAME, "question."),
    ]
    assert found.stayed == 0


@pytest.mark.parametrize("side", ["earlier", "later", "both"])
def test_of_what_somebody_took_back_neither_words_nor_name_are_told(side):
    earlier = moment(1, side != "later", reason="Secret words.", timecode="9:99")
    later = moment(1, side != "earlier", reason="Other secrets.", timecode="9:99")
    (found,) = changes([earlier], [later])
    assert found.taken_back == 1
    assert (found.new, found.left, found.rewritten, found.stayed) == ((), (), (), 0)
    assert "ecret" not in repr(found)
    assert "9:99" not in repr(found)


def test_one_that_left_and_was_taken_back_since_is_not_named_either():
    (found,) = changes([moment(1, True)], [moment(2)])
    assert found.left == ()
    assert found.taken_back == 1


def test_two_entries_about_the_same_are_known_as_first_and_second():
    line = {"kind": "course", "title": "Intro", "held_on": ["2026-01-05"], "minutes": 0}
    one, two = ({**line, "half_days": number} for number in (1, 2))
    (found,) = changes([FrozenEntry("course", one)], [FrozenEntry("course", t) for t in (one, two)])
    assert (found.stayed, found.new) == (1, ("Intro",))


def test_numbers_for_the_document_say_nothing_of_ratings():
    before = [moment(1), statement("I wait."), rating("with-support")]
    after = [moment(1), moment(2), statement("I wait longer."), rating("independently")]
    assert in_numbers(changes(before, after)) == (
        SinceLine("Chosen moments", new=1, left=0, rewritten=0, stayed=1),
        SinceLine("Reflective statement", new=0, left=0, rewritten=1, stayed=0),
    )


def test_every_kind_that_is_compared_is_known_by_fields_it_has():
    types = {one.kind: {field.name for field in fields(one)} for one in ENTRY_TYPES}
    for kind, known_by in IDENTITY.items():
        assert set(known_by) <= types[kind]
    told_elsewhere = {Notice.kind, Cover.kind, "since", "removed", "coverage"}
    assert types.keys() - IDENTITY.keys() == told_elsewhere


def test_a_whole_document_beside_itself_has_stayed_as_it_was():
    tables = freeze(assemble(facts()))
    frozen = [FrozenEntry(str(table["kind"]), table) for table in tables]
    found = changes(frozen, frozen)
    assert not any(one.changed for one in found)
    counted = sum(1 for one in frozen if one.kind in IDENTITY)
    assert sum(one.stayed for one in found) == counted > 10


def test_a_whole_document_beside_nothing_is_new_and_every_entry_has_a_name():
    frozen = [FrozenEntry(str(t["kind"]), t) for t in freeze(assemble(facts()))]
    found = changes([], frozen)
    labels = [label for one in found for label in one.new]
    assert all(labels)
    kinds = {MomentEntry.kind, RatingLine.kind, Statement.kind}
    assert kinds <= {one.kind for one in frozen}
