"""Requests for VIG work: a lead writes one down, allocates it, and sees what came of it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models.case_requests import CaseRequest
from app.models.casework import CaseType
from app.services import blueprint, operations, queries
from app.services.request_forms import AllocateForm, RequestForm
from app.web.access import actor, declares, get_or_404
from app.web.forms import Form
from app.web.pages import asked_page

OF_ONE = "/services/requests/<int:case_request_id>"


@blueprint.get("/services/<int:service_id>/requests")
@declares("service.lead")
def requests(service_id: int) -> ResponseReturnValue:
    service = get_or_404("service.lead", service_id)
    return render_template(
        "services/requests.html",
        service=service,
        page=queries.requests_page(actor(), service, asked_page()),
        counts=queries.request_counts(service.id),
        page_url=lambda number: url_for("services.requests", service_id=service.id, page=number),
    )


@blueprint.route("/services/<int:service_id>/requests/add", methods=["GET", "POST"])
@declares("service.lead")
def write_request(service_id: int) -> ResponseReturnValue:
    service, form = get_or_404("service.lead", service_id), RequestForm()
    made = form.give_to(
        lambda: operations.write_request(
            actor(),
            service,
            form.code.data,
            CaseType(form.case_type.data),
            form.referred_on.data,
            form.said,
        )
    )
    if made is not None:
        flash(f"Request {made.code} is written down. Nobody is asked yet.", "done")
        return _to(made)
    return _page("services/write_request.html", form, service=service)


@blueprint.get(OF_ONE)
@declares("case_request.see")
def case_request(case_request_id: int) -> ResponseReturnValue:
    row = get_or_404("case_request.see", case_request_id)
    return render_template("services/request.html", seen=queries.seen_request(row))


@blueprint.route(f"{OF_ONE}/change", methods=["GET", "POST"])
@declares("case_request.change")
def change_request(case_request_id: int) -> ResponseReturnValue:
    row = get_or_404("case_request.change", case_request_id)
    form = RequestForm(obj=row)
    kept = form.give_to(
        lambda: operations.change_request(
            actor(),
            row,
            form.code.data,
            CaseType(form.case_type.data),
            form.referred_on.data,
            form.said,
        )
    )
    if kept is not None:
        return _to(row)
    return _page("services/change_request.html", form, row=row)


@blueprint.route(f"{OF_ONE}/allocate", methods=["GET", "POST"])
@declares("case_request.change")
def allocate_request(case_request_id: int) -> ResponseReturnValue:
    row = get_or_404("case_request.change", case_request_id)
    practitioners = queries.practitioners_in_training(row.service_id)
    people, form = {one.id: one for one in practitioners}, AllocateForm.of(practitioners)
    allocated = form.give_to(
        lambda: operations.allocate_request(actor(), row, people[form.practitioner.data])
    )
    if allocated is not None:
        flash(f"{people[form.practitioner.data].name} is asked to take it on.", "done")
        return _to(row)
    return _page("services/allocate_request.html", form, row=row, practitioners=practitioners)


@blueprint.route(f"{OF_ONE}/withdraw", methods=["GET", "POST"])
@declares("case_request.change")
def withdraw_request(case_request_id: int) -> ResponseReturnValue:
    row, form = get_or_404("case_request.change", case_request_id), Form()
    withdrawn = form.give_to(lambda: operations.withdraw_request(actor(), row))
    if withdrawn is not None:
        flash("Withdrawn. Nobody is asked to take it on.", "done")
        return _to(row)
    return _page("services/withdraw_request.html", form, row=row)


@blueprint.post(f"{OF_ONE}/keep")
@declares("case_request.change")
def keep_request(case_request_id: int) -> ResponseReturnValue:
    row = operations.keep_request(actor(), get_or_404("case_request.change", case_request_id))
    flash("It still waits. The day it goes is counted anew.", "done")
    return _to(row)


def _to(row: CaseRequest) -> ResponseReturnValue:
    return redirect(url_for("services.case_request", case_request_id=row.id))


def _page(template: str, form: Form, **values: object) -> ResponseReturnValue:
    page = render_template(template, form=form, **values)
    return page, 422 if form.is_submitted() else 200
