"""An accreditor's answer: on the panel or not, and stepping back from it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models.panel import PanelMember
from app.panel import blueprint, operations, queries
from app.panel.forms import SeatForm
from app.programmes.queries import supervisor_of
from app.web.access import actor, declares, get_or_404


@blueprint.route("/panel/seats/<int:seat_id>", methods=["GET", "POST"])
@declares("panel_seat.answer")
def seat(seat_id: int) -> ResponseReturnValue:
    row, form = get_or_404("panel_seat.answer", seat_id), SeatForm()
    accepted = form.give_to(lambda: _answer(row, form))
    if accepted is True:
        flash("Thank you. The portfolio is open to you on the days named.", "done")
    if accepted is not None:
        return redirect(url_for("panel.reviews"))
    page = render_template(
        "panel/seat.html",
        seat=row,
        form=form,
        supervisor=supervisor_of(row.submission.enrolment),
        members=queries.members_of(row.submission),
    )
    return page, 422 if form.is_submitted() else 200


def _answer(row: PanelMember, form: SeatForm) -> bool:
    if form.accepts:
        operations.accept_seat(actor(), row, form.interests.data)
    else:
        operations.decline_seat(actor(), row)
    return bool(form.accepts)


@blueprint.post("/panel/seats/<int:seat_id>/step-back")
@declares("panel_seat.leave")
def recuse(seat_id: int) -> ResponseReturnValue:
    operations.recuse(actor(), get_or_404("panel_seat.leave", seat_id))
    flash("You stepped back, and your access has ended. The registrar is told.", "done")
    return redirect(url_for("panel.reviews"))
