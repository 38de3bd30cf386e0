"""Which criteria chosen moments stand for, and where there is room for another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from accreditation.coverage import coverage
from accreditation.framework import FilmKind
from accreditation.portfolio_document import CoverageLine
from app.extensions import db
from app.models.moments import Moment, TagKind
from app.models.portfolio import ChosenCriterion, ChosenMoment, Portfolio
from app.models.programme import Enrolment
from app.programmes.queries import criteria_of, programme_of


@dataclass(frozen=True)
class Offered:
    """A criterion a moment may stand for. `taken` other moments do already, at most `most` may."""

    key: str
    wording: str
    area: str
    taken: int
    most: int
    tagged: bool

    @property
    def has_room(self) -> bool:
        return not self.most or self.taken < self.most

    @property
    def suggested(self) -> bool:
        return self.tagged and self.has_room


def criteria_offered(portfolio: Portfolio, moment: Moment) -> list[Offered]:
    """The criteria looked for in a film of this kind, and any that the moment is tagged with."""
    enrolment = db.session.get_one(Enrolment, portfolio.enrolment_id)
    most = programme_of(enrolment).portfolio.moments_per_criterion
    taken = _taken(portfolio, moment)
    film = FilmKind(moment.track.recording.kind.value)
    tagged = {tag.key for tag in moment.tags if tag.kind is TagKind.CRITERION}
    return [
        Offered(one.key, one.wording, area.title, taken[one.key], most, one.key in tagged)
        for area, one in criteria_of(enrolment).criteria()
        if film in one.used_on or one.key in tagged
    ]


def coverage_of(portfolio: Portfolio, moments: Sequence[ChosenMoment]) -> list[CoverageLine]:
    """The map of the draft: each criterion with the moments that stand for it today."""
    enrolment = db.session.get_one(Enrolment, portfolio.enrolment_id)
    programme = programme_of(enrolment)
    chosen = []
    for one in moments:
        key = one.moment.track.recording.cycle.stage
        stage = programme.stage(key)
        criteria = [each.criterion for each in one.criteria]
        chosen.append((one.moment_id, stage.title if stage else key, criteria))
    most = programme.portfolio.moments_per_criterion
    return coverage(criteria_of(enrolment), chosen, most)


def _taken(portfolio: Portfolio, besides: Moment) -> Counter[str]:
    others = (
        select(ChosenCriterion.criterion)
        .join(ChosenMoment, ChosenMoment.id == ChosenCriterion.chosen_moment_id)
        .where(ChosenMoment.portfolio_id == portfolio.id, ChosenMoment.moment_id != besides.id)
    )
    return Counter(db.session.scalars(others))
