"""Nothing of an erased film is left anywhere, and a certificate says what went, why and when."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from accreditation.wording import day
from app import clock
from app.extensions import db, transaction
from app.footage import files, operations
from app.footage.operations import ending
from app.footage.queries import erasure_of
from app.jobs import lease
from app.models.erasures import ErasedWhy, Erasure
from app.models.footage import Clip, Recording
from app.models.people import Role
from tests import factories, films
from tests.browser_like import Visitor
from tests.footage.uploads import fresh, send_film, sweep


@pytest.fixture
def recording(ready) -> Recording:
    """A ready film with one clip cut of it."""
    made = ready(films.constant())
    clip = factories.clip(made, 5, 20)
    db.session.expire_all()
    operations.cut_clip(clip.id)
    db.session.expire_all()
    assert db.session.get_one(Clip, clip.id).film_made_at
    return fresh(made)


def erase(case, recording: Recording, why: ErasedWhy = ErasedWhy.OWNER) -> Erasure:
    with transaction() as session:
        operations.erase_recording(case.actor, session.get_one(Recording, recording.id), why)
    sweep()
    certified = erasure_of(fresh(recording))
    assert certified is not None
    return certified


def test_every_file_goes_and_is_counted(case, recording):
    kept = files.everything_of(recording.id)
    assert len(kept) == 6
    certified = erase(case, recording)
    assert files.everything_of(recording.id) == {}
    assert list(files.storage().keys_under("")) == []
    assert (certified.files, certified.bytes) == (6, sum(kept.values()))
    assert certified.removed_at == recording.files_erased_at
    assert certified.backups_gone_on == (certified.removed_at + timedelta(days=35)).date()


def test_the_page_and_the_document_say_the_same(case, trainee, recording):
    certified = erase(case, recording)
    page = trainee.open(f"/recordings/{recording.id}/erasure")
    assert f"/recordings/{recording.id}/erasure" in trainee.open(f"/recordings/{recording.id}")
    answer = trainee.get(f"/recordings/{recording.id}/erasure.pdf")
    assert answer.mimetype == "application/pdf"
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.data, capture_output=True, check=True
    )
    document = " ".join(read.stdout.decode().split())
    fingerprint = sha256(films.constant().read_bytes()).hexdigest()
    for told in (
        "The trainee whose film it was erased it.",
        f"gone by {day(certified.backups_gone_on)}",
        "6 files",
        case.client.code,
    ):
        assert told in " ".join(page.split())
        assert told in document
    assert fingerprint in page
    assert fingerprint in document.replace(" ", "")
    assert case.trainee.name not in document


def test_a_certificate_tells_why(case, trainee, recording):
    erase(case, recording, ErasedWhy.RETENTION)
    assert "The time the service keeps films of a case was over." in trainee.open(
        f"/recordings/{recording.id}/erasure"
    )


def test_of_a_refused_film_it_is_certified_too(case, trainee):
    recording = send_film(trainee, case.cycle, [case.mother], films.text_renamed())
    sweep()
    sweep()
    page = trainee.open(f"/recordings/{recording.id}/erasure")
    assert "could not be used" in page
    assert "1 file," in page


def test_there_is_no_certificate_before_everything_is_gone(case, trainee, recording, monkeypatch):
    with monkeypatch.context() as store:
        store.setattr(ending.files, "forget_everything", lambda recording_id: None)
        with transaction() as session:
            row = session.get_one(Recording, recording.id)
            operations.erase_recording(case.actor, row)
        with pytest.raises(ending.NotAllGone):
            operations.erase_files(recording.id)
    assert fresh(recording).files_erased_at is None
    assert trainee.get(f"/recordings/{recording.id}/erasure").status_code == 404
    with clock.moved_by(2 * lease.LEASE):
        sweep()
    certified = erasure_of(fresh(recording))
    assert certified is not None
    assert certified.files == 6, "counted when the removal first began"
    trainee.open(f"/recordings/{recording.id}/erasure")


def test_a_certificate_never_changes(case, recording):
    erase(case, recording)
    with pytest.raises(IntegrityError, match="cannot be changed"), transaction() as session:
        session.execute(update(Erasure).values(files=0))
    with pytest.raises(IntegrityError, match="cannot be removed"), transaction() as session:
        session.execute(delete(Erasure))


def test_the_supervisor_may_read_it_and_nobody_else(app, case, recording):
    erase(case, recording)
    url = f"/recordings/{recording.id}/erasure"
    Visitor(app).sign_in(case.supervisor).open(url)
    other = Visitor(app).sign_in(factories.person(Role.SUPERVISOR))
    assert other.get(url).status_code == 404
    assert other.get(f"{url}.pdf").status_code == 404
