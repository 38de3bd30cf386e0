"""Nothing that is kept in a rating round reaches the other one before both are shown."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app import events
from app.extensions import db, transaction
from app.models.live import LiveMessage
from app.models.mail import Mail
from app.models.moments import Moment
from app.models.notices import Notice
from app.models.people import Role
from app.models.rounds import RatingRound
from app.policies import Actor
from app.studio import operations
from app.web.errors import Refusal
from tests.policies.test_endpoints import Place
from tests.studio.crawling import crawled

SENTINEL = "sentinel-of-a-round"


@pytest.mark.timeout(200)
def test_what_one_keeps_in_a_round_is_nowhere_for_the_other_until_the_reveal(place: Place) -> None:
    rows, tess = place.world.rows, Actor(place.world.people["tess"].id, Role.TRAINEE)
    told = (select(func.count(Notice.id)), select(func.count(Mail.id)))
    with transaction() as session:
        round = session.get_one(RatingRound, rows["open round"].id)
        session.get_one(Moment, rows["tess's moment in open round"].id).words = SENTINEL
        before = [session.scalar(one) for one in told]
        operations.rate_in_round(tess, round, {"shares-turns": "independently"}, {
            "shares-turns": SENTINEL})  # fmt: skip
        operations.finish_round(tess, round)
    events.deliver_waiting()
    assert [db.session.scalar(one) for one in told] == before
    sam = place.world.people["sam"].id
    assert db.session.scalar(select(func.count(LiveMessage.id)).filter_by(person_id=sam)) == 0
    answers = crawled(place, "sam", Role.SUPERVISOR)
    assert [rule for rule, said in answers.items() if SENTINEL in said] == []
    with transaction() as session:
        round = session.get_one(RatingRound, rows["open round"].id)
        operations.finish_round(Actor(sam, Role.SUPERVISOR), round)
    shown = crawled(place, "sam", Role.SUPERVISOR)
    assert {rule for rule, said in shown.items() if SENTINEL in said} >= {
        "/api/v1/recordings/<int:recording_id>/moments",
        "/rounds/<int:round_id>",
    }


def test_who_has_finished_waits_and_a_closed_round_shows_nothing(place: Place) -> None:
    rows, tess = place.world.rows, Actor(place.world.people["tess"].id, Role.TRAINEE)
    with transaction() as session:
        round = session.get_one(RatingRound, rows["open round"].id)
        with pytest.raises(Refusal, match="Both finish first"):
            operations.reveal(tess, round)
        operations.finish_round(tess, round)
        with pytest.raises(Refusal, match="You have finished"):
            operations.rate_in_round(tess, round, {"shares-turns": "beginning"})
        operations.close_round(tess, round)
        with pytest.raises(Refusal, match="closed"):
            operations.finish_round(tess, round)
    assert round.revealed_at is None
