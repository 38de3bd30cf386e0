"""`assess-full`: assessing a whole training beside loading its record from the database.

27 cycles with their films, 23 signed sessions and 500 moments, on the edition of three stages.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from uuid import uuid4

from accreditation.readiness import assess
from app import clock, create_app
from app.extensions import db
from app.models.moments import Moment, Track
from app.models.people import Role
from app.models.programme import Enrolment
from app.pathway.queries import training_record
from app.programmes.queries import programme_of
from benchmarks import Samples, bench, interleave
from tests import factories as make
from tests.crowds.people import add

STAGES = (("1", 6, 7), ("2", 9, 8), ("3", 12, 8))
MOMENTS = 500


@bench("assess-full", unit="ms", target="<= 0.25")
def assess_full() -> Samples:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        app = create_app(
            {
                "MODE": "test",
                "DATA": folder,
                "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'attune.sqlite'}",
                "QUEUE_FILE": folder / "queue.sqlite",
            }
        )
        with app.app_context():
            db.create_all()
            samples = _measured(_a_whole_training())
            db.session.remove()
            db.engine.dispose()
    return samples


def _measured(enrolment: Enrolment) -> Samples:
    programme, today = programme_of(enrolment), clock.today()
    record = training_record(enrolment)
    assert (len(record.cycles), len(record.sessions)) == (27, 23)

    def ours() -> object:
        return assess(record, programme, today)

    def reference() -> object:
        return training_record(enrolment)

    samples = interleave(ours=ours, reference=reference, rounds=200, warm_up=20)
    note = "27 cycles, 23 sessions, 500 moments beside loading that record"
    return Samples(samples.ours, samples.reference, note)


def _a_whole_training() -> Enrolment:
    supervisor = make.person(Role.SUPERVISOR)
    enrolment = make.enrolment(supervisor=supervisor, stages=[key for key, _, _ in STAGES])
    day, films = date(2025, 3, 3), []
    for stage, cycles, sessions in STAGES:
        client = make.client(enrolment)
        shown = [make.agrees(make.case_person(client))]
        held = [
            make.cycle(
                client,
                stage=stage,
                number=number,
                reviewed_on=day,
                confirmed_at=clock.now(),
                confirmed_by_id=supervisor.id,
            )
            for number in range(1, cycles + 1)
        ]
        films += [make.recording(each, shown).id for each in held]
        for _ in range(sessions):
            make.session_held(enrolment, supervisor, stage=stage, signed=True)
    _mark(films, enrolment)
    return enrolment


def _mark(films: list[int], enrolment: Enrolment) -> None:
    """500 moments in all, spread over the films."""
    tracks = add(
        Track,
        (
            {"recording_id": one, "owner_id": enrolment.trainee_id, "role": Role.TRAINEE}
            for one in films
        ),
    )
    where = {"start_frame": 40, "rate_num": 25, "rate_den": 1, "words": "Waits."}
    spread = (tracks[number % len(tracks)] for number in range(MOMENTS))
    add(Moment, ({"token": str(uuid4()), "track_id": one, **where} for one in spread))
