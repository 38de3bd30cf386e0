"""A portfolio's PDF is signed; what it is can be told years later, from the file and the rows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject

from accreditation.consent import Purpose
from app.casework.operations import withdraw_consent
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.casework import CasePerson
from app.pdf import signing
from app.portfolio import files, operations
from app.portfolio.verifying import Answer, verdict_on
from tests.browser_like import Visitor


@pytest.fixture
def pdf(bound, tmp_path: Path) -> Path:
    kept = tmp_path / "kept.pdf"
    with files.storage().fetch(bound.document_key) as path:
        kept.write_bytes(path.read_bytes())
    return kept


@pytest.fixture
def copy(app, story, bound, tmp_path: Path) -> Path:
    answer = Visitor(app).sign_in(story.trainee).get(f"/submissions/{bound.id}/copy.pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    kept = tmp_path / "copy.pdf"
    kept.write_bytes(answer.data)
    return kept


def byte_range(pdf: Path) -> list[int]:
    field = (PdfReader(pdf).get_fields() or {})["Attune"]
    return [int(part) for part in field["/V"]["/ByteRange"]]


def child_withdraws(story) -> None:
    child = db.session.query(CasePerson).filter_by(label="child").one()
    with transaction():
        withdraw_consent(story.actor, child, Purpose.OTHER_SUPERVISORS)


def test_the_document_is_signed_and_current(pdf, bound):
    found = verdict_on(pdf)
    assert (found.answer, found.submission) == (Answer.CURRENT, bound)
    said = subprocess.run(["pdfsig", pdf], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said


def test_after_a_withdrawal_the_file_of_before_is_superseded_and_the_new_one_current(
    pdf, copy, story, bound, tmp_path
):
    child_withdraws(story)
    assert verdict_on(pdf).answer is Answer.SUPERSEDED
    assert verdict_on(copy).answer is Answer.SUPERSEDED
    operations.build_document(bound.id)
    with files.storage().fetch(bound.document_key) as path:
        assert verdict_on(path).answer is Answer.CURRENT


def test_one_altered_byte_anywhere_is_said(pdf, tmp_path):
    whole = pdf.read_bytes()
    changed = tmp_path / "changed.pdf"
    for place in range(0, len(whole), len(whole) // 60):
        changed.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert verdict_on(changed).answer is Answer.ALTERED, place


def test_every_byte_of_the_signatures_own_place_counts(pdf, tmp_path):
    whole = pdf.read_bytes()
    _, begins, ends, _ = byte_range(pdf)
    changed = tmp_path / "changed.pdf"
    for place in range(begins, ends, 330):
        changed.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert verdict_on(changed).answer is Answer.ALTERED, place


def test_the_same_portfolio_signed_by_somebody_else_is_not_ours(pdf, tmp_path):
    plain, theirs = tmp_path / "plain.pdf", tmp_path / "theirs.pdf"
    plain.write_bytes(signing.pressed_part(pdf))
    assert verdict_on(plain).because == "It is not signed."
    signing.sign(plain, theirs, signing.make_key(tmp_path / "theirs", "Attune"), "ours, honestly")
    assert "was not, this service's" in verdict_on(theirs).because


def test_what_was_signed_with_a_former_key_is_still_known(app, pdf, tmp_path):
    former = tmp_path / "former.pem"
    former.write_bytes((app.config["DATA"] / "signing" / "signing-certificate.pem").read_bytes())
    new = signing.make_key(tmp_path / "new", "Attune, since this year")
    app.config.update(SIGNING_KEY=new.private, SIGNING_CERTIFICATE=new.certificate)
    assert verdict_on(pdf).answer is Answer.ALTERED
    app.config["SIGNING_FORMER"] = former
    assert verdict_on(pdf).answer is Answer.CURRENT


def test_a_file_that_is_no_pdf_is_answered_as_well(bound, tmp_path):
    other = tmp_path / "letter.pdf"
    for content in (b"", b"Dear Maya", b"%PDF-1.7\n%%EOF\n"):
        other.write_bytes(content)
        assert verdict_on(other).answer is Answer.ALTERED


def test_a_copy_carries_its_readers_name_on_each_page_and_is_on_record(copy, bound, story):
    pages = [page.extract_text() for page in PdfReader(copy).pages]
    assert len(pages) == bound.document_pages
    assert all(f"Copy for {story.trainee.name}" in page for page in pages)
    assert verdict_on(copy).answer is Answer.CURRENT
    assert db.session.query(AuditEntry).filter_by(act="submission.copied").count() == 1


def test_what_a_copy_adds_is_no_part_of_what_is_read_aloud(pdf, copy):
    """It is drawn once on each page, as an artifact, and belongs to nothing in the tree."""
    before, after = PdfReader(pdf), PdfReader(copy)
    for page, stamped in zip(before.pages, after.pages, strict=True):
        (added,) = _pictures_of(stamped).keys() - _pictures_of(page).keys()
        assert "/StructParents" not in _pictures_of(stamped)[added]
        inside: list[str] = []
        drawn_inside = []
        for operands, operator in ContentStream(stamped.get_contents(), after).operations:
            if operator in (b"BDC", b"BMC"):
                inside.append(str(operands[0]))
            elif operator == b"EMC":
                inside.pop()
            elif operator == b"Do" and operands[0] == added:
                drawn_inside.append(inside[:])
        assert drawn_inside == [["/Artifact"]]


def _pictures_of(page: PageObject) -> DictionaryObject:
    return page["/Resources"].get_object().get("/XObject", DictionaryObject()).get_object()


def test_the_file_names_what_it_is_built_to(pdf, copy):
    for file in (pdf, copy):
        root = PdfReader(file).trailer["/Root"]
        written = root["/Metadata"].get_data().decode()
        assert 'pdfaid:part="3"' in written
        assert 'pdfuaid:part="1"' in written
        assert "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<" in written
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)


def test_the_command_says_it_in_a_line(app, pdf, story, tmp_path):
    run = app.test_cli_runner().invoke
    said = run(args=["portfolio", "verify", str(pdf)])
    assert said.exit_code == 0
    assert said.output.startswith("current. ")
    assert story.trainee.name in said.output
    child_withdraws(story)
    said = run(args=["portfolio", "verify", str(pdf)])
    assert (said.exit_code, said.output.split(".")[0]) == (1, "superseded by a withdrawal")
    (tmp_path / "x.pdf").write_bytes(b"x")
    assert run(args=["portfolio", "verify", str(tmp_path / "x.pdf")]).exit_code == 2
