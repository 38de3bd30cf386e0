"""Showing recordings and clips to named people for a time, and ending that early."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app import audit, clock, events
from app.audit import Acting
from app.extensions import db
from app.footage import operations as footage
from app.footage import queries as footage_queries
from app.models.footage import Clip, Recording
from app.models.people import Person
from app.models.presentations import (
    Presentation,
    PresentationPurpose,
    PresentationViewer,
    PresentedClip,
    PresentedRecording,
)
from app.models.programme import Enrolment
from app.policies import Actor
from app.presentations import queries
from app.web.errors import Refusal


def present(
    actor: Actor,
    enrolment: Enrolment,
    purpose: PresentationPurpose,
    recordings: Sequence[Recording],
    viewers: Sequence[Person],
    opens_at: datetime,
    closes_at: datetime,
    clips: Sequence[Clip] = (),
) -> Presentation:
    """Show `recordings` and `clips` of one training to `viewers`, from `opens_at` to `closes_at`.

    Of the film of a clip nothing else is shown. What a trainee chooses must have everyone's
    consent for the purpose now, and somebody looked at what is blurred in a clip. For
    accreditation the recordings are those submitted, and viewers come when they accept. Either way
    consent is asked at each watch.
    """
    films = [*recordings, *(each.recording for each in clips)]
    _refuse_what_nobody_could_watch(films, enrolment)
    _refuse_what_nobody_looked_at(clips)
    _refuse_times(opens_at, closes_at)
    if purpose is not PresentationPurpose.ACCREDITATION:
        _refuse_viewers(viewers, enrolment)
        _refuse_without_consent(actor, films, purpose)
    presentation = Presentation(
        enrolment_id=enrolment.id,
        purpose=purpose,
        opens_at=opens_at,
        closes_at=closes_at,
        created_by_id=actor.person_id,
        recordings=[PresentedRecording(recording_id=each.id) for each in recordings],
        clips=[PresentedClip(clip_id=each.id) for each in clips],
        viewers=[PresentationViewer(person_id=each.id) for each in viewers],
    )
    db.session.add(presentation)
    audit.record(
        actor,
        "presentation.opened",
        presentation,
        purpose=purpose.value,
        recordings=[each.id for each in recordings],
        clips=[each.id for each in clips],
        viewers=[each.id for each in viewers],
        closes_at=closes_at.isoformat(),
    )
    events.tell("presentation.opened", presentation)
    for each in clips:
        footage.ask_for_film(each)
    return presentation


def add_viewer(actor: Acting, presentation: Presentation, viewer: Person) -> None:
    """Show it to one more person, for the time it is open anyway."""
    presentation.viewers.append(PresentationViewer(person_id=viewer.id))
    audit.record(actor, "presentation.shown_to", presentation, viewer=viewer.id)


def end_presentation(actor: Acting, presentation: Presentation) -> None:
    """Nobody sees it from the next request on; one that has ended stays as it is."""
    if queries.has_closed(presentation):
        return
    presentation.ended_at = clock.now()
    audit.record(actor, "presentation.ended", presentation)


def _refuse_what_nobody_could_watch(recordings: Sequence[Recording], enrolment: Enrolment) -> None:
    if not recordings:
        raise Refusal("Choose at least one recording or clip to show.")
    if queries.foreign_to(enrolment, recordings):
        raise Refusal("One of these recordings belongs to another training. Nothing was shown.")


def _refuse_what_nobody_looked_at(clips: Sequence[Clip]) -> None:
    if footage_queries.clips_that_wait([each.id for each in clips]):
        raise Refusal(
            "In one of these clips something is blurred that you have not looked at yet. Look at "
            "it on the page of its film, under Blurred parts. Nothing was shown."
        )


def _refuse_times(opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= max(opens_at, clock.now()):
        raise Refusal("It closes before it opens. Choose a later day to close. Nothing was shown.")


def _refuse_viewers(viewers: Sequence[Person], enrolment: Enrolment) -> None:
    if not viewers or any(each.id == enrolment.trainee_id for each in viewers):
        raise Refusal("Choose somebody else to show it to.")


AGREED_TO = {
    PresentationPurpose.GROUP: "others who are learning",
    PresentationPurpose.HANDOVER: "the supervisor",
}


def _refuse_without_consent(
    actor: Actor, recordings: Sequence[Recording], purpose: PresentationPurpose
) -> None:
    may_be_shown = queries.ids_to_present(actor, recordings, purpose)
    if any(each.id not in may_be_shown for each in recordings):
        raise Refusal(
            "Not everyone in one of these recordings agrees to it being shown to "
            f"{AGREED_TO.get(purpose, 'other supervisors')}. Nothing was shown. Choose others, or "
            "ask the people in it first."
        )
