"""The recordings of a cycle, and who is in them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.footage import files
from app.models.casework import CasePerson, Cycle
from app.models.erasures import Erasure
from app.models.footage import InShot, Recording, RecordingKind, RecordingState
from app.services.queries import current_policy, service_of_cycle

ENDED = (RecordingState.REFUSED, RecordingState.ERASED)


def reference_key(recording: Recording) -> str:
    """The storage key of the reference film of a recording that is ready."""
    return files.reference_key(recording.id)


def keeps_originals(recording: Recording) -> bool:
    """Whether the trainee's service keeps films as they arrived."""
    return current_policy(service_of_cycle(recording.cycle_id)).keeps_originals


def erasure_of(recording: Recording) -> Erasure | None:
    """What is certified of its erasure, or will be."""
    return db.session.scalar(select(Erasure).filter_by(recording_id=recording.id))


def recordings_of(cycle: Cycle) -> Sequence[Recording]:
    """Every recording of a cycle, ended ones too, in the order they were declared."""
    of_it = select(Recording).where(Recording.cycle_id == cycle.id).order_by(Recording.id)
    return db.session.scalars(of_it).all()


def live_recording(cycle: Cycle, kind: RecordingKind) -> Recording | None:
    """The film of that kind that the cycle has, or that is on its way."""
    return db.session.scalar(_of_kind(cycle, kind).where(Recording.state.not_in(ENDED)))


def last_ended(cycle: Cycle, kind: RecordingKind) -> Recording | None:
    """The film that was refused or erased last: what was said of it is offered again."""
    ended = _of_kind(cycle, kind).where(Recording.state.in_(ENDED))
    return db.session.scalar(ended.order_by(Recording.id.desc()).limit(1))


def _of_kind(cycle: Cycle, kind: RecordingKind) -> Select[Recording]:
    return select(Recording).where(Recording.cycle_id == cycle.id, Recording.kind == kind)


def people_of(cycle: Cycle) -> Sequence[CasePerson]:
    """Everybody of the case, practitioners among them."""
    of_case = select(CasePerson).where(CasePerson.client_id == cycle.client_id)
    return db.session.scalars(of_case.order_by(CasePerson.id)).all()


def in_shot_of(recording: Recording) -> Sequence[CasePerson]:
    """The people on the list of a recording."""
    listed = select(InShot).where(InShot.recording_id == recording.id).order_by(InShot.id)
    entries = db.session.scalars(listed.options(joinedload(InShot.case_person)))
    return [entry.case_person for entry in entries]
