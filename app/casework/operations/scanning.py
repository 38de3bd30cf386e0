"""Keeping the scan of a signed paper, and letting it go. The answers it proves stay.

A row says that a scan is arriving before its first file is in the store, so a kill at any moment
leaves nothing that the sweep does not find, and nobody opens what is not whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from flask import current_app

from app import audit, clock
from app.audit import Acting
from app.casework import files
from app.casework.queries import scans as queries
from app.extensions import db, transaction
from app.jobs import lease, ring_after_commit
from app.models.casework import CasePerson
from app.models.consent import Consent, GivenHow
from app.models.consent_scans import ConsentScan, ProvedAnswer, ScanFile, ScanGone
from app.pdf import Cleaned, ScanRefused, clean_scan
from app.web.errors import Refusal

LARGEST = 10_000_000
MOST_FILES = 10
NOT_ON_PAPER = "This answer was not given on paper, so there is no paper of it."
KEPT_ALREADY = "A scan of this form is kept already. Look at it, or replace it."
ASKED = "They asked for erasure since, so nothing more of what they signed is kept."
TOO_LARGE = (
    "The pages have more than 10 MB together, and that is the most that is kept. Nothing was kept. "
    "Photograph them with a lower resolution, or scan them in grey, and choose those."
)
TOO_MANY = f"At most {MOST_FILES} files make one form. Nothing was kept. Choose fewer."
MEANWHILE = "This form was replaced or removed meanwhile. Nothing was kept. Look at its page again."


class NotAllGone(Exception):
    """Something of a scan is still in the store after it was removed; it is tried again."""


def keep_scan(
    actor: Acting,
    answer: Consent,
    sources: Sequence[Path],
    folder: Path,
    instead_of: ConsentScan | None = None,
) -> ConsentScan:
    """Keep the paper on which `answer` was given, with every other answer of it.

    It proves what the person answered on paper on that day and no other scan proves; `instead_of`
    is the earlier one that goes. Opens its own transactions. Raises Refusal for what is no scan.
    """
    if answer.given_how is not GivenHow.PAPER:
        raise Refusal(NOT_ON_PAPER)
    if queries.erasure_was_asked(answer):
        raise Refusal(ASKED)
    person, replaced = answer.case_person, instead_of.id if instead_of else None
    cleaned = _looked_through(sources, folder)
    scan_id = _begin(actor, person, answer)
    try:
        _publish(scan_id, cleaned)
        return _keep(actor, scan_id, cleaned, replaced)
    except Exception:
        _give_up(scan_id)
        raise


def _looked_through(sources: Sequence[Path], folder: Path) -> Sequence[Cleaned]:
    if len(sources) > MOST_FILES:
        raise Refusal(TOO_MANY)
    if sum(one.stat().st_size for one in sources) > LARGEST:
        raise Refusal(TOO_LARGE)
    try:
        return clean_scan(sources, folder)
    except ScanRefused as refused:
        which = f"File {refused.number}: " if refused.number and len(sources) > 1 else ""
        raise Refusal(which + refused.sentence) from refused


def _begin(actor: Acting, person: CasePerson, answer: Consent) -> int:
    with transaction() as session:
        arriving = ConsentScan(
            case_person_id=person.id, given_on=answer.given_on, kept_by_id=actor.person_id
        )
        session.add(arriving)
        session.flush()
        return arriving.id


def _publish(scan_id: int, cleaned: Sequence[Cleaned]) -> None:
    for file, one in zip(_rows(cleaned), cleaned, strict=True):
        files.storage().publish(files.file_key(scan_id, file), one.path)


def _rows(cleaned: Sequence[Cleaned]) -> list[ScanFile]:
    return [
        ScanFile(
            number=number,
            is_picture=one.is_picture,
            pages=one.pages,
            bytes=one.size,
            sha256=one.sha256,
        )
        for number, one in enumerate(cleaned, 1)
    ]


def _keep(
    actor: Acting, scan_id: int, cleaned: Sequence[Cleaned], replaced: int | None
) -> ConsentScan:
    with transaction() as session:
        scan = session.get_one(ConsentScan, scan_id)
        if scan.gone_at is not None:
            raise Refusal(MEANWHILE)
        if replaced is not None:
            _end_the_earlier(actor, session.get_one(ConsentScan, replaced))
        proved = queries.answers_without_scan(scan.case_person, scan.given_on)
        if not proved:
            raise Refusal(KEPT_ALREADY)
        scan.kept_at, scan.files = clock.now(), _rows(cleaned)
        scan.answers = [
            ProvedAnswer(
                consent_id=one.id, case_person_id=one.case_person_id, given_on=one.given_on
            )
            for one in proved
        ]
        told = {"answers": len(proved), "files": len(cleaned), "pages": scan.pages}
        audit.record(actor, "consent_scan.kept", scan, instead_of=replaced, **told)
        return scan


def _end_the_earlier(actor: Acting, earlier: ConsentScan) -> None:
    if earlier.gone_at is not None:
        raise Refusal(MEANWHILE)
    end_scan(actor, earlier, ScanGone.REPLACED)
    db.session.flush()


def _give_up(scan_id: int) -> None:
    """What did not become a scan leaves nothing in the store."""
    with transaction() as session:
        _never_whole(session.get_one(ConsentScan, scan_id))
        ring_after_commit("casework.drop_scan", scan_id)
    files.forget(scan_id)


def _never_whole(scan: ConsentScan) -> None:
    if scan.gone_at is None:
        scan.gone_at, scan.gone_because = clock.now(), ScanGone.UNFINISHED


def end_scan(actor: Acting | None, scan: ConsentScan, why: ScanGone) -> None:
    """Nobody can open it from now on, and its files are removed in the background.

    The answers it proved stay. `actor` is None where its day has come, or its person asked.
    """
    scan.gone_at, scan.gone_because = clock.now(), why
    audit.record(actor, "consent_scan.gone", scan, why=why.value)
    ring_after_commit("casework.drop_scan", scan.id)


def drop_scan(scan_id: int) -> None:
    """Remove the files of a scan that is gone or never became whole. Safe to repeat, and to kill.

    It is written down only when the store, asked again, has nothing of it any more.
    """
    if not lease.claim(ConsentScan, scan_id, *queries.files_must_go()):
        return
    with transaction() as session:
        _never_whole(session.get_one(ConsentScan, scan_id, populate_existing=True))
    if not files.forget(scan_id):
        raise NotAllGone(f"files of consent scan {scan_id} are left")
    _note_that_nothing_is_left(scan_id)


def _note_that_nothing_is_left(scan_id: int) -> None:
    lapse = timedelta(days=current_app.config["BACKUPS_KEPT_DAYS"])
    with transaction() as session:
        scan = session.get_one(ConsentScan, scan_id, populate_existing=True)
        assert scan.gone_because is not None
        scan.files_gone_at, scan.lease_until = clock.now(), None
        scan.backups_gone_on = (scan.files_gone_at + lapse).date()
        audit.record(
            None,
            "consent_scan.files_gone",
            scan,
            why=scan.gone_because.value,
            files=len(scan.files),
            bytes=sum(one.bytes for one in scan.files),
            backups_gone_on=scan.backups_gone_on.isoformat(),
        )


def note_opened(actor: Acting, scan: ConsentScan, number: int) -> None:
    """That a page is sent, before its first byte. Opens its own transaction."""
    with transaction():
        audit.record(actor, "consent_scan.opened", scan, file=number)
