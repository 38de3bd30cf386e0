"""The pages of a rating round: begun, rated by each alone, finished, side by side, over time."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models.people import Role
from app.models.rounds import RatingRound, RoundRating
from tests import factories as make
from tests.browser_like import Visitor
from tests.studio.setting import Setting, the_setting


@pytest.fixture
def setting(app: Flask) -> Setting:
    return the_setting()


@pytest.fixture
def tess(app: Flask, setting: Setting) -> Visitor:
    return Visitor(app).sign_in(setting.tess)


@pytest.fixture
def sam(app: Flask, setting: Setting) -> Visitor:
    return Visitor(app).sign_in(setting.sam)


def keys_on(visitor: Visitor, setting: Setting) -> list[str]:
    page = visitor.open(f"/recordings/{setting.review.id}/rounds")
    return re.findall(r'name="criteria"[^>]*value="([^"]+)"', page)[:2]


def begin(visitor: Visitor, setting: Setting) -> tuple[str, list[str]]:
    """A round on two criteria; its address, and their keys."""
    keys = keys_on(visitor, setting)
    sent = visitor.send(f"/recordings/{setting.review.id}/rounds", {"criteria": keys})
    assert sent.status_code == 302
    return sent.location, keys


def levels_on(visitor: Visitor, address: str, key: str) -> list[str]:
    page = visitor.open(address)
    return re.findall(rf'name="{key}"[^>]*value="([^"]+)"', page)


def test_both_rate_alone_and_are_shown_once_both_have_finished(
    tess: Visitor, sam: Visitor, setting: Setting
) -> None:
    address, keys = begin(tess, setting)
    levels = levels_on(tess, address, keys[0])
    mine = {keys[0]: levels[0], keys[1]: levels[0], f"{keys[0]}_words": "I wait now."}
    assert tess.send(address, mine).status_code == 302
    assert "I wait now." in tess.open(address)
    assert "I wait now." not in sam.open(address)
    theirs = {keys[0]: levels[1], keys[1]: levels[0], "finish": "yes"}
    sam.send(address, theirs)
    assert "You have finished" in sam.open(address)
    assert "I wait now." not in sam.open(address)
    tess.send(address, {**mine, "finish": "yes"})
    for visitor in (tess, sam):
        page = visitor.open(address)
        assert "I wait now." in page
        assert "One step apart" in page
        assert "You see the same" in page
    assert address in tess.open(f"/enrolments/{setting.enrolment.id}/rounds")


def test_finishing_keeps_what_was_typed_and_never_kept(tess: Visitor, setting: Setting) -> None:
    address, keys = begin(tess, setting)
    level = levels_on(tess, address, keys[0])[0]
    sent = tess.send(address, {keys[0]: level, keys[1]: level, "finish": "yes"})
    assert sent.status_code == 302
    assert len(db.session.scalars(select(RoundRating.id)).all()) == 2
    assert db.session.scalars(select(RatingRound.trainee_finished_at)).one() is not None


def test_who_has_not_rated_everything_is_told_and_nothing_typed_is_lost(
    tess: Visitor, setting: Setting
) -> None:
    address, keys = begin(tess, setting)
    level = levels_on(tess, address, keys[0])[0]
    said = {keys[0]: level, f"{keys[0]}_words": "Only this one yet.", "finish": "yes"}
    sent = tess.send(address, said)
    assert sent.status_code == 422
    assert "Choose a level for 1 more" in sent.text
    assert "Only this one yet." in sent.text


def test_what_is_seen_differently_later_is_a_new_version(
    tess: Visitor, sam: Visitor, setting: Setting
) -> None:
    address, keys = begin(sam, setting)
    levels = levels_on(sam, address, keys[0])
    for visitor in (tess, sam):
        visitor.send(address, {keys[0]: levels[0], keys[1]: levels[0], "finish": "yes"})
    again = {keys[0]: levels[1], keys[1]: levels[0], f"{keys[0]}_words": "Now I see it."}
    assert tess.send(f"{address}/again", again).status_code == 302
    assert "Now I see it." in sam.open(address)
    kept = db.session.scalars(select(RoundRating).filter_by(criterion=keys[0])).all()
    assert sorted(one.replaced_at is None for one in kept) == [False, True, True]


def test_a_closed_round_shows_nothing_and_another_can_begin(
    tess: Visitor, sam: Visitor, setting: Setting
) -> None:
    address, keys = begin(tess, setting)
    level = levels_on(tess, address, keys[0])[0]
    tess.send(address, {keys[0]: level, f"{keys[0]}_words": "Never shown.", keys[1]: level})
    assert sam.send(f"{address}/close").status_code == 302
    for visitor in (tess, sam):
        assert "was closed on" in visitor.open(address)
    assert "Never shown." not in sam.open(address)
    assert begin(sam, setting)[0] != address


def test_nobody_else_has_a_round(app: Flask, tess: Visitor, setting: Setting) -> None:
    address, _ = begin(tess, setting)
    for stranger in (make.person(Role.SUPERVISOR), make.person(Role.TRAINEE)):
        visitor = Visitor(app).sign_in(stranger)
        visitor.open(address, status=404)
        visitor.open(f"/recordings/{setting.review.id}/rounds", status=404)
        assert visitor.send(f"{address}/close").status_code == 404
