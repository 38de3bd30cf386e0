"""What is done together with others in a training: supervision, stage meetings, events."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle as round_and_round
from itertools import islice

from sqlalchemy.orm import Session

from app.demo.people import Company, Part
from app.demo.scenes import Story, day, moment
from app.demo.training import Filmed, Training
from app.demo.words import supervision as words
from app.models.casework import Cycle
from app.models.footage import Recording
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.people import Role
from app.models.programme import TrainingEventKind
from app.pathway import operations as pathway
from app.pathway.kinds import KINDS
from app.programmes import operations as programmes
from app.studio import operations as studio
from app.supervision import booked as times
from app.supervision import operations as supervision
from app.supervision.queries import open_points


def ask(training: Training, days: int, filmed: Filmed, number: int) -> None:
    """The trainee brings a cycle, with a question."""

    @training.story.at(days, 18)
    def asks(session: Session) -> None:
        row = session.get_one(Cycle, filmed.cycle_id)
        question = words.QUESTIONS[number % len(words.QUESTIONS)]
        pleased = words.PLEASED_WITH[number % len(words.PLEASED_WITH)]
        hopes = words.HOPES[number % len(words.HOPES)]
        supervision.ask_for_supervision(training.me, row, question, pleased, hopes)


def keep_hours(story: Story, company: Company, supervisor: Part) -> None:
    """The supervisor offers an hour for some weeks, and one for a group."""

    @story.at(1, 9)
    def offered(session: Session) -> None:
        who = company.actor(supervisor, Role.SUPERVISOR)
        supervision.offer_times(who, moment(-3, 14), 60, words.WHERE, weeks=3)
        supervision.offer_times(who, moment(-7, 9, 30), 90, words.WHERE_TOGETHER, places=4)


def book(training: Training, days: int) -> None:
    """The trainee books the next free hour of their supervisor."""

    @training.story.at(days, 12)
    def booked(session: Session) -> None:
        free = times.bookable_page(training.me, 1).items
        supervision.book_time(training.me, training.enrolment, free[0])


def rate(training: Training, days: int, filmed: Filmed, levels: dict[str, str]) -> None:
    @training.story.at(days, 13)
    def rates(session: Session) -> None:
        row = session.get_one(Cycle, filmed.cycle_id)
        supervision.rate_cycle(training.my_supervisor, row, levels)


def rate_together(
    training: Training,
    days: int,
    filmed: Filmed,
    mine: dict[str, str],
    theirs: dict[str, str] | None = None,
) -> None:
    """A rating round on a shared review; shown to both where the supervisor's levels are given."""

    @training.story.at(days, 16, f"{training.trainee.name} and their supervisor rate a film")
    def both(session: Session) -> None:
        review = session.get_one(Recording, filmed.review_id)
        round = studio.start_round(training.my_supervisor, review, list(mine))
        session.flush()
        for who, levels in ((training.me, mine), (training.my_supervisor, theirs)):
            if levels:
                studio.rate_in_round(who, round, levels)
                session.flush()
                studio.finish_round(who, round)


def get_started(training: Training, days: int) -> None:
    """The first session, before anything is filmed."""
    strengths, points, then = words.GETTING_STARTED
    _hold(training, days, 60, [], strengths, points, then)


def meet(
    training: Training,
    days: int,
    minutes: int,
    brought: Sequence[Filmed],
    number: int,
    signed_too: bool = True,
) -> None:
    """A session is held, recorded and signed; its cycles are confirmed."""
    strengths = words.STRENGTHS[number % len(words.STRENGTHS)]
    turning = round_and_round(words.WORKING_POINTS)
    first = number * 2 % len(words.WORKING_POINTS)
    points = [*islice(turning, first, first + 2)]
    then = words.NEXT_STEPS[number % len(words.NEXT_STEPS)]
    _hold(training, days, minutes, brought, strengths, points, then, signed_too)


def _hold(
    training: Training,
    days: int,
    minutes: int,
    brought: Sequence[Filmed],
    strengths: str,
    points: Sequence[str],
    then: str,
    signed_too: bool = True,
) -> None:
    @training.story.at(days, 15)
    def held(session: Session) -> None:
        cycles = [session.get_one(Cycle, one.cycle_id) for one in brought]
        who, enrolment = training.my_supervisor, training.enrolment
        row = supervision.record_session(
            who, enrolment, day(days), minutes, strengths, points, then, cycles
        )
        session.flush()
        for point in open_points(enrolment.id, who):
            supervision.settle_point(who, point)
        supervision.sign_session(who, row)
        if signed_too:
            supervision.countersign_session(training.me, row)


def take_place(training: Training, days: int, kind: TrainingEventKind, minutes: int) -> None:
    """An introduction, or a sharing of films with the group."""

    @training.story.at(days, 17)
    def recorded(session: Session) -> None:
        enrolment = training.enrolment
        stage = enrolment.stages[-1].stage
        who = training.my_supervisor
        programmes.record_training_event(who, enrolment, stage, kind, day(days), minutes)


def propose_meeting(
    training: Training,
    days: int,
    external: Part,
    shown: Sequence[Filmed],
    kind: StageMeetingKind = StageMeetingKind.TRANSITION,
) -> list[int]:
    """The trainee asks somebody else to hold the meeting; its id, once it is there."""
    proposed: list[int] = []

    @training.story.at(days, 10, f"{training.trainee.name} asks for a {KINDS[kind].name}")
    def proposes(session: Session) -> None:
        recordings = [session.get_one(Recording, one.review_id) for one in shown]
        held_by, of = training.company.person(external), training.enrolment
        meeting = pathway.propose_meeting(training.me, of, held_by, recordings, 21, kind)
        session.flush()
        proposed.append(meeting.id)

    return proposed


def close_stage(training: Training, days: int, external: Part, number: int) -> None:
    """A transition meeting is proposed, held by somebody else, and the next stage opens."""
    proposed = propose_meeting(training, days + 6, external, training.done[-2:])
    _go_on(training, days, external, proposed, 60, number)


def present_at_mid_point(training: Training, days: int, to: Part, shown: Sequence[Filmed]) -> None:
    """Work is presented to a different supervisor on a training day, who records it."""
    proposed = propose_meeting(training, days + 6, to, shown, StageMeetingKind.MIDPOINT)
    _go_on(training, days, to, proposed, 360, len(training.done))


def _go_on(
    training: Training, days: int, external: Part, proposed: list[int], minutes: int, number: int
) -> None:
    """The own supervisor recommends a proposed meeting, and it ends in going on."""
    strengths, then = words.TRANSITION[number % len(words.TRANSITION)]

    @training.story.at(days + 4, 12)
    def recommended(session: Session) -> None:
        meeting = session.get_one(StageMeeting, proposed[0])
        pathway.recommend(training.my_supervisor, meeting, True, "")

    @training.story.at(days, 14)
    def held(session: Session) -> None:
        who = training.company.actor(external, Role.SUPERVISOR)
        meeting = session.get_one(StageMeeting, proposed[0])
        go_on = MeetingOutcome.GO_ON
        pathway.record_meeting(who, meeting, day(days), minutes, go_on, strengths, then)
