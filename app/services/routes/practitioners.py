"""Who works in a service, and whose line manager somebody is."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.services import blueprint, operations, queries
from app.services.forms import LineManagerForm, PractitionerForm
from app.web.access import actor, declares, get_or_404
from app.web.forms import Form
from app.web.pages import asked_page


@blueprint.get("/services/<int:service_id>/practitioners")
@declares("service.lead")
def practitioners(service_id: int) -> ResponseReturnValue:
    service = get_or_404("service.lead", service_id)
    return render_template(
        "services/practitioners.html",
        service=service,
        page=queries.members_page(service, asked_page()),
        page_url=lambda number: url_for(
            "services.practitioners", service_id=service.id, page=number
        ),
    )


@blueprint.route("/services/<int:service_id>/practitioners/add", methods=["GET", "POST"])
@declares("service.lead")
def add_practitioner(service_id: int) -> ResponseReturnValue:
    service, form = get_or_404("service.lead", service_id), PractitionerForm()
    member = form.give_to(
        lambda: operations.add_practitioner(
            actor(), service, form.person, form.line_manager, form.manager_name.data
        )
    )
    if member is not None:
        flash(f"{member.person.name} is on the list.", "done")
        return redirect(url_for("services.practitioners", service_id=service.id))
    page = render_template("services/add_practitioner.html", service=service, form=form)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/services/practitioners/<int:member_id>/line-manager", methods=["GET", "POST"])
@declares("service_member.manage")
def line_manager(member_id: int) -> ResponseReturnValue:
    member = get_or_404("service_member.manage", member_id)
    manager = member.line_manager
    form = LineManagerForm(
        data={
            "manager_email": manager.email if manager else "",
            "manager_name": member.line_manager_name,
        }
    )
    kept = form.give_to(
        lambda: operations.set_line_manager(
            actor(), member, form.line_manager, form.manager_name.data
        )
    )
    if kept is not None:
        flash("Kept. Panels and stage meetings leave this person out from now on.", "done")
        return redirect(url_for("services.practitioners", service_id=member.service_id))
    page = render_template("services/line_manager.html", member=member, form=form)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/services/practitioners/<int:member_id>/end", methods=["GET", "POST"])
@declares("service_member.manage")
def end_practitioner(member_id: int) -> ResponseReturnValue:
    member, form = get_or_404("service_member.manage", member_id), Form()
    ended = form.give_to(lambda: operations.end_membership(actor(), member))
    if ended is not None:
        flash(f"{member.person.name} is not on the list any more.", "done")
        return redirect(url_for("services.practitioners", service_id=member.service_id))
    page = render_template("services/end_practitioner.html", member=member, form=form)
    return page, 422 if form.is_submitted() else 200
