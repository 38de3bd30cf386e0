"""The rules against the table of expected answers, and what happens when one condition is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models.people import Role
from app.policies import RULES, Actor
from app.policies.page import words
from app.policies.rule import Rule, holds, select_allowed
from tests.installation import copy_database, opened
from tests.policies import expected, world

ACTORS = [(who, role) for who in world.EVERYBODY for role in Role]


@pytest.fixture(scope="module")
def a_world(empty_installation, tmp_path_factory) -> Iterator[world.World]:
    """The world, built once: these tests only read it."""
    folder = tmp_path_factory.mktemp("world")
    copy_database(empty_installation, folder)
    with opened(folder):
        yield world.build()


def differences(action: str, rule: Rule, a_world: world.World) -> Iterator[str]:
    """Where the rule answers otherwise than the table; none when they agree."""
    for who, role in ACTORS:
        actor = Actor(a_world.people[who].id, role)
        if rule.subject is None:
            answer = holds(rule, actor)
            if answer != expected.expected_without_rows(action, who, role.value):
                yield f"{who} as {role.value}: {answer}"
            continue
        names = a_world.names_of(list(db.session.scalars(select_allowed(rule, actor))))
        wanted = expected.on_rows(action, who, role.value)
        if names != wanted:
            more, less = sorted(names - wanted), sorted(wanted - names)
            yield f"{who} as {role.value}: too much {more}, too little {less}"


def test_every_rule_has_its_line_in_the_table() -> None:
    table = expected.FOR_A_ROLE.keys() | expected.FOR_SOMEBODY.keys() | expected.ON_ROWS.keys()
    assert table == RULES.keys()


def test_every_condition_says_its_reason_in_words() -> None:
    for rule in RULES.values():
        for way in rule.ways:
            assert all(words(condition) for condition in way)


@pytest.mark.parametrize("action", sorted(RULES))
def test_the_rule_answers_as_the_table_expects(action: str, a_world: world.World) -> None:
    assert list(differences(action, RULES[action], a_world)) == []


def weakened(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule without one condition, and without one way; named for the message."""
    for number, way in enumerate(rule.ways):
        for index, condition in enumerate(way):
            shorter = (*way[:index], *way[index + 1 :])
            ways = (*rule.ways[:number], shorter, *rule.ways[number + 1 :])
            if shorter:
                yield f"way {number} without “{words(condition)}”", replace(rule, ways=ways)
        fewer = (*rule.ways[:number], *rule.ways[number + 1 :])
        if fewer:
            yield f"without way {number}", replace(rule, ways=fewer)


@pytest.mark.parametrize("action", sorted(RULES))
def test_losing_any_one_condition_of_a_rule_would_be_noticed(
    action: str, a_world: world.World
) -> None:
    unnoticed = [
        what
        for what, rule in weakened(RULES[action])
        if next(differences(action, rule, a_world), None) is None
    ]
    assert unnoticed == []


def test_a_list_and_a_page_ask_the_same_condition(a_world: world.World) -> None:
    from app import policies

    actor = Actor(a_world.people["sam"].id, Role.SUPERVISOR)
    listed = set(db.session.scalars(policies.allowed("recording.watch", actor)))
    every = db.session.scalars(select(RULES["recording.watch"].subject)).all()
    opened = {row for row in every if policies.find("recording.watch", row.id, actor) is not None}
    assert opened == listed
    assert opened
