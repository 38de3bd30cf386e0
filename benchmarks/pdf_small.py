"""`pdf-small`: the demo's portfolio as a PDF, beside bare WeasyPrint on the same HTML."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import select

from app import clock, create_app
from app.demo.people import NORA
from app.extensions import db, transaction
from app.models.casework import Cycle
from app.models.footage import Recording, RecordingKind, RecordingState
from app.models.moments import Moment
from app.models.people import Person, Role
from app.models.portfolio import Portfolio, Submission
from app.models.supervision import SupervisionSession
from app.pdf import VARIANT
from app.pdf.press import FONTS
from app.policies import Actor
from app.portfolio import book, files, operations, queries
from app.programmes.queries import active_enrolment, supervisor_of
from benchmarks import Samples, bench, interleave
from benchmarks.harness.server import demo_folder
from tests.settings import settings_for

MOMENTS = 12
BARE = """
import sys
from weasyprint import HTML

HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant=sys.argv[3])
"""


@bench("pdf-small", unit="ms", target="<= 1.25")
def pdf_small() -> Samples:
    """Ours ends with the row marked built. The stills are cut before, since bare WeasyPrint is
    given them too. Both are a process of their own at the same low priority."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "data"
        shutil.copytree(demo_folder(), folder)
        app = create_app(settings_for(folder))
        with app.app_context():
            submission_id, cutting = _submitted()
            html = _laid_out(submission_id, folder / "bare")
            samples = interleave(
                ours=lambda: _ours(submission_id),
                reference=lambda: _bare(html),
                rounds=7,
            )
            note = _note(submission_id, cutting)
            db.engine.dispose()
    return Samples(samples.ours, samples.reference, note)


def _submitted() -> tuple[int, float]:
    """Nora's portfolio, submitted; and how long its first build took, stills and all."""
    with transaction() as session:
        nora = session.scalars(select(Person).filter_by(email=NORA.email)).one()
        portfolio = _a_draft(Actor(nora.id, Role.TRAINEE))
        submission_id = operations.submit(Actor(nora.id, Role.TRAINEE), portfolio).id
    began = perf_counter()
    operations.build_document(submission_id)
    return submission_id, perf_counter() - began


def _a_draft(nora: Actor) -> Portfolio:
    enrolment = active_enrolment(nora.person_id)
    assert enrolment is not None
    supervisor = supervisor_of(enrolment)
    assert supervisor is not None
    _finish(enrolment.id, supervisor.id)
    portfolio = operations.begin_portfolio(nora, enrolment)
    db.session.flush()
    readable = queries.readable_moments(nora, portfolio).order_by(Moment.id.desc())
    for moment in db.session.scalars(readable.limit(MOMENTS)).all():
        reason = "It shows how waiting gave the child room, and it answers the helping question."
        operations.choose_moment(nora, portfolio, moment, reason)
        operations.choose_recording(nora, portfolio, moment.track.recording)
    operations.ask_for_statement(nora, portfolio)
    text = "I learned to wait, and to see what is given before I look for what is missing. " * 12
    operations.write_statement(nora, portfolio, "\n\n".join([text.strip()] * 4))
    return portfolio


def _finish(enrolment_id: int, supervisor_id: int) -> None:
    """The cycle and the session that the demo leaves to be walked by hand."""
    cycles = select(Cycle).where(Cycle.enrolment_id == enrolment_id).order_by(Cycle.id.desc())
    last = db.session.scalars(cycles).first()
    assert last is not None
    again = Cycle(
        client_id=last.client_id,
        enrolment_id=enrolment_id,
        stage=last.stage,
        number=last.number + 1,
        reviewed_on=clock.today(),
        confirmed_at=clock.now(),
        confirmed_by_id=supervisor_id,
    )
    db.session.add(again)
    db.session.flush()
    _film_of(again, last)
    held = SupervisionSession(
        enrolment_id=enrolment_id,
        supervisor_id=supervisor_id,
        stage=last.stage,
        held_on=clock.today() - timedelta(days=1),
        minutes=60,
        strengths="A calm pace.",
        signed_at=clock.now(),
    )
    db.session.add(held)
    db.session.flush()


def _film_of(cycle: Cycle, like: Cycle) -> None:
    found = select(Recording).filter_by(cycle_id=like.id, kind=RecordingKind.CLIENT_FILM)
    film = db.session.scalars(found).first()
    assert film is not None
    db.session.add(
        Recording(
            cycle_id=cycle.id,
            client_id=cycle.client_id,
            owner_id=film.owner_id,
            kind=film.kind,
            state=RecordingState.ERASED,
            filmed_on=film.filmed_on,
            files_erased_at=clock.now(),
        )
    )
    db.session.flush()


def _ours(submission_id: int) -> None:
    with transaction() as session:
        submission = session.get_one(Submission, submission_id, populate_existing=True)
        submission.built_at = submission.lease_until = None
        submission.attempts = 0
    operations.build_document(submission_id)
    db.session.expire_all()
    assert db.session.get_one(Submission, submission_id).built_at is not None


def _laid_out(submission_id: int, folder: Path) -> Path:
    """The same HTML as a file, with its images and fonts beside it."""
    (folder / "images").mkdir(parents=True)
    shutil.copytree(FONTS, folder / "fonts")
    submission = db.session.get_one(Submission, submission_id)
    entries = queries.entries_of(submission)
    shown = set()
    for key in files.storage().keys_under(f"{files.folder_key(submission_id)}/stills"):
        entry_id = int(Path(key).stem)
        shown.add(entry_id)
        with files.storage().fetch(key) as still:
            shutil.copyfile(still, folder / "images" / f"still-{entry_id}.jpg")
    book.shapes(folder / "images")
    page = folder / "book.html"
    page.write_text(book.book_html(submission, entries, frozenset(), frozenset(shown)))
    return page


def _bare(html: Path) -> None:
    target = html.with_suffix(".pdf")
    command = ["nice", "-n", "10", sys.executable, "-c", BARE, str(html), str(target), VARIANT]
    subprocess.run(command, check=True, timeout=300)


def _note(submission_id: int, cutting: float) -> str:
    submission = db.session.get_one(Submission, submission_id)
    pages, size = submission.document_pages, submission.document_bytes or 0
    return (
        f"{pages} pages, {MOMENTS} stills, {size // 1000} kB, {VARIANT}, record attached; "
        f"{cutting * 1000:.0f} ms when the stills are cut too"
    )
