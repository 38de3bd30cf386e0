"""The paper on which somebody answered: kept with the answers, opened by one person, recorded."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from accreditation.consent import Purpose
from app import clock
from app.casework import files, operations
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.consent import Consent, GivenHow
from app.models.consent_scans import ConsentScan, ScanGone
from app.models.people import Role
from app.policies import Actor
from app.storage import StoreUnreachable
from app.web.errors import Refusal
from tests import factories
from tests.browser import signed_in as browser_of
from tests.footage.uploads import sweep
from tests.live_server import LiveServer
from tests.pdf import papers

LATER = timedelta(hours=2)


@pytest.fixture
def trainee(app):
    return factories.person(Role.TRAINEE)


@pytest.fixture
def mother(trainee):
    """She signed a form on one day, and answered about one purpose on another."""
    client = factories.client(factories.enrolment(trainee), "C-04")
    row = factories.case_person(client, "mother")
    for purpose in (Purpose.FILMING, Purpose.SUPERVISION):
        factories.consent(row, purpose)
    factories.consent(row, Purpose.PEERS, given_on=factories.LONG_AGO + timedelta(days=1))
    return row


@pytest.fixture
def signed_in(visitor, trainee, mother):
    return visitor.sign_in(trainee)


def answer_about(person, purpose=Purpose.FILMING):
    return db.session.scalars(
        select(Consent).filter_by(case_person_id=person.id, purpose=purpose)
    ).one()


def page_of(person, purpose=Purpose.FILMING):
    return f"/people/{person.id}/consent/{answer_about(person, purpose).id}"


def send(visitor, url, *contents):
    sent = [
        FileStorage(io.BytesIO(one), filename=f"Anna Example {number}.jpg")
        for number, one in enumerate(contents)
    ]
    boundary, body = encode_multipart({"csrf_token": visitor.token(), "pages": sent})
    kind = f"multipart/form-data; boundary={boundary}"
    headers = {"Accept": "text/html"}
    return visitor.ask(url, method="POST", data=body, content_type=kind, headers=headers)


def scans():
    db.session.rollback()
    return db.session.scalars(select(ConsentScan).order_by(ConsentScan.id)).all()


def keys():
    return list(files.storage().keys_under("consent-scans"))


def acts(act):
    db.session.rollback()
    entries = select(AuditEntry).filter_by(act=act).order_by(AuditEntry.id)
    return [(one.subject_id, one.person_id, one.detail) for one in db.session.scalars(entries)]


def test_a_scan_proves_every_answer_of_that_day_on_paper_and_no_other(signed_in, mother):
    response = send(signed_in, f"{page_of(mother)}/scan", papers.photo(), papers.pdf())
    (scan,) = scans()
    assert response.location == f"/consent-scans/{scan.id}"
    proved = {one.consent.purpose for one in scan.answers}
    assert proved == {Purpose.FILMING, Purpose.SUPERVISION}
    assert [(one.number, one.is_picture) for one in scan.files] == [(1, True), (2, False)]
    assert keys() == [f"consent-scans/{scan.id}/1.jpg", f"consent-scans/{scan.id}/2.pdf"]
    (kept,) = acts("consent_scan.kept")
    assert kept[2] == {"answers": 2, "files": 2, "pages": 2, "instead_of": None}
    assert "2 pages kept" in signed_in.open(f"/people/{mother.id}/consent")
    assert "2 pages kept" in signed_in.open(page_of(mother, Purpose.SUPERVISION))
    assert "No scan of it is kept" in signed_in.open(page_of(mother, Purpose.PEERS))


def test_after_answers_on_paper_comes_the_form_they_stand_on(signed_in, mother):
    said = {"research": "no", "given_on": clock.today().isoformat(), "given_how": "paper"}
    response = signed_in.send(f"/people/{mother.id}/consent", said)
    assert response.location == f"{page_of(mother, Purpose.RESEARCH)}/scan"
    assert "Keep the signed form" in signed_in.open(response.location)
    elsewhere = {**said, "training": "no", "given_how": "tablet"}
    response = signed_in.send(f"/people/{mother.id}/consent", elsewhere)
    assert response.location == f"/clients/{mother.client_id}"
    signed_in.open(f"{page_of(mother, Purpose.TRAINING)}/scan", 404)


def test_each_opening_is_recorded_and_nothing_in_it_runs_or_is_kept(signed_in, mother, trainee):
    send(signed_in, f"{page_of(mother)}/scan", papers.photo(), papers.pdf())
    (scan,) = scans()
    pages = f"/consent-scans/{scan.id}/files"
    assert f'src="{pages}/1"' in signed_in.open(f"/consent-scans/{scan.id}")
    assert signed_in.ask(f"{pages}/1", method="HEAD").status_code == 200
    assert acts("consent_scan.opened") == []
    for number, how in ((1, "inline"), (2, "attachment")):
        answer = signed_in.get(f"{pages}/{number}")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith(f"{how}; filename=")
        assert papers.PHONE.encode() not in answer.data
    assert acts("consent_scan.opened") == [
        (scan.id, trainee.id, {"file": 1}),
        (scan.id, trainee.id, {"file": 2}),
    ]
    assert signed_in.get(f"{pages}/3").status_code == 404


@pytest.mark.parametrize(
    "role", [Role.SUPERVISOR, Role.SERVICE_LEAD, Role.REGISTRAR, Role.ACCREDITOR, Role.TRAINEE]
)
def test_nobody_else_learns_that_there_is_a_scan(visitor, mother, trainee, role):
    send(visitor.sign_in(trainee), f"{page_of(mother)}/scan", papers.photo())
    (scan,) = scans()
    other = factories.person(role)
    if role is Role.SUPERVISOR:
        factories.allocation(mother.client.enrolment, other)
    visitor.sign_in(other, role)
    page = f"/consent-scans/{scan.id}"
    for address in (page, f"{page}/files/1", f"{page}/replace", f"{page}/remove"):
        assert visitor.get(address).status_code == 404
    for address in (f"{page}/replace", f"{page}/remove", f"{page_of(mother)}/scan"):
        assert visitor.send(address).status_code == 404
    assert scans()[0].gone_at is None


def test_the_wrong_sheet_is_replaced_and_leaves_the_store(signed_in, mother, trainee):
    send(signed_in, f"{page_of(mother)}/scan", papers.photo(), papers.photo())
    wrong = scans()[0].id
    response = send(signed_in, f"/consent-scans/{wrong}/replace", papers.pdf())
    earlier, now = scans()
    assert response.location == f"/consent-scans/{now.id}"
    assert [one.consent_id for one in now.answers] == [one.consent_id for one in earlier.answers]
    signed_in.open(f"/consent-scans/{wrong}", 404)
    sweep()
    assert keys() == [f"consent-scans/{now.id}/1.pdf"]
    assert acts("consent_scan.gone") == [(wrong, trainee.id, {"why": "replaced"})]
    ((_, _, gone),) = acts("consent_scan.files_gone")
    assert (gone["files"], gone["why"]) == (2, "replaced")
    page = signed_in.open(f"/people/{mother.id}/consent")
    assert "another scan took its place" in page
    assert "1 page kept" in page


def test_a_scan_is_removed_by_hand_and_the_answers_stay(signed_in, mother):
    send(signed_in, f"{page_of(mother)}/scan", papers.photo())
    (scan,) = scans()
    signed_in.open(f"/consent-scans/{scan.id}/remove")
    assert signed_in.send(f"/consent-scans/{scan.id}/remove").status_code == 302
    assert signed_in.get(f"/consent-scans/{scan.id}/files/1").status_code == 404
    sweep()
    assert keys() == []
    assert scans()[0].files_gone_at is not None
    assert answer_about(mother).agreed
    assert "Keep a scan" in signed_in.open(f"/people/{mother.id}/consent")


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        ((), "Choose the scan, or photograph the form."),
        ((b"MZ, a program",), "neither a PDF nor a JPEG or PNG picture"),
        ((papers.photo(), papers.with_a_file_inside()), "File 2: There is something in this PDF"),
        ((bytes(10_000_001),), "more than 10 MB together"),
        ((papers.photo(),) * 11, "At most 10 files"),
    ],
)
def test_what_is_no_scan_is_refused_and_nothing_is_kept(signed_in, mother, contents, sentence):
    response = send(signed_in, f"{page_of(mother)}/scan", *contents)
    assert response.status_code == 422
    assert sentence in response.text
    assert scans() == []
    assert keys() == []


def test_a_form_far_too_large_is_refused_before_it_is_read(signed_in, visitor, mother, app):
    large = bytes(11_000_000)
    response = send(signed_in, f"{page_of(mother)}/scan", large)
    assert response.status_code == 413
    assert "more than 10 MB together" in response.text
    stranger = type(visitor)(app)
    assert send(stranger, f"{page_of(mother)}/scan", bytes(3_000_000)).status_code == 413


def test_the_same_form_sent_twice_keeps_one_scan(signed_in, mother, trainee):
    answer, actor = answer_about(mother), Actor(trainee.id, Role.TRAINEE)
    send(signed_in, f"{page_of(mother)}/scan", papers.photo())
    again = send(signed_in, f"{page_of(mother)}/scan", papers.photo())
    assert again.location == f"/consent-scans/{scans()[0].id}"
    with files.scratch() as folder:
        sent = papers.laid_out(folder, papers.photo())
        with pytest.raises(Refusal, match="is kept already"):
            operations.keep_scan(actor, answer, sent, folder)
    kept, refused = scans()
    assert (kept.gone_at, refused.gone_because) == (None, ScanGone.UNFINISHED)
    assert keys() == [f"consent-scans/{kept.id}/1.jpg"]


def test_what_a_kill_left_half_written_is_swept(app, mother, trainee):
    row = factories.consent_scan(mother, kept_at=None)
    with files.scratch() as folder:
        (page,) = papers.laid_out(folder, papers.photo())
        files.storage().publish(f"consent-scans/{row.id}/1.jpg", page)
    sweep()
    assert len(keys()) == 1  # it may still be arriving
    with clock.moved_by(LATER):
        sweep()
    assert keys() == []
    assert scans()[0].gone_because is ScanGone.UNFINISHED


class FailsAtTheSecond:
    """A store that takes the first file and then does not answer."""

    def __init__(self, store):
        self.store = store

    def __getattr__(self, name):
        return getattr(self.store, name)

    def publish(self, key, source):
        if key.endswith("2.jpg"):
            raise StoreUnreachable(key, "no answer")
        self.store.publish(key, source)


def test_a_store_that_fails_leaves_nothing_and_is_told(signed_in, mother, monkeypatch):
    real = files.storage
    monkeypatch.setattr(files, "storage", lambda: FailsAtTheSecond(real()))
    response = send(signed_in, f"{page_of(mother)}/scan", papers.photo(), papers.photo())
    assert response.status_code == 503
    assert keys() == []
    assert "No scan of it is kept" in signed_in.open(page_of(mother))


def test_the_database_keeps_a_scan_with_the_answers_of_its_paper_only(mother):
    with transaction():
        answer_about(mother, Purpose.SUPERVISION).given_how = GivenHow.TABLET
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        factories.consent_scan(mother)


def test_photos_are_made_small_in_the_browser_kept_and_looked_at(
    app, browser, mother, trainee, tmp_path
):
    large = tmp_path / "IMG_4711.jpg"
    large.write_bytes(papers.photo(5000, 3600))
    with (
        LiveServer(app.config, threads=4) as server,
        browser_of(browser, app, server.url, trainee) as page,
    ):
        page.goto(f"{page_of(mother)}/scan")
        page.get_by_label("Scan or photos of the form").set_input_files([large])
        page.wait_for_function(
            "() => document.querySelector('input[type=file]').files[0].name === 'page-1.jpg'"
        )
        page.get_by_role("button", name="Keep it").click()
        shown = page.get_by_role("img", name="Page 1 of the signed form")
        shown.wait_for()
        page.wait_for_function("() => document.querySelector('.scan-pages img').naturalWidth > 0")
        assert shown.evaluate("one => [one.naturalWidth, one.naturalHeight]") == [2526, 3508]
    assert [act[1] for act in acts("consent_scan.opened")] == [trainee.id]
