"""Conditions about copies for people of a case: others in them are out unless released."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select
from sqlalchemy.orm import aliased

from accreditation.consent import Purpose
from app.models.archives import Archive, ArchiveFilm
from app.models.casework import CasePerson, PersonKind
from app.models.client_copies import ClientCopy, CopyItem, ItemKind
from app.models.film_refusals import FilmRefusal
from app.models.footage import InShot, Recording, RecordingState
from app.models.rights import ClientLink, LinkAnswersFor
from app.policies.archives import taken_back_since_it_was_read
from app.policies.footage import agreed_now
from app.policies.rights import link_in_my_case
from app.policies.rule import Actor, Condition, Way, this_day


def link_has_not_ended_yet(actor: Actor) -> ColumnElement[bool]:
    """the link has not ended"""
    return ClientLink.ends_on >= this_day()


def copy_in_my_case(actor: Actor) -> ColumnElement[bool]:
    """it is for somebody in one of the trainee's own cases"""
    return ClientCopy.link_id.in_(select(ClientLink.id).where(link_in_my_case(actor)))


def item_in_my_case(actor: Actor) -> ColumnElement[bool]:
    """it belongs to a copy for somebody in one of the trainee's own cases"""
    return CopyItem.copy_id.in_(select(ClientCopy.id).where(copy_in_my_case(actor)))


def item_is_written(actor: Actor) -> ColumnElement[bool]:
    """it is something that was written"""
    return CopyItem.kind != ItemKind.FILM


def item_is_released(actor: Actor) -> ColumnElement[bool]:
    """a person released it"""
    return CopyItem.released_at.is_not(None)


def item_is_by_the_practitioner(actor: Actor) -> ColumnElement[bool]:
    """whoever holds the case wrote it"""
    return CopyItem.by_practitioner.is_(True)


def film_of_it_is_kept(actor: Actor) -> ColumnElement[bool]:
    """its film is kept, and the list of people in shot is confirmed"""
    kept = select(Recording.id).where(
        Recording.state == RecordingState.READY, Recording.in_shot_confirmed_at.is_not(None)
    )
    return CopyItem.recording_id.in_(kept)


def _theirs() -> Select[Any]:
    """Ids of the people a copy is for."""
    return (
        select(LinkAnswersFor.case_person_id)
        .join(ClientCopy, ClientCopy.link_id == LinkAnswersFor.link_id)
        .where(ClientCopy.id == CopyItem.copy_id)
        .correlate(CopyItem)
    )


def somebody_of_the_link_is_in_shot(actor: Actor) -> ColumnElement[bool]:
    """somebody it is for is in shot"""
    shot = select(InShot.id).where(
        InShot.recording_id == CopyItem.recording_id, InShot.case_person_id.in_(_theirs())
    )
    return exists(shot.correlate(CopyItem))


def nobody_else_is_in_shot(actor: Actor) -> ColumnElement[bool]:
    """nobody else is in shot"""
    other = select(InShot.id).where(
        InShot.recording_id == CopyItem.recording_id, InShot.case_person_id.not_in(_theirs())
    )
    return not_(exists(other.correlate(CopyItem)))


def others_in_shot_agree_to_filming(actor: Actor) -> ColumnElement[bool]:
    """everyone else in shot agrees to “filming” now"""
    agreed = exists().where(agreed_now(Purpose.FILMING)).correlate(InShot)
    missing = select(InShot.id).where(
        InShot.recording_id == CopyItem.recording_id,
        InShot.case_person_id.not_in(_theirs()),
        not_(agreed),
    )
    return not_(exists(missing.correlate(CopyItem)))


def list_is_as_it_was_when_released(actor: Actor) -> ColumnElement[bool]:
    """a person released it, and its list of people in shot was not confirmed anew since"""
    return exists().where(
        Recording.id == CopyItem.recording_id,
        Recording.in_shot_confirmed_at <= CopyItem.released_at,
    )


def no_other_adult_is_in_the_case(actor: Actor) -> ColumnElement[bool]:
    """no other adult belongs to the case"""
    adult = aliased(CasePerson)
    other = (
        select(adult.id)
        .join(ClientLink, ClientLink.client_id == adult.client_id)
        .join(ClientCopy, ClientCopy.link_id == ClientLink.id)
        .where(
            ClientCopy.id == CopyItem.copy_id,
            adult.kind == PersonKind.ADULT,
            adult.id.not_in(_theirs()),
        )
    )
    return not_(exists(other.correlate(CopyItem)))


def of_its_archive(condition: Condition) -> Condition:
    """A condition on a copy: the archive that was asked for last fulfils `condition`."""

    def of_the_archive(actor: Actor) -> ColumnElement[bool]:
        return ClientCopy.archive_id.in_(select(Archive.id).where(condition(actor)))

    of_the_archive.__name__ = f"{condition.__name__}_of_its_archive"
    of_the_archive.__doc__ = f"of its archive: {(condition.__doc__ or '').splitlines()[0]}"
    return of_the_archive


def nothing_in_the_case_was_taken_back_since(actor: Actor) -> ColumnElement[bool]:
    """since its archive was read no yes was taken back in the case, and no film was erased"""
    archive = (Archive.id == ClientCopy.archive_id, ClientLink.id == ClientCopy.link_id)
    erased = exists().where(
        *archive,
        Recording.client_id == ClientLink.client_id,
        Recording.erased_at >= Archive.read_at,
    )
    taken_back = exists().where(
        *archive, CasePerson.client_id == ClientLink.client_id, taken_back_since_it_was_read()
    )
    refused = exists().where(
        *archive,
        FilmRefusal.client_id == ClientLink.client_id,
        FilmRefusal.recorded_at >= Archive.read_at,
    )
    return not_(or_(*(one.correlate(ClientCopy) for one in (erased, taken_back, refused))))


ALONE: Way = (film_of_it_is_kept, somebody_of_the_link_is_in_shot, nobody_else_is_in_shot)
WITH_OTHERS: Way = (
    film_of_it_is_kept,
    somebody_of_the_link_is_in_shot,
    others_in_shot_agree_to_filming,
    list_is_as_it_was_when_released,
)


def films_in_its_archive_may_still_be_carried(actor: Actor) -> ColumnElement[bool]:
    """every film in its archive may still go into it"""
    item = aliased(CopyItem)
    ways = [and_(*(one(actor) for one in way)) for way in (ALONE, WITH_OTHERS)]
    carried = select(CopyItem.id).where(or_(*ways))
    may = exists().where(
        item.id.in_(carried),
        item.copy_id == ClientCopy.id,
        item.recording_id == ArchiveFilm.recording_id,
    )
    lost = exists().where(
        ArchiveFilm.archive_id == ClientCopy.archive_id,
        not_(may.correlate(ClientCopy, ArchiveFilm)),
    )
    return not_(lost.correlate(ClientCopy))
