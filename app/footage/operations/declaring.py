"""Saying what a film is and who is in it: before it arrives, and again at any time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app import audit, clock
from app.audit import Acting
from app.casework.queries import kinds_of
from app.extensions import db
from app.footage import queries
from app.footage.operations.employer import require_filming_has_begun
from app.models.casework import CasePerson, Cycle
from app.models.footage import InShot, Recording, RecordingKind
from app.programmes.operations import refuse_while_paused
from app.web.errors import Refusal

WHAT_TO_DO = (
    "Ask first, write the answer down, then film: a film from before the yes cannot be used."
)


class AlreadyThere(Refusal):
    """The cycle has such a film."""

    status = 409


def declare_recording(
    actor: Acting,
    cycle: Cycle,
    kind: RecordingKind,
    filmed_on: date,
    case_people: Sequence[CasePerson],
    declared_bytes: int | None = None,
) -> Recording:
    """A recording whose list of people in shot is confirmed, waiting for its bytes.

    Refused, before a byte is sent, unless everyone in shot agreed to filming by the day of the
    film and still does, and while the service has not settled what comes before filming.
    `declared_bytes` may follow when a film is chosen (`begin_upload`).
    """
    require_filming_has_begun(cycle.id)
    refuse_while_paused(cycle.enrolment, "no film is added")
    if kind not in kinds_of(cycle):
        raise Refusal(f"This cycle has no place for a {kind.label}. Nothing was added.")
    _require_a_past_day(filmed_on)
    _require_agreement(case_people, filmed_on)
    if queries.live_recording(cycle, kind) is not None:
        raise AlreadyThere(f"This cycle already has its {kind.label}. Erase that one first.")
    recording = Recording(
        cycle_id=cycle.id,
        client_id=cycle.client_id,
        owner_id=actor.person_id,
        kind=kind,
        filmed_on=filmed_on,
        declared_bytes=declared_bytes,
        in_shot_confirmed_at=clock.now(),
        in_shot=[InShot(case_person_id=one.id, client_id=cycle.client_id) for one in case_people],
    )
    db.session.add(recording)
    audit.record(
        actor,
        "recording.declared",
        recording,
        kind=kind.value,
        filmed_on=filmed_on.isoformat(),
        in_shot=_ids(case_people),
    )
    return recording


def confirm_in_shot(
    actor: Acting, recording: Recording, case_people: Sequence[CasePerson], confirmed: bool = True
) -> Recording:
    """The list of people in shot is now this one.

    Who may watch follows at once: an empty list, or one that is not confirmed, lets nobody in.
    """
    before = {entry.case_person_id: entry for entry in recording.in_shot}
    wanted = {one.id for one in case_people}
    for gone in before.keys() - wanted:
        db.session.delete(before[gone])
    for new in wanted - before.keys():
        db.session.add(_in_shot(recording, new))
    recording.in_shot_confirmed_at = clock.now() if confirmed and wanted else None
    audit.record(
        actor,
        "recording.in_shot_declared",
        recording,
        before=sorted(before),
        in_shot=sorted(wanted),
        confirmed=recording.in_shot_confirmed_at is not None,
    )
    db.session.expire(recording, ["in_shot"])
    return recording


def _in_shot(recording: Recording, case_person_id: int) -> InShot:
    return InShot(
        recording_id=recording.id, case_person_id=case_person_id, client_id=recording.client_id
    )


def _require_a_past_day(filmed_on: date) -> None:
    if filmed_on > clock.today():
        raise Refusal("The day of filming lies in the future. Enter the day the film was made.")


def _require_agreement(case_people: Sequence[CasePerson], filmed_on: date) -> None:
    if not case_people:
        raise Refusal("Choose everybody who can be seen or heard in the film.")
    verdict = queries.filming_verdict(case_people, filmed_on)
    if not verdict.permitted:
        raise Refusal(" ".join((*verdict.reasons, WHAT_TO_DO)))


def _ids(people: Iterable[CasePerson]) -> list[int]:
    return sorted(one.id for one in people)
