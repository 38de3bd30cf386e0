"""Nothing that an accreditor marks reaches either side before the decision is released."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app import clock, events
from app.extensions import db, transaction
from app.models.live import LiveMessage
from app.models.mail import Mail
from app.models.moments import Moment
from app.models.notices import Notice
from app.models.panel import PanelMember
from app.models.people import Role
from app.policies import Actor
from app.studio import operations
from tests.policies import world
from tests.policies.test_endpoints import Place
from tests.studio.crawling import crawled

SENTINEL = "sentinel-of-a-panel"
# Sealed before anybody reviews; in the small world these are empty, and no page can show them.
SEALED = {"portfolio.submission", "portfolio.document", "portfolio.copy", "portfolio.still"}
SIDES = (("tess", Role.TRAINEE), ("sam", Role.SUPERVISOR))


@pytest.mark.timeout(300)  # every address, three times
def test_what_an_accreditor_marks_is_nowhere_for_either_side_until_the_release(
    place: Place,
) -> None:
    rows = place.world.rows
    before = _told(place)
    with transaction() as session:
        moment = session.get_one(Moment, rows["ada's shared moment"].id)
        ada = Actor(place.world.people["ada"].id, Role.ACCREDITOR)
        operations.change_moment(ada, moment, 40, 60, SENTINEL)
    events.deliver_waiting()
    assert _told(place) == before
    for who, role in SIDES:
        answers = crawled(place, who, role, SEALED)
        assert [rule for rule, said in answers.items() if SENTINEL in said] == []
    with transaction() as session:
        seat = session.get_one(PanelMember, rows["ada on submission"].id)
        seat.finished_at = clock.now()
    decision = world._decision(place.world, rows["submission"], "ada")
    world._release(place.world, decision)
    with transaction():
        events.tell("decision.released", decision)
    events.deliver_waiting()
    shown = crawled(place, *SIDES[0], SEALED)
    assert {rule for rule, said in shown.items() if SENTINEL in said} >= {
        "/api/v1/recordings/<int:recording_id>/moments",
        "/recordings/<int:recording_id>/studio",
        "/recordings/<int:recording_id>/moments/<form>",
    }


def _told(place: Place) -> list[int | None]:
    """How much the two sides were told: live messages, notices, and letters to anybody."""
    people = [place.world.people[who].id for who, _ in SIDES]
    counts = (
        select(func.count(LiveMessage.id)).where(LiveMessage.person_id.in_(people)),
        select(func.count(Notice.id)).where(Notice.person_id.in_(people)),
        select(func.count(Mail.id)),
    )
    return [db.session.scalar(one) for one in counts]
