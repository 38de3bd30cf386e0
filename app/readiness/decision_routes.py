"""A registrar's pages of what is decided about a training."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.models.programme import Enrolment
from app.programmes import operations, queries
from app.readiness import blueprint, pages
from app.readiness.forms import CreditForm, ReasonForm, ServiceForm, TransferForm
from app.web.access import actor, declares, get_or_404


@blueprint.route("/registrar/trainees/<int:enrolment_id>/credit", methods=["GET", "POST"])
@declares("enrolment.administer")
def credit(enrolment_id: int) -> ResponseReturnValue:
    row, form = get_or_404("enrolment.administer", enrolment_id), CreditForm()
    form.offer(pages.readiness_of(row))

    def decide() -> Any:
        stage, key = form.chosen()
        return operations.credit_prior_learning(
            actor(), row, stage, key, form.amount.data or 0, form.reason.data or ""
        )

    return _decided(row, form, decide, "credit", "The prior learning is credited.")


@blueprint.route("/registrar/trainees/<int:enrolment_id>/pause", methods=["GET", "POST"])
@declares("enrolment.administer")
def pause(enrolment_id: int) -> ResponseReturnValue:
    row, form = get_or_404("enrolment.administer", enrolment_id), ReasonForm()

    def decide() -> Any:
        return operations.pause(actor(), row, form.reason.data or "")

    return _decided(row, form, decide, "pause", "The training is paused.")


@blueprint.route("/registrar/trainees/<int:enrolment_id>/return", methods=["GET", "POST"])
@declares("enrolment.administer")
def come_back(enrolment_id: int) -> ResponseReturnValue:
    row, form = get_or_404("enrolment.administer", enrolment_id), ReasonForm()

    def decide() -> Any:
        return operations.come_back(actor(), row, form.reason.data or "")

    return _decided(row, form, decide, "return", "The training goes on.")


@blueprint.route("/registrar/trainees/<int:enrolment_id>/withdraw", methods=["GET", "POST"])
@declares("enrolment.administer")
def withdraw(enrolment_id: int) -> ResponseReturnValue:
    row, form = get_or_404("enrolment.administer", enrolment_id), ReasonForm()

    def decide() -> Any:
        operations.withdraw(actor(), row)
        return operations.note_withdrawal(actor(), row, form.reason.data or "")

    return _decided(row, form, decide, "withdraw", "The training has ended.")


@blueprint.route("/registrar/trainees/<int:enrolment_id>/service", methods=["GET", "POST"])
@declares("enrolment.administer")
def change_service(enrolment_id: int) -> ResponseReturnValue:
    row, form = get_or_404("enrolment.administer", enrolment_id), ServiceForm()
    services = {each.id: each for each in queries.services()}
    form.offer(services.values())

    def decide() -> Any:
        chosen = services[form.service.data]
        return operations.change_service(actor(), row, chosen, form.reason.data or "")

    return _decided(row, form, decide, "service", "The service is changed.")


@blueprint.route("/registrar/trainees/<int:enrolment_id>/transfer", methods=["GET", "POST"])
@declares("enrolment.administer")
def transfer(enrolment_id: int) -> ResponseReturnValue:
    row, form = get_or_404("enrolment.administer", enrolment_id), TransferForm(request.values)
    editions = {
        each.id: each for each in queries.editions_in_use(actor()) if each.id != row.edition_id
    }
    form.offer(editions.values())
    chosen = editions.get(request.values.get("edition", 0, type=int))

    def decide() -> Any:
        assert chosen is not None
        return operations.transfer(actor(), row, chosen, form.reason.data or "")

    return _decided(
        row,
        form,
        decide,
        "transfer",
        "The trainee trains by the new edition now.",
        preview=pages.preview(row, chosen) if chosen else None,
        chosen=chosen,
    )


def _decided(
    row: Enrolment,
    form: ReasonForm,
    decide: Callable[[], Any],
    what: str,
    done: str,
    **more: Any,
) -> ResponseReturnValue:
    if form.give_to(decide) is not None:
        flash(done, "done")
        return redirect(url_for("programmes.enrolment", enrolment_id=row.id))
    page = render_template("readiness/decide.html", enrolment=row, form=form, what=what, **more)
    return page, 422 if form.is_submitted() else 200
