"""Questions about a room: who is there, what plays, what may play, what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from accreditation.timecode import FrameRate
from app import clock, policies
from app.extensions import db
from app.meetings.room_position import Run
from app.models.casework import Cycle
from app.models.footage import Clip, Recording, RecordingState
from app.models.moments import Moment, Track
from app.models.people import Person, Role
from app.models.presentations import PresentedClip, PresentedRecording
from app.models.programme import Enrolment
from app.models.rooms import Room, RoomMoment, RoomPerson
from app.policies import Actor
from app.programmes.queries import supervisor_of
from app.web.pages import Page, paginate

HERE_FOR = timedelta(seconds=20)
"""How long somebody whose browser is not heard of still counts as here."""

SAME_MEETING = timedelta(hours=8)
"""A room in which nothing happened for so long belonged to an earlier meeting."""

People = list[RoomPerson]

MOST_MARKS = 200
MOST_CLIPS = 100


@dataclass(frozen=True)
class Film:
    """What plays in a room: a recording, or a clip of one as a film of its own."""

    recording: Recording
    clip: Clip | None = None

    @property
    def first(self) -> int:
        """The frame of the recording with which it begins."""
        return self.clip.start_frame if self.clip else 0

    @property
    def frames(self) -> int:
        if self.clip:
            return self.clip.end_frame - self.clip.start_frame + 1
        return self.recording.frame_count or 0

    @property
    def rate(self) -> FrameRate:
        return self.recording.rate

    def is_open_to(self, who: Actor) -> bool:
        """Whether they may watch it at this moment, by the rule that sends its bytes."""
        if self.clip:
            return policies.find("clip.watch", self.clip.id, who) is not None
        return policies.find("recording.watch", self.recording.id, who) is not None


def open_room(enrolment_id: int, presentation_id: int | None) -> Room | None:
    """The room that stands open for supervision, or for a presentation."""
    asked = select(Room).where(
        Room.enrolment_id == enrolment_id,
        Room.presentation_id == presentation_id,
        Room.ended_at.is_(None),
    )
    return db.session.scalar(asked)


def belongs_to_an_earlier_meeting(room: Room) -> bool:
    latest = max([room.changed_at, *(one.seen_at for one in people_in(room))])
    return latest < clock.now() - SAME_MEETING


def film_of(room: Room) -> Film | None:
    if room.recording is None or room.recording.state is not RecordingState.READY:
        return None
    return Film(room.recording, room.clip)


def film_for_all(room: Room, people: People, actor: Actor) -> Film | None:
    """What plays, while the actor and everybody who is here may watch it; else nothing does."""
    film = film_of(room)
    if film is None:
        return None
    everybody = dict.fromkeys([actor, *(acting(one) for one in present(people))])
    return film if all(film.is_open_to(one) for one in everybody) else None


def run_of(room: Room, film: Film) -> Run:
    loop = None
    if room.loops and room.loop_in is not None and room.loop_out is not None:
        loop = (room.loop_in, room.loop_out)
    return Run(film.frames, film.rate, room.frame, room.playing_since, room.speed, loop)


def people_in(room: Room) -> People:
    """Everybody who came, in the order in which they came."""
    named = joinedload(RoomPerson.person).lazyload(Person.roles)
    asked = select(RoomPerson).filter_by(room_id=room.id).options(named)
    return list(db.session.scalars(asked.order_by(RoomPerson.id)))


def is_here(one: RoomPerson, at: datetime) -> bool:
    return one.left_at is None and one.seen_at > at - HERE_FOR


def present(people: People) -> People:
    now = clock.now()
    return [one for one in people if is_here(one, now)]


def last_heard(people: People) -> datetime | None:
    """When somebody's browser was heard of last; None before anybody came."""
    return max((one.seen_at for one in people), default=None)


def acting(one: RoomPerson) -> Actor:
    return Actor(one.person_id, one.role)


def watchers(room: Room, people: People, actor: Actor) -> list[Actor]:
    """Whoever must be able to watch what is chosen: the actor, all who are here, the trainee, and
    in supervision whoever supervises."""
    enrolment = db.session.get_one(Enrolment, room.enrolment_id)
    found = [actor, Actor(enrolment.trainee_id, Role.TRAINEE)]
    supervisor = supervisor_of(enrolment) if room.presentation_id is None else None
    if supervisor is not None:
        found.append(Actor(supervisor.id, Role.SUPERVISOR))
    return list(dict.fromkeys([*found, *(acting(one) for one in present(people))]))


def films_to_choose(room: Room, who: Sequence[Actor], page: int) -> Page:
    """Recordings that belong into the room and that all of them may watch, the latest first."""
    cycle = joinedload(Recording.cycle).joinedload(Cycle.client)
    asked = _recordings(room, who).options(cycle)
    return paginate(asked.order_by(Recording.id.desc()), page)


def clips_to_choose(room: Room, who: Sequence[Actor]) -> Sequence[Clip]:
    """Clips that are presented, cut, and open to all of them, in the order of the films."""
    film = joinedload(Clip.recording).joinedload(Recording.cycle).joinedload(Cycle.client)
    asked = _clips(room, who).options(film).order_by(Clip.recording_id, Clip.start_frame)
    return db.session.scalars(asked.limit(MOST_CLIPS)).all()


def film_to_choose(
    room: Room, who: Sequence[Actor], recording_id: int | None, clip_id: int | None
) -> Film | None:
    """That one of what can be chosen; None where somebody may not watch it."""
    if clip_id:
        clip = db.session.scalar(_clips(room, who).where(Clip.id == clip_id))
        return Film(clip.recording, clip) if clip else None
    recording = db.session.scalar(_recordings(room, who).where(Recording.id == recording_id))
    return Film(recording) if recording else None


def _recordings(room: Room, who: Sequence[Actor]) -> Select[Any]:
    asked = _open_to_all("recording.watch", who).where(Recording.state == RecordingState.READY)
    if room.presentation_id is None:
        cycles = select(Cycle.id).where(Cycle.enrolment_id == room.enrolment_id)
        return asked.where(Recording.cycle_id.in_(cycles))
    shown = select(PresentedRecording.recording_id).filter_by(presentation_id=room.presentation_id)
    return asked.where(Recording.id.in_(shown))


def _clips(room: Room, who: Sequence[Actor]) -> Select[Any]:
    shown = select(PresentedClip.clip_id).filter_by(presentation_id=room.presentation_id)
    cut = Clip.film_made_at.is_not(None)
    return _open_to_all("clip.watch", who).where(Clip.id.in_(shown), cut)


def _open_to_all(action: str, who: Sequence[Actor]) -> Select[Any]:
    subject = policies.RULES[action].subject
    first, *others = who
    asked = policies.allowed(action, first)
    for one in others:
        asked = asked.where(
            subject.id.in_(policies.allowed(action, one).with_only_columns(subject.id))
        )
    return asked


def marks(room: Room, actor: Actor, film: Film) -> Sequence[Moment]:
    """What was marked before all on what plays now, in the order of the film."""
    within = select(RoomMoment.moment_id).where(RoomMoment.room_id == room.id)
    owner = joinedload(Moment.track).joinedload(Track.owner).lazyload(Person.roles)
    asked = (
        policies.allowed("moment.read", actor)
        .join(Track, Track.id == Moment.track_id)
        .where(
            Moment.id.in_(within),
            Track.recording_id == film.recording.id,
            Moment.start_frame.between(film.first, film.first + film.frames - 1),
        )
        .options(owner, joinedload(Moment.tags))
        .order_by(Moment.start_frame, Moment.id)
        .limit(MOST_MARKS)
    )
    return db.session.scalars(asked).unique().all()


def was_marked_here(room: Room, moment: Moment) -> bool:
    asked = select(RoomMoment.id).filter_by(room_id=room.id, moment_id=moment.id)
    return db.session.scalar(asked) is not None


def state_of_marks(room: Room) -> str:
    """Changes with every change of what was marked here: how many, and when one changed last."""
    asked = select(func.count(), func.max(Moment.touched_at)).select_from(RoomMoment)
    count, latest = db.session.execute(
        asked.join(Moment).where(RoomMoment.room_id == room.id)
    ).one()
    return f"{count} {latest.isoformat()}" if count else ""
