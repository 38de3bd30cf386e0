"""Running a course: what is offered, who booked, who was there, what they thought of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accreditation.wording import day
from app import clock
from app.models.people import Person, Role
from app.models.programme import Course
from app.pathway import blueprint
from app.pathway.course_forms import OfferForm, RegisterForm
from app.pathway.operations import courses as operations
from app.pathway.queries import courses as queries
from app.programmes.queries import course_days
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page


@blueprint.get("/my-courses")
@declares("courses.train")
def my_courses() -> ResponseReturnValue:
    return render_template(
        "courses/mine.html",
        page=queries.courses_i_run(actor(), asked_page()),
        page_url=lambda number: url_for("pathway.my_courses", page=number),
    )


@blueprint.get("/courses/<int:course_id>/run")
@declares("course.run")
def run_course(course_id: int) -> ResponseReturnValue:
    return _page(get_or_404("course.run", course_id), RegisterForm())


@blueprint.post("/courses/<int:course_id>/run")
@declares("course.run")
def keep_bookings(course_id: int) -> ResponseReturnValue:
    row, form = get_or_404("course.run", course_id), RegisterForm()
    listed = queries.bookings_by_id(row, actor(), form.booking_ids())
    marks = form.marks(listed, course_days(row))
    if form.give_to(lambda: operations.keep_bookings_register(actor(), marks)) is None:
        return _page(row, form), 422
    flash("Attendance is recorded.", "done")
    return redirect(url_for("pathway.run_course", course_id=row.id, page=asked_page()))


def _page(row: Course, form: RegisterForm) -> str:
    days = course_days(row)
    return render_template(
        "courses/run.html",
        course=row,
        offer=queries.offer_of(row),
        days=days,
        headings=[day(each.held_on) for each in days],
        page=queries.bookings_of(row, actor(), asked_page()),
        page_url=lambda number: url_for("pathway.run_course", course_id=row.id, page=number),
        trainers=queries.trainers_of(row),
        form=form,
        today=clock.today(),
        has_begun=queries.has_begun(row),
        is_registrar=actor().role is Role.REGISTRAR,
    )


@blueprint.get("/courses/<int:course_id>/evaluations")
@declares("course.run")
def evaluations(course_id: int) -> ResponseReturnValue:
    row = get_or_404("course.run", course_id)
    return render_template(
        "courses/evaluations.html",
        course=row,
        page=queries.evaluations_of(row, asked_page()),
        page_url=lambda number: url_for("pathway.evaluations", course_id=row.id, page=number),
    )


@blueprint.route("/courses/<int:course_id>/offer", methods=["GET", "POST"])
@declares("course.run")
def offer_course(course_id: int) -> ResponseReturnValue:
    row = get_or_404("course.run", course_id)
    offer, registrar = queries.offer_of(row), actor().role is Role.REGISTRAR
    people = queries.people_to_train(actor()) if registrar else ()
    form = OfferForm(
        data={
            "places": offer.places if offer else 20,
            "starts": time.fromisoformat(offer.starts) if offer else time(9, 30),
            "about": offer.about if offer else "",
            "published": bool(offer and offer.published_at),
            "trainers": [each.id for each in queries.trainers_of(row)],
        }
    )
    form.offer(people)
    if form.give_to(partial(_offer, row, form, people)) is None:
        page = render_template("courses/offer.html", course=row, form=form, registrar=registrar)
        return page, 422 if form.is_submitted() else 200
    flash("The course is offered as you wrote it.", "done")
    return redirect(url_for("pathway.run_course", course_id=row.id))


def _offer(row: Course, form: OfferForm, people: Sequence[Person]) -> bool:
    operations.offer_course(
        actor(),
        row,
        form.places.data,
        form.starts.data,
        form.about.data or "",
        form.published.data,
    )
    if people:
        chosen = [each for each in people if each.id in (form.trainers.data or ())]
        operations.choose_trainers(actor(), row, chosen)
    return True


@blueprint.post("/course-bookings/<int:booking_id>/cancel")
@declares("booking.administer")
def cancel_for_somebody(booking_id: int) -> ResponseReturnValue:
    row = get_or_404("booking.administer", booking_id)
    operations.cancel_booking(actor(), row)
    flash("The booking is cancelled. A free place goes to whoever waits longest.", "done")
    return redirect(url_for("pathway.run_course", course_id=row.course_id))
