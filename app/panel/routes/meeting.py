"""Pages about when trainee and panel meet."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.panel import blueprint, operations, queries
from app.panel.calendars import calendar_of
from app.portfolio.queries import meeting_to_come
from app.web.access import actor, declares, get_or_404
from app.web.appointments import AppointmentForm


@blueprint.route("/reviews/<int:submission_id>/meeting", methods=["GET", "POST"])
@declares("submission.arrange")
def arrange(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.arrange", submission_id)
    now = meeting_to_come(row)
    begins = AppointmentForm.begin_with(now.starts_at, now.minutes, now.place) if now else {}
    form = AppointmentForm(data=begins)
    arranged = form.give_to(
        lambda: operations.arrange_meeting(
            actor(), row, form.starts_at, form.minutes.data, form.place.data
        )
    )
    if arranged is None:
        page = render_template(
            "panel/arrange.html",
            submission=row,
            form=form,
            meeting=now,
            people=queries.who_meets(row),
            today=clock.today().isoformat(),
        )
        return page, 422 if form.is_submitted() else 200
    flash("The time is set. All of you get a letter with a calendar file.", "done")
    return redirect(url_for("panel.review", submission_id=row.id))


@blueprint.post("/reviews/<int:submission_id>/meeting/cancel")
@declares("submission.arrange")
def cancel_meeting(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.arrange", submission_id)
    operations.cancel_meeting(actor(), row)
    flash("The time is cancelled, and a letter takes it out of all your calendars.", "done")
    return redirect(url_for("panel.review", submission_id=row.id))


@blueprint.get("/submissions/<int:submission_id>/meeting.ics")
@declares("submission.see")
def meeting_file(submission_id: int) -> ResponseReturnValue:
    row = get_or_404("submission.see", submission_id)
    meeting = meeting_to_come(row)
    if meeting is None:
        abort(404, "This meeting has no time yet.")
    page = url_for("portfolio.submission", submission_id=row.id, _external=True)
    return Response(calendar_of(meeting, queries.who_meets(row), page), mimetype="text/calendar")
