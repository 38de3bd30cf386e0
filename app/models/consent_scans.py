"""Scans of the papers on which people gave their answers, and which answers each proves."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.casework import CasePerson
from app.models.consent import Consent, GivenHow
from app.models.leases import Leased


class ScanGone(StrEnum):
    """Why a scan is kept no longer."""

    REPLACED = "replaced"
    REMOVED = "removed"
    ASKED = "asked"
    RETENTION = "retention"
    UNFINISHED = "unfinished"

    @property
    def label(self) -> str:
        return {
            "replaced": "another scan took its place",
            "removed": "whoever holds the case removed it",
            "asked": "they asked for erasure",
            "retention": "the time for the films of the case was over",
            "unfinished": "it never arrived whole",
        }[self.value]


class ConsentScan(Leased, Model):
    """A paper on which one person answered on one day, as its scan or photos.

    `kept_at` is empty until every file of it is in its place: until then nobody can open it. Once
    `gone_at` is set nobody can any more, and its files go then, `files_gone_at`; the row stays.
    """

    __tablename__ = "consent_scans"

    id: Mapped[Key]
    case_person_id: Mapped[int] = to("case_people.id")
    given_on: Mapped[date]
    kept_by_id: Mapped[int] = to("people.id")
    begun_at: Mapped[At]
    kept_at: Mapped[MaybeAt]
    gone_at: Mapped[MaybeAt]
    gone_because: Mapped[ScanGone | None] = mapped_column(choice(ScanGone))
    files_gone_at: Mapped[MaybeAt]
    backups_gone_on: Mapped[date | None]

    case_person: Mapped[CasePerson] = relationship()
    files: Mapped[list[ScanFile]] = relationship(order_by="ScanFile.number")
    answers: Mapped[list[ProvedAnswer]] = relationship(order_by="ProvedAnswer.consent_id")

    @property
    def pages(self) -> int:
        return sum(one.pages for one in self.files)

    __table_args__ = (
        UniqueConstraint(
            "id", "case_person_id", "given_on", name="uq_consent_scans_id_person_and_day"
        ),
        CheckConstraint("(gone_at IS NULL) = (gone_because IS NULL)", name="gone_with_a_reason"),
        CheckConstraint(
            "gone_because IS NULL OR (gone_because = 'unfinished') = (kept_at IS NULL)",
            name="only_what_never_was_whole_is_unfinished",
        ),
        CheckConstraint(
            "files_gone_at IS NULL OR gone_at IS NOT NULL", name="the_files_of_a_kept_one_stay"
        ),
        CheckConstraint(
            "(files_gone_at IS NULL) = (backups_gone_on IS NULL)", name="an_end_for_backups_too"
        ),
    )


class ScanFile(Model):
    """One file of a scan: a picture of a page, or a PDF of so many pages."""

    __tablename__ = "scan_files"

    id: Mapped[Key]
    scan_id: Mapped[int] = to("consent_scans.id")
    number: Mapped[int]
    is_picture: Mapped[bool]
    pages: Mapped[int]
    bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        UniqueConstraint("scan_id", "number"),
        CheckConstraint("number >= 1 AND pages >= 1 AND bytes >= 1", name="it_holds_something"),
    )


class ProvedAnswer(Model):
    """An answer that stands on a scanned paper: of that person, of that day, given on paper."""

    __tablename__ = "proved_answers"

    scan_id: Mapped[int] = mapped_column(primary_key=True)
    consent_id: Mapped[int] = mapped_column(primary_key=True, index=True)
    case_person_id: Mapped[int]
    given_on: Mapped[date]
    given_how: Mapped[GivenHow] = mapped_column(choice(GivenHow), default=GivenHow.PAPER)

    consent: Mapped[Consent] = relationship(viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["scan_id", "case_person_id", "given_on"],
            ["consent_scans.id", "consent_scans.case_person_id", "consent_scans.given_on"],
            name="fk_proved_answers_scan",
        ),
        ForeignKeyConstraint(
            ["consent_id", "case_person_id", "given_on", "given_how"],
            [
                *("consents.id", "consents.case_person_id"),
                *("consents.given_on", "consents.given_how"),
            ],
            name="fk_proved_answers_consent",
        ),
        CheckConstraint("given_how = 'paper'", name="given_on_paper"),
    )
