"""Conditions about recordings, and consent: the gate in front of all footage.

`accreditation/consent.py` words the same reasons for people to read.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select

from accreditation.consent import Purpose
from app.models.assents import Assent, AssentView
from app.models.casework import CasePerson, Cycle
from app.models.consent import Consent
from app.models.film_refusals import FilmRefusal
from app.models.footage import Clip, InShot, Recording, RecordingState
from app.models.presentations import (
    Presentation,
    PresentationPurpose,
    PresentationViewer,
    PresentedClip,
    PresentedRecording,
)
from app.models.reels import Reel, ReelPiece, ReelState
from app.policies.actors import as_supervisor
from app.policies.brought import recording_was_brought
from app.policies.rule import Actor, Condition, Way, this_day, this_moment
from app.policies.training import enrolments_supervised_by


def own_recording(actor: Actor) -> ColumnElement[bool]:
    """the recording is the trainee's own"""
    return Recording.owner_id == actor.person_id


def i_am_in_shot(actor: Actor) -> ColumnElement[bool]:
    """they are in shot themselves"""
    me = select(InShot.recording_id).join(InShot.case_person)
    return Recording.id.in_(me.where(CasePerson.person_id == actor.person_id))


def recording_of_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    cycles = select(Cycle.id).where(Cycle.enrolment_id.in_(enrolments_supervised_by(actor)))
    return Recording.cycle_id.in_(cycles)


FOR_OTHERS = (
    PresentationPurpose.TRANSITION,
    PresentationPurpose.MIDPOINT,
    PresentationPurpose.ACCREDITATION,
)
"""Purposes for which somebody looks who is not the trainee's own supervisor, nor a peer."""


def presentations_open_to(actor: Actor, *purposes: PresentationPurpose) -> Select[Any]:
    """Ids of what is shown to the actor now, for any purpose when none is named."""
    now = this_moment()
    return (
        select(Presentation.id)
        .join(PresentationViewer, PresentationViewer.presentation_id == Presentation.id)
        .where(
            PresentationViewer.person_id == actor.person_id,
            Presentation.opens_at <= now,
            Presentation.closes_at > now,
            Presentation.ended_at.is_(None),
            Presentation.purpose.in_(purposes or tuple(PresentationPurpose)),
        )
    )


def _recording_is_shown(actor: Actor, *purposes: PresentationPurpose) -> ColumnElement[bool]:
    shown = select(PresentedRecording.recording_id).where(
        PresentedRecording.presentation_id.in_(presentations_open_to(actor, *purposes))
    )
    return Recording.id.in_(shown)


def presented_to_me_now(actor: Actor) -> ColumnElement[bool]:
    """it is presented to them for a meeting or for accreditation, and that is open now"""
    return _recording_is_shown(actor, *FOR_OTHERS)


def shared_with_my_group_now(actor: Actor) -> ColumnElement[bool]:
    """it is shared with their training group, and that is open now"""
    return _recording_is_shown(actor, PresentationPurpose.GROUP)


def handed_over_to_me_now(actor: Actor) -> ColumnElement[bool]:
    """it is shown to them as the trainee's next supervisor, and that is open now"""
    return _recording_is_shown(actor, PresentationPurpose.HANDOVER)


def _clip_is_shown(actor: Actor, *purposes: PresentationPurpose) -> ColumnElement[bool]:
    shown = select(PresentedClip.clip_id).where(
        PresentedClip.presentation_id.in_(presentations_open_to(actor, *purposes))
    )
    return Clip.id.in_(shown)


def clip_presented_to_me_now(actor: Actor) -> ColumnElement[bool]:
    """it is presented to them for a meeting or for accreditation, and that is open now"""
    return _clip_is_shown(actor, *FOR_OTHERS)


def clip_shared_with_my_group_now(actor: Actor) -> ColumnElement[bool]:
    """it is shared with their training group, and that is open now"""
    return _clip_is_shown(actor, PresentationPurpose.GROUP)


def clip_handed_over_to_me_now(actor: Actor) -> ColumnElement[bool]:
    """it is shown to them as the trainee's next supervisor, and that is open now"""
    return _clip_is_shown(actor, PresentationPurpose.HANDOVER)


def of_its_film(condition: Condition, subject: Any = Clip) -> Condition:
    """A condition on a clip, or another `subject` of a recording: that one fulfils `condition`."""

    def of_the_film(actor: Actor) -> ColumnElement[bool]:
        films = select(Recording.id).where(condition(actor))
        fulfils: ColumnElement[bool] = subject.recording_id.in_(films)
        return fulfils

    of_the_film.__name__ = f"{condition.__name__}_of_its_film"
    of_the_film.__doc__ = f"of its recording: {(condition.__doc__ or '').splitlines()[0]}"
    return of_the_film


def own_presentation(actor: Actor) -> ColumnElement[bool]:
    """the trainee presents it"""
    return Presentation.created_by_id == actor.person_id


def presentation_for_my_group(actor: Actor) -> ColumnElement[bool]:
    """it is shared with their training group, and it is open now"""
    return Presentation.id.in_(presentations_open_to(actor, PresentationPurpose.GROUP))


def presentation_open_to_me(actor: Actor) -> ColumnElement[bool]:
    """it is shown to them, and it is open now"""
    return Presentation.id.in_(presentations_open_to(actor))


def still_uploading(actor: Actor) -> ColumnElement[bool]:
    """its bytes are still arriving"""
    return Recording.state == RecordingState.UPLOADING


def can_be_played(actor: Actor) -> ColumnElement[bool]:
    """it can be played"""
    return Recording.state.in_([RecordingState.WATCHABLE, RecordingState.READY])


def has_its_timeline(actor: Actor) -> ColumnElement[bool]:
    """its reference timeline is fixed"""
    return Recording.state == RecordingState.READY


def files_are_gone(actor: Actor) -> ColumnElement[bool]:
    """its files are gone"""
    return Recording.files_erased_at.is_not(None)


def not_erased(actor: Actor) -> ColumnElement[bool]:
    """it is not erased"""
    return Recording.state != RecordingState.ERASED


def list_is_confirmed(actor: Actor) -> ColumnElement[bool]:
    """the list of people in shot is confirmed"""
    return Recording.in_shot_confirmed_at.is_not(None)


def somebody_is_in_shot(actor: Actor) -> ColumnElement[bool]:
    """the list of people in shot is not empty"""
    return exists().where(InShot.recording_id == Recording.id).correlate(Recording)


def agreed_now(purpose: Purpose) -> ColumnElement[bool]:
    """Of an InShot: that person's yes to `purpose` holds, and they said no such no to this film.

    A yes to filming does not hold for a child while they themselves say no.
    """
    return and_(
        Consent.case_person_id == InShot.case_person_id,
        Consent.purpose == purpose,
        Consent.agreed.is_(True),
        Consent.replaced_at.is_(None),
        Consent.withdrawn_at.is_(None),
        Consent.given_on <= this_day(),
        or_(Consent.until.is_(None), Consent.until >= this_day()),
        not_(_refused_this_film(purpose)),
        *((not_(_a_child_who_says_no()),) if purpose is Purpose.FILMING else ()),
    )


def _a_child_who_says_no() -> ColumnElement[bool]:
    said = exists().where(
        Assent.case_person_id == InShot.case_person_id,
        Assent.view == AssentView.SAYS_NO,
        Assent.replaced_at.is_(None),
    )
    return said.correlate(InShot)


def _refused_this_film(purpose: Purpose) -> ColumnElement[bool]:
    said = exists().where(
        FilmRefusal.recording_id == InShot.recording_id,
        FilmRefusal.case_person_id == InShot.case_person_id,
        FilmRefusal.purpose == purpose,
        FilmRefusal.taken_back_at.is_(None),
    )
    return said.correlate(InShot)


def _nobody_in_shot_without(agreement: ColumnElement[bool]) -> ColumnElement[bool]:
    agreed = exists().where(agreement).correlate(InShot, Recording)
    missing = exists().where(InShot.recording_id == Recording.id, not_(agreed))
    return not_(missing.correlate(Recording))


def filming_was_agreed_before(actor: Actor) -> ColumnElement[bool]:
    """everyone in shot agreed to be filmed, before the film was made"""
    before = Consent.since <= Recording.filmed_on
    return _nobody_in_shot_without(and_(agreed_now(Purpose.FILMING), before))


def everyone_agreed_to(purpose: Purpose) -> Condition:
    """A condition: everyone in shot agrees to `purpose` at this moment."""

    def condition(actor: Actor) -> ColumnElement[bool]:
        return _nobody_in_shot_without(agreed_now(purpose))

    condition.__name__ = f"everyone_agreed_to_{purpose.value}"
    condition.__doc__ = f"everyone in shot agrees to “{purpose.value.replace('_', ' ')}” now"
    return condition


FOR_FILMING: Way = (list_is_confirmed, somebody_is_in_shot, filming_was_agreed_before)
FOR_SUPERVISION: Way = (*FOR_FILMING, everyone_agreed_to(Purpose.SUPERVISION))
FOR_OTHER_SUPERVISORS: Way = (*FOR_FILMING, everyone_agreed_to(Purpose.OTHER_SUPERVISORS))
FOR_PEERS: Way = (*FOR_FILMING, everyone_agreed_to(Purpose.PEERS))
FOR_SHARED_REVIEW: Way = (*FOR_FILMING, everyone_agreed_to(Purpose.SHARED_REVIEW))
FOR_CLIENT_COPY: Way = (*FOR_FILMING, everyone_agreed_to(Purpose.CLIENT_COPY))


def recordings_that(conditions: Way, actor: Actor) -> Select[Any]:
    """Ids of the recordings for which all `conditions` hold."""
    return select(Recording.id).where(*(one(actor) for one in conditions))


def own_clip(actor: Actor) -> ColumnElement[bool]:
    """they made the clip"""
    return Clip.author_id == actor.person_id


def clip_is_kept(actor: Actor) -> ColumnElement[bool]:
    """the clip is not deleted"""
    return Clip.deleted_at.is_(None)


def reel_is_kept(actor: Actor) -> ColumnElement[bool]:
    """no other reel has taken its place"""
    return Reel.deleted_at.is_(None)


def reel_has_all_its_clips(actor: Actor) -> ColumnElement[bool]:
    """none of its clips was deleted"""
    deleted = select(ReelPiece.reel_id).join(ReelPiece.clip).where(Clip.deleted_at.is_not(None))
    return Reel.id.not_in(deleted)


def reel_is_made(actor: Actor) -> ColumnElement[bool]:
    """it is made"""
    return Reel.state == ReelState.READY


SUPERVISED_FOOTAGE: Way = (as_supervisor, recording_of_my_trainee, recording_was_brought)
