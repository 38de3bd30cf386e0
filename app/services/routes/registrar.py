"""A registrar's pages: which services there are, who leads them, how much room they have."""

from __future__ import annotations

from decimal import Decimal

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models.services import Service, ServiceKind
from app.services import blueprint, operations, queries
from app.services.forms import GB, LeadForm, QuotaForm, ServiceForm
from app.web.access import actor, declares, get_or_404
from app.web.pages import asked_page


@blueprint.get("/registrar/services")
@declares("service.administer")
def registry() -> ResponseReturnValue:
    return render_template(
        "services/registry.html",
        page=queries.services_page(actor(), asked_page()),
        page_url=lambda number: url_for("services.registry", page=number),
    )


@blueprint.route("/registrar/services/add", methods=["GET", "POST"])
@declares("training.administer")
def add() -> ResponseReturnValue:
    form = ServiceForm()
    made = form.give_to(
        lambda: operations.add_service(actor(), form.name.data, ServiceKind(form.kind.data))
    )
    if made is None:
        page = render_template("services/add.html", form=form)
        return page, 422 if form.is_submitted() else 200
    flash(f"{made.name} is there. Appoint somebody to lead it next.", "done")
    return redirect(url_for("services.registered", service_id=made.id))


@blueprint.get("/registrar/services/<int:service_id>")
@declares("service.administer")
def registered(service_id: int) -> ResponseReturnValue:
    return _page(get_or_404("service.administer", service_id))


@blueprint.post("/registrar/services/<int:service_id>/leads")
@declares("service.administer")
def appoint_lead(service_id: int) -> ResponseReturnValue:
    service, form = get_or_404("service.administer", service_id), LeadForm()
    lead = form.give_to(lambda: operations.appoint_lead(actor(), service, form.person))
    if lead is None:
        return _page(service, lead_form=form), 422
    flash(f"{lead.person.name} leads {service.name} now.", "done")
    return redirect(url_for("services.registered", service_id=service.id))


@blueprint.post("/registrar/services/leads/<int:lead_id>/end")
@declares("service_member.end_lead")
def end_lead(lead_id: int) -> ResponseReturnValue:
    lead = operations.end_membership(actor(), get_or_404("service_member.end_lead", lead_id))
    flash(f"{lead.person.name} leads this service no longer.", "done")
    return redirect(url_for("services.registered", service_id=lead.service_id))


@blueprint.post("/registrar/services/<int:service_id>/room")
@declares("service.administer")
def set_quota(service_id: int) -> ResponseReturnValue:
    service, form = get_or_404("service.administer", service_id), QuotaForm()
    if form.validate_on_submit():
        operations.set_quota(actor(), service, form.quota_bytes)
        flash("Kept. It holds for the next film.", "done")
        return redirect(url_for("services.registered", service_id=service.id))
    return _page(service, quota_form=form), 422


def _page(
    service: Service, lead_form: LeadForm | None = None, quota_form: QuotaForm | None = None
) -> str:
    gigabytes = Decimal(service.quota_bytes) / GB if service.quota_bytes else None
    return render_template(
        "services/registered.html",
        service=service,
        leads=queries.leads_of(service.id),
        waits=queries.why_filming_waits(service.id),
        room=queries.room_of(service),
        lead_form=lead_form or LeadForm(formdata=None),
        quota_form=quota_form or QuotaForm(formdata=None, data={"gigabytes": gigabytes}),
    )
