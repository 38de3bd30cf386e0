"""Rating rounds: trainee and supervisor rate one film, each on their own, then both are shown."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.footage import Recording
from app.models.people import Person, Role


class RatingRound(Model):
    """One film, two people, the criteria that were chosen.

    What either keeps in it is shown to the other from `revealed_at` on. A round that ends without
    that is closed, and what was kept in it stays with whoever kept it. One that does not reveal
    itself waits for somebody to do it when both have finished, as a session does.
    """

    __tablename__ = "rating_rounds"

    id: Mapped[Key]
    recording_id: Mapped[int] = to("recordings.id")
    trainee_id: Mapped[int] = to("people.id")
    supervisor_id: Mapped[int] = to("people.id")
    started_by_id: Mapped[int] = to("people.id")
    reveals_itself: Mapped[bool] = mapped_column(default=True)
    started_at: Mapped[At]
    trainee_finished_at: Mapped[MaybeAt]
    supervisor_finished_at: Mapped[MaybeAt]
    revealed_at: Mapped[MaybeAt]
    closed_at: Mapped[MaybeAt]
    closed_by_id: Mapped[int | None] = to("people.id")

    recording: Mapped[Recording] = relationship()
    trainee: Mapped[Person] = relationship(foreign_keys="RatingRound.trainee_id")
    supervisor: Mapped[Person] = relationship(foreign_keys="RatingRound.supervisor_id")
    criteria: Mapped[list[RoundCriterion]] = relationship(order_by="RoundCriterion.id")

    __table_args__ = (
        CheckConstraint("trainee_id <> supervisor_id", name="it_takes_two"),
        CheckConstraint("revealed_at IS NULL OR closed_at IS NULL", name="revealed_or_closed"),
        CheckConstraint(
            "revealed_at IS NULL OR (trainee_finished_at IS NOT NULL "
            "AND supervisor_finished_at IS NOT NULL)",
            name="both_finished_before_the_reveal",
        ),
        Index(
            "uq_rating_rounds_open",
            "recording_id",
            unique=True,
            sqlite_where=sql("revealed_at IS NULL AND closed_at IS NULL"),
            postgresql_where=sql("revealed_at IS NULL AND closed_at IS NULL"),
        ),
    )


class RoundCriterion(Model):
    """A criterion that was chosen for a round, its wording by value."""

    __tablename__ = "round_criteria"

    id: Mapped[Key]
    round_id: Mapped[int] = to("rating_rounds.id")
    framework: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(80))
    wording: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("round_id", "key"),)


class RoundRating(Model):
    """A level given in a round; the one that counts now has no `replaced_at`."""

    __tablename__ = "round_ratings"

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(index=True)
    rater_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))
    criterion: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(80))
    level_number: Mapped[int]
    level_wording: Mapped[str] = mapped_column(String(160))
    words: Mapped[str] = mapped_column(Text, default="")
    rated_at: Mapped[At]
    replaced_at: Mapped[MaybeAt]

    round: Mapped[RatingRound] = relationship(
        primaryjoin="RoundRating.round_id == RatingRound.id",
        foreign_keys="RoundRating.round_id",
        viewonly=True,
    )
    rater: Mapped[Person] = relationship()

    __table_args__ = (
        ForeignKeyConstraint(
            ["round_id", "criterion"],
            ["round_criteria.round_id", "round_criteria.key"],
            name="fk_round_ratings_criterion",
        ),
        Index(
            "uq_round_ratings_current",
            "round_id",
            "rater_id",
            "criterion",
            unique=True,
            sqlite_where=sql("replaced_at IS NULL"),
            postgresql_where=sql("replaced_at IS NULL"),
        ),
    )
