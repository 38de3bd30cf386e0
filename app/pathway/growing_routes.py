"""Getting started with a first client, and looking at one's own work over time."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from accreditation.marks import NOT_AVIGUK
from app.pathway import blueprint, queries
from app.pathway.operations.assessing import assess_oneself
from app.pathway.queries.growth import growth_of
from app.programmes.queries import criteria_of
from app.web.access import actor, declares, get_or_404
from app.web.forms import Form


class SelfAssessmentForm(Form):
    words = TextAreaField("What you notice", validators=[Optional(), Length(max=5000)])


@blueprint.get("/first-client")
@declares("training.follow")
def first_client() -> ResponseReturnValue:
    found = queries.own_training(actor())
    cycles = queries.trail_of(found[0]).record.cycles if found else ()
    clients = queries.clients_of(found[0], actor()) if found else ()
    return render_template(
        "pathway/first_client.html",
        has_client=bool(clients),
        has_cycle=bool(cycles),
        has_film=any(each.filmed_on for each in cycles),
    )


@blueprint.get("/first-client/information-sheet")
@declares("training.follow")
def information_sheet() -> ResponseReturnValue:
    return render_template("pathway/information_sheet.html", notice=NOT_AVIGUK)


@blueprint.route("/trainings/<int:enrolment_id>/self-assessment", methods=["GET", "POST"])
@declares("enrolment.work_on")
def self_assessment(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.work_on", enrolment_id)
    criteria, form = criteria_of(enrolment), SelfAssessmentForm()
    chosen = {
        criterion.key: request.form[f"level-{criterion.key}"]
        for _, criterion in criteria.criteria()
        if request.form.get(f"level-{criterion.key}")
    }
    given = form.give_to(lambda: assess_oneself(actor(), enrolment, chosen, form.words.data or ""))
    if given is None:
        page = render_template(
            "pathway/self_assessment.html",
            criteria=criteria,
            form=form,
            chosen=chosen,
            growth=growth_of(enrolment, criteria),
        )
        return page, 422 if form.is_submitted() else 200
    flash("Kept. Only you read it.", "done")
    return redirect(url_for("pathway.self_assessment", enrolment_id=enrolment.id))
