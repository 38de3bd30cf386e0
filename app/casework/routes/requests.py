"""A request for VIG work that one's service asks one to take on."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.casework import blueprint, operations
from app.casework.forms import CaseForm, GiveBackForm
from app.models.case_requests import CaseRequest
from app.services.operations import give_back_request
from app.web.access import actor, declares, get_or_404
from app.web.forms import Form

OF_ONE = "/clients/requests/<int:case_request_id>"


@blueprint.route(OF_ONE, methods=["GET", "POST"])
@declares("case_request.answer")
def take_on(case_request_id: int) -> ResponseReturnValue:
    row = get_or_404("case_request.answer", case_request_id)
    form = CaseForm(data={"code": row.code})
    client = form.give_to(
        lambda: operations.take_on_request(
            actor(), row, form.code.data, form.helping_question.data, form.opened_on.data
        )
    )
    if client is not None:
        flash("Taken on. What the request said is in the referral of this case.", "done")
        return redirect(url_for("casework.client", client_id=client.id))
    return _page("casework/take_on.html", form, row)


@blueprint.route(f"{OF_ONE}/give-back", methods=["GET", "POST"])
@declares("case_request.answer")
def give_back(case_request_id: int) -> ResponseReturnValue:
    row, form = get_or_404("case_request.answer", case_request_id), GiveBackForm()
    given = form.give_to(lambda: give_back_request(actor(), row, form.because.data))
    if given is not None:
        flash("Given back. Those who lead your service read why.", "done")
        return redirect(url_for("casework.clients"))
    return _page("casework/give_back.html", form, row)


def _page(template: str, form: Form, row: CaseRequest) -> ResponseReturnValue:
    """The form; one that was answered already leads to the case it became."""
    if row.client_id and not form.is_submitted():
        return redirect(url_for("casework.client", client_id=row.client_id))
    page = render_template(template, form=form, row=row)
    return page, 422 if form.is_submitted() else 200
