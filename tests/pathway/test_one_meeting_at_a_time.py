"""Nobody is in two meetings at one time: not by asking, not by moving, not at the same moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import db, transaction
from app.models.meetings import MeetingTime, StageMeeting
from app.models.people import Person, Role
from app.pathway.operations import cancel_time, give_time, propose_meeting
from app.policies import Actor
from app.web.errors import Refusal
from tests import factories as make
from tests.at_once.together import together
from tests.pathway import trained


@pytest.fixture
def external(app: Flask) -> Person:
    return make.person(Role.SUPERVISOR)


def at_ten(hours: int = 24) -> datetime:
    return clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=hours)


def meeting_with(external: Person) -> StageMeeting:
    own = make.person(Role.SUPERVISOR)
    training = make.enrolment(supervisor=own)
    trained.stage_work(training, own, "1", cycles=6, clients=2, sessions=7)
    trainee, film = Actor(training.trainee_id, Role.TRAINEE), trained.agreed_film(training)
    with transaction():
        return propose_meeting(trainee, training, external, [film], 7)


def set_time(meeting_id: int, starts_at: datetime, minutes: int = 60) -> None:
    with transaction() as session:
        meeting = session.get_one(StageMeeting, meeting_id)
        holder = Actor(meeting.held_by_id, Role.SUPERVISOR)
        give_time(holder, meeting, starts_at, minutes, "Room 2")


def test_a_person_is_in_one_meeting_at_a_time(external: Person) -> None:
    first, second = meeting_with(external), meeting_with(external)
    set_time(first.id, at_ten())
    for minutes in (-59, 0, 59):
        with pytest.raises(Refusal, match="another meeting at that time"):
            set_time(second.id, at_ten() + timedelta(minutes=minutes))
    set_time(second.id, at_ten() + timedelta(minutes=60))
    with pytest.raises(Refusal, match="another meeting at that time"):
        set_time(first.id, at_ten() + timedelta(minutes=1))
    with transaction():
        cancel_time(Actor(external.id, Role.SUPERVISOR), second)
    set_time(first.id, at_ten() + timedelta(minutes=1))


def kept_time(meeting: StageMeeting, starts_at: datetime) -> MeetingTime:
    time = MeetingTime(meeting_id=meeting.id, uid=f"{meeting.id}", starts_at=starts_at)
    time.minutes, time.place, time.number = 60, "Room 2", 0
    return make.keep(time)


def test_the_database_refuses_a_second_meeting_at_that_time_given_or_moved(
    external: Person,
) -> None:
    first, second = meeting_with(external), meeting_with(external)
    kept_time(first, at_ten())
    with pytest.raises(IntegrityError, match="one meeting at a time"):
        kept_time(second, at_ten() + timedelta(minutes=59))
    db.session.rollback()
    later = kept_time(second, at_ten() + timedelta(minutes=60)).id
    with pytest.raises(IntegrityError, match="one meeting at a time"), transaction() as session:
        session.get_one(MeetingTime, later).starts_at = at_ten() - timedelta(minutes=59)
    with transaction() as session:
        session.get_one(MeetingTime, later).starts_at = at_ten() - timedelta(minutes=60)


def test_of_two_meetings_given_the_same_time_at_once_one_has_it(
    app: Flask, external: Person
) -> None:
    meetings = [meeting_with(external), meeting_with(external)]
    acts = [partial(set_time, each.id, at_ten()) for each in meetings * 2]
    came_to = together(app, acts)
    held = set(db.session.scalars(select(MeetingTime.meeting_id)))
    assert len(held) == 1
    assert sum(isinstance(each, Refusal) for each in came_to) == 2
    assert came_to.count(None) == 2


def test_of_many_rows_written_at_once_past_every_question_one_stays(
    app: Flask, external: Person
) -> None:
    meetings = [meeting_with(external).id for _ in range(3)]

    def write(meeting_id: int) -> None:
        with transaction() as session:
            time = MeetingTime(meeting_id=meeting_id, uid=str(meeting_id), starts_at=at_ten())
            time.minutes, time.place, time.number = 60, "Room 2", 0
            session.add(time)

    came_to = together(app, [partial(write, each) for each in meetings])
    assert sorted(type(each).__name__ for each in came_to) == [
        "IntegrityError",
        "IntegrityError",
        "NoneType",
    ]
