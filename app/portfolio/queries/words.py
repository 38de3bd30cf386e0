"""Lines of the check about what is written, and about what waits for somebody's signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from accreditation.wording import counted, day
from app import clock
from app.casework.queries import Identifying, identifying_words
from app.extensions import db
from app.models.casework import Cycle
from app.models.portfolio import ChosenMoment, Portfolio
from app.models.programme import Enrolment
from app.models.supervision import SupervisionSession
from app.portfolio.queries.checks import Check, time_of
from app.portfolio.queries.draft import label_of

Page = tuple[str, dict[str, Any], str]
TITLE = "Identifying words"


def identifying(portfolio: Portfolio, moments: Sequence[ChosenMoment]) -> Iterator[Check]:
    """What could tell who somebody is. Only what is sure by its form, in the trainee's own words,
    holds the portfolio back; what others wrote and signed is not theirs to change."""
    own = list(_in_own_words(portfolio, moments))
    yield from own
    yield from _in_signed_words(portfolio)
    if not any(line.holds_back for line in own):
        text = "No telephone number, postcode, e-mail address, date of birth or NHS number is in "
        yield Check(TITLE, True, f"{text}your words.")


def _in_own_words(portfolio: Portfolio, moments: Sequence[ChosenMoment]) -> Iterator[Check]:
    here = {"portfolio_id": portfolio.id}
    page: Page = ("portfolio.statement", here, "Open your statement")
    for number, paragraph in enumerate(portfolio.reflective_statement.split("\n\n"), start=1):
        yield from _found(f"Paragraph {number} of your statement", paragraph, page)
    for one in moments:
        at = f"the moment at {time_of(one.moment)}, {label_of(one.moment.track.recording)}"
        page = ("portfolio.choose", {**here, "moment_id": one.moment_id}, "Open the moment")
        yield from _found(f"Your reason for {at}", one.reason, page)
        yield from _found(f"What is written at {at}", one.moment.words, page)


def _in_signed_words(portfolio: Portfolio) -> Iterator[Check]:
    signed = (
        select(SupervisionSession)
        .where(
            SupervisionSession.enrolment_id == portfolio.enrolment_id,
            SupervisionSession.signed_at.is_not(None),
        )
        .options(selectinload(SupervisionSession.working_points))
        .order_by(SupervisionSession.id)
    )
    for one in db.session.scalars(signed):
        points = [point.words for point in one.working_points]
        page: Page = ("supervision.session", {"session_id": one.id}, "The session")
        where = f"The signed record of your session on {day(one.held_on)}"
        text = "\n".join([one.strengths, one.next_steps, *points])
        yield from _sure(where, text, page, holds_back=False)


def _found(where: str, text: str, page: Page) -> Iterator[Check]:
    yield from _sure(where, text, page, holds_back=True)
    perhaps = dict.fromkeys(one.words for one in _identifying(text) if not one.sure)
    if perhaps:
        said = f"{where} may tell who somebody is: {', '.join(perhaps)}. Look at it once more."
        yield Check(TITLE, False, said, *page, holds_back=False)


def _sure(where: str, text: str, page: Page, holds_back: bool) -> Iterator[Check]:
    for one in _identifying(text):
        if one.sure:
            said = f"{where} holds what reads like {one.label}: {one.words}."
            yield Check(TITLE, False, said, *page, holds_back=holds_back)


def _identifying(text: str) -> list[Identifying]:
    return identifying_words(text, clock.today().year)


def unsigned(enrolment: Enrolment) -> Iterator[Check]:
    """What would stand in the portfolio once somebody else has signed or confirmed it."""
    sessions = select(func.count()).where(
        SupervisionSession.enrolment_id == enrolment.id, SupervisionSession.signed_at.is_(None)
    )
    cycles = select(func.count()).where(
        Cycle.enrolment_id == enrolment.id,
        Cycle.confirmed_at.is_(None),
        Cycle.reviewed_on.is_not(None),
    )
    if number := db.session.scalar(sessions):
        text = f"{counted(number, 'session')} recorded and not signed yet: not in the log so far."
        page: Page = ("supervision.log", {}, "Your supervision log")
        yield Check("Signatures", False, text, *page, holds_back=False)
    if number := db.session.scalar(cycles):
        text = f"{counted(number, 'cycle')} reviewed and not confirmed yet: not in the list so far."
        yield Check("Signatures", False, text, "pathway.home", {}, "Your home", holds_back=False)
