"""Conditions about archives to take away: they close with what was taken back since."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlalchemy.orm import aliased

from app.models.archives import Archive, ArchiveFilm, ArchiveKind, Carried
from app.models.casework import CasePerson, Client
from app.models.consent import Consent
from app.models.film_refusals import FilmRefusal
from app.models.footage import Recording
from app.models.programme import Enrolment
from app.policies.footage import FOR_CLIENT_COPY, FOR_FILMING, recordings_that
from app.policies.rule import Actor, Way, this_moment


def own_archive(actor: Actor) -> ColumnElement[bool]:
    """the archive is their own"""
    return Archive.owner_id == actor.person_id


def archive_is_of_a_record(actor: Actor) -> ColumnElement[bool]:
    """it is of their whole record"""
    return Archive.kind == ArchiveKind.RECORD


def archive_is_kept(actor: Actor) -> ColumnElement[bool]:
    """it was not thrown away"""
    return Archive.gone_at.is_(None)


def archive_has_not_ended(actor: Actor) -> ColumnElement[bool]:
    """it is built, and the days it is kept are not over"""
    return Archive.ends_at > this_moment()


def nothing_in_their_cases_was_taken_back_since(actor: Actor) -> ColumnElement[bool]:
    """since it was read no yes was taken back in any of their cases, and no film was erased"""
    erased = exists().where(
        Recording.owner_id == Archive.owner_id, Recording.erased_at >= Archive.read_at
    )
    taken_back = exists().where(
        Enrolment.trainee_id == Archive.owner_id,
        Client.enrolment_id == Enrolment.id,
        CasePerson.client_id == Client.id,
        taken_back_since_it_was_read(),
    )
    refused = exists().where(
        Recording.owner_id == Archive.owner_id,
        FilmRefusal.recording_id == Recording.id,
        FilmRefusal.recorded_at >= Archive.read_at,
    )
    return not_(or_(*(one.correlate(Archive) for one in (erased, taken_back, refused))))


def taken_back_since_it_was_read() -> ColumnElement[bool]:
    """A yes of a CasePerson was taken back, or a no took its place, since an Archive was read."""
    now = aliased(Consent)
    a_no_instead = exists().where(
        now.case_person_id == Consent.case_person_id,
        now.purpose == Consent.purpose,
        now.agreed.is_(False),
        now.recorded_at >= Archive.read_at,
    )
    return and_(
        Consent.case_person_id == CasePerson.id,
        Consent.agreed.is_(True),
        or_(
            Consent.withdrawn_at >= Archive.read_at,
            and_(
                Consent.replaced_at >= Archive.read_at,
                a_no_instead.correlate(Consent, Archive),
            ),
        ),
    )


def _carries_nothing_outside(consent: Way, carried: Carried, actor: Actor) -> ColumnElement[bool]:
    outside = exists().where(
        ArchiveFilm.archive_id == Archive.id,
        ArchiveFilm.carried == carried,
        ArchiveFilm.recording_id.not_in(recordings_that(consent, actor)),
    )
    return not_(outside.correlate(Archive))


def films_in_it_may_be_given_out(actor: Actor) -> ColumnElement[bool]:
    """everyone in shot in a film in it agrees to “client copy” now"""
    return _carries_nothing_outside(FOR_CLIENT_COPY, Carried.FILM, actor)


def pictures_in_it_may_be_seen(actor: Actor) -> ColumnElement[bool]:
    """everyone in shot in a film it has pictures of agrees to “filming” now"""
    return _carries_nothing_outside(FOR_FILMING, Carried.PICTURE, actor)
