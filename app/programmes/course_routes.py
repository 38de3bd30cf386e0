"""A registrar's pages about intro courses and who was there."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accreditation.wording import day
from app import clock
from app.models.programme import Course
from app.programmes import blueprint, operations, queries
from app.programmes.forms import AttendanceForm, CourseForm
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page


@blueprint.get("/registrar/courses")
@declares("training.administer")
def courses() -> ResponseReturnValue:
    return render_template(
        "programmes/courses.html",
        page=queries.courses_page(actor(), asked_page()),
        page_url=lambda number: url_for("programmes.courses", page=number),
    )


@blueprint.route("/registrar/courses/add", methods=["GET", "POST"])
@declares("training.administer")
def add_course() -> ResponseReturnValue:
    form = CourseForm()
    made = form.give_to(
        lambda: operations.add_course(actor(), form.title.data, form.place.data, form.chosen_days())
    )
    if made is None:
        page = render_template("programmes/add_course.html", form=form)
        return page, 422 if form.is_submitted() else 200
    flash("The course is added.", "done")
    return redirect(url_for("programmes.course", course_id=made.id))


@blueprint.get("/registrar/courses/<int:course_id>")
@declares("course.administer")
def course(course_id: int) -> ResponseReturnValue:
    return _course_page(get_or_404("course.administer", course_id), AttendanceForm())


@blueprint.post("/registrar/courses/<int:course_id>")
@declares("course.administer")
def keep_register(course_id: int) -> ResponseReturnValue:
    row = get_or_404("course.administer", course_id)
    form = AttendanceForm()
    listed = queries.enrolments_by_id(actor(), form.enrolment_ids())
    marks = form.marks(listed, queries.course_days(row))
    if form.give_to(lambda: operations.keep_register(actor(), marks)) is None:
        return _course_page(row, form), 422
    flash("Attendance is recorded.", "done")
    return redirect(url_for("programmes.course", course_id=row.id, page=asked_page()))


def _course_page(row: Course, form: AttendanceForm) -> str:
    days = queries.course_days(row)
    return render_template(
        "programmes/course.html",
        course=row,
        days=days,
        headings=[day(each.held_on) for each in days],
        page=queries.roll_of(row, actor(), asked_page()),
        page_url=lambda number: url_for("programmes.course", course_id=row.id, page=number),
        form=form,
        today=clock.today(),
    )
