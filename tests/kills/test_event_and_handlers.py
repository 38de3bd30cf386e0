"""The worker is killed between an event and its handlers, in one, and between two."""

from __future__ import annotations

import pytest
from flask import Flask

from accreditation.consent import Purpose
from app import events
from app.casework import operations
from app.extensions import db, transaction
from app.models.casework import CasePerson
from app.models.people import Role
from app.policies import Actor
from tests.kills import counted
from tests.kills.conftest import Case
from tests.kills.points import Point, each_of, kill_a_worker

pytestmark = pytest.mark.timeout(300)
DELIVER = "app.events.operations"
HANDED_OVER, FINISHED = f"{DELIVER}:_hand_over", f"{DELIVER}:_finish"
IN_ONE = "handler:casework.tasks.tell_the_trainee"
HANDLERS, WHO_TELL = 4, 3
"""The last looks for a draft portfolio to take something out of, and here there is none."""
POINTS = {
    "before any handler": Point(HANDED_OVER, done=0, long=True),
    "in a handler, its rows not committed": Point(IN_ONE, after=True),
    "after one of four": Point(HANDED_OVER, time=2, done=1),
    "after all, not yet marked done": Point(FINISHED, done=HANDLERS, long=True),
}


@pytest.mark.parametrize("point", each_of(POINTS))
def test_every_handler_of_an_event_writes_its_rows_once(
    app: Flask, case: Case, point: Point
) -> None:
    events.deliver_waiting()  # what making the case told of: only the withdrawal waits then
    actor = Actor(case.practitioner.id, Role.TRAINEE)
    with transaction() as session:
        in_shot = session.get_one(CasePerson, case.in_shot.id)
        operations.withdraw_consent(actor, in_shot, Purpose.FILMING)
    db.session.rollback()
    kill_a_worker(app, point)
    assert counted.waiting() == 1
    assert sum(counted.notices().values()) == min(counted.handled(), WHO_TELL)
    assert point.done in (None, counted.handled())
    counted.recovered(app, lambda: not counted.waiting())
    assert counted.handled() == HANDLERS
    assert counted.notices() == dict.fromkeys(case.who_hear_of_it, 1)
