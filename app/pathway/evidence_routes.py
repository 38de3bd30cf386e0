"""One piece of evidence behind a number, and what a supervisor decides about the numbers."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models.people import Role
from app.pathway import blueprint, queries
from app.pathway import evidence as pages
from app.pathway.forms import MixtureForm
from app.pathway.operations.confirming import confirm_mixture
from app.programmes.operations import take_back
from app.web.access import actor, declares, get_or_404


@blueprint.get("/trainings/<int:enrolment_id>/evidence/<evidence_kind>/<int:evidence_id>")
@declares("enrolment.follow")
def evidence(enrolment_id: int, evidence_kind: str, evidence_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.follow", enrolment_id)
    found = pages.one_piece(enrolment, evidence_kind, evidence_id)
    if found is None:
        abort(404, "Nothing like that stands in this training.")
    own = actor().role is Role.TRAINEE
    to = url_for("pathway.trainee", enrolment_id=enrolment.id)
    back = (to, "Your whole journey" if own else "The training")
    return render_template("pathway/evidence.html", own=own, back=back, **found)


@blueprint.route(
    "/trainings/<int:enrolment_id>/mixture/<stage_key>/<requirement_key>", methods=["GET", "POST"]
)
@declares("enrolment.supervise")
def confirm_mixed(enrolment_id: int, stage_key: str, requirement_key: str) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.supervise", enrolment_id)
    sheet, form = pages.sheet_of(enrolment, stage_key, requirement_key), MixtureForm()
    if sheet is None:
        abort(404, "This edition has no such requirement.")

    def confirm() -> object:
        reason = form.reason.data or ""
        return confirm_mixture(actor(), enrolment, stage_key, requirement_key, reason)

    if form.give_to(confirm) is None:
        page = render_template(
            "pathway/confirm_mixture.html",
            enrolment=enrolment,
            name=queries.trainee_of(enrolment),
            sheet=sheet,
            form=form,
        )
        return page, 422 if form.is_submitted() else 200
    flash("Confirmed. They count as a whole, with your reason.", "done")
    return redirect(url_for("pathway.trainee", enrolment_id=enrolment.id))


@blueprint.post("/training-decisions/<int:training_decision_id>/take-back")
@declares("training_decision.take_back")
def take_back_decision(training_decision_id: int) -> ResponseReturnValue:
    row = get_or_404("training_decision.take_back", training_decision_id)
    take_back(actor(), row)
    flash("Taken back. It stays in the history and counts no more.", "done")
    if actor().role is Role.REGISTRAR:
        return redirect(url_for("programmes.enrolment", enrolment_id=row.enrolment_id))
    return redirect(url_for("pathway.trainee", enrolment_id=row.enrolment_id))
