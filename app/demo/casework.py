"""One case of the demo written down in full: goals, talks, the letter, a page of the journal."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app import clock
from app.casework import operations as casework
from app.casework.queries import goals_of
from app.demo.scenes import day
from app.demo.training import Opened, Training
from app.demo.words import casework as words
from app.models.case_record import Occasion, Setting
from app.models.casework import Client


def begin_with_goals(training: Training, days: int, opened: Opened) -> None:
    """The initial meeting, and where the client stands on each goal."""

    @training.story.at(days, 12)
    def talk(session: Session) -> None:
        client = session.get_one(Client, opened.client_id)
        me, adult = training.me, client.people[0]
        casework.set_context(me, client, Setting.SOCIAL_CARE, words.RELATIONSHIP, words.DETAILS)
        casework.keep_talk(me, client, Occasion.BEFORE, day(days), words.INITIAL)
        goals = [casework.set_goal(me, client, one, adult) for one in words.GOALS]
        session.flush()
        standing = {goal.id: one for goal, one in zip(goals, words.BEFORE, strict=True)}
        casework.rate_goals(me, client, Occasion.BEFORE, day(days), standing)


def close_with_letter(training: Training, days: int, opened: Opened) -> None:
    """The closing talk, the goals again, and the letter."""

    @training.story.at(days, 12)
    def talk(session: Session) -> None:
        client, me = session.get_one(Client, opened.client_id), training.me
        casework.keep_talk(me, client, Occasion.AFTER, day(days), words.CLOSING)
        goals = [one.goal.id for one in goals_of(client)]
        standing = dict(zip(goals, words.AFTER, strict=True))
        casework.rate_goals(me, client, Occasion.AFTER, day(days), standing)
        casework.write_letter(me, client, words.LETTER, day(days))
        casework.write_in_journal(me, clock.today(), words.JOURNAL)
