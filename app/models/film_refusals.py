"""A no to one film, whatever was answered for all of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accreditation.consent import Purpose
from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.casework import CasePerson
from app.models.consent import GivenBy, GivenHow
from app.models.footage import Recording

_STANDS = "taken_back_at IS NULL"


class FilmRefusal(Model):
    """Somebody says no to one film for one purpose; a no to filming is one to the whole film.

    It stands until whoever said it takes it back, also where they are not on the list of people in
    shot for a while. What two people say about the same child stands beside each other. It was
    written down by a person with an account, or said through a client's own link.
    """

    __tablename__ = "film_refusals"

    id: Mapped[Key]
    recording_id: Mapped[int] = mapped_column(index=True)
    case_person_id: Mapped[int] = mapped_column(index=True)
    client_id: Mapped[int]
    purpose: Mapped[Purpose] = mapped_column(choice(Purpose))
    said_on: Mapped[date]
    given_by: Mapped[GivenBy] = mapped_column(choice(GivenBy))
    given_how: Mapped[GivenHow] = mapped_column(choice(GivenHow))
    recorded_by_id: Mapped[int | None] = to("people.id")
    link_id: Mapped[int | None] = to("client_links.id")
    recorded_at: Mapped[At]
    taken_back_at: Mapped[MaybeAt]

    recording: Mapped[Recording] = relationship(viewonly=True)
    case_person: Mapped[CasePerson] = relationship(viewonly=True)

    __table_args__ = (
        ForeignKeyConstraint(
            ["recording_id", "client_id"],
            ["recordings.id", "recordings.client_id"],
            name="fk_film_refusals_recording",
        ),
        ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_film_refusals_case_person",
        ),
        CheckConstraint(
            "(given_how = 'link') = (link_id IS NOT NULL)", name="a_link_is_named_when_it_was_one"
        ),
        CheckConstraint(
            "(recorded_by_id IS NULL) = (link_id IS NOT NULL)", name="recorded_by_one_of_them"
        ),
        Index(
            "uq_film_refusals_written_down",
            "recording_id",
            "case_person_id",
            "purpose",
            unique=True,
            sqlite_where=text(f"{_STANDS} AND link_id IS NULL"),
            postgresql_where=text(f"{_STANDS} AND link_id IS NULL"),
        ),
        Index(
            "uq_film_refusals_by_link",
            "recording_id",
            "case_person_id",
            "purpose",
            "link_id",
            unique=True,
            sqlite_where=text(f"{_STANDS} AND link_id IS NOT NULL"),
            postgresql_where=text(f"{_STANDS} AND link_id IS NOT NULL"),
        ),
    )
