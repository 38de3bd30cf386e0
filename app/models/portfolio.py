"""The portfolio a trainee builds, and what is frozen when it is submitted."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to
from app.models.footage import Recording
from app.models.leases import Built
from app.models.moments import Moment
from app.models.people import Person
from app.models.programme import Enrolment

if TYPE_CHECKING:
    from app.models.panel import SubmissionReturn


class Portfolio(Model):
    """The draft: evidence chosen, the reflective statement. It stays the trainee's own."""

    __tablename__ = "portfolios"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id", unique=True)
    reflective_statement: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime] = mapped_column(Instant)
    text: Mapped[str] = synonym("reflective_statement")

    enrolment: Mapped[Enrolment] = relationship()
    moments: Mapped[list[ChosenMoment]] = relationship(
        order_by="ChosenMoment.id", cascade="all, delete-orphan"
    )
    recordings: Mapped[list[ChosenRecording]] = relationship(
        order_by="ChosenRecording.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        UniqueConstraint("id", "enrolment_id", name="uq_portfolios_id_and_enrolment"),
    )


class ChosenMoment(Model):
    """A moment chosen as evidence, and the written reason for choosing it."""

    __tablename__ = "chosen_moments"

    id: Mapped[Key]
    portfolio_id: Mapped[int] = to("portfolios.id")
    moment_id: Mapped[int] = to("moments.id")
    reason: Mapped[str] = mapped_column(Text, default="")

    moment: Mapped[Moment] = relationship()
    criteria: Mapped[list[ChosenCriterion]] = relationship(
        order_by="ChosenCriterion.id", cascade="all, delete-orphan"
    )

    __table_args__ = (UniqueConstraint("portfolio_id", "moment_id"),)


class ChosenCriterion(Model):
    """A criterion that a chosen moment stands for, by its key in the edition's framework."""

    __tablename__ = "chosen_criteria"

    id: Mapped[Key]
    chosen_moment_id: Mapped[int] = to("chosen_moments.id")
    criterion: Mapped[str] = mapped_column(String(80))

    __table_args__ = (UniqueConstraint("chosen_moment_id", "criterion"),)


class Version:
    """Something as it read once. Writing goes on in the last one for a while."""

    text: Mapped[str] = mapped_column(Text)
    begun_at: Mapped[datetime] = mapped_column(Instant)
    written_at: Mapped[datetime] = mapped_column(Instant)


class StatementVersion(Version, Model):
    """How the reflective statement read."""

    __tablename__ = "statement_versions"

    id: Mapped[Key]
    portfolio_id: Mapped[int] = to("portfolios.id")


class SupervisorStatement(Model):
    """What a supervisor was asked to write for a portfolio. Only they read it until it is given.

    With `submission_id` it was frozen there and never changes; a trigger refuses it. Somebody who
    no longer supervises the trainee keeps what they wrote.
    """

    __tablename__ = "supervisor_statements"

    id: Mapped[Key]
    portfolio_id: Mapped[int] = to("portfolios.id")
    supervisor_id: Mapped[int] = to("people.id")
    text: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[At]
    changed_at: Mapped[At]
    given_at: Mapped[MaybeAt]
    submission_id: Mapped[int | None] = to("submissions.id")

    portfolio: Mapped[Portfolio] = relationship()
    supervisor: Mapped[Person] = relationship()

    __table_args__ = (
        CheckConstraint("given_at IS NULL OR text <> ''", name="something_is_given"),
        CheckConstraint("submission_id IS NULL OR given_at IS NOT NULL", name="given_then_frozen"),
        Index(
            "uq_supervisor_statements_open",
            "portfolio_id",
            "supervisor_id",
            unique=True,
            sqlite_where=sql("submission_id IS NULL"),
            postgresql_where=sql("submission_id IS NULL"),
        ),
    )


class SupervisorStatementVersion(Version, Model):
    """How a supervisor's statement read. Nobody but they see it."""

    __tablename__ = "supervisor_statement_versions"

    id: Mapped[Key]
    statement_id: Mapped[int] = to("supervisor_statements.id")


class ChosenRecording(Model):
    """A recording chosen for the accreditor to watch, whole."""

    __tablename__ = "chosen_recordings"

    id: Mapped[Key]
    portfolio_id: Mapped[int] = to("portfolios.id")
    recording_id: Mapped[int] = to("recordings.id")

    recording: Mapped[Recording] = relationship()

    __table_args__ = (UniqueConstraint("portfolio_id", "recording_id"),)


class SubmissionState(StrEnum):
    """`DECIDED` is the end: the decision is released, or the panel returned it (`returned`)."""

    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    DECIDED = "decided"


class Submission(Built, Model):
    """A portfolio frozen by value. `root` seals its entries; the PDF is built from them.

    `reading_key` is the same document without ratings, for whoever has still to give their own.
    """

    __tablename__ = "submissions"

    id: Mapped[Key]
    portfolio_id: Mapped[int] = mapped_column(index=True)
    enrolment_id: Mapped[int] = mapped_column(index=True)
    number: Mapped[int]
    state: Mapped[SubmissionState] = mapped_column(
        choice(SubmissionState), default=SubmissionState.SUBMITTED
    )
    submitted_at: Mapped[At]
    root: Mapped[str] = mapped_column(String(64))
    reading_key: Mapped[str | None]

    enrolment: Mapped[Enrolment] = relationship(
        primaryjoin="Submission.enrolment_id == Enrolment.id",
        foreign_keys="Submission.enrolment_id",
        viewonly=True,
    )
    entries: Mapped[list[SubmissionEntry]] = relationship(order_by="SubmissionEntry.position")
    returned: Mapped[SubmissionReturn | None] = relationship(
        "SubmissionReturn",
        primaryjoin="Submission.id == foreign(SubmissionReturn.submission_id)",
        uselist=False,
        viewonly=True,
    )

    __table_args__ = (
        ForeignKeyConstraint(
            ["portfolio_id", "enrolment_id"],
            ["portfolios.id", "portfolios.enrolment_id"],
            name="fk_submissions_portfolio",
        ),
        UniqueConstraint("portfolio_id", "number"),
        UniqueConstraint("id", "enrolment_id", name="uq_submissions_id_and_enrolment"),
        Index(
            "uq_submissions_open",
            "portfolio_id",
            unique=True,
            sqlite_where=sql("state <> 'decided'"),
            postgresql_where=sql("state <> 'decided'"),
        ),
    )


class SubmissionEntry(Model):
    """One frozen entry: canonical JSON, its salt and digest. A trigger refuses any change.

    `recording_id` names the footage it shows or rests on; its still is asked for by consent.
    """

    __tablename__ = "submission_entries"

    id: Mapped[Key]
    submission_id: Mapped[int] = to("submissions.id")
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    recording_id: Mapped[int | None] = to("recordings.id")

    __table_args__ = (
        UniqueConstraint("submission_id", "position"),
        UniqueConstraint("id", "submission_id", name="uq_submission_entries_id_and_submission"),
    )


class SubmissionStill(Model):
    """The still of a frozen moment: exactly frame `frame` of the recording's reference timeline."""

    __tablename__ = "submission_stills"

    id: Mapped[Key]
    submission_id: Mapped[int] = mapped_column(index=True)
    entry_id: Mapped[int] = mapped_column(unique=True)
    recording_id: Mapped[int] = to("recordings.id")
    frame: Mapped[int]
    key: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    cut_at: Mapped[At]

    __table_args__ = (
        ForeignKeyConstraint(
            ["entry_id", "submission_id"],
            ["submission_entries.id", "submission_entries.submission_id"],
            name="fk_submission_stills_entry",
        ),
    )
