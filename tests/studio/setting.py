"""Tess's film of a cycle she brought to Sam, with its bytes in place where a test plays it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.extensions import transaction
from app.footage import files
from app.models.casework import CasePerson, Cycle
from app.models.footage import Recording, RecordingKind
from app.models.people import Person, Role
from app.models.programme import Enrolment
from app.video.overview import make_overview
from app.video.reference import make_reference
from app.video.stills import make_poster
from tests import factories as make


@dataclass(frozen=True)
class Setting:
    tess: Person
    sam: Person
    enrolment: Enrolment
    mother: CasePerson
    cycle: Cycle
    film: Recording
    review: Recording


def the_setting(brought: bool = True) -> Setting:
    """A client film and a shared review, ready, everyone in shot agreeing to every purpose."""
    tess = make.person(Role.TRAINEE, name="Tess Calder")
    sam = make.person(Role.SUPERVISOR, name="Sam Ferrier")
    enrolment = make.enrolment(tess, sam)
    client = make.client(enrolment, "C-04")
    mother = make.agrees(make.case_person(client))
    cycle = make.cycle(client)
    film = make.recording(cycle, [mother])
    review = make.recording(cycle, [mother], RecordingKind.SHARED_REVIEW)
    if brought:
        make.brought(cycle)
    return Setting(tess, sam, enrolment, mother, cycle, film, review)


def put_in_place(recording: Recording, source: Path) -> Recording:
    """Give the recording the bytes and the timeline that the worker would make of `source`."""
    with TemporaryDirectory() as scratch:
        made = make_reference(source, Path(scratch), lambda _: None)
        poster = Path(scratch) / "poster.jpg"
        make_poster(made.path, made.rate, made.frame_count, poster)
        size = (made.width, made.height)
        glance = make_overview(
            made.path, made.rate, made.frame_count, size, Path(scratch), lambda: None
        )
        files.storage().publish(files.storyboard_key(recording.id), glance.storyboard)
        files.storage().publish(files.overview_key(recording.id), glance.index)
        files.storage().publish(files.reference_key(recording.id), made.path)
        files.storage().publish(files.poster_key(recording.id), poster)
    with transaction() as session:
        row = session.get_one(Recording, recording.id)
        row.rate_num, row.rate_den = made.rate.num, made.rate.den
        row.frame_count, row.width, row.height = made.frame_count, made.width, made.height
    return row


def a_moment(token: str, **more: Any) -> dict[str, Any]:
    """The JSON of a point moment, changed by `more`."""
    plain = {"start": 40, "end": None, "words": "Waits.", "principles": ["waiting"], "criteria": []}
    return {"token": token, **plain, **more}
