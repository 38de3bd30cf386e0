"""Cycles: the page that leads from the film to the confirmation."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.casework import blueprint, operations, queries
from app.casework.forms import ReviewDateForm
from app.casework.routes import cycle_page
from app.models.casework import Cycle
from app.models.people import Role
from app.programmes.queries import criteria_of
from app.web.access import actor, declares, get_or_404


@blueprint.post("/clients/<int:client_id>/cycles")
@declares("client.change")
def start_cycle(client_id: int) -> ResponseReturnValue:
    client = get_or_404("client.change", client_id)
    cycle = operations.start_cycle(actor(), client)
    return redirect(url_for("casework.cycle", cycle_id=cycle.id))


@blueprint.get("/cycles/<int:cycle_id>")
@declares("cycle.see")
def cycle(cycle_id: int) -> ResponseReturnValue:
    row = get_or_404("cycle.see", cycle_id)
    if actor().role is Role.TRAINEE:
        return _own_page(row)
    (brought,) = queries.brought_cycles([row], actor())
    return render_template(
        "casework/cycle_brought.html",
        brought=brought,
        notes=queries.notes_of(row),
        criteria=criteria_of(row.enrolment),
    )


@blueprint.post("/cycles/<int:cycle_id>/shared-review")
@declares("cycle.change")
def date_shared_review(cycle_id: int) -> ResponseReturnValue:
    row, form = get_or_404("cycle.change", cycle_id), ReviewDateForm()
    dated = form.give_to(lambda: operations.date_shared_review(actor(), row, form.reviewed_on.data))
    if dated is not None:
        return redirect(url_for("casework.cycle", cycle_id=row.id))
    return _own_page(row, form), 422


def _own_page(row: Cycle, form: ReviewDateForm | None = None) -> str:
    path = queries.paths([row], actor())[row.id]
    likely = row.reviewed_on or (path.review.filmed_on if path.review else None)
    date_form = form or ReviewDateForm(formdata=None, data={"reviewed_on": likely})
    page = cycle_page.shown(path, actor())
    return render_template("casework/cycle.html", date_form=date_form, **page)
