"""The public catalogue of intro courses, and what whoever has a booking's link can do."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accreditation.marks import NOT_AVIGUK
from app import clock
from app.models.courses import Booking, BookingState
from app.pathway import blueprint
from app.pathway.course_forms import BookingForm, EvaluationForm
from app.pathway.operations import courses as operations
from app.pathway.operations import evaluating
from app.pathway.queries import courses as queries
from app.web.access import actor, declares, get_or_404, open_to_all
from app.web.documents import pdf_of
from app.web.pages import asked_page


@blueprint.get("/courses")
@open_to_all
def catalogue() -> ResponseReturnValue:
    return render_template(
        "courses/catalogue.html",
        page=queries.catalogue(asked_page()),
        page_url=lambda number: url_for("pathway.catalogue", page=number),
    )


@blueprint.get("/courses/<int:course_id>")
@open_to_all
def course(course_id: int) -> ResponseReturnValue:
    return _course_page(course_id, BookingForm())


@blueprint.post("/courses/<int:course_id>")
@open_to_all
def ask_for_a_place(course_id: int) -> ResponseReturnValue:
    found = queries.offered(course_id)
    if found is None:
        abort(404)
    form = BookingForm()

    def ask() -> bool:
        operations.ask_for_a_place(
            found.course, form.name.data, form.email.data, request.remote_addr or ""
        )
        return True

    if form.give_to(ask) is None:
        return _course_page(course_id, form), 422
    return render_template("courses/asked.html", found=found, email=form.email.data)


def _course_page(course_id: int, form: BookingForm) -> str:
    found = queries.offered(course_id)
    if found is None:
        abort(404)
    return render_template(
        "courses/course.html", found=found, form=form, has_begun=queries.has_begun(found.course)
    )


def _booking_or_404(token: str) -> Booking:
    found = queries.booking_by_token(token)
    if found is None or found.erased_at is not None:
        abort(404)
    return found


@blueprint.get("/bookings/<token>")
@open_to_all
def booking(token: str) -> ResponseReturnValue:
    row = _booking_or_404(token)
    waits = row.state is BookingState.WAITING
    return render_template(
        "courses/booking.html",
        booking=row,
        token=token,
        in_line=queries.place_in_line(row) if waits else 0,
        has_begun=queries.has_begun(row.course),
        was_there=queries.half_days_attended(row),
        in_all=queries.half_days_of(row.course),
        kept_days=queries.KEPT_FOR.days,
    )


@blueprint.post("/bookings/<token>/confirm")
@open_to_all
def confirm_booking(token: str) -> ResponseReturnValue:
    operations.confirm_booking(_booking_or_404(token), token)
    return redirect(url_for("pathway.booking", token=token))


@blueprint.post("/bookings/<token>/cancel")
@open_to_all
def cancel_booking(token: str) -> ResponseReturnValue:
    operations.cancel_booking(None, _booking_or_404(token))
    flash("Your booking is cancelled. Thank you for telling us.", "done")
    return redirect(url_for("pathway.booking", token=token))


@blueprint.get("/bookings/<token>/course.ics")
@open_to_all
def booking_calendar(token: str) -> ResponseReturnValue:
    row = _booking_or_404(token)
    return Response(operations.calendar_of(row.course), mimetype="text/calendar")


@blueprint.route("/bookings/<token>/evaluation", methods=["GET", "POST"])
@open_to_all
def evaluate_course(token: str) -> ResponseReturnValue:
    row, form = _booking_or_404(token), EvaluationForm()
    back = url_for("pathway.booking", token=token)
    if form.give_to(lambda: evaluating.evaluate_course(row, *form.said())) is None:
        page = render_template("courses/evaluation.html", form=form, course=row.course, back=back)
        return page, 422 if form.is_submitted() else 200
    flash("Thank you. It is kept without your name.", "done")
    return redirect(back)


@blueprint.route("/courses/<int:course_id>/evaluation", methods=["GET", "POST"])
@declares("course.evaluate")
def evaluate_own_course(course_id: int) -> ResponseReturnValue:
    row, form = get_or_404("course.evaluate", course_id), EvaluationForm()
    training = queries.training_at(actor(), row)
    back = url_for("pathway.trainee", enrolment_id=training.id)
    if form.give_to(lambda: evaluating.evaluate_own_course(training, row, *form.said())) is None:
        page = render_template("courses/evaluation.html", form=form, course=row, back=back)
        return page, 422 if form.is_submitted() else 200
    flash("Thank you. It is kept without your name.", "done")
    return redirect(back)


@blueprint.get("/bookings/<token>/certificate.pdf")
@open_to_all
def course_certificate(token: str) -> ResponseReturnValue:
    """Made when it is asked for, and kept nowhere: it names somebody who has no account."""
    row = _booking_or_404(token)
    was_there = queries.half_days_attended(row)
    if not was_there or was_there < queries.half_days_of(row.course):
        abort(404, "The certificate is there once you were at every part of the course.")
    return pdf_of(
        "courses/certificate.html",
        None,
        "The certificate",
        booking=row,
        course=row.course,
        half_days=was_there,
        trainers=queries.trainers_of(row.course),
        notice=NOT_AVIGUK,
        today=clock.today(),
    )
