"""The closing letter: written, changed, printed; and what a service calls it."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.casework import blueprint, letters, operations, queries
from app.casework.case_forms import LetterForm, TermsForm
from app.web.access import actor, declares, get_or_404
from app.web.documents import pdf_of


@blueprint.route("/clients/<int:client_id>/letter", methods=["GET", "POST"])
@declares("client.change")
def letter(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.change", client_id)
    record = queries.record_of(row)
    form = LetterForm(obj=record.letter)
    if not form.is_submitted() and record.letter is None:
        reviewed = [one for one in queries.cycles_of(row, actor()) if one.reviewed_on]
        form.words.data = letters.draft(record, len(reviewed))
    given = form.give_to(
        lambda: operations.write_letter(actor(), row, form.words.data, form.given_on.data)
    )
    if given is not None:
        flash("Kept. You can change it until you give it, and afterwards too.", "done")
        return redirect(url_for("casework.letter", client_id=row.id))
    page = render_template("casework/letter.html", client=row, record=record, form=form)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/clients/<int:client_id>/letter.pdf")
@declares("client.change")
def letter_pdf(client_id: int) -> Response:
    row = get_or_404("client.change", client_id)
    record = queries.record_of(row)
    if record.letter is None:
        abort(404)
    return pdf_of(
        "casework/letter_document.html",
        "letter",
        "The letter",
        letter=record.letter,
        label=record.terms.letter_label,
        goals=record.goals,
        today=clock.today(),
    )


@blueprint.route("/services/<int:service_id>/casework", methods=["GET", "POST"])
@declares("service.lead")
def terms(service_id: int) -> ResponseReturnValue:
    row = get_or_404("service.lead", service_id)
    form = TermsForm(obj=queries.terms_of(row.id))
    given = form.give_to(
        lambda: operations.settle_terms(
            actor(), row, form.letter_label.data, form.concerns_go_to.data or ""
        )
    )
    if given is not None:
        flash("Kept. Your practitioners read it from now on.", "done")
        return redirect(url_for("casework.terms", service_id=row.id))
    page = render_template("casework/terms.html", service=row, form=form)
    return page, 422 if form.is_submitted() else 200
