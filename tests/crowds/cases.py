"""Clients, cycles, films and moments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import count
from uuid import uuid4

from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models.case_record import JournalEntry
from app.models.casework import CasePerson, Client, Cycle, PersonKind
from app.models.footage import InShot, Recording, RecordingKind, RecordingState
from app.models.handing_over import CycleBrought
from app.models.moments import Moment, Track
from app.models.people import Role
from app.models.programme import Allocation, Enrolment
from app.models.supervision import SupervisionRequest, SupervisionSession
from tests import factories as make
from tests.crowds.people import add

_numbers = count(1)
TIMELINE = {"rate_num": 25, "rate_den": 1, "frame_count": 250, "width": 640, "height": 360}


def clients(enrolment_ids: Sequence[int]) -> list[int]:
    """A client for each entry of `enrolment_ids`, with one cycle."""
    said = {"helping_question": "How can we enjoy mealtimes together?", "opened_on": make.LONG_AGO}
    coded = ((i, f"N-{next(_numbers)}") for i in enrolment_ids)
    ids = add(Client, ({"enrolment_id": i, "code": code, **said} for i, code in coded))
    pairs = zip(ids, enrolment_ids, strict=True)
    begun = {"stage": "1", "number": 1}
    add(Cycle, ({"client_id": c, "enrolment_id": e, **begun} for c, e in pairs))
    return ids


def worked(enrolment_ids: Sequence[int], supervisor_id: int) -> None:
    """Two confirmed cycles with film and shared review, one that waits, and a signed session."""
    now = clock.now()
    of = list(zip(clients(enrolment_ids), enrolment_ids, strict=True))
    done = {"confirmed_at": now, "confirmed_by_id": supervisor_id, "reviewed_on": make.LONG_AGO}
    keys = [(client, enrolment, n) for client, enrolment in of for n in (2, 3)]
    cycles = add(
        Cycle,
        (
            {"client_id": c, "enrolment_id": e, "stage": "1", "number": n, **done}
            for c, e, n in keys
        ),
    )
    filmed = [(cycle, key[0]) for cycle, key in zip(cycles, keys, strict=True)]
    for kind in (RecordingKind.CLIENT_FILM, RecordingKind.SHARED_REVIEW):
        add(Recording, [_film(cycle, client, supervisor_id, kind) for cycle, client in filmed])
    asked = {"question": "Where am I waiting well?", "asked_at": now - timedelta(days=3)}
    add(SupervisionRequest, ({"cycle_id": one, **asked} for one in cycles[::2]))
    to = {"supervisor_id": supervisor_id, "brought_at": now}
    brought = list(zip(cycles, keys, strict=True))[::2]
    add(CycleBrought, ({"cycle_id": one, "enrolment_id": key[1], **to} for one, key in brought))
    held = {"stage": "1", "held_on": make.LONG_AGO, "minutes": 60, "signed_at": now}
    rows = ({"enrolment_id": e, "supervisor_id": supervisor_id, **held} for e in enrolment_ids)
    add(SupervisionSession, rows)


def asked(number: int, of: Enrolment) -> None:
    """Cycles that were brought to an earlier supervisor."""
    client, began = make.client(of), next(_numbers) * 10_000
    said = {"client_id": client.id, "enrolment_id": of.id, "stage": "1"}
    cycles = add(Cycle, ({**said, "number": began + n} for n in range(number)))
    said = {"question": "Where am I waiting well?", "asked_at": clock.now()}
    add(SupervisionRequest, ({"cycle_id": one, **said} for one in cycles))


def films(number: int, of: Client, owner_id: int, shows: CasePerson) -> list[int]:
    """Ready films of as many cycles of one client, with one person in shot."""
    began = next(_numbers) * 10_000
    said = {"client_id": of.id, "enrolment_id": of.enrolment_id, "stage": "1"}
    cycles = add(Cycle, ({**said, "number": began + n} for n in range(number)))
    ids = add(Recording, [_film(cycle, of.id, owner_id) for cycle in cycles])
    whom = {"case_person_id": shows.id, "client_id": of.id}
    add(InShot, ({"recording_id": one, **whom} for one in ids))
    return ids


def bring(recording_ids: Sequence[int]) -> None:
    """The cycles of these recordings are brought to supervision."""
    of = db.session.scalars(
        select(Cycle).join(Recording).where(Recording.id.in_(recording_ids))
    ).all()
    asked = {"question": "Where am I waiting well?", "asked_at": clock.now()}
    add(SupervisionRequest, [{"cycle_id": one.id, **asked} for one in of])
    supervises = {
        row.enrolment_id: row.supervisor_id
        for row in db.session.scalars(select(Allocation).where(Allocation.until.is_(None)))
    }
    add(
        CycleBrought,
        [
            {
                "cycle_id": one.id,
                "enrolment_id": one.enrolment_id,
                "supervisor_id": supervises[one.enrolment_id],
                "brought_at": clock.now(),
            }
            for one in of
        ],
    )


def moments(recording_ids: Sequence[int], owner_id: int) -> list[int]:
    """A moment of the trainee's own on each recording."""
    own = {"owner_id": owner_id, "role": Role.TRAINEE}
    tracks = add(Track, ({"recording_id": one, **own} for one in recording_ids))
    where = {"start_frame": 40, "rate_num": 25, "rate_den": 1, "words": "Waits."}
    return add(Moment, ({"token": str(uuid4()), "track_id": one, **where} for one in tracks))


def case_people(number: int, person_id: int, enrolment_id: int) -> None:
    """Cases in which the practitioner may be in shot."""
    said = {"label": "practitioner", "kind": PersonKind.PRACTITIONER, "person_id": person_id}
    ids = clients([enrolment_id] * number)
    add(CasePerson, ({"client_id": one, **said} for one in ids))


def journal(person_id: int, number: int) -> None:
    said = {"person_id": person_id, "written_on": make.LONG_AGO, "words": "I want to wait longer."}
    add(JournalEntry, ({**said} for _ in range(number)))


def _film(
    cycle: int, client: int, owner: int, kind: RecordingKind = RecordingKind.CLIENT_FILM
) -> dict[str, object]:
    return {
        "cycle_id": cycle,
        "client_id": client,
        "owner_id": owner,
        "kind": kind,
        "state": RecordingState.READY,
        "filmed_on": make.LONG_AGO,
        "in_shot_confirmed_at": clock.now(),
        "declared_bytes": 1000,
        **TIMELINE,
    }
