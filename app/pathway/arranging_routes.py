"""Pages between a proposal and its meeting: the supervisor's word, a time, the calendar file."""

from __future__ import annotations

from functools import partial

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.models.meetings import MeetingTime, StageMeeting
from app.pathway import blueprint, operations, pages
from app.pathway.calendars import calendar_of
from app.pathway.forms import RecommendForm
from app.web.access import actor, declares, get_or_404
from app.web.appointments import AppointmentForm


@blueprint.route("/stage-meetings/<int:meeting_id>/recommend", methods=["GET", "POST"])
@declares("stage_meeting.recommend")
def recommend(meeting_id: int) -> ResponseReturnValue:
    row = get_or_404("stage_meeting.recommend", meeting_id)
    form = RecommendForm()
    said = form.give_to(
        lambda: operations.recommend(actor(), row, form.go_ahead.data == "yes", form.words.data)
    )
    if said is None:
        around = pages.around_a_meeting(row, actor())
        page = render_template("pathway/recommend.html", meeting=row, form=form, **around)
        return page, 422 if form.is_submitted() else 200
    flash("Thank you. They are told.", "done")
    return redirect(url_for("pathway.meeting", meeting_id=row.id))


@blueprint.route("/stage-meetings/<int:meeting_id>/time", methods=["GET", "POST"])
@declares("stage_meeting.schedule")
def give_time(meeting_id: int) -> ResponseReturnValue:
    row = get_or_404("stage_meeting.schedule", meeting_id)
    form = AppointmentForm(data=_as_it_is(row.time))
    if form.give_to(partial(_give_time, row, form)) is None:
        page = render_template(
            "pathway/meeting_time.html",
            meeting=row,
            form=form,
            today=clock.today().isoformat(),
            **pages.around_a_meeting(row, actor()),
        )
        return page, 422 if form.is_submitted() else 200
    flash("The time is set. Both of you get a letter with a calendar file.", "done")
    return redirect(url_for("pathway.meeting", meeting_id=row.id))


def _give_time(row: StageMeeting, form: AppointmentForm) -> MeetingTime:
    when = form.starts_at
    return operations.give_time(actor(), row, when, form.minutes.data, form.place.data)


def _as_it_is(time: MeetingTime | None) -> dict[str, object]:
    if time is None or time.cancelled_at is not None:
        return {}
    return AppointmentForm.begin_with(time.starts_at, time.minutes, time.place)


@blueprint.post("/stage-meetings/<int:meeting_id>/time/cancel")
@declares("stage_meeting.schedule")
def cancel_time(meeting_id: int) -> ResponseReturnValue:
    row = get_or_404("stage_meeting.schedule", meeting_id)
    operations.cancel_time(actor(), row)
    flash("The time is cancelled, and a letter takes it out of both calendars.", "done")
    return redirect(url_for("pathway.meeting", meeting_id=row.id))


@blueprint.get("/stage-meetings/<int:meeting_id>/meeting.ics")
@declares("stage_meeting.see")
def calendar(meeting_id: int) -> ResponseReturnValue:
    row = get_or_404("stage_meeting.see", meeting_id)
    if row.time is None or row.time.cancelled_at is not None:
        abort(404, "This meeting has no time yet.")
    return Response(calendar_of(row, row.time), mimetype="text/calendar")
