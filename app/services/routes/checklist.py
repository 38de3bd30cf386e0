"""The checklist before filming: confirming an item, and taking it back."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models.services import CheckItem
from app.services import blueprint, operations, queries
from app.services.checklist import WORDS
from app.services.forms import CheckForm
from app.web.access import actor, declares, get_or_404
from app.web.forms import Form

ITEMS = "<any(video_protocol, dpia, encrypted_devices):item>"


@blueprint.get("/services/<int:service_id>/checklist")
@declares("service.lead")
def checklist(service_id: int) -> ResponseReturnValue:
    service = get_or_404("service.lead", service_id)
    return render_template(
        "services/checklist.html",
        service=service,
        items=queries.checklist(service.id),
        history=queries.checks_of(service.id),
        words=WORDS,
    )


@blueprint.route(f"/services/<int:service_id>/checklist/{ITEMS}", methods=["GET", "POST"])
@declares("service.lead")
def confirm_check(service_id: int, item: str) -> ResponseReturnValue:
    service, asked, form = get_or_404("service.lead", service_id), CheckItem(item), CheckForm()
    check = form.give_to(
        lambda: operations.confirm_check(
            actor(), service, asked, form.settled_on.data, form.reference.data
        )
    )
    if check is not None:
        left = len(queries.why_filming_waits(service.id))
        flash(f"Confirmed. {f'{left} to go.' if left else 'Filming may start.'}", "done")
        return redirect(url_for("services.checklist", service_id=service.id))
    page = render_template(
        "services/confirm_check.html", service=service, words=WORDS[asked], form=form
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route(f"/services/<int:service_id>/checklist/{ITEMS}/take-back", methods=["GET", "POST"])
@declares("service.lead")
def take_back_check(service_id: int, item: str) -> ResponseReturnValue:
    service, asked, form = get_or_404("service.lead", service_id), CheckItem(item), Form()
    check = form.give_to(lambda: operations.take_back_check(actor(), service, asked))
    if check is not None:
        flash("Taken back. No film is taken in until it is confirmed again.", "done")
        return redirect(url_for("services.checklist", service_id=service.id))
    page = render_template(
        "services/take_back_check.html", service=service, words=WORDS[asked], form=form
    )
    return page, 422 if form.is_submitted() else 200
