"""Ratings of a round put side by side, and over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accreditation.comparison import Beside, Given, side_by_side
from app.models.people import Role
from app.models.rounds import RatingRound, RoundRating


@dataclass(frozen=True)
class Line:
    """A criterion with both levels, what both said, and what each had given before."""

    wording: str
    beside: Beside
    said: Mapping[Role, str]
    before: Mapping[Role, list[RoundRating]]


@dataclass(frozen=True)
class OverTime:
    """A criterion with both levels in each of the rounds it was rated in, the latest first."""

    wording: str
    in_rounds: list[tuple[RatingRound, Beside]]


def compared(round: RatingRound, ratings: Sequence[RoundRating]) -> list[Line]:
    now = [one for one in ratings if one.replaced_at is None]
    by_side = {role: {one.criterion: one for one in now if one.role is role} for role in SIDES}
    return [
        Line(
            criterion.wording,
            beside,
            {role: by_side[role][beside.criterion].words for role in SIDES
             if beside.criterion in by_side[role]},
            {role: _earlier(ratings, role, beside.criterion, round) for role in SIDES},
        )
        for criterion, beside in zip(round.criteria, _beside(round, now), strict=True)
    ]  # fmt: skip


def lines_over_time(
    rounds: Sequence[RatingRound], ratings: Mapping[int, Sequence[RoundRating]]
) -> list[OverTime]:
    """Each criterion of these rounds, in the words of the latest."""
    lines: dict[str, OverTime] = {}
    for round in rounds:
        pairs = _beside(round, ratings[round.id])
        for criterion, beside in zip(round.criteria, pairs, strict=True):
            line = lines.setdefault(criterion.key, OverTime(criterion.wording, []))
            line.in_rounds.append((round, beside))
    return list(lines.values())


def _beside(round: RatingRound, ratings: Sequence[RoundRating]) -> list[Beside]:
    given = {
        role: {one.criterion: _given(one) for one in ratings if one.role is role} for role in SIDES
    }
    keys = [one.key for one in round.criteria]
    return side_by_side(keys, given[Role.TRAINEE], given[Role.SUPERVISOR])


def _given(rating: RoundRating) -> Given:
    return Given(rating.level, rating.level_number, rating.level_wording)


def _earlier(
    ratings: Sequence[RoundRating], role: Role, criterion: str, round: RatingRound
) -> list[RoundRating]:
    """What was changed after the reveal: before it, everybody was still making up their mind."""
    return [
        one
        for one in ratings
        if (one.role, one.criterion) == (role, criterion)
        and one.replaced_at is not None
        and round.revealed_at is not None
        and one.replaced_at >= round.revealed_at
    ]


SIDES = (Role.TRAINEE, Role.SUPERVISOR)
