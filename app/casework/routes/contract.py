"""The written contract: its words, signing it, a copy for the client."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.casework import blueprint, operations, queries
from app.casework.case_forms import ContractForm, ContractWordsForm, people_of
from app.models.casework import Client
from app.models.contracts import SignedHow
from app.web.access import actor, declares, get_or_404
from app.web.documents import pdf_of


@blueprint.route("/clients/<int:client_id>/contract", methods=["GET", "POST"])
@declares("client.change")
def contract(client_id: int) -> ResponseReturnValue:
    row = get_or_404("client.change", client_id)
    form = ContractForm.of(row)
    version, words = queries.contract_words(row)
    if form.give_to(lambda: _sign(row, form)) is not None:
        flash("Kept. Give them their copy: print it from the PDF below.", "done")
        return redirect(url_for("casework.contract", client_id=row.id))
    form.version.data = str(version)
    page = render_template(
        "casework/contract.html",
        client=row,
        form=form,
        words=words,
        version=version,
        signed=queries.contracts_of(row),
    )
    return page, 422 if form.is_submitted() else 200


def _sign(row: Client, form: ContractForm) -> object:
    people = {str(one.id): one for one in people_of(row)}
    return operations.sign_contract(
        actor(),
        row,
        people[form.who.data],
        SignedHow(form.how.data),
        form.signed_on.data,
        form.typed.data or "",
        form.drawn.data or "",
        form.version.data,
    )


@blueprint.get("/clients/<int:client_id>/contracts/<int:contract_id>.pdf")
@declares("client.change")
def contract_pdf(client_id: int, contract_id: int) -> Response:
    row = get_or_404("client.change", client_id)
    signed = queries.contract_of(row, contract_id)
    if signed is None:
        abort(404)
    return _pdf(signed.words, signed)


@blueprint.get("/clients/<int:client_id>/contract.pdf")
@declares("client.change")
def contract_to_sign(client_id: int) -> Response:
    """The words of today, with room to sign on paper."""
    row = get_or_404("client.change", client_id)
    return _pdf(queries.contract_words(row)[1], None)


def _pdf(words: str, signed: object) -> Response:
    template = "casework/contract_document.html"
    return pdf_of(template, "contract", "The contract", words=words, signed=signed)


@blueprint.route("/services/<int:service_id>/contract", methods=["GET", "POST"])
@declares("service.lead")
def contract_wording(service_id: int) -> ResponseReturnValue:
    row = get_or_404("service.lead", service_id)
    version, words = queries.contract_words_of(row.id)
    form = ContractWordsForm(data={"words": words})
    published = form.give_to(lambda: operations.publish_contract(actor(), row, form.words.data))
    if published is not None:
        flash(f"Version {published.number} is in use. What was signed keeps its words.", "done")
        return redirect(url_for("casework.contract_wording", service_id=row.id))
    page = render_template(
        "casework/contract_wording.html", service=row, form=form, version=version
    )
    return page, 422 if form.is_submitted() else 200
