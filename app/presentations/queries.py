"""Questions about what is shown to whom, and what may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from accreditation.consent import Purpose
from app import clock, policies
from app.casework.queries import verdicts
from app.extensions import db
from app.footage.queries import clips_that_wait
from app.models.casework import Cycle
from app.models.footage import Clip, InShot, Recording, RecordingState
from app.models.meetings import StageMeeting
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
from app.web.pages import PER_PAGE, Page, paginate


@dataclass(frozen=True)
class Shown:
    """A recording of a presentation; `watchable` says whether the actor may watch it now."""

    recording: Recording
    label: str
    watchable: bool


@dataclass(frozen=True)
class Choosable:
    """A ready recording of the trainee's own; `reasons` say why it cannot be shown, if so."""

    recording: Recording
    label: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownClip:
    """A clip of a presentation: `start` and `seconds` place it in its film.

    `waits` says that what is blurred in it was not looked at yet.
    """

    clip: Clip
    label: str
    watchable: bool
    seconds: float
    waits: bool


def seconds_of(clip: Clip) -> float:
    """How long a clip lasts; 0 before its film has its timeline."""
    recording = clip.recording
    if not recording.rate_num:
        return 0.0
    return float((clip.end_frame - clip.start_frame + 1) / recording.rate.exact)


def clips_shown_in(presentation: Presentation, actor: Actor) -> list[ShownClip]:
    """The clips of a presentation, and which of them the actor may watch now."""
    within = select(PresentedClip.clip_id).filter_by(presentation_id=presentation.id)
    found = select(Clip).where(Clip.id.in_(within), Clip.deleted_at.is_(None)).order_by(Clip.id)
    allowed = policies.allowed("clip.watch", actor).where(Clip.id.in_(within))
    watchable = {each.id for each in db.session.scalars(allowed)}
    clips = db.session.scalars(_with_film(found)).all()
    waiting = clips_that_wait([each.id for each in clips])
    return [
        ShownClip(
            each,
            label_of(each.recording),
            each.id in watchable,
            seconds_of(each),
            each.id in waiting,
        )
        for each in clips
    ]


def shows_clip_to(clip: Clip, actor: Actor) -> Presentation | None:
    """The presentation through which the actor sees a clip, the latest one."""
    within = select(PresentedClip.presentation_id).where(PresentedClip.clip_id == clip.id)
    seen = policies.allowed("presentation.see", actor).where(Presentation.id.in_(within))
    found: Presentation | None = db.session.scalar(seen.order_by(Presentation.id.desc()).limit(1))
    return found


def clips_to_choose_from(actor: Actor, can_be: Iterable[Choosable]) -> list[Clip]:
    """The actor's kept clips of the recordings that can be shown, the latest first."""
    films = [each.recording.id for each in can_be]
    kept = policies.allowed("clip.watch", actor).where(
        Clip.author_id == actor.person_id, Clip.recording_id.in_(films)
    )
    return list(db.session.scalars(_with_film(kept).order_by(Clip.id.desc())))


def _with_film(query: Select[Clip]) -> Select[Clip]:
    film = joinedload(Clip.recording).joinedload(Recording.cycle).joinedload(Cycle.client)
    return query.options(film)


def shown_by_me(actor: Actor, enrolment: Enrolment, page: int) -> Page:
    """What the actor shows or showed of a training, the latest first."""
    mine = policies.allowed("presentation.end", actor).where(
        Presentation.enrolment_id == enrolment.id
    )
    viewers = selectinload(Presentation.viewers).joinedload(PresentationViewer.person)
    loaded = mine.options(
        viewers.lazyload(Person.roles),
        selectinload(Presentation.recordings),
        selectinload(Presentation.clips),
    )
    return paginate(loaded.order_by(Presentation.id.desc()), page)


def people_to_share_with(actor: Actor) -> Sequence[Person]:
    """Those who train beside the actor, by name."""
    beside = policies.allowed("person.share_with", actor)
    return db.session.scalars(beside.order_by(Person.name, Person.id)).all()


def people_to_hand_over_to(actor: Actor) -> Sequence[Person]:
    """Supervisors, by name."""
    supervisors = policies.allowed("person.hand_over_to", actor)
    return db.session.scalars(supervisors.order_by(Person.name, Person.id)).all()


@dataclass(frozen=True)
class Choice:
    """To whom and what the actor may show; `kept_back` cannot be shown now, each with reasons."""

    people: Sequence[Person]
    can_be: tuple[Choosable, ...]
    kept_back: tuple[Choosable, ...]
    clips: tuple[Clip, ...]


def choice_for(
    actor: Actor, enrolment: Enrolment, purpose: PresentationPurpose, people: Sequence[Person]
) -> Choice:
    """What can be shown for a purpose to any of `people`."""
    ready = to_choose_from(actor, enrolment, purpose)
    can_be = tuple(each for each in ready if not each.reasons)
    kept_back = tuple(each for each in ready if each.reasons)
    return Choice(people, can_be, kept_back, tuple(clips_to_choose_from(actor, can_be)))


def has_closed(presentation: Presentation) -> bool:
    """Whether it was ended early, or closed by itself."""
    return presentation.ended_at is not None or presentation.closes_at <= clock.now()


def open_with_in_shot(
    case_person_id: int, recording_id: int | None = None
) -> Sequence[Presentation]:
    """What is shown to anybody now, or will be, with this person in shot; of one film, or any."""
    films = select(InShot.recording_id).where(InShot.case_person_id == case_person_id)
    if recording_id is not None:
        films = films.where(InShot.recording_id == recording_id)
    whole = select(PresentedRecording.presentation_id).where(
        PresentedRecording.recording_id.in_(films)
    )
    in_clips = (
        select(PresentedClip.presentation_id)
        .join(Clip, Clip.id == PresentedClip.clip_id)
        .where(Clip.recording_id.in_(films))
    )
    with_them = whole.union(in_clips)
    not_over = Presentation.ended_at.is_(None), Presentation.closes_at > clock.now()
    shown = select(Presentation).where(Presentation.id.in_(with_them), *not_over)
    return db.session.scalars(shown.order_by(Presentation.id)).all()


def label_of(recording: Recording) -> str:
    """A recording by the code of its case: "client film of cycle 3, client B"."""
    cycle = recording.cycle
    return f"{recording.kind.label} of cycle {cycle.number}, client {cycle.client.code}"


def may_see(presentation: Presentation, actor: Actor) -> bool:
    """Whether the actor may open the presentation at this moment."""
    return policies.find("presentation.see", presentation.id, actor) is not None


def received(actor: Actor, page: int) -> Page:
    """What is shown to the actor at this moment, what closes first on top."""
    seen = policies.allowed("presentation.see", actor).order_by(Presentation.closes_at)
    whose = joinedload(Presentation.enrolment).joinedload(Enrolment.trainee).lazyload(Person.roles)
    return paginate(
        seen.options(
            whose, selectinload(Presentation.recordings), selectinload(Presentation.clips)
        ),
        page,
    )


def meetings_to_record(actor: Actor) -> Sequence[StageMeeting]:
    """Stage meetings the actor was asked to hold and has not recorded, the longest waiting."""
    mine = policies.allowed("stage_meeting.record", actor)
    waiting = mine.order_by(StageMeeting.proposed_at).limit(PER_PAGE)
    whose = joinedload(StageMeeting.enrolment).joinedload(Enrolment.trainee).lazyload(Person.roles)
    return db.session.scalars(waiting.options(whose)).all()


def meeting_to_record(presentation: Presentation, actor: Actor) -> StageMeeting | None:
    """The stage meeting it was opened for, if the actor is to record it."""
    waiting = policies.allowed("stage_meeting.record", actor)
    meeting: StageMeeting | None = db.session.scalar(
        waiting.where(StageMeeting.presentation_id == presentation.id)
    )
    return meeting


def trainee_of(presentation: Presentation) -> str:
    """The name of the trainee whose work it shows."""
    whose = select(Person.name).join(Enrolment, Enrolment.trainee_id == Person.id)
    return db.session.scalars(whose.where(Enrolment.id == presentation.enrolment_id)).one()


def shown_in(presentation: Presentation, actor: Actor) -> list[Shown]:
    """The recordings of a presentation, and which of them the actor may watch now."""
    within = select(PresentedRecording.recording_id).filter_by(presentation_id=presentation.id)
    recordings = db.session.scalars(_with_case(select(Recording)).where(Recording.id.in_(within)))
    allowed = policies.allowed("recording.watch", actor).where(Recording.id.in_(within))
    watchable = {each.id for each in db.session.scalars(allowed)}
    return [Shown(each, label_of(each), each.id in watchable) for each in recordings]


def viewers_of(presentation: Presentation) -> Sequence[str]:
    """The names of those it is shown to."""
    viewers = select(PresentationViewer.person_id).filter_by(presentation_id=presentation.id)
    return db.session.scalars(select(Person.name).where(Person.id.in_(viewers))).all()


ACTIONS = {
    PresentationPurpose.GROUP: ("recording.share_with_group", Purpose.PEERS),
    PresentationPurpose.HANDOVER: ("recording.hand_over", Purpose.SUPERVISION),
}
FOR_OTHERS = ("recording.present", Purpose.OTHER_SUPERVISORS)


def ids_to_present(
    actor: Actor, recordings: Iterable[Recording], purpose: PresentationPurpose
) -> set[int]:
    """Which of `recordings` the actor may show for `purpose` now."""
    wanted = Recording.id.in_([each.id for each in recordings])
    action, _ = ACTIONS.get(purpose, FOR_OTHERS)
    allowed = policies.allowed(action, actor).where(wanted)
    return {each.id for each in db.session.scalars(allowed)}


def foreign_to(enrolment: Enrolment, recordings: Iterable[Recording]) -> bool:
    """Whether any of `recordings` belongs to another training."""
    own = select(Cycle.id).where(Cycle.enrolment_id == enrolment.id)
    others = select(Recording.id).where(
        Recording.id.in_([each.id for each in recordings]), Recording.cycle_id.not_in(own)
    )
    return db.session.scalar(others.limit(1)) is not None


def to_choose_from(
    actor: Actor,
    enrolment: Enrolment,
    purpose: PresentationPurpose = PresentationPurpose.TRANSITION,
) -> list[Choosable]:
    """Every ready recording of a training, the latest first, with what speaks against it."""
    own = select(Cycle.id).where(Cycle.enrolment_id == enrolment.id)
    ready = _with_case(select(Recording)).where(
        Recording.cycle_id.in_(own),
        Recording.owner_id == actor.person_id,
        Recording.state == RecordingState.READY,
    )
    found = db.session.scalars(ready.order_by(Recording.id.desc())).all()
    may_be_shown = ids_to_present(actor, found, purpose)
    _, agreed_to = ACTIONS.get(purpose, FOR_OTHERS)
    against = verdicts([each for each in found if each.id not in may_be_shown], agreed_to)
    return [
        Choosable(each, label_of(each), against[each.id].reasons if each.id in against else ())
        for each in found
    ]


def _with_case(query: Select[Recording]) -> Select[Recording]:
    return query.options(joinedload(Recording.cycle).joinedload(Cycle.client))
