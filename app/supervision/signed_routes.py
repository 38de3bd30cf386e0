"""Pages of what was signed: the session, the trainee's signature, a correction, working points."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.casework.forms import PlainForm
from app.models.supervision import SupervisionSession, WorkingPoint
from app.programmes.queries import criteria_of
from app.supervision import blueprint, operations, queries
from app.supervision.forms import CorrectionForm
from app.web.access import actor, declares, get_or_404, may_on


@blueprint.get("/sessions/<int:session_id>")
@declares("session.see")
def session(session_id: int) -> ResponseReturnValue:
    row = get_or_404("session.see", session_id)
    return _page(row, PlainForm()), 200


@blueprint.post("/sessions/<int:session_id>/countersign")
@declares("session.countersign")
def countersign(session_id: int) -> ResponseReturnValue:
    row, form = get_or_404("session.countersign", session_id), PlainForm()
    if form.give_to(lambda: operations.countersign_session(actor(), row)) is not None:
        flash("Signed by both of you.", "done")
        return redirect(url_for("supervision.session", session_id=row.id))
    return _page(row, form), 422


def _page(row: SupervisionSession, form: PlainForm) -> str:
    return render_template(
        "supervision/session.html",
        session=row,
        cycles=queries.cycles_to_read(row, actor()),
        ratings=queries.ratings_in(row),
        criteria=criteria_of(row.enrolment),
        me=actor(),
        form=form,
        may_countersign=may_on("session.countersign", row),
        may_correct=may_on("session.correct", row),
    )


@blueprint.route("/sessions/<int:session_id>/correct", methods=["GET", "POST"])
@declares("session.correct")
def correct(session_id: int) -> ResponseReturnValue:
    row = get_or_404("session.correct", session_id)
    form = CorrectionForm(data=_signed(row))
    corrected = form.give_to(lambda: operations.correct_session(actor(), row, *_filled(form)))
    if corrected is not None:
        flash("Corrected and signed anew. What was signed before stands beside it.", "done")
        return redirect(url_for("supervision.session", session_id=row.id))
    page = render_template("supervision/correct.html", session=row, form=form)
    return page, 422 if form.is_submitted() else 200


def _signed(row: SupervisionSession) -> dict[str, object]:
    return {
        "held_on": row.held_on,
        "minutes": row.minutes,
        "strengths": row.strengths,
        "working_points": "\n".join(point.words for point in row.working_points),
        "next_steps": row.next_steps,
    }


def _filled(form: CorrectionForm) -> tuple:
    return (
        form.reason.data,
        form.held_on.data,
        form.minutes.data,
        form.strengths.data,
        form.points,
        form.next_steps.data or "",
    )


@blueprint.post("/working-points/<int:point_id>/done")
@declares("working_point.settle")
def settle(point_id: int) -> ResponseReturnValue:
    point = get_or_404("working_point.settle", point_id)
    operations.settle_point(actor(), point)
    flash(f"Done: {point.words}", "done")
    return _back_to_the_list(point)


@blueprint.post("/working-points/<int:point_id>/open")
@declares("working_point.settle")
def reopen(point_id: int) -> ResponseReturnValue:
    point = get_or_404("working_point.settle", point_id)
    operations.reopen_point(actor(), point)
    flash("It comes back before the next session.", "done")
    return _back_to_the_list(point)


def _back_to_the_list(point: WorkingPoint) -> Response:
    """To the page whose list it was settled in."""
    if request.form.get("on") == "log":
        return redirect(url_for("supervision.log"))
    if request.form.get("on") == "prepare":
        enrolment_id = point.session.enrolment_id
        return redirect(url_for("supervision.prepare", enrolment_id=enrolment_id))
    return redirect(url_for("supervision.session", session_id=point.session_id))
