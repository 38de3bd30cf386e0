"""`registrar-10000`: the registrar's sorted and narrowed list with 10,000 trainees beside 100."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

from app.extensions import db
from app.models.people import Role
from app.readiness import operations
from benchmarks import Samples, bench, interleave
from benchmarks.harness.filled import opened_over
from benchmarks.harness.server import Visit, serving
from tests import crowds
from tests import factories as make

ASKED = "/registrar/trainees?state=active&waits=supervisor&order=waiting"


@bench("registrar-10000", unit="ms", target="<= 1.5")
def registrar_10000() -> Samples:
    with ExitStack() as both:
        filled = [
            (folder, _fill(folder, number))
            for number in (10_000, 100)
            for folder in [Path(both.enter_context(tempfile.TemporaryDirectory()))]
        ]
        ports = [both.enter_context(serving(folder)) for folder, _ in filled]
        many, few = (
            Visit(port, email, Role.REGISTRAR)
            for port, (_, email) in zip(ports, filled, strict=True)
        )
        many.connection.close()  # the server ended it meanwhile; the next request opens another

        def ours() -> str:
            return _page(many)

        def reference() -> str:
            return _page(few)

        samples = interleave(ours=ours, reference=reference, rounds=60, warm_up=10)
        assert many.queries == few.queries, "more trainees ask more questions"
        note = f"50 on the page, {many.queries} queries"
    return Samples(samples.ours, samples.reference, note)


def _page(registrar: Visit) -> str:
    status, page = registrar.ask("GET", ASKED)
    assert status == 200
    assert page.count('data-label="Still to come"') == 50
    return page


def _fill(folder: Path, number: int) -> str:
    with opened_over(folder).app_context():
        db.create_all()
        registrar, supervisor = make.person(Role.REGISTRAR), make.person(Role.SUPERVISOR)
        crowds.worked(crowds.trainings(number, supervisor.id), supervisor.id)
        operations.rebuild()
        email = registrar.email
        db.session.remove()
        db.engine.dispose()
    return email
