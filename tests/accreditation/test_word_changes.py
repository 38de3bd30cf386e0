"""Two texts word by word, as they are read."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from accreditation.word_changes import How, Piece, shortened, word_changes

IN, OUT, SAME = How.IN, How.OUT, How.SAME


def test_an_added_word_is_named_between_what_stayed():
    assert word_changes("She waits.", "She often waits.") == (
        Piece(SAME, "She"),
        Piece(IN, "often"),
        Piece(SAME, "waits."),
    )


def test_what_was_taken_out_stands_before_what_was_put_in_its_place():
    assert word_changes("I explain the clip.", "I ask about the clip.") == (
        Piece(SAME, "I"),
        Piece(OUT, "explain"),
        Piece(IN, "ask about"),
        Piece(SAME, "the clip."),
    )


def test_a_whole_sentence_is_one_piece():
    before, after = "I wait. I look.", "I wait. Then I ask. I look."
    assert word_changes(before, after) == (
        Piece(SAME, "I wait."),
        Piece(IN, "Then I ask."),
        Piece(SAME, "I look."),
    )


def test_other_line_ends_and_spaces_are_no_change():
    assert word_changes("I wait.\n\nI look.", "I wait. I  look.") == (
        Piece(SAME, "I wait. I look."),
    )


def test_nothing_before_is_all_new_and_nothing_after_all_taken_out():
    assert word_changes("", "New words.") == (Piece(IN, "New words."),)
    assert word_changes("Old words.", "") == (Piece(OUT, "Old words."),)
    assert word_changes("", "") == ()


def test_long_stretches_that_stayed_are_cut_to_the_words_around_a_change():
    stayed = " ".join(str(number) for number in range(100))
    first, changed, last = shortened((Piece(SAME, stayed), Piece(IN, "new"), Piece(SAME, stayed)))
    assert first.text == "… " + " ".join(str(number) for number in range(88, 100))
    assert changed.text == "new"
    assert last.text == " ".join(str(number) for number in range(12)) + " …"


def test_words_that_were_added_or_taken_out_are_never_cut():
    long = Piece(IN, "word " * 500)
    assert shortened((long,)) == (long,)


def test_the_longest_statement_rewritten_from_end_to_end_takes_no_long_time():
    before = " ".join(f"I saw {number % 97} and the child in {number}." for number in range(1500))
    after = " ".join(f"I see {number % 89} where the child is {number}." for number in range(1500))
    began = perf_counter()
    assert [one.how for one in word_changes(before, after)] == [OUT, IN]
    assert perf_counter() - began < 10


WORDS = st.lists(st.sampled_from(["I", "wait", "look.", "The", "child", "begins.", "\n\n"]))


@given(WORDS, WORDS)
def test_without_what_was_added_it_reads_as_before_and_without_what_left_as_after(old, new):
    before, after = " ".join(old), " ".join(new)
    pieces = word_changes(before, after)
    for side, gone in ((before, IN), (after, OUT)):
        words = [word for one in pieces if one.how is not gone for word in one.text.split()]
        assert words == side.split()
