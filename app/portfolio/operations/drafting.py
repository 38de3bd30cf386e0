"""The draft: choosing evidence with a reason. Nobody else sees any of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app import audit, clock
from app.extensions import db
from app.models.footage import Recording, RecordingState
from app.models.moments import Moment
from app.models.portfolio import (
    ChosenCriterion,
    ChosenMoment,
    ChosenRecording,
    Portfolio,
)
from app.models.programme import Enrolment, EnrolmentState
from app.policies import Actor
from app.portfolio import queries
from app.web.errors import Refusal

NOT_YOURS_TO_CHOOSE = (
    "This moment cannot be chosen now: it was deleted, or its film cannot be watched. "
    "Nothing was changed."
)


def begin_portfolio(actor: Actor, enrolment: Enrolment) -> Portfolio:
    """The draft of a training; beginning it again returns the one there is."""
    before = queries.portfolio_of(enrolment)
    if before is not None:
        return before
    portfolio = Portfolio(
        enrolment_id=enrolment.id, reflective_statement="", changed_at=clock.now()
    )
    db.session.add(portfolio)
    audit.record(actor, "portfolio.begun", portfolio)
    return portfolio


def choose_moment(
    actor: Actor,
    portfolio: Portfolio,
    moment: Moment,
    reason: str,
    criteria: Sequence[str] | None = None,
) -> ChosenMoment:
    """Put a moment in the draft with the trainee's reason; chosen before, its reason changes.

    `criteria` are keys of those it stands for; without, those it is tagged with, while there is
    room. Refused for a moment of another training, for one the trainee cannot read or watch now,
    and for one more than the edition's best few of a criterion.
    """
    refuse_when_it_is_over(portfolio)
    if not reason.strip():
        raise Refusal("Say in a sentence or two why you chose this moment.")
    if not _may_be_chosen(actor, portfolio, moment):
        raise Refusal(NOT_YOURS_TO_CHOOSE)
    stands_for = _criteria_with_room(portfolio, moment, criteria)
    chosen = _chosen_moment(portfolio, moment)
    if chosen is None:
        chosen = ChosenMoment(portfolio_id=portfolio.id, moment_id=moment.id)
        db.session.add(chosen)
    chosen.reason = reason.strip()
    chosen.criteria = [
        next((one for one in chosen.criteria if one.criterion == key), None)
        or ChosenCriterion(criterion=key)
        for key in stands_for
    ]
    _note_change(actor, portfolio, "portfolio.moment_chosen", moment=moment.id)
    return chosen


def leave_moment(actor: Actor, portfolio: Portfolio, moment_id: int) -> None:
    """Take a moment out of the draft. The moment itself stays on its film."""
    refuse_when_it_is_over(portfolio)
    found = select(ChosenMoment).filter_by(portfolio_id=portfolio.id, moment_id=moment_id)
    chosen = db.session.scalar(found)
    if chosen is not None:
        db.session.delete(chosen)
        _note_change(actor, portfolio, "portfolio.moment_left", moment=moment_id)


def choose_recording(actor: Actor, portfolio: Portfolio, recording: Recording) -> ChosenRecording:
    """Let the accreditor watch this whole film, once the portfolio is submitted."""
    refuse_when_it_is_over(portfolio)
    chosen = _chosen_recording(portfolio, recording.id)
    if chosen is not None:
        return chosen
    if recording.state is not RecordingState.READY or not _of_this_training(portfolio, recording):
        raise Refusal("Only a film of this training that is ready can be chosen.")
    chosen = ChosenRecording(portfolio_id=portfolio.id, recording_id=recording.id)
    db.session.add(chosen)
    _note_change(actor, portfolio, "portfolio.recording_chosen", recording=recording.id)
    return chosen


def leave_recording(actor: Actor, portfolio: Portfolio, recording_id: int) -> None:
    refuse_when_it_is_over(portfolio)
    chosen = _chosen_recording(portfolio, recording_id)
    if chosen is not None:
        db.session.delete(chosen)
        _note_change(actor, portfolio, "portfolio.recording_left", recording=recording_id)


def _note_change(actor: Actor, portfolio: Portfolio, act: str, **detail: int) -> None:
    portfolio.changed_at = clock.now()
    audit.record(actor, act, portfolio, **detail)


def refuse_when_it_is_over(portfolio: Portfolio) -> None:
    enrolment = db.session.get_one(Enrolment, portfolio.enrolment_id)
    if enrolment.state is not EnrolmentState.ACTIVE:
        raise Refusal("This training has ended, so its portfolio stays as it is.")


def _may_be_chosen(actor: Actor, portfolio: Portfolio, moment: Moment) -> bool:
    readable = queries.readable_moments(actor, portfolio).where(Moment.id == moment.id)
    return db.session.scalar(readable) is not None


def _criteria_with_room(
    portfolio: Portfolio, moment: Moment, asked: Sequence[str] | None
) -> list[str]:
    offered = queries.criteria_offered(portfolio, moment)
    if asked is None:
        return [one.key for one in offered if one.suggested]
    for one in offered:
        if one.key in asked and not one.has_room:
            raise Refusal(
                f"“{one.wording}” has its best {one.most} moments already. Take one of them out "
                "of it first, or leave this criterion. Nothing was changed."
            )
    return [one.key for one in offered if one.key in asked]


def _of_this_training(portfolio: Portfolio, recording: Recording) -> bool:
    return recording.cycle.enrolment_id == portfolio.enrolment_id


def _chosen_moment(portfolio: Portfolio, moment: Moment) -> ChosenMoment | None:
    wanted = select(ChosenMoment).filter_by(portfolio_id=portfolio.id, moment_id=moment.id)
    return db.session.scalar(wanted)


def _chosen_recording(portfolio: Portfolio, recording_id: int) -> ChosenRecording | None:
    wanted = select(ChosenRecording).filter_by(portfolio_id=portfolio.id, recording_id=recording_id)
    return db.session.scalar(wanted)
