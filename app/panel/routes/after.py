"""The trainee's answer to a decision: that they read it, or that others should look again."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.panel import blueprint, operations
from app.panel.forms import AppealForm
from app.panel.operations.after import DAYS_TO_APPEAL
from app.web.access import actor, declares, get_or_404


@blueprint.post("/decisions/<int:decision_id>/read")
@declares("decision.answer")
def acknowledge(decision_id: int) -> ResponseReturnValue:
    decision = get_or_404("decision.answer", decision_id)
    operations.acknowledge_decision(actor(), decision)
    flash("Thank you. It is noted that you read the decision.", "done")
    return redirect(url_for("portfolio.submission", submission_id=decision.submission_id))


@blueprint.route("/decisions/<int:decision_id>/appeal", methods=["GET", "POST"])
@declares("decision.answer")
def appeal(decision_id: int) -> ResponseReturnValue:
    decision, form = get_or_404("decision.answer", decision_id), AppealForm()
    made = form.give_to(lambda: operations.appeal(actor(), decision, form.reasons.data))
    if made is not None:
        flash("Sent. Others will look at the same portfolio, as it was sealed.", "done")
        return redirect(url_for("portfolio.submission", submission_id=made.submission_id))
    page = render_template("panel/appeal.html", decision=decision, form=form, days=DAYS_TO_APPEAL)
    return page, 422 if form.is_submitted() else 200
