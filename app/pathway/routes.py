"""The trainee's home, the supervisor's caseload, and one training."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.models.people import Role
from app.models.programme import Enrolment, TrainingEvent, TrainingEventKind
from app.pathway import blueprint, pages, queries
from app.pathway.forms import TrainingEventForm
from app.pathway.home import home_of
from app.programmes.operations import record_training_event
from app.programmes.queries import programme_of
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page


@blueprint.get("/home")
@declares("training.follow")
def home() -> ResponseReturnValue:
    seen = home_of(actor())
    if seen is None:
        return render_template("pathway/not_enrolled.html")
    return render_template("pathway/home.html", home=seen)


@blueprint.get("/caseload")
@declares("caseload.see")
def caseload() -> ResponseReturnValue:
    view = _asked_view()
    page = queries.caseload(actor(), asked_page(), view)
    return render_template(
        "pathway/caseload.html",
        page=page,
        view=view,
        shown=queries.SHOWN,
        orders=queries.ORDERS,
        stages=queries.stages_in_caseload(actor()),
        trainings=list(pages.in_caseload(page.items)),
        page_url=lambda number: url_for(
            "pathway.caseload", page=number, **{k: v for k, v in asdict(view).items() if v}
        ),
    )


def _asked_view() -> queries.View:
    """What the address asks for; whatever it names that is not there is passed over."""
    asked = request.args
    show, order = asked.get("show", ""), asked.get("order", "waiting")
    return queries.View(
        q=asked.get("q", "").strip()[:80],
        stage=asked.get("stage", "")[:160],
        show=show if show in queries.SHOWN else "",
        order=order if order in queries.ORDERS else "waiting",
    )


@blueprint.get("/trainings/<int:enrolment_id>")
@declares("enrolment.follow")
def trainee(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.follow", enrolment_id)
    own = actor().role is Role.TRAINEE
    template = "pathway/own_training.html" if own else "pathway/trainee.html"
    return render_template(template, **pages.training(enrolment, actor()))


@blueprint.route("/trainings/<int:enrolment_id>/events/new", methods=["GET", "POST"])
@declares("enrolment.supervise")
def record_event(enrolment_id: int) -> ResponseReturnValue:
    enrolment = get_or_404("enrolment.supervise", enrolment_id)
    form = TrainingEventForm()
    form.offer(_open_stages(enrolment))
    if form.give_to(partial(_record_event, enrolment, form)) is None:
        page = render_template(
            "pathway/record_event.html",
            form=form,
            enrolment=enrolment,
            name=queries.trainee_of(enrolment),
            today=clock.today().isoformat(),
        )
        return page, 422 if form.is_submitted() else 200
    flash("Recorded. It counts from now on.", "done")
    return redirect(url_for("pathway.trainee", enrolment_id=enrolment.id))


def _record_event(enrolment: Enrolment, form: TrainingEventForm) -> TrainingEvent:
    return record_training_event(
        actor(),
        enrolment,
        form.stage.data,
        TrainingEventKind(form.kind.data),
        form.held_on.data,
        form.minutes.data,
    )


def _open_stages(enrolment: Enrolment) -> list[tuple[str, str]]:
    opened = {each.stage for each in enrolment.stages}
    stages = programme_of(enrolment).stages
    return [(each.key, each.title) for each in stages if each.key in opened]
