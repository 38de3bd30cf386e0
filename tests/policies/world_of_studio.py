"""Answers, rating rounds and what is kept in them: the part of the small world about the Studio.

On Tess's film Sam and she have an open round, one that was revealed, and one that was closed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.extensions import transaction
from app.models.moments import Moment, MomentReply
from app.models.people import Role
from app.models.rounds import RatingRound, RoundCriterion, RoundRating
from tests import factories as make

if TYPE_CHECKING:
    from tests.policies.world import World

NOW = datetime.now(UTC)
ROUNDS = {
    "open round": ("film", "tess", "sam", {}),
    "revealed round": (
        "film",
        "tess",
        "sam",
        {"trainee_finished_at": NOW, "supervisor_finished_at": NOW, "revealed_at": NOW},
    ),
    "closed round": ("film", "tess", "sam", {"closed_at": NOW}),
    "fred's round": ("film", "tess", "fred", {"closed_at": NOW}),
    "fred's revealed round": (
        "film",
        "tess",
        "fred",
        {"trainee_finished_at": NOW, "supervisor_finished_at": NOW, "revealed_at": NOW},
    ),
    "fred's open round": ("private film", "tess", "fred", {}),
    "olu's round": ("olu's film", "olu", "una", {}),
    "round of both sides": ("olu's film", "sam", "tess", {"closed_at": NOW}),
    "olu's round with tess": ("olu's film", "olu", "sam", {"closed_at": NOW}),
}


def add_to(world: World) -> None:
    for name, (film, trainee, supervisor, more) in ROUNDS.items():
        _round(world, name, film, trainee, supervisor, **more)
    _kept_in(world, "open round", "revealed round", "olu's round")
    _replies(world)


def _round(
    world: World, name: str, film: str, trainee: str, supervisor: str, **more: datetime
) -> None:
    people = world.people
    row = RatingRound(
        recording_id=world.rows[film].id,
        trainee_id=people[trainee].id,
        supervisor_id=people[supervisor].id,
        started_by_id=people[trainee].id,
        criteria=[RoundCriterion(framework="f", key="shares-turns", wording="Shares turns")],
        **more,
    )
    world.name(make.keep(row), name)


def _kept_in(world: World, *rounds: str) -> None:
    """A rating and a moment of each of the two, in shared tracks."""
    for name in rounds:
        film, trainee, supervisor, _ = ROUNDS[name]
        for who, role in ((trainee, Role.TRAINEE), (supervisor, Role.SUPERVISOR)):
            _rating(world, f"{who}'s rating in {name}", name, who, role)
            moment = make.moment(world.rows[film], world.people[who], role, shared=True)
            with transaction() as session:
                session.get_one(Moment, moment.id).round_id = world.rows[name].id
            world.name(moment, f"{who}'s moment in {name}")


def _rating(world: World, name: str, of: str, who: str, role: Role) -> None:
    row = RoundRating(
        round_id=world.rows[of].id,
        rater_id=world.people[who].id,
        role=role,
        criterion="shares-turns",
        level="with-support",
        level_number=2,
        level_wording="with support",
        words="",
    )
    world.name(make.keep(row), name)


def _replies(world: World) -> None:
    for who, role, on in (
        ("tess", Role.TRAINEE, "tess's shared moment"),
        ("sam", Role.SUPERVISOR, "tess's shared moment"),
        ("olu", Role.TRAINEE, "olu's shared moment"),
    ):
        for name, more in ((f"{who}'s reply", {}), (f"{who}'s deleted reply", {"deleted_at": NOW})):
            row = MomentReply(
                token=name,
                moment_id=world.rows[on].id,
                author_id=world.people[who].id,
                role=role,
                words="I see it too.",
                **more,
            )
            world.name(make.keep(row), name)
