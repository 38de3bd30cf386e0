"""The seal: one way to write, one root, and a change is found where it was made."""

import hashlib
import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accreditation.seal import SealError, canonical, root_of, seal, seal_entry, tombstone, verify

texts = st.text(st.characters(codec="utf-8"))
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
SALTS = [hashlib.sha256(bytes([n])).hexdigest() for n in range(20)]


def sealed(values):
    return seal(values, SALTS[: len(values)])


@given(plain)
def test_the_canonical_form_reads_back_as_what_was_written(value):
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(texts, st.integers()), st.randoms())
def test_the_canonical_form_does_not_depend_on_the_order_of_keys(value, random):
    items = list(value.items())
    random.shuffle(items)
    assert canonical(dict(items)) == canonical(value)


def test_the_canonical_form_is_compact_utf_8_with_sorted_keys():
    assert canonical({"b": [1, "é"], "a": {"d": None, "c": True}}) == (
        '{"a":{"c":true,"d":null},"b":[1,"é"]}'
    )


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (1.0, "the entry holds a float"),
        ({"a": [0, 0.5]}, r"the entry\.a\[1\] holds a float"),
        ({"a": (1,)}, r"the entry\.a holds a tuple"),
        ({"a": Fraction(1, 2)}, "Fraction"),
        ({1: "a"}, "a key that is not a text"),
        ({"a": "\ud800"}, r"the entry\.a holds half a character"),
        ({"\udfff": 1}, "half a character"),
    ],
)
def test_what_has_no_one_way_to_write_is_refused_with_its_place(value, place):
    with pytest.raises(SealError, match=place):
        canonical(value)


@pytest.mark.parametrize("salt", ["", "ab", "zz" * 16, "AB" * 16, "ab" * 33])
def test_a_salt_that_is_not_long_random_hexadecimal_is_refused(salt):
    with pytest.raises(SealError, match="A salt"):
        seal_entry({"a": 1}, salt)


def test_entries_may_not_share_a_salt():
    with pytest.raises(SealError, match="of its own"):
        seal([1, 2], [SALTS[0], SALTS[0]])
    with pytest.raises(SealError, match="of its own"):
        seal([1, 2], SALTS[:1])


def test_a_seal_is_what_its_description_says():
    (entry,), root = sealed([{"words": "é"}])
    body = '{"words":"é"}'
    expected = hashlib.sha256(f"attune-entry-1\n{SALTS[0]}\n{body}".encode()).hexdigest()
    assert entry.digest == expected
    assert root == hashlib.sha256(f"attune-root-1\n{expected}".encode()).hexdigest()


def test_equal_entries_have_different_digests():
    (one, other), _ = sealed(["same", "same"])
    assert one.digest != other.digest


@given(st.lists(plain, max_size=6))
def test_what_was_sealed_is_intact_and_reads_back(values):
    entries, root = sealed(values)
    assert verify(entries, root).intact
    assert [entry.value() for entry in entries] == values


@given(st.lists(plain, min_size=1, max_size=6), st.data())
def test_an_altered_entry_is_found_at_its_place(values, data):
    entries, root = sealed(values)
    place = data.draw(st.integers(0, len(values) - 1))
    other = data.draw(plain.filter(lambda value: canonical(value) != entries[place].body))
    altered = list(entries)
    altered[place] = replace(entries[place], body=canonical(other))
    found = verify(altered, root)
    assert found.altered == (place,)
    assert found.root_holds
    assert not found.intact


def test_an_entry_altered_together_with_its_digest_breaks_the_root():
    entries, root = sealed(["one", "two"])
    forged = (seal_entry("three", SALTS[0]), entries[1])
    assert verify(forged, root).altered == ()
    assert not verify(forged, root).root_holds


@pytest.mark.parametrize("change", [lambda e: e[::-1], lambda e: e[:-1], lambda e: (*e, e[0])])
def test_entries_in_another_order_left_out_or_added_break_the_root(change):
    entries, root = sealed(["one", "two", "three"])
    assert not verify(change(entries), root).root_holds


def test_a_tombstone_keeps_the_root_and_nothing_of_what_was_said():
    entries, root = sealed(["one", "two", "three"])
    with_tombstone = (entries[0], tombstone(entries[1]), entries[2])
    found = verify(with_tombstone, root)
    assert found.intact
    assert found.removed == (1,)
    assert (with_tombstone[1].body, with_tombstone[1].salt) == (None, None)
    with pytest.raises(SealError, match="taken out"):
        with_tombstone[1].value()


def test_an_entry_that_lost_only_its_salt_counts_as_altered():
    entries, root = sealed(["one"])
    assert verify([replace(entries[0], salt=None)], root).altered == (0,)


def test_the_root_of_nothing_is_still_a_root():
    assert verify((), root_of(())).intact
