"""Questionnaires that a service names, and their scores written down in a case."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.casework import blueprint, operations, queries
from app.casework.case_forms import OCCASIONS, people_of
from app.casework.measure_forms import MeasureForm, PersonsScoresForm
from app.models.case_record import Occasion
from app.web.access import actor, declares, get_or_404


@blueprint.route("/services/<int:service_id>/measures", methods=["GET", "POST"])
@declares("service.lead")
def measures(service_id: int) -> ResponseReturnValue:
    row, form = get_or_404("service.lead", service_id), MeasureForm()
    named = form.give_to(
        lambda: operations.name_measure(
            actor(),
            row,
            form.name.data,
            form.question.data,
            form.lowest.data,
            form.highest.data,
            form.direction.data == "higher",
            form.licence_note.data,
        )
    )
    if named is not None:
        return redirect(url_for("casework.measures", service_id=row.id))
    page = render_template(
        "casework/measures.html", service=row, form=form, measures=queries.measures_of(row.id)
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/services/<int:service_id>/measures/<int:measure_id>/retire")
@declares("service.lead")
def retire_measure(service_id: int, measure_id: int) -> ResponseReturnValue:
    row = get_or_404("service.lead", service_id)
    operations.retire_measure(actor(), queries.measure_of(row.id, measure_id) or abort(404))
    return redirect(url_for("casework.measures", service_id=row.id))


@blueprint.route(
    "/clients/<int:client_id>/measures/<any(before, after, later):occasion>",
    methods=["GET", "POST"],
)
@declares("client.change")
def keep_scores(client_id: int, occasion: str) -> ResponseReturnValue:
    row, when = get_or_404("client.change", client_id), Occasion(occasion)
    asked = queries.measures_for(row)
    form = PersonsScoresForm.about(row, asked)
    people = {str(one.id): one for one in people_of(row)}
    kept = form.give_to(
        lambda: operations.keep_scores(
            actor(), row, people[form.who.data], when, form.answered_on.data, form.scores
        )
    )
    if kept is not None:
        return redirect(url_for("casework.record", client_id=row.id))
    page = render_template(
        "casework/scores.html", client=row, form=form, asked=asked, occasion=OCCASIONS[when]
    )
    return page, 422 if form.is_submitted() else 200
