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
from app.models.casework import Cycle
from app.models.footage import InShot, Recording, RecordingState
from app.models.meetings import StageMeeting
from app.models.people import Person
from app.models.presentations import Presentation, PresentationViewer, PresentedRecording
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


def has_closed(presentation: Presentation) -> bool:
    """Whether it was ended early, or closed by itself."""
    return presentation.ended_at is not None or presentation.closes_at <= clock.now()


def open_with_in_shot(case_person_id: int) -> Sequence[Presentation]:
    """What is shown to anybody now, or will be, with this person in shot."""
    with_them = (
        select(PresentedRecording.presentation_id)
        .join(InShot, InShot.recording_id == PresentedRecording.recording_id)
        .where(InShot.case_person_id == case_person_id)
    )
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
    return paginate(seen.options(whose, selectinload(Presentation.recordings)), page)


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


def ids_to_present(actor: Actor, recordings: Iterable[Recording]) -> set[int]:
    """Which of `recordings` the actor may show to other supervisors now."""
    wanted = Recording.id.in_([each.id for each in recordings])
    allowed = policies.allowed("recording.present", actor).where(wanted)
    return {each.id for each in db.session.scalars(allowed)}


def foreign_to(enrolment: Enrolment, recordings: Iterable[Recording]) -> bool:
    """Whether any of `recordings` belongs to another training."""
    own = select(Cycle.id).where(Cycle.enrolment_id == enrolment.id)
    others = select(Recording.id).where(
        Recording.id.in_([each.id for each in recordings]), Recording.cycle_id.not_in(own)
    )
    return db.session.scalar(others.limit(1)) is not None


def to_choose_from(actor: Actor, enrolment: Enrolment) -> list[Choosable]:
    """Every ready recording of a training, the latest first, with what speaks against it."""
    own = select(Cycle.id).where(Cycle.enrolment_id == enrolment.id)
    ready = _with_case(select(Recording)).where(
        Recording.cycle_id.in_(own),
        Recording.owner_id == actor.person_id,
        Recording.state == RecordingState.READY,
    )
    found = db.session.scalars(ready.order_by(Recording.id.desc())).all()
    may_be_shown = ids_to_present(actor, found)
    against = verdicts(
        [each for each in found if each.id not in may_be_shown], Purpose.OTHER_SUPERVISORS
    )
    return [
        Choosable(each, label_of(each), against[each.id].reasons if each.id in against else ())
        for each in found
    ]


def _with_case(query: Select[Recording]) -> Select[Recording]:
    return query.options(joinedload(Recording.cycle).joinedload(Cycle.client))
