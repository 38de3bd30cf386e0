"""Chains of turns, and the attuned and discordant cycles in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accreditation.turns import CycleKind, Taken, Turn, chains_of, count_cycles, makes_a_ring

I, R, M = Turn.INITIATIVE, Turn.RECEPTION, Turn.MISSED  # noqa: E741


def a_chain(*turns):
    return [Taken(n, turn, n - 1 if n > 1 else None) for n, turn in enumerate(turns, 1)]


@pytest.mark.parametrize(
    ("turns", "kind"),
    [
        ((I, R, R), CycleKind.ATTUNED),
        ((I, R, I), CycleKind.ATTUNED),
        ((I, M, M), CycleKind.DISCORDANT),
        ((I, R, M), CycleKind.MIXED),
        ((I, M, R), CycleKind.MIXED),
        ((I, M, I), CycleKind.MIXED),
        ((I, R), CycleKind.OPEN),
        ((I,), CycleKind.OPEN),
    ],
)
def test_a_cycle_is_an_initiative_what_became_of_it_and_the_next_turn(turns, kind):
    (chain,) = chains_of(a_chain(*turns))
    assert chain.cycles[0].kind is kind
    assert chain.cycles[0].keys == tuple(range(1, len(turns) + 1))


def test_each_initiative_begins_a_cycle_and_all_are_counted():
    chains = chains_of([*a_chain(I, R, I, M, M), Taken(9, I), Taken(10, R)])
    assert [chain.keys for chain in chains] == [(1, 2, 3, 4, 5), (9,), (10,)]
    assert count_cycles(chains) == {
        CycleKind.ATTUNED: 1,
        CycleKind.DISCORDANT: 1,
        CycleKind.MIXED: 0,
        CycleKind.OPEN: 1,
    }


def test_a_turn_after_one_that_is_not_seen_begins_a_chain():
    (chain,) = chains_of([Taken(5, R, follows=4)])
    assert (chain.keys, chain.cycles) == ((5,), ())


@given(st.lists(st.sampled_from(Turn), max_size=12), st.randoms())
def test_the_chains_hold_every_turn_once_in_whatever_order_they_come(turns, random):
    taken = a_chain(*turns)
    random.shuffle(taken)
    assert sorted(key for chain in chains_of(taken) for key in chain.keys) == sorted(
        one.key for one in taken
    )


def test_a_link_that_leads_back_makes_a_ring():
    before = {2: 1, 3: 2, 1: None}
    assert makes_a_ring(1, 3, before)
    assert makes_a_ring(1, 1, before)
    assert not makes_a_ring(4, 3, before)
