"""What took place besides cycles and supervision: recorded, or logged and confirmed."""

from __future__ import annotations

from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock, policies
from app.models.people import Role
from app.models.programme import Enrolment, TrainingEvent
from app.pathway import blueprint, queries
from app.pathway.forms import LogForm, TrainingEventForm
from app.pathway.operations.confirming import log_what_took_place
from app.pathway.queries import logged
from app.pathway.queries.logged import LABELS
from app.programmes import operations
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page


@blueprint.get("/trainings/<int:enrolment_id>/log")
@declares("enrolment.follow")
def log(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.follow", enrolment_id)
    own = actor().role is Role.TRAINEE
    return render_template(
        "pathway/log.html",
        enrolment=enrolment,
        name=queries.trainee_of(enrolment),
        own=own,
        page=logged.logged_in(enrolment, actor(), asked_page()),
        page_url=lambda number: url_for("pathway.log", enrolment_id=enrolment.id, page=number),
        labels=LABELS,
        may_log=own and bool(logged.to_log(enrolment)),
    )


@blueprint.route("/trainings/<int:enrolment_id>/log/new", methods=["GET", "POST"])
@declares("enrolment.work_on")
def log_event(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.work_on", enrolment_id)
    form, asked = LogForm(), logged.to_log(enrolment)
    people = logged.people_to_ask(actor(), enrolment)
    form.offer(asked)
    form.offer_people(people)

    def keep() -> TrainingEvent:
        return log_what_took_place(
            actor(),
            enrolment,
            next(each for each in asked if each.key == form.what.data),
            form.held_on.data,
            form.minutes.data,
            form.about.data or "",
            next(each for each in people if each.id == form.asked.data),
        )

    if form.give_to(keep) is None:
        page = render_template(
            "pathway/log_event.html", form=form, enrolment=enrolment, today=_today()
        )
        return page, 422 if form.is_submitted() else 200
    flash("Logged. It counts once it is confirmed.", "done")
    return redirect(url_for("pathway.log", enrolment_id=enrolment.id))


@blueprint.route("/trainings/<int:enrolment_id>/events/new", methods=["GET", "POST"])
@declares("enrolment.supervise")
def record_event(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.supervise", enrolment_id)
    form = TrainingEventForm()
    form.offer(logged.to_record(enrolment))
    if form.give_to(partial(_record_event, enrolment, form)) is None:
        page = render_template(
            "pathway/record_event.html",
            form=form,
            enrolment=enrolment,
            name=queries.trainee_of(enrolment),
            today=_today(),
        )
        return page, 422 if form.is_submitted() else 200
    flash("Recorded. It counts from now on.", "done")
    return redirect(url_for("pathway.trainee", enrolment_id=enrolment.id))


def _record_event(enrolment: Enrolment, form: TrainingEventForm) -> TrainingEvent:
    what = next(each for each in logged.to_record(enrolment) if each.key == form.what.data)
    return operations.record_training_event(
        actor(), enrolment, what.stage, what.kind, form.held_on.data, form.minutes.data
    )


@blueprint.get("/to-confirm")
@declares("caseload.see")
def to_confirm() -> ResponseReturnValue:
    return render_template(
        "pathway/to_confirm.html",
        page=logged.to_confirm(actor(), asked_page()),
        page_url=lambda number: url_for("pathway.to_confirm", page=number),
        labels=LABELS,
    )


@blueprint.get("/training-events/<int:event_id>")
@declares("training_event.see")
def training_event(event_id: int) -> ResponseReturnValue:
    row = get_or_404("training_event.see", event_id)
    return render_template(
        "pathway/training_event.html",
        event=row,
        label=LABELS[row.kind],
        own=actor().role is Role.TRAINEE,
        follows=policies.find("enrolment.follow", row.enrolment_id, actor()) is not None,
        may_confirm=policies.find("training_event.confirm", row.id, actor()) is not None,
        may_take_back=policies.find("training_event.take_back", row.id, actor()) is not None,
    )


@blueprint.post("/training-events/<int:event_id>/confirm")
@declares("training_event.confirm")
def confirm_event(event_id: int) -> ResponseReturnValue:
    operations.confirm_training_event(actor(), get_or_404("training_event.confirm", event_id))
    flash("Thank you. It counts from now on, and they are told.", "done")
    return redirect(url_for("pathway.to_confirm"))


@blueprint.post("/training-events/<int:event_id>/take-back")
@declares("training_event.take_back")
def take_back_event(event_id: int) -> ResponseReturnValue:
    row = get_or_404("training_event.take_back", event_id)
    enrolment_id = row.enrolment_id
    operations.take_back_training_event(actor(), row)
    flash("Taken back. You can log it again.", "done")
    return redirect(url_for("pathway.log", enrolment_id=enrolment_id))


def _today() -> str:
    return clock.today().isoformat()
