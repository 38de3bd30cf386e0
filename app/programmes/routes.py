"""A registrar's pages about trainees: the list, enrolling, one enrolment."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.models.people import Person
from app.models.programme import Allocation, EditionInUse, Enrolment
from app.models.services import Service
from app.programmes import blueprint, operations, queries
from app.programmes.forms import EnrolForm, SupervisorForm, TraineesForm
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page


@blueprint.get("/registrar/trainees")
@declares("training.administer")
def enrolments() -> ResponseReturnValue:
    form = TraineesForm(request.args)
    form.offer(queries.stage_titles())
    wanted = form.wanted()
    asked = {key: value for key, value in request.args.items() if value and key in form}
    return render_template(
        "programmes/enrolments.html",
        page=queries.enrolments_page(actor(), asked_page(), wanted),
        form=form,
        is_narrowed=wanted != queries.Wanted(order=wanted.order),
        page_url=lambda number: url_for("programmes.enrolments", **{**asked, "page": number}),
    )


@blueprint.route("/registrar/trainees/enrol", methods=["GET", "POST"])
@declares("training.administer")
def enrol() -> ResponseReturnValue:
    people, editions = queries.people_to_enrol(actor()), queries.editions_in_use(actor())
    employers = queries.services()
    form = EnrolForm()
    form.offer(people, editions, employers)
    made = form.give_to(partial(_enrol, form, people, editions, employers))
    if made is None:
        page = render_template("programmes/enrol.html", form=form)
        return page, 422 if form.is_submitted() else 200
    flash("Enrolled. A supervisor comes next.", "done")
    return redirect(url_for("programmes.enrolment", enrolment_id=made.id))


def _enrol(
    form: EnrolForm,
    people: Sequence[Person],
    editions: Sequence[EditionInUse],
    employers: Sequence[Service],
) -> Enrolment:
    return operations.enrol(
        actor(),
        next(each for each in people if each.id == form.trainee.data),
        next(each for each in editions if each.id == form.edition.data),
        next(each for each in employers if each.id == form.service.data),
        form.started_on.data,
    )


@blueprint.get("/registrar/trainees/<int:enrolment_id>")
@declares("enrolment.administer")
def enrolment(enrolment_id: int) -> ResponseReturnValue:
    row = get_or_404("enrolment.administer", enrolment_id)
    return _enrolment_page(row, _supervisor_form(row))


@blueprint.post("/registrar/trainees/<int:enrolment_id>/supervisor")
@declares("enrolment.administer")
def allocate_supervisor(enrolment_id: int) -> ResponseReturnValue:
    row = get_or_404("enrolment.administer", enrolment_id)
    form = _supervisor_form(row)
    if form.give_to(partial(_allocate, row, form)) is None:
        return _enrolment_page(row, form), 422
    flash("The supervisor is allocated.", "done")
    return redirect(url_for("programmes.enrolment", enrolment_id=row.id))


def _allocate(row: Enrolment, form: SupervisorForm) -> Allocation:
    people = queries.people_to_allocate(actor(), row)
    chosen = next(each for each in people if each.id == form.supervisor.data)
    return operations.allocate_supervisor(actor(), row, chosen)


def _supervisor_form(row: Enrolment) -> SupervisorForm:
    form = SupervisorForm()
    form.offer(queries.people_to_allocate(actor(), row))
    return form


def _enrolment_page(row: Enrolment, form: SupervisorForm) -> str:
    return render_template(
        "programmes/enrolment.html",
        enrolment=row,
        programme=queries.programme_of(row),
        opened={each.stage: each.opened_on for each in row.stages},
        allocations=queries.allocations_of(row),
        decisions=queries.decisions_of(row),
        to_take_back=queries.ids_to_take_back(actor(), row),
        attended=queries.intro_attendances(row),
        form=form,
        today=clock.today().isoformat(),
    )
