"""The trainee's home, the supervisor's caseload, and one training."""

from __future__ import annotations

from dataclasses import asdict

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.models.people import Role
from app.pathway import blueprint, pages, queries
from app.pathway.home import home_of
from app.pathway.queries import logged
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
        to_confirm=logged.count_to_confirm(actor()),
        trainings=list(pages.in_caseload(page.items, actor())),
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
