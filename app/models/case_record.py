"""What a case is about and how it goes: context, talks, goals, notes, the letter, the journal."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.casework import CasePerson, Client


class Setting(StrEnum):
    HEALTH = "health"
    SCHOOL = "school"
    SOCIAL_CARE = "social_care"
    OTHER = "other"


class CaseContext(Model):
    """Where the work takes place and about which relationship; `details` has what its type asks."""

    __tablename__ = "case_contexts"

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    setting: Mapped[Setting] = mapped_column(choice(Setting))
    relationship_words: Mapped[str] = mapped_column(String(160))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[At]


class Occasion(StrEnum):
    BEFORE = "before"
    AFTER = "after"
    LATER = "later"


class CaseTalk(Model):
    """The initial meeting, the closing talk, or one later on; one of each."""

    __tablename__ = "case_talks"

    id: Mapped[Key]
    client_id: Mapped[int] = to("clients.id")
    occasion: Mapped[Occasion] = mapped_column(choice(Occasion))
    held_on: Mapped[date]
    hopes: Mapped[str] = mapped_column(Text, default="")
    concerns: Mapped[str] = mapped_column(Text, default="")
    words_for_child: Mapped[str] = mapped_column(Text, default="")
    words_for_relationship: Mapped[str] = mapped_column(Text, default="")
    celebration: Mapped[str] = mapped_column(Text, default="")
    next_goals: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[At]

    __table_args__ = (UniqueConstraint("client_id", "occasion"),)


class Goal(Model):
    """What a client wants to reach, in their words; `case_person` says whose goal it is."""

    __tablename__ = "goals"

    id: Mapped[Key]
    client_id: Mapped[int] = to("clients.id")
    case_person_id: Mapped[int | None] = mapped_column(index=True)
    number: Mapped[int]
    words: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[At]

    client: Mapped[Client] = relationship()
    case_person: Mapped[CasePerson | None] = relationship(viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_goals_person",
        ),
        UniqueConstraint("client_id", "number"),
        CheckConstraint("number > 0", name="goals_count_from_one"),
        CheckConstraint("words <> ''", name="a_goal_has_words"),
    )


class GoalRating(Model):
    """Where somebody stood on a goal, from 0 to 10; the one that stands has no `replaced_at`.

    Written down by the practitioner, or given by the client through their own link.
    """

    __tablename__ = "goal_ratings"

    id: Mapped[Key]
    goal_id: Mapped[int] = to("goals.id")
    occasion: Mapped[Occasion] = mapped_column(choice(Occasion))
    rating: Mapped[int]
    rated_on: Mapped[date]
    recorded_by_id: Mapped[int | None] = to("people.id")
    link_id: Mapped[int | None] = to("client_links.id")
    recorded_at: Mapped[At]
    replaced_at: Mapped[MaybeAt]

    goal: Mapped[Goal] = relationship()

    __table_args__ = (
        CheckConstraint("rating BETWEEN 0 AND 10", name="from_nought_to_ten"),
        CheckConstraint(
            "(recorded_by_id IS NULL) = (link_id IS NOT NULL)", name="recorded_by_one_of_them"
        ),
        Index(
            "uq_goal_ratings_now",
            "goal_id",
            "occasion",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )


class CycleNotes(Model):
    """What a cycle brought: reflections, working points, and the client's own words."""

    __tablename__ = "cycle_notes"

    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycles.id"), primary_key=True)
    reflections: Mapped[str] = mapped_column(Text)
    working_points: Mapped[str] = mapped_column(Text)
    client_words: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[At]


class ClosingLetter(Model):
    """The letter to the client at the end, as text; `given_on` once they have it."""

    __tablename__ = "closing_letters"

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[At]
    given_on: Mapped[date | None]

    __table_args__ = (CheckConstraint("words <> ''", name="a_letter_has_words"),)


class CaseworkTerms(Model):
    """What a service calls the closing letter, and where concerns about safety go."""

    __tablename__ = "casework_terms"

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), primary_key=True)
    letter_label: Mapped[str] = mapped_column(String(60))
    concerns_go_to: Mapped[str] = mapped_column(Text)
    changed_by_id: Mapped[int] = to("people.id")
    changed_at: Mapped[At]

    __table_args__ = (CheckConstraint("letter_label <> ''", name="a_letter_has_a_name"),)


class JournalEntry(Model):
    """A page of somebody's private journal. Only its writer ever reads it."""

    __tablename__ = "journal_entries"

    id: Mapped[Key]
    person_id: Mapped[int] = to("people.id")
    written_on: Mapped[date]
    words: Mapped[str] = mapped_column(Text)
    created_at: Mapped[At]
    changed_at: Mapped[At]

    __table_args__ = (CheckConstraint("words <> ''", name="an_entry_has_words"),)


class Referral(Model):
    """Who suggested this work and why, and what was considered before."""

    __tablename__ = "referrals"

    client_id: Mapped[int] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    referred_by: Mapped[str] = mapped_column(String(120))
    referred_on: Mapped[date]
    why: Mapped[str] = mapped_column(Text)
    assessed: Mapped[str] = mapped_column(Text)
    discussed: Mapped[str] = mapped_column(Text)
    hoped_change: Mapped[str] = mapped_column(Text)
    lived_experience: Mapped[str] = mapped_column(Text)
    allocated_by: Mapped[str] = mapped_column(String(120))
    changed_at: Mapped[At]

    __table_args__ = (CheckConstraint("referred_by <> ''", name="somebody_referred"),)
