"""Pages of times: what a supervisor offers, what a trainee books."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.models.times import SupervisionTime
from app.programmes.queries import active_enrolment
from app.supervision import blueprint, booked, operations
from app.supervision.calendars import calendar_of
from app.supervision.forms import OfferForm, ReasonForm
from app.web.access import actor, declares, get_or_404
from app.web.appointments import AppointmentForm
from app.web.errors import Refusal
from app.web.pages import asked_page
from app.web.zones import zone_for


@blueprint.get("/supervision/times")
@declares("caseload.see")
def times() -> ResponseReturnValue:
    return render_template(
        "supervision/times.html", page=booked.offered_page(actor(), asked_page())
    )


@blueprint.route("/supervision/times/offer", methods=["GET", "POST"])
@declares("caseload.see")
def offer() -> ResponseReturnValue:
    form = OfferForm()
    offered = form.give_to(
        lambda: operations.offer_times(
            actor(),
            form.starts_at,
            form.minutes.data,
            form.place.data,
            form.places.data,
            form.weeks.data,
            zone_for(),
        )
    )
    if offered is None:
        page = render_template("supervision/offer.html", form=form, today=_today())
        return page, 422 if form.is_submitted() else 200
    flash("Offered. Your trainees can book it now.", "done")
    return redirect(url_for("supervision.times"))


@blueprint.route("/supervision/times/<int:time_id>/move", methods=["GET", "POST"])
@declares("supervision_time.keep")
def move(time_id: int) -> ResponseReturnValue:
    time: SupervisionTime = get_or_404("supervision_time.keep", time_id)
    form = AppointmentForm(
        data=AppointmentForm.begin_with(time.starts_at, time.minutes, time.place)
    )
    moved = form.give_to(
        lambda: operations.move_time(
            actor(), time, form.starts_at, form.minutes.data, form.place.data
        )
    )
    if moved is None:
        page = render_template("supervision/move.html", form=form, time=time, today=_today())
        return page, 422 if form.is_submitted() else 200
    flash("Moved. Whoever booked it gets a letter that moves it in their calendar.", "done")
    return redirect(url_for("supervision.times"))


def _today() -> str:
    return clock.today().isoformat()


@blueprint.route("/supervision/times/<int:time_id>/withdraw", methods=["GET", "POST"])
@declares("supervision_time.keep")
def withdraw(time_id: int) -> ResponseReturnValue:
    time, form = get_or_404("supervision_time.keep", time_id), ReasonForm()
    if form.validate_on_submit():
        operations.withdraw_time(actor(), time, form.reason.data)
        flash("Withdrawn. Whoever booked it is told.", "done")
        return redirect(url_for("supervision.times"))
    page = render_template("supervision/withdraw.html", form=form, time=time)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/supervision/book")
@declares("training.follow")
def bookable() -> ResponseReturnValue:
    return render_template(
        "supervision/book.html", page=booked.bookable_page(actor(), asked_page())
    )


@blueprint.post("/supervision/times/<int:time_id>/book")
@declares("supervision_time.book")
def book(time_id: int) -> ResponseReturnValue:
    time = get_or_404("supervision_time.book", time_id)
    mine = active_enrolment(actor().person_id)
    if mine is None:
        raise Refusal("You are in no training at the moment. Nothing was booked.")
    operations.book_time(actor(), mine, time)
    flash("Booked. Both of you get a letter with a calendar file.", "done")
    return redirect(url_for("supervision.log"))


@blueprint.route(
    "/supervision/bookings/<int:supervision_booking_id>/cancel", methods=["GET", "POST"]
)
@declares("supervision_booking.cancel")
def cancel_booking(supervision_booking_id: int) -> ResponseReturnValue:
    booking, form = get_or_404("supervision_booking.cancel", supervision_booking_id), ReasonForm()
    is_mine = booking.time.supervisor_id == actor().person_id
    back = url_for("supervision.times" if is_mine else "supervision.log")
    cancelled = form.give_to(lambda: operations.cancel_booking(actor(), booking, form.reason.data))
    if cancelled is not None:
        flash("Cancelled. Both of you get a letter that takes it out of your calendars.", "done")
        return redirect(back)
    page = render_template("supervision/cancel.html", form=form, booking=booking, back=back)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/supervision/bookings/<int:supervision_booking_id>/session.ics")
@declares("supervision_booking.see")
def calendar(supervision_booking_id: int) -> ResponseReturnValue:
    booking = get_or_404("supervision_booking.see", supervision_booking_id)
    return Response(calendar_of(booking), mimetype="text/calendar")
