"""A child's own view: asked, written down, and looked at again."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.casework import blueprint, operations, queries
from app.casework.assent_forms import AssentForm
from app.models.assents import AskedHow, AssentView
from app.models.casework import PersonKind
from app.web.access import actor, declares, get_or_404


@blueprint.route("/people/<int:case_person_id>/own-view", methods=["GET", "POST"])
@declares("case_person.answer_for")
def assent(case_person_id: int) -> ResponseReturnValue:
    child, form = get_or_404("case_person.answer_for", case_person_id), AssentForm()
    if child.kind is not PersonKind.CHILD:
        abort(404)
    kept = form.give_to(
        lambda: operations.keep_assent(
            actor(),
            child,
            AssentView(form.view.data),
            AskedHow(form.asked_how.data),
            form.asked_on.data,
            form.look_again_on.data,
        )
    )
    if kept is not None:
        flash("Kept. You are reminded when it is time to look at it again.", "done")
        return redirect(url_for("casework.client", client_id=child.client_id))
    page = render_template(
        "casework/assent.html", child=child, form=form, now=queries.assent_of(child)
    )
    return page, 422 if form.is_submitted() else 200
