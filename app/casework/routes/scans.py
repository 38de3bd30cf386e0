"""The paper on which somebody answered: kept as a scan, looked at, replaced, removed."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.casework import blueprint, files, operations, queries
from app.casework.forms import PlainForm
from app.casework.operations.scanning import LARGEST, TOO_LARGE
from app.casework.scan_forms import ScanForm
from app.models.casework import CasePerson
from app.models.consent import Consent, GivenHow
from app.models.consent_scans import ConsentScan, ScanFile, ScanGone
from app.storage import NotStored
from app.web.access import actor, declares, get_or_404, maybe_actor, own_transactions
from app.web.errors import Refusal

TAKING_SCANS = {"casework.keep_scan", "casework.replace_scan"}
AROUND_IT = 256 * 1024  # what a form has beside its files
KEPT = "Kept. Only you can open it, and each opening is written down."
REMOVED = "Removed. The answers stay as they are."
ALONE = "default-src 'none'; sandbox"
"""Whatever is in the file, a browser runs nothing of it."""


class ScanTooLarge(Refusal):
    status = 413


@blueprint.url_value_preprocessor
def let_scans_be_long(*_: object) -> None:
    """Only for somebody who is signed in; what is longer is refused before it is read."""
    if request.endpoint not in TAKING_SCANS or request.method != "POST" or maybe_actor() is None:
        return
    request.max_content_length = LARGEST + AROUND_IT
    if (request.content_length or 0) > request.max_content_length:
        raise ScanTooLarge(TOO_LARGE)


@blueprint.route(
    "/people/<int:case_person_id>/consent/<int:consent_id>/scan", methods=["GET", "POST"]
)
@declares("case_person.answer_for")
@own_transactions
def keep_scan(case_person_id: int, consent_id: int) -> ResponseReturnValue:
    person = get_or_404("case_person.answer_for", case_person_id)
    answer = queries.answer_of(person, consent_id) or abort(404)
    if answer.given_how is not GivenHow.PAPER:
        abort(404)
    kept = queries.scan_of(answer)
    if kept is not None:
        return redirect(url_for("casework.scan", scan_id=kept.id))
    if queries.erasure_was_asked(answer):  # the page of the answer says so
        page = url_for("casework.consent", case_person_id=person.id, consent_id=answer.id)
        return redirect(page)
    return _form_page(person, answer, None)


@blueprint.route("/consent-scans/<int:scan_id>/replace", methods=["GET", "POST"])
@declares("consent_scan.remove")
@own_transactions
def replace_scan(scan_id: int) -> ResponseReturnValue:
    scan = get_or_404("consent_scan.remove", scan_id)
    return _form_page(scan.case_person, scan.answers[0].consent, scan)


def _form_page(
    person: CasePerson, answer: Consent, instead_of: ConsentScan | None
) -> ResponseReturnValue:
    form = ScanForm()
    kept = form.give_to(lambda: _keep(form, answer, instead_of))
    if kept is not None:
        flash(KEPT, "done")
        return redirect(url_for("casework.scan", scan_id=kept.id))
    earlier = [one.consent for one in instead_of.answers] if instead_of else []
    page = render_template(
        "casework/keep_scan.html",
        case_person=person,
        form=form,
        given_on=answer.given_on,
        answers=[*earlier, *queries.answers_without_scan(person, answer.given_on)],
        instead_of=instead_of,
        largest=LARGEST,
    )
    return page, 422 if form.is_submitted() else 200


def _keep(form: ScanForm, answer: Consent, instead_of: ConsentScan | None) -> ConsentScan:
    with files.scratch() as folder:
        return operations.keep_scan(
            actor(), answer, form.saved_in(folder), folder, instead_of=instead_of
        )


@blueprint.get("/consent-scans/<int:scan_id>")
@declares("consent_scan.open")
def scan(scan_id: int) -> ResponseReturnValue:
    row = get_or_404("consent_scan.open", scan_id)
    return render_template("casework/scan.html", scan=row, case_person=row.case_person)


@blueprint.get("/consent-scans/<int:scan_id>/files/<int:file_number>")
@declares("consent_scan.open")
@own_transactions
def scan_file(scan_id: int, file_number: int) -> ResponseReturnValue:
    """The bytes of a page: a picture for the page of the scan, a PDF to download."""
    row = get_or_404("consent_scan.open", scan_id)
    file = queries.file_of(row, file_number) or abort(404)
    try:
        pieces = files.storage().read_range(files.file_key(row.id, file), 0, file.bytes)
    except NotStored:
        abort(404)
    if request.method == "HEAD":
        return _alone([], file, row)
    body = b"".join(pieces)
    operations.note_opened(actor(), row, file.number)
    return _alone(body, file, row)


def _alone(body: object, file: ScanFile, row: ConsentScan) -> Response:
    kind, ending = ("image/jpeg", "jpg") if file.is_picture else ("application/pdf", "pdf")
    name = f"signed-form-{row.given_on}-{file.number}.{ending}"
    how = "inline" if file.is_picture else "attachment"
    return Response(
        body,  # type: ignore[arg-type]
        mimetype=kind,
        headers={
            "Content-Disposition": f'{how}; filename="{name}"',
            "Content-Security-Policy": ALONE,
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )


@blueprint.route("/consent-scans/<int:scan_id>/remove", methods=["GET", "POST"])
@declares("consent_scan.remove")
def remove_scan(scan_id: int) -> ResponseReturnValue:
    row, form = get_or_404("consent_scan.remove", scan_id), PlainForm()
    if form.validate_on_submit():
        operations.end_scan(actor(), row, ScanGone.REMOVED)
        flash(REMOVED, "done")
        return redirect(url_for("casework.consents", case_person_id=row.case_person_id))
    return render_template("casework/remove_scan.html", scan=row, form=form)
